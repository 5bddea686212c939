"""A rehearsal from the staff's home: ghosts come, answer, stay and leave by themselves, at their own door."""

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp.test_utils import TestServer

from goround.catalog.shelf import Shelf
from goround.domain import commands as c
from goround.domain.people import Role, Viewer
from goround.domain.rules.movement import UNDO_MS
from goround.domain.state import Standing
from goround.domain.steps import AnyStep, Visibility
from goround.rehearsal import ghosts
from goround.rehearsal.ghosts import CAST, UNEASY
from goround.rehearsal.seat import NotLetIn, Pace, RehearsalSeat, join
from goround.runtime.clock import Clock
from goround.runtime.room import Room
from goround.web.api.ghost_door import ghost_door
from goround.web.ghosts import NotARehearsal, number_of
from tests.playbook import curriculum, scale, slide
from tests.web.conftest import Company
from tests.web.people import Console
from tests.web.premises import DANA, Premises, opened, staffed, until
from tests.web.rehearsing import haunted, rehearses, sends

LEADS = Viewer(Role.FACILITATOR, DANA)
ASKED = curriculum("asked", scale("urge", Visibility.FACILITATOR), slide("end"))
URGE = "asked.urge"
Step = Callable[[str], AnyStep]


async def does(room: Room, command: c.AnyCommand) -> int:
    """Ask for it as the leader; gives the entry."""
    outcome = await room.ask(command, LEADS)
    assert outcome.code == "ok" and outcome.entry, command
    return outcome.entry


async def begins(site: Premises, room: Room) -> None:
    """Let everybody in, and start."""
    await does(room, c.Admit(seats=tuple(room.state.seats)))
    await does(room, c.Start(until=site.now() + 5_000))


async def ends(site: Premises, room: Room) -> int:
    return await does(room, c.End(visit=room.state.here or 0, until=site.now() + 5_000))


async def test_ghosts_come_to_the_door_answer_and_leave_when_it_ends(site: Premises, company: Company) -> None:
    """H1 H2 H3"""
    site.site.shelf = Shelf(None, (ASKED,))
    async with haunted(site):
        room = await rehearses(site, await company.staff(), "asked", ghosts="8")
        assert room.state.rehearsal
        assert {number_of(seat) for seat in room.state.seats} == set(range(1, 9))
        assert {seat.name for seat in room.state.seats.values()} == {name for name, _ in CAST[:8]}
        assert {seat.standing for seat in room.state.seats.values()} == {Standing.DOOR}, "A ghost let itself in."
        await begins(site, room)
        await until(lambda: len(room.state.given_to(URGE)) == 8, site.clock)
        assert not any(given.passed for given in room.state.given_to(URGE).values())
        await ends(site, room)
        await until(lambda: not room.screens, site.clock)


async def test_ghosts_pass_as_people_do(site: Premises, company: Company) -> None:
    """H2"""
    site.site.shelf = Shelf(None, (ASKED,))
    async with haunted(site, Pace(least=0, most=0, pass_percent=100)):
        room = await rehearses(site, await company.staff(), "asked")
        await begins(site, room)
        await until(lambda: len(room.state.given_to(URGE)) == 3, site.clock)
        assert all(given.passed for given in room.state.given_to(URGE).values())


async def test_of_one_of_them_alone_an_answer_may_raise_an_alert(
    site: Premises, company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H2"""
    chances: dict[str, int] = {}

    class Asked(RehearsalSeat):
        def __init__(self, address: str, name: str, step: Step, clock: Clock, pace: Pace, device: str) -> None:
            super().__init__(address, name, step, clock, pace, device)
            chances[name] = pace.alert_percent

    monkeypatch.setattr(ghosts, "RehearsalSeat", Asked)
    async with haunted(site, Pace(least=0, most=0, alert_percent=100)):
        await rehearses(site, await company.staff(), ghosts="8")
    assert {name for name, percent in chances.items() if percent} == {CAST[UNEASY - 1][0]} and len(chances) == 8


async def test_ghosts_come_back_where_the_end_is_undone(site: Premises, company: Company) -> None:
    """H3"""
    async with haunted(site):
        room = await rehearses(site, await company.staff())
        await begins(site, room)
        seats = set(room.state.seats)
        end = await ends(site, room)
        await until(lambda: not room.screens)
        await does(room, c.Undo(of=end))
        await until(lambda: len(room.screens) == 3, site.clock)
        assert set(room.state.seats) == seats, "A ghost took a second seat."
        await ends(site, room)
        await until(lambda: not site.site.ghosts.cards, site.clock)
        assert site.now() - (room.state.ended or 0) > UNDO_MS and not room.screens


async def test_ghosts_come_back_to_their_seats_after_a_restart(tmp_path: Path, accounts: Path) -> None:
    """H3"""
    folder = staffed(accounts, tmp_path / "site")
    async with opened(folder) as before, haunted(before), Console(before) as dana:
        await dana.follows(before.let_in(DANA))
        room = await rehearses(before, dana)
        await begins(before, room)
        seats, session = set(room.state.seats), room.session
    async with opened(folder) as after, haunted(after):
        again = after.room(session)
        await until(lambda: len(again.screens) == 3, after.clock)
        assert set(again.state.seats) == seats, "A ghost took a second seat."
        assert {seat.standing for seat in again.state.seats.values()} == {Standing.IN}


async def test_nobody_is_called_back_to_a_session_without_ghosts_or_that_is_over(
    site: Premises, company: Company
) -> None:
    """H3 H6"""
    async with haunted(site):
        room = await rehearses(site, await company.staff())
        await ends(site, room)
        real = await company.console()
        for one in (room, site.room(real.session)):
            site.site.ghosts.call_back(one)
        assert site.site.ghosts.calls.empty()


async def test_a_ghost_never_gets_into_a_real_session(site: Premises, company: Company) -> None:
    """H6"""
    real = await company.console("Tuesday group")
    room = site.room(real.session)
    with pytest.raises(NotARehearsal):
        site.site.ghosts.call(room, (1, 2, 3))
    async with haunted(site), TestServer(ghost_door(site.site)) as door:
        rehearsal = await rehearses(site, await company.staff(), group="Tuesday group")
        before = room.state.seq
        card = next(iter(site.site.ghosts.cards))
        site.site.ghosts.cards["forged"] = (room.session, 1)
        strangers = [(site.address, card)]  # at the door of people a card is no code
        own = str(door.make_url("")).rstrip("/")
        strangers += [(own, typed) for typed in (real.code, str(rehearsal.state.code), "forged", "")]
        for address, typed in strangers:
            with pytest.raises(NotLetIn):
                await join(address, typed, "Ana")
        assert (await join(own, card, "Ana"))[0].removeprefix("/s/") in rehearsal.state.seats
        assert (room.state.seq, len(room.state.seats)) == (before, 0), "Something reached the real session."


async def test_ghosts_use_up_no_turn_at_the_door_of_people(site: Premises, company: Company) -> None:
    """H6"""
    for _ in range(site.site.turnstile.BURST):
        await site.site.turnstile.enter()
    async with haunted(site):
        room = await rehearses(site, await company.staff(), ghosts="12")
        assert len(room.state.seats) == 12 and site.site.turnstile.waiting == 0


async def test_a_ghost_that_falls_takes_nobody_with_it(
    site: Premises, company: Company, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """H3"""
    caplog.set_level(logging.ERROR, "goround")
    run = RehearsalSeat.run

    async def falls(seat: RehearsalSeat, code: str, lang: str) -> None:
        if seat.name == CAST[1][0]:
            raise RuntimeError("what somebody said")
        await run(seat, code, lang)

    monkeypatch.setattr(RehearsalSeat, "run", falls)
    async with haunted(site):
        dana = await company.staff()
        room = site.room((await sends(dana)).leads_to.rsplit("/", 1)[1])
        await until(lambda: len(room.state.seats) == 2, site.clock)
        assert (await dana.browser.get("/staff")).status == 200
    assert "a ghost fell: RuntimeError" in caplog.text and "what somebody said" not in caplog.text
