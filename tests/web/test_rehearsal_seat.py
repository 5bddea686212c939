"""A rehearsal seat gives every kind of step an answer that fits, and keeps on its phone what is private."""

import asyncio

from goround.domain import commands as c
from goround.domain.people import Mode, Role, Viewer
from goround.domain.steps import Visibility
from goround.records.staff import Account
from goround.rehearsal.seat import Pace, RehearsalSeat
from goround.web.access import SignedIn
from goround.web.api.session import open_session
from tests.domain.kinds import WRITTEN, made, session
from tests.web.premises import DANA, Premises, until

LEADS = Viewer(Role.FACILITATOR, DANA)
AT_ONCE = Pace(least=0, most=0, pass_percent=0)


async def test_a_rehearsal_seat_answers_every_kind_and_keeps_what_is_private(site: Premises) -> None:
    steps = [made(kind) for kind in WRITTEN]
    others = made("choice", id="others", visibility="group", **{"for": ["remote"]})
    agenda = session(*steps, others).agenda
    room = await open_session(site.site, "Blue group", agenda, SignedIn(Account(DANA, DANA, "Dana"), "here"))
    seat = RehearsalSeat(site.address, "Ana", agenda.steps, site.clock, AT_ONCE, "rehearsal")
    joining = asyncio.get_running_loop().create_task(seat.run(str(room.state.code), "es"))
    await until(lambda: room.state.seats)
    [ana] = room.state.seats
    assert room.state.seats[ana].mode is Mode.ON_SITE

    async def goes(command: c.AnyCommand) -> None:
        assert (await room.ask(command, LEADS)).code == "ok"

    await goes(c.Admit(seats=(ana,)))
    await goes(c.Start(until=site.now() + 5_000))
    for step in steps:
        ref = f"k.{step.id}"
        if step.answerable:
            await until(lambda ref=ref: ana in room.state.given_to(ref))  # type: ignore[misc]
            given = room.state.given_to(ref)[ana]
            assert not given.passed and (given.answer is None) == (step.visibility is Visibility.PRIVATE), ref
        await goes(c.Next(visit=room.state.here or 0, until=site.now() + 5_000))
    assert room.state.visit and room.state.visit.step == "k.others"
    await goes(c.End(visit=room.state.here or 0, until=site.now() + 5_000))
    await asyncio.wait_for(joining, 10)
    assert not room.state.given_to("k.others")
    assert (seat.answers, seat.passes) == (len(steps) - 1, 0)
