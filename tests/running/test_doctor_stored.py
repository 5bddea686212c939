"""The doctor's lines about what is stored: who may read it, whether the key fits, its versions, its newest backup."""

import os
from pathlib import Path

import pytest

from goround.cli import main
from goround.cli.doctor import stored
from goround.cli.doctor.line import Line
from goround.journal.backup_note import NAME, leave_note
from goround.journal.database import sqlite
from goround.journal.folder import DataFolder
from goround.runtime.clock import SystemClock
from tests.running.examined import DAY, OPENED, SOON, bad, employed


def test_a_folder_is_its_owners_alone(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """U6"""
    assert stored.rights(folder.path).state == "ok"
    bad(stored.rights(folder.path / "none"), "warn", "serve makes it")
    folder.journal.chmod(0o644)
    bad(stored.rights(folder.path), "warn", "goround.db", "chmod 600")
    folder.path.chmod(0o750)
    bad(stored.rights(folder.path), "fail", "chmod 700")
    folder.path.chmod(0o700)
    with monkeypatch.context() as patch:
        patch.setattr(os, "access", lambda *_: False)
        bad(stored.rights(folder.path), "fail", "nothing can be written")
    monkeypatch.setattr(os, "geteuid", lambda: folder.path.stat().st_uid + 1)
    bad(stored.rights(folder.path), "fail", "another user")


def test_a_key_is_outside_the_data_and_its_owners_alone(folder: DataFolder, key: Path) -> None:
    """U6"""
    there = stored.look(folder)
    assert stored.key(key, folder, there).state == "ok"
    key.chmod(0o640)
    bad(stored.key(key, folder, there), "fail", "chmod 600")
    key.chmod(0o600)
    key.write_bytes(b"short")
    bad(stored.key(key, folder, there), "fail", "damaged")
    inside = folder.path / "site.key"
    bad(stored.key(inside, folder, there), "fail", "in the data folder")


def test_a_key_that_is_lost_or_another_is_told(folder: DataFolder, key: Path, tmp_path: Path) -> None:
    """U6"""
    there = stored.look(folder)
    key.write_bytes(bytes(32))
    bad(stored.key(key, folder, there), "fail", "not the key")
    key.unlink()
    bad(stored.key(key, folder, there), "fail", "Put your copy back")
    assert not key.exists(), "To look made a new key."
    empty = DataFolder(tmp_path / "empty")
    bad(stored.key(key, empty, stored.look(empty)), "warn", "serve makes it")


@pytest.mark.parametrize(("version", "word"), [(99, "newer Goround"), (-1, "Goround")])
def test_files_of_another_version_are_told(folder: DataFolder, version: int, word: str) -> None:
    """U6"""
    assert stored.age(folder.path).state == "ok"
    engine = sqlite(folder.journal)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"PRAGMA user_version={version}")
    engine.dispose()
    bad(stored.age(folder.path), "fail", word)
    assert stored.look(folder) == stored.Stored()


def test_a_damaged_file_is_told(folder: DataFolder) -> None:
    """U6"""
    folder.vault.write_bytes(b"this is no database, " * 100)
    bad(stored.age(folder.path), "fail", "vault.db", "Restore")
    folder.journal.write_bytes(b"this is no database, " * 100)
    assert stored.look(folder) == stored.Stored()


def test_what_is_stored_tells_its_times(folder: DataFolder, tmp_path: Path) -> None:
    """U6"""
    there = stored.look(folder)
    assert (there.first, there.newest) == (OPENED, SOON)
    assert stored.look(DataFolder(tmp_path / "none")) == stored.Stored()


def test_that_nobody_can_sign_in_is_told_with_the_command_that_lets_somebody_in(
    folder: DataFolder, tmp_path: Path
) -> None:
    """U6"""
    for place in (DataFolder(tmp_path / "none"), folder):
        bad(stored.staff(place), "fail", "nobody can sign in", f"goround staff add NAME --data {place.path}")
    assert not (tmp_path / "none").exists(), "To look made something."
    for account, found in (("dana", "1 account"), ("sam", "2 accounts")):
        employed(folder, account)
        assert stored.staff(folder) == Line("staff", "ok", found)


def test_accounts_that_cannot_be_looked_at_are_told(folder: DataFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """U6"""
    with monkeypatch.context() as patch:
        patch.setattr(os, "geteuid", lambda: folder.path.stat().st_uid + 1)
        bad(stored.staff(folder), "warn", "not looked at")
    folder.records.write_bytes(b"this is no database, " * 100)
    bad(stored.staff(folder), "warn", "cannot be read")


def test_a_backup_that_is_missing_or_old_is_told(folder: DataFolder, tmp_path: Path) -> None:
    """U6"""
    there = stored.look(folder)
    bad(stored.backup(folder.path, there, OPENED), "warn", "none was made", "goround backup")
    leave_note(folder.path, OPENED, folder.path)
    for days, state in ((0, "ok"), (1, "ok"), (7, "ok"), (8, "warn"), (30, "warn"), (31, "fail")):
        line = stored.backup(folder.path, there, OPENED + days * DAY)
        assert line.state == state, line
    (folder.path / NAME).write_text("{", "utf-8")
    bad(stored.backup(folder.path, there, OPENED), "warn", "none was made")
    assert stored.backup(tmp_path, stored.Stored(), OPENED).state == "ok"


def test_backup_leaves_a_note_and_says_when_it_cannot(
    folder: DataFolder, key: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """U6"""
    where = ["--data", str(folder.path), "--key-file", str(key)]
    assert main(["backup", str(tmp_path / "one"), *where]) == 0
    line = stored.backup(folder.path, stored.look(folder), SystemClock().now())
    assert (line.state, line.found) == ("ok", "made today")
    assert (folder.path / NAME).stat().st_mode & 0o077 == 0
    assert str(tmp_path) not in (folder.path / NAME).read_text("utf-8")
    capsys.readouterr()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("goround.cli.backup.leave_note", full)
    assert main(["backup", str(tmp_path / "two"), *where]) == 0
    assert "could not be noted" in capsys.readouterr().err
