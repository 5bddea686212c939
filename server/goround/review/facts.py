"""What the record of a session holds as facts, before anybody puts them into words: times, steps, alerts, marks, and each person alone.

Everything follows from the entries; what was given is read where ``visibility`` allows it to those who lead, and nowhere else.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from goround.domain import events as e
from goround.domain.base import Erased, Instant, SeatId, StepRef, Words
from goround.domain.commands.care import Done, MarkKind
from goround.domain.events import Entry
from goround.domain.history import replay
from goround.domain.people import Mode
from goround.domain.state import Alert, Mark, State, Visit
from goround.review.attendance import Attendance, Span, attendance, without
from goround.review.people_facts import PersonFacts, people_facts
from goround.review.step_facts import StepFacts, arrival_facts, step_facts


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """That somebody needed a person, and what became of it."""

    seat: SeatId
    number: int
    """Of the seat."""
    name: str | None
    """None where it was erased."""
    raised: Instant
    asked: bool
    """Whether the person asked; otherwise an answer raised it."""
    why: Words | None
    """The title of the step whose answer raised it."""
    seen_after: int | None
    """Milliseconds until a facilitator had seen it."""
    seen_by: str | None
    """Who of those who led had seen it; None where nobody had, or the name was erased."""
    told_unseen: bool
    """Whether the person was told that nobody had seen it yet."""
    standing: Literal["open", "seen", "taken_back", "resolved"]
    settled: Instant | None
    """When it was dealt with or taken back."""
    done: Done | None


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """A moment that a facilitator noted."""

    made: Instant
    kind: MarkKind
    step: Words | None
    words: str | Erased | None


@dataclass(frozen=True, slots=True)
class Here:
    """How many were here, by how they took part."""

    on_site: int
    remote: int
    no_device: int
    never_in: int
    """How many waited at the door and were not let in."""

    @property
    def people(self) -> int:
        """How many were let in."""
        return self.on_site + self.remote + self.no_device


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of one session, up to its end or up to now."""

    zone: str
    group: str | Erased
    rehearsal: bool
    curricula: tuple[tuple[Words, str], ...]
    """Title and version of each."""
    until: Instant
    """Up to when they hold: the end, or the moment at which they were asked for."""
    opened: Instant
    started: Instant | None
    ended: Instant | None
    by_clock: bool
    """Whether nobody ended it: the clock did."""
    breaks: tuple[Span, ...]
    pauses: tuple[Span, ...]
    """Screens were paused; that time counts."""
    restarts: tuple[Instant, ...]
    """When the server came up again."""
    counted: int
    """Milliseconds from start to end without the breaks."""
    leaders: tuple[str, ...]
    """The leader first, then other facilitators who were there; without those whose names were erased."""
    here: Here
    steps: tuple[StepFacts, ...]
    arrivals: tuple[StepFacts, ...]
    alerts: tuple[AlertFacts, ...]
    marks: tuple[MarkFacts, ...]
    people: tuple[PersonFacts, ...]
    closing: StepRef


def facts(entries: Sequence[Entry], now: Instant) -> Facts:
    """The facts of an opened session, from its whole log as it is now."""
    state = replay(entries)
    until = state.ended if state.ended is not None else max(now, state.at)
    session = Span(state.started, until) if state.started is not None and until >= state.started else None
    breaks = _breaks(state, entries, until)
    counted = without(session, breaks) if session is not None else ()
    attended = attendance(entries, session)
    alerts = _alerts(state, entries)
    return Facts(
        zone=state.zone,
        group=state.group,
        rehearsal=state.rehearsal,
        curricula=tuple((block.title, block.version) for block in state.plan.blocks),
        until=until,
        opened=state.opened,
        started=state.started,
        ended=state.ended,
        by_clock=state.ended is not None and _by_clock(entries),
        breaks=breaks,
        pauses=_pauses(entries, until),
        restarts=tuple(entry.at for entry in entries if any(isinstance(event, e.Resumed) for event in entry.events)),
        counted=sum(span.ms for span in counted),
        leaders=_leaders(state),
        here=_here(attended),
        steps=tuple(step_facts(state, until)),
        arrivals=tuple(arrival_facts(state, attended)),
        alerts=alerts,
        marks=tuple(_mark(state, mark) for mark in state.marks),
        people=tuple(people_facts(state, entries, attended, counted)),
        closing=state.plan.closing,
    )


def _by_clock(entries: Sequence[Entry]) -> bool:
    ends = [event.by_clock for entry in entries for event in entry.events if isinstance(event, e.Ended)]
    return bool(ends) and ends[-1]


def _breaks(state: State, entries: Sequence[Entry], until: Instant) -> tuple[Span, ...]:
    """When the room was at a break, whichever visit that was; one that was taken back at once is none."""
    spans: list[Span] = []
    begun: tuple[Instant, Visit] | None = None

    def close(at: Instant) -> None:
        if begun is not None and not begun[1].undone and at > begun[0]:
            spans.append(Span(begun[0], at))

    for entry in entries:
        for event in entry.events:
            if isinstance(event, e.Moved):
                close(entry.at)
                rests = state.plan.steps[event.step].kind == "break"
                begun = (entry.at, state.visits[event.visit - 1]) if rests else None
    close(until)
    return tuple(_joined(spans))


def _joined(spans: Sequence[Span]) -> Iterator[Span]:
    """Spans that touch as one."""
    former: Span | None = None
    for span in spans:
        if former is not None and former.until == span.since:
            former = Span(former.since, span.until)
            continue
        if former is not None:
            yield former
        former = span
    if former is not None:
        yield former


def _pauses(entries: Sequence[Entry], until: Instant) -> tuple[Span, ...]:
    spans: list[Span] = []
    since: Instant | None = None
    for entry in entries:
        for event in entry.events:
            if isinstance(event, e.Paused):
                since = entry.at
            elif isinstance(event, e.WentOn) and since is not None:
                spans.append(Span(since, entry.at))
                since = None
    if since is not None and until > since:
        spans.append(Span(since, until))
    return tuple(spans)


def _leaders(state: State) -> tuple[str, ...]:
    order = [state.leader, *(id for id in state.staff if id != state.leader)]
    names = (state.staff[id].name for id in order if id in state.staff)
    return tuple(name for name in names if isinstance(name, str))


def _here(attended: Mapping[SeatId, Attendance]) -> Here:
    came = [one.mode for one in attended.values() if one.let_in is not None]
    return Here(
        on_site=came.count(Mode.ON_SITE),
        remote=came.count(Mode.REMOTE),
        no_device=came.count(Mode.NO_DEVICE),
        never_in=len(attended) - len(came),
    )


def _alerts(state: State, entries: Sequence[Entry]) -> tuple[AlertFacts, ...]:
    seen: dict[str, Instant] = {}
    settled: dict[str, Instant] = {}
    for entry in entries:
        for event in entry.events:
            if isinstance(event, e.AlertSeen):
                seen.setdefault(event.alert, entry.at)
            elif isinstance(event, e.AlertResolved | e.AlertTakenBack):
                settled[event.alert] = entry.at
    return tuple(_alert(state, alert, seen.get(alert.id), settled.get(alert.id)) for alert in state.alerts.values())


def _alert(state: State, alert: Alert, seen: Instant | None, settled: Instant | None) -> AlertFacts:
    seat = state.seats[alert.seat]
    saw = None if alert.seen_by is None else state.staff[alert.seen_by].name
    return AlertFacts(
        seat=seat.id,
        number=seat.number,
        name=seat.name if isinstance(seat.name, str) else None,
        raised=alert.raised,
        asked=alert.why is None,
        why=None if alert.why is None else state.plan.steps[alert.why].title,
        seen_after=None if seen is None else seen - alert.raised,
        seen_by=saw if isinstance(saw, str) else None,
        told_unseen=alert.unseen,
        standing=alert.standing,
        settled=settled,
        done=alert.done,
    )


def _mark(state: State, mark: Mark) -> MarkFacts:
    return MarkFacts(
        made=mark.made,
        kind=mark.kind,
        step=None if mark.step is None else state.plan.steps[mark.step].title,
        words=mark.words,
    )
