"""A backup says of itself what it is; what is not whole is not restored, and what is restored is all there or not at all (rule O9)."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from goround import __version__
from goround.cli import main
from goround.journal.folder import RESTORING
from goround.journal.shapes import FILES, JOURNAL, RECORDS, VAULT, present
from tests.ages.copies import NEWEST, bytes_of, stamped, unpacked
from tests.ages.lasting import rows
from tests.commands.running import Home


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return unpacked(NEWEST, tmp_path / "kept")


@pytest.fixture
def backup(home: Home, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["backup", str(home.path / "backup"), *home.where]) == 0
    capsys.readouterr()
    return home.path / "backup"


@pytest.fixture
def empty(home: Home) -> Home:
    """Another place with the same key."""
    other = Home(home.path / "other")
    other.path.mkdir()
    shutil.copy2(home.key, other.key)
    return other


def test_a_backup_tells_who_made_it_when_and_what_is_in_it(backup: Path) -> None:
    """O9"""
    told = json.loads((backup / "backup.json").read_text("utf-8"))
    assert (told["format"], told["software"], told["whole"]) == (1, __version__, True)
    assert told["taken"] > 1_700_000_000_000
    assert {name: one["version"] for name, one in told["files"].items()} == {name: present(name) for name in FILES}
    assert (backup / "backup.json").stat().st_mode & 0o077 == 0


def test_a_folder_that_must_be_migrated_can_be_backed_up_as_it_is(home: Home, empty: Home) -> None:
    """O4"""
    stamped(home.folder, 0)
    assert main(["backup", str(home.path / "backup"), *home.where]) == 0
    assert json.loads((home.path / "backup" / "backup.json").read_text())["files"][VAULT]["version"] == 0
    assert main(["restore", str(home.path / "backup"), *empty.where]) == 0
    assert main(["migrate", *empty.where]) == 0
    assert rows(empty.folder / JOURNAL) == rows(home.folder / JOURNAL)


def _byte(backup: Path) -> None:
    with (backup / VAULT).open("r+b") as file:
        file.seek(5_000)
        was = file.read(1)
        file.seek(5_000)
        file.write(bytes([was[0] ^ 1]))


def _described(backup: Path, **changes: object) -> None:
    told = json.loads((backup / "backup.json").read_text())
    (backup / "backup.json").write_text(json.dumps({**told, **changes}))


WRONG: dict[str, tuple[Callable[[Path], object], str]] = {
    "a changed byte": (_byte, f"{VAULT} is damaged: it is not what was backed up."),
    "a lost file": (lambda backup: (backup / RECORDS).unlink(), f"{RECORDS} is damaged: it is not what was backed up."),
    "not finished": (lambda backup: _described(backup, whole=False), "was not finished."),
    "described in no known way": (lambda backup: _described(backup, files=7), "backup.json is damaged."),
    "no description at all": (lambda backup: (backup / "backup.json").write_bytes(b"\xff{"), "backup.json is damaged."),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_backup_that_is_not_whole_is_not_restored(
    wrong: str, backup: Path, empty: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    """O9"""
    change, sentence = WRONG[wrong]
    change(backup)
    before = bytes_of(backup)
    assert main(["restore", str(backup), *empty.where]) == 1
    said = capsys.readouterr().err
    assert sentence in said and "Nothing was restored." in said and len(said.splitlines()) == 1
    assert list(bytes_of(empty.folder)) == ["goround.lock"] and bytes_of(backup) == before


def test_a_copy_by_hand_is_restored_with_what_still_lies_beside_its_files(home: Home, empty: Home) -> None:
    """O9: the newest entries may stand in the log of SQLite alone."""
    by_hand = home.path / "by hand"
    with closing(sqlite3.connect(home.folder / JOURNAL, isolation_level=None)) as writing:
        writing.execute("PRAGMA journal_mode=WAL")
        writing.execute("UPDATE session SET live = live")
        writing.execute("CREATE TABLE scratch (x)")
        writing.execute("DROP TABLE scratch")
        shutil.copytree(home.folder, by_hand)
    assert (by_hand / f"{JOURNAL}-wal").stat().st_size
    before = bytes_of(by_hand)
    assert main(["restore", str(by_hand), *empty.where]) == 0
    assert bytes_of(by_hand) == before
    assert main(["verify", *empty.where]) == 0
    assert rows(empty.folder / JOURNAL) == rows(home.folder / JOURNAL)


def test_a_restore_that_was_interrupted_is_done_anew(backup: Path, empty: Home) -> None:
    """O9: nobody takes the folder for one that holds sessions before all of it is there."""
    (empty.folder / RESTORING).mkdir(parents=True)
    shutil.copy2(backup / JOURNAL, empty.folder / RESTORING / JOURNAL)
    assert main(["restore", str(backup), *empty.where]) == 0
    assert main(["verify", *empty.where]) == 0
    assert not (empty.folder / RESTORING).exists()


def test_a_log_that_was_left_behind_is_not_mixed_with_what_is_restored(
    backup: Path, empty: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    """O9: SQLite would play it into the restored file."""
    empty.folder.mkdir()
    (empty.folder / f"{JOURNAL}-wal").write_bytes(b"entries of another day")
    assert main(["restore", str(backup), *empty.where]) == 1
    assert f"holds {JOURNAL}-wal already" in capsys.readouterr().err
    assert not (empty.folder / JOURNAL).exists()
