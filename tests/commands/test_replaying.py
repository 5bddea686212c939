"""``goround sessions``, ``replay`` and ``verify`` over an evening that a real server ran."""

import os
import pty
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing

import pytest

from goround.cli import main
from tests.commands.conftest import NAMES, Evening
from tests.commands.running import GOROUND

pytestmark = [pytest.mark.command, pytest.mark.timeout(90)]


Draw = Callable[..., str]


@pytest.fixture
def drawn(evening: Evening, capsys: pytest.CaptureFixture[str]) -> Draw:
    """What a replay draws."""

    def draw(*words: str) -> str:
        status = main(["replay", evening.session, *words, *evening.home.where])
        said = capsys.readouterr()
        assert status == 0, said.err
        return said.out

    return draw


def test_sessions_are_listed_one_a_line_with_the_id_first_and_no_header_in_a_pipe(evening: Evening) -> None:
    told = evening.home.run("sessions")
    [line] = told.stdout.splitlines()
    assert line.split()[0] == evening.session
    assert line.split()[-3:] == ["ended", "Tuesday", "group"] and told.returncode == 0


def test_a_person_at_a_terminal_gets_a_header(evening: Evening) -> None:
    outer, inner = pty.openpty()
    command = [str(GOROUND), "sessions", *evening.home.where]
    told = subprocess.run(
        command, stdout=inner, stderr=subprocess.PIPE, check=True, env=evening.home.surroundings, timeout=60
    )
    os.close(inner)
    lines = os.read(outer, 10_000).decode().splitlines()
    os.close(outer)
    assert lines[0].split() == ["SESSION", "OPENED", "ENTRIES", "STATE", "GROUP"] and lines[1].startswith(
        evening.session
    )
    assert not told.stderr


def test_a_replay_draws_question_options_who_sees_it_and_what_was_answered(evening: Evening, drawn: Draw) -> None:
    """S11"""
    phone = drawn("--to", str(evening.urge), "--as", "participant:1")
    assert "How strong is the urge?" in phone and "( ) 0 none" in phone and "( ) 10 strongest" in phone
    assert "group leaders and their supervisor can see" in phone.replace("\n", " ")
    assert "4" in phone.split("strongest")[1]
    passed = drawn("--to", str(evening.urge), "--as", "participant:2")
    assert passed != phone
    console = drawn("--to", str(evening.urge), "--as", "facilitator")
    assert all(name in console for name in (*NAMES, "Gus")) and "Call on nobody." in console
    wall = drawn("--to", str(evening.urge), "--as", "display")
    assert "How strong is the urge?" in wall and not [name for name in NAMES if name in wall]
    assert "¿Qué tan fuerte es el impulso?" in drawn("--to", str(evening.urge), "--as", "display", "--lang", "es")


def test_a_replay_never_draws_an_anonymous_or_private_answer_for_a_seat(evening: Evening, drawn: Draw) -> None:
    """S11"""
    for to in (evening.hour, evening.shown, evening.own):
        screens = [drawn("--to", str(to), "--as", f"participant:{seat}") for seat in range(1, 7)]
        bodies = {screen.partition("\n")[2] for screen in screens}
        assert len(bodies) == 1, "Two seats differ, so that one of them could be told from its answer."
        console = drawn("--to", str(to), "--as", "facilitator")
        people = [line for line in console.splitlines() if any(name in line for name in NAMES)]
        endings = {line.split(name, 1)[1].strip(" |") for line in people for name in NAMES if name in line}
        assert len(endings) == 1, endings
    wall = drawn("--to", str(evening.shown), "--as", "display")
    assert "How hard was the hour?" in wall and "  4  o 1" in wall and "  9  o 1" in wall


def test_a_replay_without_a_number_draws_the_last_entry(evening: Evening, drawn: Draw) -> None:
    last = drawn()
    assert evening.home.run("replay", evening.session).stdout == last
    assert "entry " in last.splitlines()[0] and last.splitlines()[0].endswith("as facilitator")
    total = int(last.splitlines()[0].split(" of ")[1].split()[0])
    assert drawn("--to", str(total)) == last


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (["replay", "nosuch"], 1, "There is no session “nosuch”"),
        (["replay", "SESSION", "--to", "0"], 1, "There is no entry 0"),
        (["replay", "SESSION", "--to", "99999"], 1, "There is no entry 99999: this session has entries 1 to"),
        (["replay", "SESSION", "--as", "nonsense"], 2, "“nonsense” is no screen"),
        (["replay", "SESSION", "--as", "participant"], 1, "There is no seat “”"),
        (["replay", "SESSION", "--as", "participant:77"], 1, "There is no seat “77”"),
        (["replay", "SESSION", "--as", "facilitator:1"], 2, "is no screen"),
        (["verify", "nosuch"], 1, "There is no session “nosuch”"),
    ],
)
def test_what_is_wrong_is_one_sentence(
    evening: Evening, capsys: pytest.CaptureFixture[str], words: list[str], status: int, sentence: str
) -> None:
    given = [evening.session if word == "SESSION" else word for word in words]
    assert main([*given, *evening.home.where]) == status
    said = capsys.readouterr()
    assert (
        sentence in said.err and said.err.startswith("goround: ") and len(said.err.splitlines()) == 1 and not said.out
    )


@pytest.mark.parametrize(
    "words", [["replay", "SESSION", "--to", "two"], ["replay"], ["nothing"], [], ["replay", "x", "--lang", "fr"]]
)
def test_a_wrong_word_shows_how_the_command_is_used(
    evening: Evening, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([evening.session if word == "SESSION" else word for word in words])
    assert stopped.value.code == 2 and "usage: goround" in capsys.readouterr().err


def test_a_whole_log_is_verified(evening: Evening) -> None:
    told = evening.home.run("verify")
    assert (
        told.returncode == 0
        and f"{evening.session}: whole" in told.stdout
        and "1 of 1 sessions are whole." in told.stdout
    )


def test_a_flipped_byte_is_named_by_its_entry(copy: Evening) -> None:
    with closing(sqlite3.connect(copy.home.folder / "goround.db")) as journal:
        [events] = journal.execute("SELECT events FROM entry WHERE seq=?", [copy.urge]).fetchone()
        place = len(events) // 2
        flipped = events[:place] + chr(ord(events[place]) ^ 1) + events[place + 1 :]
        journal.execute("UPDATE entry SET events=? WHERE seq=?", [flipped, copy.urge])
        journal.commit()
    told = copy.home.run("verify", copy.session)
    assert told.returncode == 1 and f"entry {copy.urge}" in told.stdout and "0 of 1 sessions are whole." in told.stdout


def test_another_key_is_told_and_reads_nothing(copy: Evening, capsys: pytest.CaptureFixture[str]) -> None:
    copy.home.key.write_bytes(bytes(32))
    for words, status in ((["verify"], 1), (["sessions"], 0), (["replay", copy.session], 1)):
        assert main([*words, *copy.home.where]) == status, words
        said = capsys.readouterr()
        assert "Traceback" not in said.err and not [name for name in (*NAMES, "Tuesday") if name in said.out + said.err]


def test_a_key_that_others_can_read_or_that_is_not_there_is_told(
    copy: Evening, capsys: pytest.CaptureFixture[str]
) -> None:
    copy.home.key.chmod(0o644)
    assert main(["sessions", *copy.home.where]) == 1
    assert "can be read by others. Run: chmod 600" in capsys.readouterr().err
    copy.home.key.unlink()
    for words in (["sessions"], ["verify"], ["replay", copy.session]):
        assert main([*words, *copy.home.where]) == 1
        assert "is not there: without it no stored word can be read" in capsys.readouterr().err
    assert not copy.home.key.exists(), "A reader made a key that never wrote anything."
