"""``goround rehearse`` leads an evening on a server of its own, tells how it went, and leaves nothing behind that was not asked for."""

import json
import os
import pty
import re
import signal
import subprocess
import time
from argparse import Namespace
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import pytest
from sqlalchemy.exc import OperationalError

from goround.cli import main
from goround.cli import rehearse as command
from goround.cli.arguments import parser
from goround.cli.stop import Stop
from goround.journal.sql import SqlJournal
from goround.records.staff import Staff
from goround.rehearsal.evening import Outcome, Tell
from goround.rehearsal.leader import NotOpened
from goround.rehearsal.stage import Stage
from goround.runtime.clock import SettableClock
from tests.commands.running import CURRICULA, GOROUND, Home, serving, wait_for
from tests.needs import DEEP

pytestmark = [pytest.mark.command, pytest.mark.timeout(300)]

EVENING = CURRICULA / "blk-evening.yaml"
"""Three questions between two slides: one for leaders, one without names, one that stays on the phone."""


def rehearse(home: Home, *words: str, data: bool = False) -> "subprocess.CompletedProcess[str]":
    """Run it with a folder for temporary files of its own."""
    room = home.path / "for-a-while"
    room.mkdir(exist_ok=True)
    where = home.where if data else []
    told = subprocess.run(
        [GOROUND, "rehearse", *words, *where], capture_output=True, text=True, check=False, timeout=200,
        env={**home.surroundings, "TMPDIR": str(room)}, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    assert list(room.iterdir()) == [], "Something was left behind."
    return told


def table(told: "subprocess.CompletedProcess[str]") -> dict[str, str]:
    return dict(re.findall(r"^  ([a-z ]+?) {2,}(.+)$", told.stdout, re.MULTILINE))


def test_an_evening_with_faults_is_rehearsed_and_nothing_stays(home: Home) -> None:
    """Z1, Z5."""
    told = rehearse(home, str(EVENING), "--seats", "3", "--faults")
    assert told.returncode == 0, told.stdout + told.stderr
    counts = table(told)
    assert counts["steps delivered"] == "5 of 5"
    assert int(counts["answers"]) + int(counts["passes"]) >= 6
    assert int(counts["drops survived"]) > 0
    assert int(counts["server restarts"]) >= 1
    assert list(counts)[-1] == "seconds"
    come = re.findall(r"^(\d) of 5 steps, (\d+):(\d\d)$", told.stderr, re.MULTILINE)
    assert [step for step, *_ in come] == ["1", "2", "3", "4", "5"]
    passed = [int(minutes) * 60 + int(seconds) for _, minutes, seconds in come]
    assert passed == sorted(passed) and passed[-1] <= float(counts["seconds"])
    assert "\r" not in told.stderr
    assert {path.name for path in home.path.iterdir()} == {"for-a-while"}


def test_a_folder_that_was_named_keeps_the_rehearsal_and_not_its_account(
    home: Home, capsys: pytest.CaptureFixture[str]
) -> None:
    """Z5: it is marked as a rehearsal, and it is whole."""
    told = rehearse(home, str(EVENING), "--seats", "2", "--seed", "5", data=True)
    assert told.returncode == 0, told.stdout + told.stderr
    session = re.search(r"^Session: (\w+) in ", told.stdout, re.MULTILINE)
    assert session
    assert main(["verify", session[1], *home.where]) == 0
    assert "1 of 1 sessions are whole." in capsys.readouterr().out
    assert main(["staff", "list", *home.where]) == 0
    assert capsys.readouterr().out == ""
    journal = SqlJournal(home.folder / "goround.db", read_only=True)
    first = next(iter(journal.read(session[1])))
    journal.close()
    assert json.loads(first.events)[0]["rehearsal"] is True


def refused(home: Home) -> str:
    """What is said instead of rehearsing in this folder."""
    with pytest.raises(Stop) as stopped:
        command.run(parser().parse_args(["rehearse", str(EVENING), *home.where]))
    assert stopped.value.status == 1
    return str(stopped.value)


def test_a_folder_in_use_and_one_with_a_running_session_are_left_alone(home: Home) -> None:
    """Z5: a rehearsal's time would run ahead of a real session's."""
    with serving(home, command="demo") as served:
        wait_for(lambda: "coming to the door" in served.printed, "The demo does not begin.")
        assert "Another Goround already runs sessions" in refused(home)
        served.stop(signal.SIGKILL)
    assert "holds a session that has not ended" in refused(home)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["no-such-file.yaml"], "no-such-file.yaml:1:1: the file cannot be read"),
        ([str(CURRICULA)], "the file cannot be read: Is a directory"),
        (["bad.yaml"], "bad.yaml:2:1: “titel” is not a field here. Did you mean “title”?"),
        ([str(EVENING), str(EVENING)], "stands in the agenda twice"),
        ([str(EVENING), "--seats", "0"], "--seats is a number from 1 to 200, not 0."),
    ],
)
def test_what_cannot_be_rehearsed_is_told_as_the_check_tells_it(
    words: list[str], says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Z5: exit status 2, and no server is started."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.yaml").write_text("id: x\ntitel: nothing\n", encoding="utf-8")
    with pytest.raises(Stop) as stopped:
        command.run(parser().parse_args(["rehearse", *words]))
    assert stopped.value.status == 2
    assert says in capsys.readouterr().out + str(stopped.value)


def outcome(**changes: object) -> Outcome:
    told = {"session": "s", "steps": 3, "of": 3, "answers": 6, "passes": 0, "refused": 0, "drops": 0, "alerts": 0}
    return Outcome(**{**told, "restarts": 0, "seconds": 1.0, "wrong": [], "claims": [], **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("how", "status", "says"),
    [
        (outcome(), 0, "Every answer that was acknowledged is in the log once"),
        (outcome(wrong=["Seat 1 lost something."]), 1, "Not everything was kept:\n  Seat 1 lost something."),
        (outcome(steps=2), 1, "steps delivered  2 of 3"),
    ],
)
def test_the_exit_status_says_whether_everything_was_kept(
    how: Outcome, status: int, says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Z3."""
    monkeypatch.setattr(command, "_until_told", lambda work: how)
    chosen: Namespace = parser().parse_args(["rehearse", str(EVENING)])
    assert command.run(chosen) == status
    assert says in capsys.readouterr().out


def test_the_seconds_count_from_the_start_of_the_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Z5: whoever waits for the table waits for the server too."""
    clock = SettableClock(0)

    async def starts(_: object) -> None:
        clock.advance(2_000)

    async def rehearses(plan: object, place: object, tell: Tell) -> Outcome:
        tell(1, 1)
        clock.advance(1_500)
        return outcome(seconds=1.5)

    monkeypatch.setattr("goround.cli.progress.time", Namespace(monotonic=lambda: clock.now() / 1000))
    monkeypatch.setattr(Stage, "start", starts)
    monkeypatch.setattr(command, "rehearse", rehearses)
    assert command.run(parser().parse_args(["rehearse", str(EVENING)])) == 0
    said = capsys.readouterr()
    assert said.err == "1 of 1 steps, 0:02\n"
    assert "  seconds          3.5\n" in said.out


def test_what_keeps_a_rehearsal_from_beginning_is_told_with_what_the_server_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Z5: on a full disk, for one."""

    async def starts(_: object) -> None:
        return

    async def opens(plan: object, place: object, tell: Tell) -> Outcome:
        raise NotOpened("No screen for the room was opened (the server answered with 500).")

    monkeypatch.setattr(Stage, "start", starts)
    monkeypatch.setattr(Stage, "said", lambda _: ["ready", "now ERROR goround.runtime.room not stored"])
    monkeypatch.setattr(command, "rehearse", opens)
    with pytest.raises(Stop) as stopped:
        command.run(parser().parse_args(["rehearse", str(EVENING)]))
    assert str(stopped.value).endswith(
        "Nothing was rehearsed. The server said: now ERROR goround.runtime.room not stored"
    )


def test_accounts_for_which_there_is_no_room_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Z5: neither before the evening nor after it is a full disk a riddle."""

    def full(*_: object) -> None:
        raise OperationalError("", None, Exception("database or disk is full"))

    monkeypatch.setattr(Staff, "add", full)
    with pytest.raises(Stop, match=r"cannot be used: database or disk is full\. Check its rights and the free space\."):
        command.run(parser().parse_args(["rehearse", str(EVENING)]))


ENDS = [(signal.SIGINT, 130), (signal.SIGTERM, 143)]


@pytest.mark.parametrize(("how", "status"), ENDS if DEEP else ENDS[:1])
def test_who_stops_it_leaves_nothing_behind(home: Home, how: signal.Signals, status: int) -> None:
    """Z5: neither a folder nor a server. At a terminal there is a bar."""
    room = home.path / "for-a-while"
    room.mkdir()
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [GOROUND, "rehearse", str(EVENING), "--pace", "human"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=theirs, env={**home.surroundings, "TMPDIR": str(room)},
    )  # fmt: skip
    os.close(theirs)
    drawn, until = b"", time.monotonic() + 60
    while "people are coming in" not in drawn.decode("utf-8", "ignore") and time.monotonic() < until:
        drawn += os.read(ours, 4096)
    servers = psutil.Process(process.pid).children(recursive=True)
    assert servers, "There is no server."
    process.send_signal(how)
    assert process.wait(60) == status
    os.close(ours)
    assert "\r" in drawn.decode("utf-8", "ignore")
    assert list(room.iterdir()) == []
    assert not [one for one in servers if one.is_running() and one.status() != psutil.STATUS_ZOMBIE]
