"""What the record holds of one person, naming no one else: when they were here, what they gave as far as it may be read, turns, alerts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from goround.domain import events as e
from goround.domain.base import Erased, Instant, SeatId, StepRef, Words
from goround.domain.commands.care import Done
from goround.domain.events import Entry
from goround.domain.people import Mode, Role, Viewer
from goround.domain.state import Given, Seat, State
from goround.domain.steps import AnyAnswer, Prompt, Visibility
from goround.domain.visibility import may_be_named, may_read
from goround.review.attendance import Attendance, Span, overlap
from goround.review.step_facts import spoke

LEADERS = Viewer(Role.FACILITATOR)
"""As whom facts read: what group leaders may read."""


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """What a person gave to one question that carries their name."""

    step: StepRef
    title: Words
    visibility: Visibility
    arrival: bool
    at: Instant
    passed: bool
    by_staff: bool
    after_close: bool
    prompt: Prompt
    answer: AnyAnswer | Erased | None
    """None where it was passed, or is the person's own."""


@dataclass(frozen=True, slots=True)
class TurnFacts:
    """Whether a person spoke in one go-round or open floor."""

    title: Words
    form: Literal["round", "queue"]
    had: Literal["spoke", "passed", "none"]


@dataclass(frozen=True, slots=True)
class OwnAlertFacts:
    """That this person needed somebody, and what became of it."""

    raised: Instant
    asked: bool
    why: Words | None
    seen_after: int | None
    standing: Literal["open", "seen", "taken_back", "resolved"]
    done: Done | None


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """One person of the evening."""

    seat: SeatId
    number: int
    name: str | None
    """None where it was erased."""
    mode: Mode
    attendance: Attendance
    counted: int
    """Milliseconds of the counted time in which they were here."""
    given: tuple[GivenFacts, ...]
    unanswered: tuple[Words, ...]
    """Titles of questions on arrival that were neither answered nor passed."""
    turns: tuple[TurnFacts, ...]
    alerts: tuple[OwnAlertFacts, ...]


def people_facts(
    state: State, entries: Sequence[Entry], attended: Mapping[SeatId, Attendance], counted: Sequence[Span]
) -> Iterator[PersonFacts]:
    """Everybody who was let in, and whoever needed a person at the door; in the order in which they came."""
    gave, seen = _when(entries)
    for seat in state.seats.values():
        alerts = tuple(_alerts(state, seat.id, seen))
        here = attended[seat.id]
        if here.let_in is None and not alerts:
            continue
        yield PersonFacts(
            seat=seat.id,
            number=seat.number,
            name=seat.name if isinstance(seat.name, str) else None,
            mode=seat.mode,
            attendance=here,
            counted=overlap((stay.span for stay in here.stays), counted),
            given=tuple(_given(state, seat, gave)),
            unanswered=tuple(_unanswered(state, seat, here)),
            turns=tuple(_turns(state, seat, here)),
            alerts=alerts,
        )


def _when(entries: Sequence[Entry]) -> tuple[dict[tuple[SeatId, StepRef], Instant], dict[str, Instant]]:
    """When each seat gave its newest answer to each step, and when each alert was first seen."""
    gave: dict[tuple[SeatId, StepRef], Instant] = {}
    seen: dict[str, Instant] = {}
    for entry in entries:
        for event in entry.events:
            if isinstance(event, e.Answered | e.Passed):
                gave[event.seat, event.step] = entry.at
            elif isinstance(event, e.AlertSeen):
                seen.setdefault(event.alert, entry.at)
    return gave, seen


def _given(state: State, seat: Seat, gave: Mapping[tuple[SeatId, StepRef], Instant]) -> Iterator[GivenFacts]:
    """In the order of the answers. An anonymous step is not even named: nothing tells whether this person answered it."""
    found = [
        (gave[seat.id, ref], _one(state, seat.id, ref, given, gave[seat.id, ref]))
        for ref, by_seat in state.given.items()
        if may_be_named(state, ref) and (given := by_seat.get(seat.id)) is not None
    ]
    yield from (one for _, one in sorted(found, key=lambda pair: pair[0]))


def _one(state: State, seat: SeatId, ref: StepRef, given: Given, at: Instant) -> GivenFacts:
    step = state.plan.steps[ref]
    return GivenFacts(
        step=ref,
        title=step.title,
        visibility=step.visibility or Visibility.PRIVATE,
        arrival=step.arrival,
        at=at,
        passed=given.passed,
        by_staff=given.by_staff,
        after_close=given.after_close,
        prompt=step.prompt(),
        answer=given.answer if may_read(state, LEADERS, ref, seat) else None,
    )


def _unanswered(state: State, seat: Seat, here: Attendance) -> Iterator[Words]:
    for ref in state.plan.arrivals:
        step = state.plan.steps[ref]
        named = may_be_named(state, ref) and step.is_for(seat.mode)
        if here.let_in is not None and named and seat.id not in state.given_to(ref):
            yield step.title


def _turns(state: State, seat: Seat, here: Attendance) -> Iterator[TurnFacts]:
    """In each round that was begun; in an open floor only where they asked for it."""
    for ref, floor in state.floors.items():
        step = state.plan.steps[ref]
        if step.turns is None:
            continue
        had = spoke(floor).get(seat.id)
        asked = seat.id in floor.order or seat.id in floor.put_off
        if had is not None or (step.turns == "round" and here.let_in is not None) or asked:
            yield TurnFacts(title=step.title, form=step.turns, had=had or "none")


def _alerts(state: State, seat: SeatId, seen: Mapping[str, Instant]) -> Iterator[OwnAlertFacts]:
    for alert in state.alerts.values():
        if alert.seat == seat:
            yield OwnAlertFacts(
                raised=alert.raised,
                asked=alert.why is None,
                why=None if alert.why is None else state.plan.steps[alert.why].title,
                seen_after=seen[alert.id] - alert.raised if alert.id in seen else None,
                standing=alert.standing,
                done=alert.done,
            )
