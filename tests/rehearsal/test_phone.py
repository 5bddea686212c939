"""A rehearsal phone behaves as our own pages do when things go wrong: what it owes is sent again under its number until it is replied to."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Protocol

import pytest
import pytest_asyncio

from goround.domain.people import Role, Viewer
from goround.journal.port import NotStored
from goround.journal.writer import Writer
from goround.rehearsal.claims import Claims
from goround.rehearsal.faults import Fault, SeatFaults
from goround.rehearsal.person import Pace, Person
from goround.rehearsal.phone import Phone
from goround.rehearsal.seat import join
from tests.web.conftest import Company, accounts, company, quick_hashing, site
from tests.web.people import Console
from tests.web.premises import Premises, until

__all__ = ["accounts", "company", "quick_hashing", "site"]

AT_ONCE = Pace(least=0, most=0, pass_percent=0, alert_percent=100)
SOON = Pace(least=3_000, most=3_000, pass_percent=0, alert_percent=100)


class Scripted(SeatFaults):
    """Lets this go wrong, one after another, and then nothing."""

    def __init__(self, *faults: Fault, stays: bool = True) -> None:
        super().__init__(1, 1, on=False)
        self._faults, self._stays = list(faults), stays

    def next(self) -> Fault:
        return self._faults.pop(0) if self._faults else Fault.NONE

    def lag(self) -> int:
        return 1_500

    def sleep(self) -> int:
        return 20_000

    def stays(self) -> bool:
        return self._stays


class Room:
    """A session with one rehearsal phone in it, and a facilitator who goes to its questions."""

    def __init__(self, site: Premises, console: Console, phone: Phone) -> None:
        self.site, self.console, self.phone = site, console, phone

    @property
    def replies(self) -> list[list[str]]:
        """The codes that each answer was answered with."""
        kept = [ref for ref, command in self.phone.claims.asked.items() if command["type"] == "answer"]
        return [[one.code for one in self.phone.claims.heard.get(ref, [])] for ref in kept]

    @property
    def stored(self) -> int:
        return len(self.site.events(self.console.session, "answered"))

    async def asks(self, step: str = "w01.craving") -> None:
        await self.console.goes_to(step)

    async def sees(self, holds: Callable[[], object], *, time_passes: bool = True) -> None:
        await until(holds, self.site.clock if time_passes else None)


class Enter(Protocol):
    """Lets a phone that meets these faults into a room of its own."""

    async def __call__(self, faults: SeatFaults, pace: Pace = AT_ONCE) -> Room: ...


@pytest_asyncio.fixture
async def enter(site: Premises, company: Company) -> AsyncIterator[Enter]:
    """A room whose phone meets these faults."""
    async with asyncio.TaskGroup() as tasks:
        living: list[asyncio.Task[None]] = []

        async def into(faults: SeatFaults, pace: Pace = AT_ONCE) -> Room:
            console = await company.console()
            path, cookie = await join(site.address, console.code, "Ana")
            steps = site.room(console.session).state.plan.steps
            person = Person(lambda ref: steps[ref], site.clock.draw, pace)
            viewer = Viewer(Role.PARTICIPANT, path.rpartition("/")[2])
            phone = Phone(
                site.address, path, cookie, site.clock, Claims("seat 1", viewer), "phone1", person, faults, lambda: None
            )
            living.append(tasks.create_task(phone.live()))
            await phone.came
            assert (await console.line.asks("admit", seats=[viewer.id]))["code"] == "ok"
            return Room(site, console, phone)

        yield into
        for one in living:
            one.cancel()


async def test_what_was_cut_before_it_was_sent_is_sent_after_the_break(enter: Enter) -> None:
    """Z2."""
    room = await enter(Scripted(Fault.CUT_BEFORE))
    await room.asks()
    await room.sees(lambda: room.replies == [["ok"]])
    assert (room.stored, room.phone.drops, room.phone.owes) == (1, 1, ())


async def test_what_was_cut_before_its_reply_is_sent_again_and_is_a_repeat(enter: Enter) -> None:
    """Z2."""
    room = await enter(Scripted(Fault.CUT_AFTER))
    await room.asks()
    await room.sees(lambda: room.replies == [["repeat"]])
    assert (room.stored, room.phone.drops, room.phone.owes) == (1, 1, ())


async def test_what_was_cut_at_the_moment_of_sending_is_stored_once_all_the_same(enter: Enter) -> None:
    """Z2: whether the server had it or not."""
    room = await enter(Scripted(Fault.CUT_AFTER, stays=False))
    await room.asks()
    await room.sees(lambda: room.replies in ([["repeat"]], [["ok"]]))
    assert (room.stored, room.phone.drops) == (1, 1)


async def test_what_is_sent_twice_is_stored_once(enter: Enter) -> None:
    """Z2."""
    room = await enter(Scripted(Fault.TWICE))
    await room.asks()
    await room.sees(lambda: room.replies == [["ok", "repeat"]])
    assert (room.stored, room.phone.drops) == (1, 0)


async def test_lag_is_in_the_rooms_own_time(enter: Enter) -> None:
    """Z2."""
    room = await enter(Scripted(Fault.LAG))
    await room.asks()
    await room.sees(lambda: room.phone.owes, time_passes=False)
    began = room.site.now()
    await room.sees(lambda: room.replies == [["ok"]])
    assert room.site.now() - began >= 1_500


async def test_an_old_device_with_an_older_revision_changes_nothing(enter: Enter) -> None:
    """Z2."""
    room = await enter(Scripted(Fault.NONE, Fault.STALE))
    await room.asks("w01.craving")
    await room.sees(lambda: room.replies == [["ok"]])
    await room.asks("w01.sleep")
    await room.sees(lambda: room.replies[1:] in ([["ok"], ["changed_elsewhere"]], [["changed_elsewhere"], ["ok"]]))
    assert room.stored == 2
    assert room.phone.claims.refused() == 1


async def test_a_phone_that_slept_has_the_newest_view_when_it_wakes(enter: Enter) -> None:
    """Z2: asleep it reads nothing, and nobody waits for it."""
    room = await enter(Scripted(Fault.SLEEP))
    await room.asks("w01.craving")
    await room.sees(lambda: room.phone.asleep, time_passes=False)
    assert not room.phone.waits
    seen = len(room.phone.claims.views)
    await room.asks("w01.sleep")
    assert len(room.phone.claims.views) <= seen + 1  # at most what was read already
    await room.sees(lambda: len(room.replies) == 2 and all(room.replies))
    assert (room.stored, room.phone.drops, room.phone.asleep) == (2, 0, False)
    assert await room.phone.is_level()


async def test_what_could_not_be_stored_goes_again_under_a_new_number(
    enter: Enter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Z2: it was certainly not taken, and under its old number it might pass for a repeat."""

    async def refuses(*_: object) -> None:
        raise NotStored("the disk is full")

    room = await enter(Scripted(), SOON)
    await room.asks()
    with monkeypatch.context() as full_disk:
        full_disk.setattr(Writer, "append", refuses)
        await room.sees(lambda: room.replies[:1] == [["no_storage"]])
        assert room.stored == 0
    await room.sees(lambda: room.replies[-1:] == [["ok"]])
    assert (room.stored, room.phone.owes) == (1, ())
    assert len(set(room.phone.claims.asked)) == len(room.replies) > 1
