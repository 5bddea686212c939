"""What became of each step: planned and real minutes, delivered or not and why, and how many gave what, without anybody's name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from goround.domain.base import Instant, SeatId, StepRef, Words
from goround.domain.commands.base import SkipReason
from goround.domain.rules.order import outcomes
from goround.domain.state import Floor, Phase, State
from goround.domain.steps import AnyStep, Visibility
from goround.domain.visibility import may_be_named
from goround.review.attendance import Attendance

MINUTE_MS = 60_000
BY_MUCH = 0.5
"""A step without a least time is shortened where it took less than this part of its planned minutes."""

Happened = Literal["delivered", "shortened", "skipped", "put_off", "not_reached", "now"]


@dataclass(frozen=True, slots=True)
class Gave:
    """How many seats gave what to a question. Where answers carry no name, only how many there are."""

    answered: int
    passed: int | None = None
    on_paper: int | None = None
    """Answers that staff entered; they are not among ``answered``."""
    after_close: int = 0


@dataclass(frozen=True, slots=True)
class Turns:
    """How many had a turn in a go-round or an open floor."""

    spoke: int
    passed: int


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One step of the evening."""

    ref: StepRef
    kind: str
    title: Words
    block: int | None
    """Place of its curriculum, from 0; None for a question on arrival."""
    aside: bool
    """Whether a facilitator asked it in between."""
    visibility: Visibility | None
    planned: float
    """Minutes."""
    real: int
    """Milliseconds, pauses left out."""
    happened: Happened
    reason: SkipReason | None
    """Why it was skipped."""
    gave: Gave | None
    turns: Turns | None


def step_facts(state: State, until: Instant) -> Iterator[StepFacts]:
    """Every step that the room was to go through, in the order of the agenda, with questions in between below where they were asked."""
    plan, known = state.plan, outcomes(state)
    real = _real(state, until)
    for place in plan.places:
        yield _step(state, place.ref, place.block, known, real, aside=False)
        for one in plan.asides:
            if plan.base(one.after) == place.ref and one.ref in known:
                yield _step(state, one.ref, place.block, known, real, aside=True)


def arrival_facts(state: State, attended: Mapping[SeatId, Attendance]) -> Iterator[StepFacts]:
    """Every question that was asked of each person on arrival."""
    anybody = any(one.let_in is not None for one in attended.values())
    for ref in state.plan.arrivals:
        step = state.plan.steps[ref]
        yield StepFacts(
            ref=ref,
            kind=step.kind,
            title=step.title,
            block=None,
            aside=False,
            visibility=step.visibility,
            planned=step.minutes,
            real=0,
            happened="delivered" if anybody else "not_reached",
            reason=None,
            gave=_gave(state, ref, step),
            turns=None,
        )


def spoke(floor: Floor) -> dict[SeatId, Literal["spoke", "passed"]]:
    """What became of each seat's newest turn: whoever has the floor has spoken."""
    had = dict(floor.had)
    if floor.speaking is not None:
        had[floor.speaking] = "spoke"
    return had


def _real(state: State, until: Instant) -> dict[StepRef, int]:
    """Milliseconds at each step over all its visits, pauses left out."""
    real: dict[StepRef, int] = {}
    for visit in state.visits:
        if not visit.undone:
            running = 0 if visit.entered is None else max(0, until - visit.entered)
            real[visit.step] = real.get(visit.step, 0) + visit.spent + running
    return real


def _step(
    state: State,
    ref: StepRef,
    block: int,
    known: Mapping[StepRef, str | None],
    real: Mapping[StepRef, int],
    *,
    aside: bool,
) -> StepFacts:
    step = state.plan.steps[ref]
    took = real.get(ref, 0)
    reason = known.get(ref)
    floor = state.floors.get(ref)
    had = list(spoke(floor).values()) if floor is not None else []
    return StepFacts(
        ref=ref,
        kind=step.kind,
        title=step.title,
        block=block,
        aside=aside,
        visibility=step.visibility,
        planned=step.minutes,
        real=took,
        happened=_happened(state, ref, step, ref in known, reason, took),
        reason=reason,  # type: ignore[arg-type]
        gave=_gave(state, ref, step) if step.answerable and ref in known else None,
        turns=None if floor is None else Turns(spoke=had.count("spoke"), passed=had.count("passed")),
    )


def _happened(state: State, ref: StepRef, step: AnyStep, known: bool, reason: str | None, took: int) -> Happened:
    if not known:
        return "not_reached"
    visit = state.visit
    if state.phase is not Phase.ENDED and visit is not None and visit.step == ref:
        return "now"
    if reason is not None:
        return "put_off" if reason == "later" else "skipped"
    least = step.at_least if step.at_least is not None else step.minutes * BY_MUCH
    return "shortened" if took < least * MINUTE_MS and step.kind != "break" else "delivered"


def _gave(state: State, ref: StepRef, step: AnyStep) -> Gave:
    given = list(state.given_to(ref).values())
    if not may_be_named(state, ref):
        return Gave(answered=sum(1 for one in given if one.counted is not None))
    answers = [one for one in given if not one.passed]
    return Gave(
        answered=sum(1 for one in answers if not one.by_staff and not one.after_close),
        passed=len(given) - len(answers),
        on_paper=sum(1 for one in answers if one.by_staff),
        after_close=sum(1 for one in answers if one.after_close and not one.by_staff),
    )
