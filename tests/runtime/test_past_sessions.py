"""What is told of sessions that are over: whoever still waits is found however long ago, rehearsals stand apart, and nothing is read twice."""

import asyncio
from collections.abc import Iterator, Sequence
from pathlib import Path

from goround.domain import commands as c
from goround.journal.port import Line
from goround.runtime.room import Room
from tests.playbook import OPEN, ann, dana
from tests.runtime.house import Gated, House, house

MOST, REHEARSALS = 2, 1


class Watched(Gated):
    """A journal that writes down which logs were looked into, and how many lines were fetched."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.looked: list[str] = []
        self.fetched = 0

    def read(self, session: str, after: int = 0, most: int | None = None) -> Iterator[Line]:
        self.looked.append(session)
        return self._counted(super().read(session, after, most))

    def holding(self, session: str, texts: Sequence[str]) -> Iterator[Line]:
        self.looked.append(session)
        return self._counted(super().holding(session, texts))

    def _counted(self, lines: Iterator[Line]) -> Iterator[Line]:
        for line in lines:
            self.fetched += 1
            yield line


async def was(place: House, session: str, *, waits: bool = False, rehearsal: bool = False) -> Room:
    """A session that has ended, each a second after the one before."""
    place.clock.advance(1_000)
    code = f"BLUE{22 + len(place.host.rooms())}" if not rehearsal else "22BLUE"
    room = await place.open(ann, session=session, with_=OPEN.model_copy(update={"rehearsal": rehearsal, "code": code}))
    if waits:
        await place.does(room, ann, c.NeedPerson())
    await place.does(room, dana, lambda state: c.End(visit=state.here or 0, until=place.clock.now() + 5_000))
    return room


async def told(place: House) -> list[str]:
    return [one.id for one in await asyncio.to_thread(place.host.past, MOST, REHEARSALS)]


async def test_who_still_waits_is_found_however_long_ago(tmp_path: Path) -> None:
    """W28: beyond the newest, first of all, and no longer once somebody got back to them."""
    async with house(tmp_path) as place:
        room = await was(place, "s1", waits=True)
        for number in range(2, 6):
            await was(place, f"s{number}")
        assert await told(place) == ["s1", "s5", "s4"]
        alert = next(iter(room.state.alerts))
        await place.does(room, dana, c.Resolve(alert=alert))
        assert await told(place) == ["s5", "s4"]


async def test_rehearsals_take_no_place_among_real_sessions(tmp_path: Path) -> None:
    """H5: however many there were, and whoever waits in one is made up."""
    async with house(tmp_path) as place:
        await was(place, "s1")
        await was(place, "s2")
        for number in range(3, 7):
            await was(place, f"s{number}", rehearsal=True, waits=number == 3)
        assert await told(place) == ["s2", "s1", "s6"]


async def test_after_a_restart_every_log_is_looked_at_once_and_hardly_a_line_is_fetched(tmp_path: Path) -> None:
    """W28: a home page reads no whole evenings, and none twice."""
    async with house(tmp_path) as before:
        for number in range(1, 6):
            room = await was(before, f"s{number}", waits=number == 1)
            lines = room.state.seq
    journal = Watched(tmp_path / "goround.db")
    async with house(tmp_path, journal) as again:
        assert await told(again) == ["s1", "s5", "s4"]
        assert set(journal.looked) == {"s1", "s2", "s3", "s4", "s5"}
        assert journal.fetched < 5 * lines / 2, "Whole evenings were read."
        before_more = len(journal.looked)
        assert await told(again) == ["s1", "s5", "s4"]
        assert len(journal.looked) == before_more, "What was read was forgotten."


async def test_a_server_looks_back_by_itself_before_anybody_asks(tmp_path: Path) -> None:
    """W28"""
    async with house(tmp_path) as before:
        for number in range(1, 4):
            await was(before, f"s{number}")
    journal = Watched(tmp_path / "goround.db")
    async with house(tmp_path, journal):
        async with asyncio.timeout(10):
            while len(journal.looked) < 3:  # noqa: ASYNC110 - another thread looks
                await asyncio.sleep(0.002)
    assert sorted(journal.looked) == ["s1", "s2", "s3"]


async def test_a_log_that_cannot_be_read_hides_no_other(tmp_path: Path) -> None:
    """W28"""

    class Broken(Watched):
        def holding(self, session: str, texts: Sequence[str]) -> Iterator[Line]:
            if session == "s2":
                raise RuntimeError("what somebody said")
            return super().holding(session, texts)

    async with house(tmp_path) as before:
        for number in range(1, 4):
            await was(before, f"s{number}", waits=number == 1)
    async with house(tmp_path, Broken(tmp_path / "goround.db")) as again:
        assert await told(again) == ["s1", "s3", "s2"]
