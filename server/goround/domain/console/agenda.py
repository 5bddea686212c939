"""The evening on a console: what is done, what comes, at which hour, and what an end would leave open."""

from collections.abc import Iterator
from typing import Literal

from goround.domain import scenes as sc
from goround.domain.base import Erased, Instant, StepRef
from goround.domain.people import Mode
from goround.domain.rules.order import outcomes
from goround.domain.state import Phase, Standing, State

MINUTE_MS = 60_000


def agenda_lines(state: State) -> Iterator[sc.AgendaLine]:
    """Every step that the room goes through, and each question in between below the step in which it was asked."""
    spent: dict[StepRef, int] = {}
    for visit in state.visits:
        if not visit.undone:
            spent[visit.step] = spent.get(visit.step, 0) + visit.spent
    known = outcomes(state)
    here = state.visit.step if state.visit and state.phase is not Phase.ENDED else None
    plan = state.plan
    asides = {ref: [one for one in plan.asides if plan.base(one.after) == ref] for ref in plan.refs}

    def line(ref: StepRef, block: int, kind: Literal["step", "break", "aside"]) -> sc.AgendaLine:
        step = plan.steps[ref]
        return sc.AgendaLine(
            step=ref,
            block=block,
            kind=kind,
            title=step.title,
            minutes=step.minutes,
            at_least=step.at_least,
            core=step.core,
            closing=ref == plan.closing,
            planned=planned(state, ref),
            standing="now" if ref == here else _past(ref in known, known.get(ref)),
            spent=spent.get(ref),
        )

    for place in plan.places:
        yield line(place.ref, place.block, "break" if place.step.kind == "break" else "step")
        for one in asides[place.ref]:
            if one.ref in known:
                yield line(one.ref, place.block, "aside")


def _past(known: bool, skipped: str | None) -> Literal["ahead", "done", "skipped", "later"]:
    if not known:
        return "ahead"
    return "done" if skipped is None else "later" if skipped == "later" else "skipped"


def planned(state: State, ref: StepRef) -> Instant | None:
    """When a step was to begin, by the plan and the real start."""
    begins = state.plan.begins.get(ref)
    return None if begins is None or state.started is None else state.started + round(begins * MINUTE_MS)


def planned_end(state: State) -> Instant | None:
    """When the evening was to end, by the plan and the real start."""
    return None if state.started is None else state.started + round(state.plan.minutes * MINUTE_MS)


def fixed_point(state: State) -> sc.FixedPoint | None:
    """The next break that is still ahead, else the end."""
    end = planned_end(state)
    if end is None or state.phase is Phase.ENDED or state.visit is None:
        return None
    plan = state.plan
    behind = plan.refs[plan.refs.index(plan.base(state.visit.step)) + 1 :]
    for ref in behind:
        at = planned(state, ref)
        if plan.steps[ref].kind == "break" and at is not None:
            return sc.FixedPoint(what="break", at=at)
    return sc.FixedPoint(what="end", at=end)


def left_open(state: State) -> sc.LeftOpen:
    """What an end would leave open."""
    texts = 0
    tallies = {visit.step: visit.tally for visit in state.visits if visit.tally is not None}
    for step, tally in tallies.items():
        if not isinstance(tally, Erased):
            texts += len(set(range(len(tally.held))) - set(state.on_wall(step)))
    remote = [
        seat
        for seat in state.seats.values()
        if seat.mode is Mode.REMOTE and seat.standing is Standing.IN and seat.presence != "left"
    ]
    door = sum(seat.standing is Standing.DOOR for seat in state.seats.values())
    return sc.LeftOpen(alerts=len(state.standing_alerts()), texts=texts, remote=len(remote), door=door)
