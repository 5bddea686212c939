"""The reading room answers from a process of its own, comes back after it died, goes when the server goes, and writes nothing."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from goround.domain.base import ERASED
from goround.domain.history import replay
from goround.journal.port import Head, Journal, NotStored
from goround.reading_room import Desk, Library, OutOfOrder, ReadingRoom
from goround.review.recording import is_whole
from goround.review.shadow import shadow_of
from tests.logbook import SITE, store
from tests.playbook import CRAVING, Ask, ann, answer, at_step, given

EVENING_LOG = given(at_step(CRAVING), Ask(ann, answer(CRAVING, 3)), Ask(ann, answer(CRAVING, 4, 1))).log

pytestmark = pytest.mark.command


def where(_: Desk) -> tuple[int, int]:
    """In which process a question is answered, and how far it steps back."""
    return os.getpid(), os.nice(0)


def dies(_: Desk, mark: Path, *, always: bool) -> str:
    """Dies at the first question, or at each."""
    if always or not mark.exists():
        mark.write_text("died")
        os.kill(os.getpid(), signal.SIGKILL)
    return "answered"


def breaks(_: Desk) -> str:
    raise LookupError("nothing of the kind")


@pytest.fixture
async def apart() -> ReadingRoom:
    return ReadingRoom(None)


async def test_a_question_is_answered_in_a_process_that_steps_back_behind_live_rooms(apart: ReadingRoom) -> None:
    """L27"""
    try:
        process, niceness = await apart.ask(where)
        assert process != os.getpid() and niceness > os.nice(0)
        assert (await apart.ask(where))[0] == process, "It stays for the next question."
        with pytest.raises(LookupError):
            await apart.ask(breaks)
        assert (await apart.ask(where))[0] == process, "A question that cannot be answered ends nothing."
    finally:
        await apart.close()


async def test_a_process_that_died_is_begun_again_once(apart: ReadingRoom, tmp_path: Path) -> None:
    """L27"""
    try:
        assert await apart.ask(dies, tmp_path / "once", always=False) == "answered"
        with pytest.raises(OutOfOrder):
            await apart.ask(dies, tmp_path / "ever", always=True)
        assert (await apart.ask(where))[0] > 0
    finally:
        await apart.close()


async def test_it_goes_when_the_server_is_killed(tmp_path: Path) -> None:
    """L28"""
    script = (
        "import asyncio, sys\n"
        "from goround.reading_room import ReadingRoom\n"
        "from tests.reading_room.test_reading_room import where\n"
        "async def serve():\n"
        "    print((await ReadingRoom(None).ask(where))[0], flush=True)\n"
        "    await asyncio.Event().wait()\n"
        "if __name__ == '__main__':\n"
        "    asyncio.run(serve())\n"
    )
    (tmp_path / "server.py").write_text(script)
    server = await asyncio.create_subprocess_exec(
        sys.executable,
        tmp_path / "server.py",
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert server.stdout is not None
    reader = os.pidfd_open(int(await server.stdout.readline()))
    gone = asyncio.Event()
    asyncio.get_running_loop().add_reader(reader, gone.set)
    try:
        server.kill()
        async with asyncio.timeout(20):
            await gone.wait()
    finally:
        asyncio.get_running_loop().remove_reader(reader)
        os.close(reader)
        await server.wait()


async def test_what_lies_open_is_level_with_its_log_and_nothing_is_written(tmp_path: Path) -> None:
    """L29"""
    log = EVENING_LOG
    with store(tmp_path) as kept:
        desk = Desk(Library(*kept.files, SITE))
        assert desk.session("s1") is None
        head = await kept.writer.append("s1", None, log[:5])
        first = desk.session("s1")
        assert first is not None and first.recording.last == replay(log[:5])
        assert desk.session("s1") is first, "It is read once."
        await kept.writer.append("s1", head, log[5:])
        whole = desk.session("s1")
        assert whole is not None and whole.recording.last == replay(log)
        assert whole.shadow == shadow_of(replay(log)), "What has been taken back since lies in the shadow."
        with pytest.raises(NotStored):
            desk._vault.provide([("s1", "zoe")])  # type: ignore[union-attr]
        desk.close()


async def check_erased_words_stay_gone(folder: Path) -> None:
    """A recording lies open, a key is deleted, and what lies open is looked at again."""
    with store(folder) as kept:
        await kept.writer.append("s1", None, EVENING_LOG)
        desk = Desk(Library(*kept.files, SITE))
        before = desk.session("s1")
        assert before is not None and before.recording.last.seats["ann"].name == "Ann Shown"
        kept.vault.erase("s1", "ann")
        after = [desk.session("s1", sought=sought) for sought in (True, False)]
        desk.close()
    names = [found.recording.last.seats["ann"].name for found in after if found is not None]
    assert names == [ERASED, ERASED], "erased words came back"


async def test_words_whose_key_was_deleted_are_gone_from_what_lies_open(tmp_path: Path) -> None:
    """L29"""
    await check_erased_words_stay_gone(tmp_path)


async def test_a_look_does_not_follow_the_chain_anew_while_live_rooms_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L29"""
    followed: list[str] = []

    def counted(journal: Journal, head: Head) -> bool:
        followed.append(head.session)
        return is_whole(journal, head)

    monkeypatch.setattr("goround.reading_room.desk.is_whole", counted)
    with store(tmp_path) as kept:
        other = [entry.model_copy(update={"session": "s2"}) for entry in EVENING_LOG]
        await kept.writer.append("s1", None, EVENING_LOG)
        head = await kept.writer.append("s2", None, other[:-1])
        desk = Desk(Library(*kept.files, SITE))
        opened = desk.session("s1")
        await kept.writer.append("s2", head, other[-1:])
        assert desk.session("s1", sought=True) is opened and followed == []
        assert desk.session("s1") is opened and followed == ["s1"], "Whoever reads it whole learns whether it is whole."
        desk.close()
