"""Where the room goes next, and who speaks next (rules M15 and T1 to T3 of docs/spec.md)."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from goround.domain.base import SeatId, StepRef
from goround.domain.people import Mode
from goround.domain.state import State
from goround.domain.steps.goround import GoRound

One = TypeVar("One")


def outcomes(state: State) -> dict[StepRef, str | None]:
    """For each step that the room has been to: why it was skipped, or None where it was done. What was undone does not count."""
    return {visit.step: visit.skipped for visit in state.visits if not visit.undone}


def following(state: State) -> StepRef | None:
    """M15: the step after this one. What was put off comes before the closing step, and from there the room goes on where it was.

    A question in between can be put off as well: it is taken up like any step.
    """
    visit, plan = state.visit, state.plan
    if visit is None:
        return plan.refs[0]
    here = plan.base(visit.step)
    known = outcomes(state)
    taken_up = {here, visit.step}
    was_put_off = any(one.step in taken_up and one.skipped == "later" and not one.undone for one in state.visits)
    after = plan.after(here)
    if was_put_off:
        behind = plan.refs[plan.refs.index(here) + 1 :]
        after = next((ref for ref in behind if ref not in known), plan.closing if behind else None)
    if after == plan.closing:
        every = (*plan.refs, *(aside.ref for aside in plan.asides))
        return next((ref for ref in every if known.get(ref) == "later"), after)
    return after


def present(state: State, seats: Iterable[SeatId]) -> tuple[SeatId, ...]:
    """Those of these seats who take part now: nobody waits for who is out, gone, or not let in."""
    return tuple(seat for seat in seats if seat in state.seats and state.seats[seat].takes_part)


def to_come(state: State, step: StepRef) -> tuple[SeatId, ...]:
    """T2: who is still to speak, in order.

    In a go-round everybody who has neither had a turn nor passed: in the order that was drawn, then who came later, then who asked for
    later. In an open floor those who asked, the first first.
    """
    floor = state.floor(step)
    if state.plan.steps[step].turns == "queue":
        return present(state, floor.order)
    came_later = (seat for seat in state.seats if seat not in floor.order)
    asked = [seat for seat in (*floor.order, *came_later) if seat not in floor.put_off]
    return present(state, (one for one in (*asked, *floor.put_off) if one not in floor.had and one != floor.speaking))


def drawn_order(state: State, step: GoRound, draw: int) -> tuple[SeatId, ...]:
    """T1: people at home first, and each time another person begins: the first by the draw, then the one who came after them."""
    here = present(state, state.seats)
    former = [state.floors[ref].order for ref in state.floors if state.plan.steps[ref].turns == "round"]

    def rotated(seats: Sequence[SeatId]) -> tuple[SeatId, ...]:
        if not seats or step.start == "first":
            return tuple(seats)
        begun = [next(one for one in order if one in seats) for order in former if any(one in seats for one in order)]
        first = (seats.index(begun[-1]) + 1) % len(seats) if begun else draw % len(seats)
        return (*seats[first:], *seats[:first])

    if step.order == "as_they_came":
        return rotated(here)
    remote = [seat for seat in here if state.seats[seat].mode is Mode.REMOTE]
    return (*rotated(remote), *rotated([seat for seat in here if seat not in remote]))
