"""A rehearsal seat gives every kind of step an answer that fits, keeps on its phone what is private, and takes its turns as a person does."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from goround.domain import commands as c
from goround.domain.people import Mode, Role, Viewer
from goround.domain.state import Floor, State
from goround.domain.steps import Visibility
from goround.records.staff import Account
from goround.rehearsal.seat import Pace, RehearsalSeat
from goround.runtime.room import Room
from goround.web.access import SignedIn
from goround.web.api.session import open_session
from tests.domain.kinds import WRITTEN, made, session
from tests.web.premises import DANA, Premises, until

LEADS = Viewer(Role.FACILITATOR, DANA)
AT_ONCE = Pace(least=0, most=0, speak_least=0, speak_most=0, pass_percent=0, later_percent=0, floor_percent=100)


class Rehearsal:
    """A session with one rehearsal seat, and a facilitator who asks."""

    def __init__(self, site: Premises, room: Room, seat: RehearsalSeat, taking_part: asyncio.Task[None]) -> None:
        self.site, self.room, self.seat, self.taking_part = site, room, seat, taking_part

    @property
    def state(self) -> State:
        return self.room.state

    @property
    def ana(self) -> str:
        return next(iter(self.state.seats))

    @property
    def here(self) -> int:
        return self.state.here or 0

    @property
    def floor(self) -> Floor:
        assert self.state.visit is not None
        return self.state.floor(self.state.visit.step)

    def in_time(self) -> int:
        return self.site.now() + 5_000

    async def goes(self, command: c.AnyCommand) -> None:
        assert (await self.room.ask(command, LEADS)).code == "ok", command

    async def gives_turn(self) -> None:
        await self.goes(c.NextTurn(visit=self.here, turn=self.floor.turns, until=self.in_time()))

    async def ends(self) -> None:
        await self.goes(c.End(visit=self.here, until=self.in_time()))
        await asyncio.wait_for(self.taking_part, 10)


@asynccontextmanager
async def rehearsed(site: Premises, agenda: c.Open, pace: Pace) -> AsyncIterator[Rehearsal]:
    """A session of this agenda that has been opened, with Ana let in."""
    room = await open_session(site.site, "Blue group", agenda.agenda, SignedIn(Account(DANA, DANA, "Dana"), "here"))
    seat = RehearsalSeat(site.address, "Ana", lambda ref: room.state.plan.steps[ref], site.clock, pace, "rehearsal")
    taking_part = asyncio.get_running_loop().create_task(seat.run(str(room.state.code), "es"))
    await until(lambda: room.state.seats)
    rehearsal = Rehearsal(site, room, seat, taking_part)
    await rehearsal.goes(c.Admit(seats=(rehearsal.ana,)))
    yield rehearsal
    taking_part.cancel()


async def test_a_rehearsal_seat_answers_every_kind_and_keeps_what_is_private(site: Premises) -> None:
    steps = [made(kind) for kind in WRITTEN]
    others = made("choice", id="others", visibility="group", **{"for": ["remote"]})
    async with rehearsed(site, session(*steps, others), AT_ONCE) as one:
        assert one.state.seats[one.ana].mode is Mode.ON_SITE
        await one.goes(c.Start(until=one.in_time()))
        asked = 0
        for step in steps:
            ref = f"k.{step.id}"
            if step.answerable:
                await until(lambda ref=ref: one.ana in one.state.given_to(ref))  # type: ignore[misc]
                given = one.state.given_to(ref)[one.ana]
                assert not given.passed and (given.answer is None) == (step.visibility is Visibility.PRIVATE), ref
                asked += 1
            await one.goes(c.Next(visit=one.here, until=one.in_time()))
        assert one.state.visit and one.state.visit.step == "k.others"
        await one.ends()
        assert not one.state.given_to("k.others")
        assert (one.seat.answers, one.seat.passes) == (asked, 0)


async def test_questions_on_arrival_are_answered_in_their_order_before_the_step_that_is_on(site: Premises) -> None:
    asked = [made("scale", id=f"q{n}", visibility="facilitator", arrival=True) for n in (1, 2, 3)]
    step = made("scale", id="step", visibility="facilitator")
    async with rehearsed(site, session(*asked, step), AT_ONCE) as one:
        await until(lambda: one.ana in one.state.given_to("k.q3"))
        await one.goes(c.Start(until=one.in_time()))
        await until(lambda: one.ana in one.state.given_to("k.step"))
        given = [event.step for event in site.events(one.room.session, "answered")]
        assert given == ["k.q1", "k.q2", "k.q3", "k.step"]
        await one.ends()


async def test_who_passes_everything_passes_on_arrival_and_in_the_round_too(site: Premises) -> None:
    asked = made("scale", id="q", visibility="facilitator", arrival=True)
    pace = Pace(least=0, most=0, pass_percent=100)
    async with rehearsed(site, session(asked, made("goround", id="round")), pace) as one:
        await until(lambda: one.ana in one.state.given_to("k.q"))
        assert one.state.given_to("k.q")[one.ana].passed
        await one.goes(c.Start(until=one.in_time()))
        await until(lambda: one.floor.had.get(one.ana) == "passed")
        await one.ends()


async def test_in_a_go_round_it_speaks_when_it_is_given_the_turn_and_says_that_it_is_done(site: Premises) -> None:
    async with rehearsed(site, session(made("goround", id="round")), AT_ONCE) as one:
        await one.goes(c.Start(until=one.in_time()))
        for _ in range(2):
            assert one.floor.speaking is None
            await one.goes(c.NextTurn(visit=one.here, turn=one.floor.turns, seat=one.ana, until=one.in_time()))
            await until(lambda: one.floor.speaking is None)
            assert one.floor.had == {one.ana: "spoke"}
        assert [event.seat for event in site.events(one.room.session, "turn_ended")] == [one.ana] * 2
        await one.ends()


async def test_some_put_their_turn_off_once_and_then_take_it(site: Premises) -> None:
    pace = Pace(least=0, most=0, speak_least=0, speak_most=0, pass_percent=0, later_percent=100)
    async with rehearsed(site, session(made("goround", id="round")), pace) as one:
        await one.goes(c.Start(until=one.in_time()))
        await until(lambda: one.floor.put_off == (one.ana,))
        await one.gives_turn()
        await until(lambda: one.floor.had.get(one.ana) == "spoke" and one.floor.speaking is None)
        assert len(site.events(one.room.session, "turn_put_off")) == 1
        await one.ends()


@pytest.mark.parametrize(("percent", "asks"), [(100, True), (0, False)])
async def test_in_an_open_floor_some_ask_for_the_floor_and_others_listen(
    site: Premises, percent: int, asks: bool
) -> None:
    pace = Pace(least=0, most=0, speak_least=0, speak_most=0, pass_percent=0, floor_percent=percent)
    steps = (made("openfloor", id="floor"), made("scale", id="after", visibility="facilitator"))
    async with rehearsed(site, session(*steps), pace) as one:
        await one.goes(c.Start(until=one.in_time()))
        if asks:
            await until(lambda: one.floor.order == (one.ana,))
            await one.gives_turn()
            await until(lambda: one.floor.speaking is None)
        await one.goes(c.Next(visit=one.here, until=one.in_time()))
        await until(lambda: one.ana in one.state.given_to("k.after"))
        assert len(site.events(one.room.session, "turn_asked")) == asks
        await one.ends()


async def test_nobody_speaks_shorter_than_a_person_does(site: Premises) -> None:
    pace = Pace(least=0, most=0, speak_least=12_000, speak_most=12_000, pass_percent=0, later_percent=0)
    async with rehearsed(site, session(made("goround", id="round")), pace) as one:
        await one.goes(c.Start(until=one.in_time()))
        await one.gives_turn()
        began = site.now()
        await until(lambda: one.floor.speaking is None, site.clock)
        assert 12_000 <= site.now() - began <= 16_000
        await one.ends()


async def test_a_question_that_was_asked_in_between_is_answered_too(site: Premises) -> None:
    async with rehearsed(site, session(made("goround", id="round")), AT_ONCE) as one:
        await one.goes(c.Start(until=one.in_time()))
        await one.goes(c.AskNow(visit=one.here, kind="scale", question=None, until=one.in_time()))
        assert one.state.visit is not None
        between = one.state.visit.step
        await until(lambda: one.ana in one.state.given_to(between))
        await one.ends()
