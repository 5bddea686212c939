"""Rooms come back after a restart, bells ring late rather than never, a log that was changed opens read-only (rule L26)."""

import asyncio
import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.state import Phase
from goround.journal import codec
from goround.journal.codec import decode
from goround.runtime.clock import SettableClock
from goround.runtime.host import LINGER_MS, NotOpened
from tests.logbook import MARK, OTHER_SITE
from tests.playbook import CRAVING, OPEN, T0, ann, ben, dana
from tests.runtime.house import House, craving, house, turns


async def a_session(folder: Path, ended: bool = False) -> None:
    """A server runs a session and stops."""
    async with house(folder) as before:
        room = await before.open(ann, ben, step=CRAVING)
        before.comes(room, ann)
        before.comes(room, dana)
        await before.does(room, ann, craving(7))
        await before.does(room, dana, c.Rename(seat="ben", name=f"Ben {MARK}"))
        if ended:
            await before.does(room, dana, lambda state: c.End(visit=2, until=state.at + 5_000))


async def test_a_session_that_has_not_ended_is_taken_up(tmp_path: Path) -> None:
    """L26: with everything that was acknowledged, and nobody linked yet."""
    await a_session(tmp_path)
    async with house(tmp_path) as again:
        room = again.host.room("s1")
        assert room is not None
        assert room.read_only is None
        assert decode(again.store.lines("s1")[-1], again.store.vault).events == (e.Resumed(software="1.0"),)
        assert room.state.given[CRAVING]["ann"].revision == 1
        assert not room.state.seats["ann"].linked
        assert not room.state.someone_awake
        assert again.host.coded("BLUE42") is room
        assert await again.host.find("s1") is room
        assert (await again.asks(room, ann, craving(3, revision=1))).code == "ok"
        await again.same_when_read_back(room)


async def test_a_session_that_has_ended_is_not_taken_up_but_found(tmp_path: Path) -> None:
    """L26"""
    await a_session(tmp_path, ended=True)
    async with house(tmp_path) as again:
        assert again.host.rooms() == []
        assert again.host.coded("BLUE42") is None
        length = len(again.store.lines("s1"))
        room = await again.host.find("s1")
        assert room is not None
        assert room.state.phase is Phase.ENDED
        assert len(again.store.lines("s1")) == length
        assert (await again.asks(room, ann, craving(2, revision=1))).code == "ok"
        await again.same_when_read_back(room)


async def test_an_ended_session_is_let_go_after_a_while_without_screens(tmp_path: Path) -> None:
    """L26"""
    await a_session(tmp_path, ended=True)
    async with house(tmp_path) as again:
        room = await again.host.find("s1")
        assert room is not None
        screen = again.comes(room, ann)
        for _ in range(3):
            again.clock.advance(LINGER_MS)
            await turns()
        assert again.host.room("s1") is room
        room.detach(screen)
        async with asyncio.timeout(10):
            while again.host.room("s1") is not None:  # what it still has to store takes as long as the disk takes
                again.clock.advance(LINGER_MS)
                await asyncio.sleep(0.01)


async def test_a_session_is_opened_once(disk: House) -> None:
    """M1"""
    room = await disk.open(ann)
    with pytest.raises(NotOpened) as refused:
        await disk.host.open("s1", OPEN, dana)
    assert refused.value.outcome.code == "already_open"
    assert disk.host.room("s1") is room
    assert (await disk.asks(room, dana, c.Rename(seat="ann", name="Annie"))).code == "ok"


async def test_a_session_that_could_not_be_stored_is_not_there(disk: House) -> None:
    """L22"""
    disk.store.pragma("query_only=1")
    with pytest.raises(NotOpened) as refused:
        await disk.host.open("s1", OPEN, dana)
    assert refused.value.outcome.code == "no_storage"
    assert disk.host.rooms() == []
    assert disk.host.coded("BLUE42") is None
    disk.store.pragma("query_only=0")
    assert (await disk.host.open("s1", OPEN, dana)).state.seq == 1


async def test_nobody_finds_a_session_that_is_not_there(disk: House) -> None:
    assert await disk.host.find("nowhere") is None


async def test_a_bell_that_was_due_while_the_server_was_down_rings_when_it_is_up(tmp_path: Path) -> None:
    """C6: an alert that nobody has seen."""
    async with house(tmp_path) as before:
        room = await before.open(ann, step=CRAVING)
        before.comes(room, dana)
        await room.settled()
        await before.does(room, ann, c.NeedPerson())
        assert not room.state.alerts["a1"].unseen
    later = SettableClock(now=T0 + 10 * 60_000)
    async with house(tmp_path, clock=later) as after:
        again = after.host.room("s1")
        assert again is not None
        phone = after.comes(again, ann)
        await phone.until(lambda scene, mine: mine["person"]["standing"] == "unseen")
        await after.comes(again, dana).until(lambda scene, mine: scene["stage"]["time_up"])
        types = [event.type for line in after.store.lines("s1") for event in decode(line, after.store.vault).events]
        assert types.count("alert_unseen") == 1
        assert types.count("time_up") == 1
        await after.same_when_read_back(again)


async def test_a_bell_rings_when_it_is_due_and_once(disk: House) -> None:
    """C6: the planned minutes of a step; nothing moves."""
    room = await disk.open(ann, step=CRAVING)
    due = room.state.visits[-1].due
    assert due is not None
    length = room.state.seq
    for _ in range(10 * 60):
        disk.clock.advance(1_000)
        await turns(4)
    await room.settled()
    lines = list(disk.store.journal.read("s1", length))
    assert [event.type for line in lines for event in decode(line, disk.store.vault).events] == ["time_up"]
    assert due <= lines[0].at <= due + 1_000
    assert room.state.here == 2
    await disk.same_when_read_back(room)


async def test_a_bell_that_cannot_be_stored_rings_later(disk: House) -> None:
    """L22"""
    room = await disk.open(ann, step=CRAVING)
    disk.store.pragma("query_only=1")
    for _ in range(10 * 60):
        disk.clock.advance(1_000)
        await turns(4)
    await room.settled()
    assert not room.state.visits[-1].time_up
    disk.store.pragma("query_only=0")
    for _ in range(5):
        disk.clock.advance(1_000)
        await turns()
        await room.settled()
    assert room.state.visits[-1].time_up


def changed(sql: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "goround.db")) as connection:
            connection.execute(sql)
            connection.commit()

    return change


def vault_changed(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "vault.db")) as connection:
        connection.execute("UPDATE key SET wrapped=zeroblob(60) WHERE subject='ann'")
        connection.commit()


TAMPERED: dict[str, tuple[Callable[[Path], None], str]] = {
    "an instant": (changed("UPDATE entry SET at=at+1 WHERE seq=4"), "Entry 4 cannot be read"),
    "who asked": (changed("UPDATE entry SET by='seat:eve' WHERE seq=6"), "Entry 6 cannot be read"),
    "the words": (changed("UPDATE entry SET events=replace(events,'sealed','Sealed') WHERE seq=2"), "Entry 2"),
    "no JSON": (changed("UPDATE entry SET events='][' WHERE seq=3"), "Entry 3 cannot be read"),
    "a missing line": (changed("DELETE FROM entry WHERE seq=5"), "Entry 5 cannot be read"),
    "a missing end": (changed("DELETE FROM entry WHERE seq>6"), "Entry 7 cannot be read"),
    "a head that is ahead": (changed("UPDATE session SET seq=seq+1 WHERE session='s1'"), "cannot be read"),
    "no entries at all": (changed("DELETE FROM entry WHERE session='s1'"), "Entry 1 cannot be read"),
    "a newer format": (changed("UPDATE entry SET format=9 WHERE seq=3"), "Entry 3"),
    "a key": (vault_changed, "another site key is in use"),
}


@pytest.mark.parametrize(("tamper", "sentence"), TAMPERED.values(), ids=TAMPERED)
async def test_a_log_that_was_changed_opens_read_only_with_a_sentence(
    tmp_path: Path, tamper: Callable[[Path], None], sentence: str, caplog: pytest.LogCaptureFixture
) -> None:
    """L26: never skipped, never written to; other sessions go on."""
    await a_session(tmp_path)
    async with house(tmp_path) as second:
        await second.host.open("s2", OPEN.model_copy(update={"code": "TEAL22"}), dana)
    tamper(tmp_path)
    with caplog.at_level(logging.DEBUG):
        async with house(tmp_path) as after:
            room = after.host.room("s1")
            assert room is not None
            assert room.read_only is not None
            assert sentence in room.read_only
            assert room.read_only.endswith(".")
            length = len(after.store.lines("s1"))
            assert (await after.asks(room, ann, craving(3, revision=1))).code == "read_only"
            assert (await after.asks(room, dana, c.Rename(seat="ann", name="X"))).code == "read_only"
            assert len(after.store.lines("s1")) == length
            other = after.host.room("s2")
            assert other is not None
            assert (await after.asks(other, dana, c.AddSeat(seat="gus", name="Gus"))).code == "ok"
    assert "session opened read-only" in caplog.text
    assert MARK not in caplog.text


async def test_the_wrong_site_key_opens_every_session_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """L26: nothing is written under a key that cannot read what is there."""
    await a_session(tmp_path)
    monkeypatch.setattr("tests.logbook.SITE", OTHER_SITE)
    async with house(tmp_path) as after:
        room = after.host.room("s1")
        assert room is not None
        assert room.read_only is not None
        assert "another site key" in room.read_only


async def test_a_log_of_a_newer_version_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """L10"""
    await a_session(tmp_path)
    with monkeypatch.context() as newer:
        newer.setattr("goround.journal.writer.FORMAT", 2)
        newer.setattr(codec, "FORMAT", 2)
        newer.setattr(codec, "LIFTS", {1: lambda events: events})
        async with house(tmp_path) as later:
            room = later.host.room("s1")
            assert room is not None
            last = room.state.seq
    async with house(tmp_path) as older:
        again = older.host.room("s1")
        assert again is not None
        assert again.read_only == (f"Entry {last} has format 2; this version reads up to 1. Install a newer Goround.")
