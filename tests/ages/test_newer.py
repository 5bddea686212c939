"""What a newer version wrote is refused by every command, in a sentence, and left as it was (rule O3)."""

import argparse
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from goround import __version__
from goround.cli import main
from goround.cli.arguments import parser
from goround.domain.events import FORMAT
from goround.journal.ages import opened, versions
from goround.journal.port import Newer
from goround.journal.shapes import FILES, JOURNAL, RECORDS, VAULT, present
from tests.ages.copies import NEWEST, bytes_of, recorded, stamped, unpacked
from tests.ages.lived import WHOLE
from tests.commands.running import Home

COMMANDS: dict[str, list[str]] = {
    "serve": ["serve", "--port", "0"],
    "demo": ["demo", "--port", "0"],
    "rehearse": ["rehearse", "tests/commands/curricula/blk-evening.yaml"],
    "sessions": ["sessions"],
    "replay": ["replay", WHOLE],
    "export": ["export", WHOLE, "--output", "-"],
    "verify": ["verify"],
    "migrate": ["migrate"],
    "backup": ["backup", "backup-of-a-newer-one"],
    "staff list": ["staff", "list"],
    "staff add": ["staff", "add", "sam"],
}
TELLS_OTHERWISE = {"doctor", "restore"}
"""One tells the version among other things; of the other see below."""


def commands_on_data() -> set[str]:
    """Every command that takes ``--data``."""

    def taking(of: argparse.ArgumentParser, name: str) -> set[str]:
        below = [action for action in of._actions if isinstance(action, argparse._SubParsersAction)]
        if not below:
            return {name.strip()} if any("--data" in action.option_strings for action in of._actions) else set()
        return {found for sub, parsed in below[0].choices.items() for found in taking(parsed, f"{name} {sub}")}

    return taking(parser(), "")


def of_entries(folder: Path) -> None:
    """The newest entry of one session is of a format that nobody knows yet; everything else is as it was."""
    with closing(sqlite3.connect(folder / JOURNAL)) as changing:
        changing.execute(f"UPDATE entry SET format = {FORMAT + 1} WHERE session = '{WHOLE}' AND seq > 150")  # noqa: S608
        changing.commit()


NEWER: dict[str, Callable[[Path], None]] = {
    **{name: lambda folder, name=name: stamped(folder, present(name) + 1, name) for name in FILES},  # type: ignore[misc]
    "entries": of_entries,
}
SAYS = {**{name: (f"{name} of version", present(name)) for name in FILES}, "entries": ("entries of format", FORMAT)}


@pytest.fixture(params=NEWER)
def newer(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Home, str]:
    """A data folder in which one thing is newer than this program."""
    home = unpacked(NEWEST, tmp_path / "newer")
    NEWER[request.param](home.folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nobody"))
    return home, request.param


def sentence(home: Home, what: str) -> str:
    says, known = SAYS[what]
    return (
        f"goround: {home.folder} was written by a newer Goround: it has {says} {known + 1}, and Goround {__version__} knows only up "
        f"to {known}. Install the newer Goround, or name another folder. Nothing was changed.\n"
    )


def test_every_command_on_a_data_folder_is_looked_at() -> None:
    """O3"""
    assert commands_on_data() <= {*COMMANDS, *TELLS_OTHERWISE}


def test_every_command_refuses_it_and_leaves_it_as_it_was(
    newer: tuple[Home, str], checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """O3"""
    home, what = newer
    before = bytes_of(home.path)
    monkeypatch.chdir(checkout)
    for name in sorted(commands_on_data() - TELLS_OTHERWISE):
        assert main([*COMMANDS[name], *home.where]) == 1, name
        said = capsys.readouterr()
        assert (said.out, said.err) == ("", sentence(home, what)), name
        assert bytes_of(home.path) == before, name


def test_it_is_not_restored(newer: tuple[Home, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """O3: a folder that was copied by hand, say."""
    home, what = newer
    before = bytes_of(home.path)
    empty = Home(tmp_path / "empty")
    assert main(["restore", str(home.folder), *empty.where]) == 1
    assert capsys.readouterr().err == sentence(home, what)
    assert bytes_of(home.path) == before
    assert [name for name in bytes_of(empty.folder) if name != "goround.lock"] == []


def test_a_backup_that_is_described_in_a_newer_way_is_not_restored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """O3: it may hold files that this program would leave behind."""
    home, backup, empty = unpacked(NEWEST, tmp_path / "kept"), tmp_path / "backup", Home(tmp_path / "empty")
    assert main(["backup", str(backup), *home.where]) == 0
    described = json.loads((backup / "backup.json").read_text())
    (backup / "backup.json").write_text(json.dumps({**described, "format": 2, "more": ["files"]}))
    before = bytes_of(backup)
    capsys.readouterr()
    assert main(["restore", str(backup), *empty.where]) == 1
    assert capsys.readouterr().err == (
        f"goround: The backup {backup} was made by a newer Goround: its backup.json has format 2, and Goround {__version__} knows only up "
        "to 1. Restore it with the newer Goround. Nothing was restored.\n"
    )
    assert bytes_of(backup) == before
    assert not (empty.folder / JOURNAL).exists()


def test_a_version_that_stands_only_in_the_log_beside_the_file_is_seen(tmp_path: Path) -> None:
    """O3: the newer program was killed just after it had written it."""
    home = unpacked(NEWEST, tmp_path / "kept")
    killed = tmp_path / "killed"
    with closing(sqlite3.connect(home.folder / VAULT, isolation_level=None)) as writing:
        writing.execute("PRAGMA journal_mode=WAL")
        writing.execute(f"PRAGMA user_version = {present(VAULT) + 1}")
        shutil.copytree(home.folder, killed)
    assert (killed / f"{VAULT}-wal").stat().st_size
    (killed / f"{VAULT}-shm").unlink()
    before = {name: bytes_of(killed)[name] for name in (VAULT, f"{VAULT}-wal")}
    with pytest.raises(Newer):
        opened(killed / VAULT, VAULT)
    assert {name: bytes_of(killed)[name] for name in before} == before


@pytest.mark.parametrize("read_only", [True, False])
@pytest.mark.parametrize("name", FILES)
def test_no_file_is_opened_by_itself_either(name: str, read_only: bool, tmp_path: Path) -> None:
    """O3: the second lock, behind the commands."""
    home = unpacked(NEWEST, tmp_path)
    stamped(home.folder, present(name) + 1, name)
    before = bytes_of(home.folder)
    with pytest.raises(Newer, match=f"{name} of version"):
        opened(home.folder / name, name, read_only=read_only)
    assert bytes_of(home.folder) == before


def test_versions_are_told_without_a_trace(tmp_path: Path) -> None:
    """O3"""
    home = unpacked(NEWEST, tmp_path)
    was = recorded(NEWEST)["versions"]
    stamped(home.folder, 99, RECORDS)
    before = bytes_of(home.folder)
    assert [(one.what, one.found, one.present, one.newer, one.older) for one in versions(home.folder)] == [
        (JOURNAL, was[JOURNAL], present(JOURNAL), False, False),
        (VAULT, was[VAULT], present(VAULT), False, False),
        (RECORDS, 99, present(RECORDS), True, False),
        ("entries", was["entries"], FORMAT, False, False),
    ]
    assert bytes_of(home.folder) == before
    assert [one.found for one in versions(tmp_path / "nowhere")] == [None] * 4
