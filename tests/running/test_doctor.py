"""``goround doctor``: each of its lines goes red for what it is there for, and says what to do."""

import json
import os
from argparse import Namespace
from pathlib import Path

import pytest

from goround.cli import main
from goround.cli.doctor import machine
from goround.cli.doctor.line import Line
from goround.journal.backup_note import NAME, leave_note
from goround.journal.folder import DataFolder
from goround.runtime.clock import RELEASED, SystemClock
from tests.running.examined import DAY, bad, employed


def test_a_clock_that_shows_a_day_before_this_version_is_wrong() -> None:
    """U6"""
    bad(machine.clock(RELEASED - 1, None, True), "fail", "2026-11-21", "timedatectl")


def test_a_clock_behind_the_newest_entry_is_wrong() -> None:
    """U6"""
    newest = RELEASED + 10 * DAY
    bad(machine.clock(newest - 2 * machine.BEHIND_MS, newest, True), "fail", "newest entry")
    assert machine.clock(newest, newest, True).state == "ok"


def test_a_clock_that_nothing_keeps_right_is_doubtful() -> None:
    """U6"""
    bad(machine.clock(RELEASED, None, False), "warn", "no time server")
    assert machine.clock(RELEASED, None, None).state == "ok"
    assert machine.clock_is_kept() in (True, False, None)


def test_a_zone_that_nobody_chose_is_doubtful() -> None:
    """U6"""
    bad(machine.zone("UTC", RELEASED), "warn", "America/Chicago")
    assert machine.zone("America/Chicago", RELEASED) == Line("zone", "ok", "America/Chicago, where it is 18:00")


@pytest.mark.parametrize(
    ("free", "days", "state"),
    [
        (machine.LEAST - 1, 0, "fail"),
        (machine.LITTLE - 1, 0, "warn"),
        (machine.LITTLE, 0, "ok"),
        (machine.LITTLE, 10, "warn"),
        (10_000 * machine.MB, 10, "ok"),
    ],
)
def test_a_disk_is_told_before_it_is_full(
    free: int, days: int, state: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """U6: also at the pace at which it fills."""
    with (tmp_path / "goround.db").open("wb") as sparse:
        sparse.truncate(200 * machine.MB)
    monkeypatch.setattr(machine, "disk_usage", lambda _: Namespace(free=free))
    line = machine.disk(tmp_path, RELEASED + days * DAY, RELEASED)
    assert line.state == state and bool(line.do) == (state != "ok"), line
    assert ("20 MB more a day" in line.found) == (days == 10)


def test_a_folder_that_is_not_there_yet_has_a_disk(tmp_path: Path) -> None:
    """U6"""
    assert "free, 0 bytes used" in machine.disk(tmp_path / "not" / "yet", RELEASED, None).found


# --- the command ---


@pytest.fixture
def healthy(folder: DataFolder, key: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The flags of a place at which nothing is wrong."""
    monkeypatch.setattr(machine, "clock_is_kept", lambda: True)
    monkeypatch.setattr(machine, "disk_usage", lambda _: Namespace(free=100_000 * machine.MB))
    leave_note(folder.path, SystemClock().now(), folder.path)
    employed(folder, "dana")
    where = ["--data", str(folder.path), "--key-file", str(key), "--port", "0", "--zone", "America/Chicago"]
    return ["doctor", *where]


def test_where_all_is_well_it_says_so(healthy: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """U6"""
    assert main([*healthy, "--strict"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == "Everything is as it should be."
    about = [line.split()[1] for line in told[:-1]]
    assert about == ["clock", "zone", "disk", "folder", "key", "versions", "staff", "backup", "port", "certificate"]


def test_warnings_count_only_where_they_are_asked_to(
    healthy: list[str], folder: DataFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    """U6"""
    (folder.path / NAME).unlink()
    assert main(healthy) == 0 and main([*healthy, "--strict"]) == 1
    assert "→ goround backup" in capsys.readouterr().out
    folder.path.chmod(0o755)
    assert main(healthy) == 2
    assert capsys.readouterr().out.splitlines()[-1] == "1 failure, 1 warning."


def test_for_programs_it_is_a_list(healthy: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """U6"""
    assert main([*healthy, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {line["state"] for line in told} == {"ok"} and all(
        line.keys() == {"about", "state", "found", "do"} for line in told
    )


def test_settings_with_which_nothing_starts_are_told(healthy: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """U6"""
    assert main([*healthy, "--zone", "Mars/Olympus"]) == 2
    assert "“zone” cannot be used" in capsys.readouterr().out


def test_to_look_changes_nothing(healthy: list[str], folder: DataFolder) -> None:
    """U6"""
    before = {path: (path.read_bytes(), path.stat().st_mode) for path in folder.path.iterdir()}
    main(healthy)
    assert {path: (path.read_bytes(), path.stat().st_mode) for path in before} == before


def test_in_a_folder_of_another_user_no_file_is_opened(
    healthy: list[str], folder: DataFolder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """U6: SQLite would lay files of ours beside theirs, and their server could not start any more."""
    before = set(folder.path.iterdir())
    monkeypatch.setattr(os, "geteuid", lambda: folder.path.stat().st_uid + 1)
    assert main(healthy) == 2
    assert set(folder.path.iterdir()) == before
    assert "belongs to another user" in capsys.readouterr().out
