"""Where in a recording somebody may want to look: its steps as chapters, moments that stand out, and the entries at which it may be stopped."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from goround.domain import events as e
from goround.domain.base import Instant, Words
from goround.domain.commands.care import MarkKind
from goround.domain.events import Entry
from goround.domain.state import State
from goround.domain.visibility import may_be_named

Kind = Literal["started", "step", "alert", "mark", "paused", "went_on", "restart", "ended", "continued"]


_GIVEN = frozenset({e.Answered, e.Passed})
_STANDS_OUT = frozenset(
    {e.Started, e.Moved, e.AlertRaised, e.Marked, e.Paused, e.WentOn, e.Resumed, e.Ended, e.Continued}
)


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that stands out: a step is a chapter, the rest lies within one."""

    kind: Kind
    seq: int
    at: Instant
    title: Words | None = None
    """Of the step that begins, or whose answer raised an alert."""
    mark: MarkKind | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """A session as a line of time."""

    moments: tuple[Moment, ...]
    stops: tuple[tuple[int, Instant], ...]
    """Number and instant of every entry after which it may be looked at, in order. What gave an answer without a name is none: nobody is to
    see from one picture to the next when it came."""

    def stop_at(self, at: Instant) -> int:
        """The number of the last of these entries up to this instant; the first where it is before all of them."""
        place = bisect_right(self.stops, at, key=lambda stop: stop[1])
        return self.stops[max(0, place - 1)][0]

    def stop_before(self, seq: int) -> int:
        """The newest stop up to this entry; the first where there is none."""
        place = bisect_right(self.stops, seq, key=lambda stop: stop[0])
        return self.stops[max(0, place - 1)][0]


def timeline(entries: Sequence[Entry], last: State) -> Timeline:
    """The line of an opened session."""
    return Timeline(
        moments=tuple(
            moment
            for entry in entries
            if any(type(event) in _STANDS_OUT for event in entry.events)
            for moment in _moments(entry, last)
        ),
        stops=tuple((entry.seq, entry.at) for entry in entries if last.rehearsal or not _nameless(entry, last)),
    )


def _nameless(entry: Entry, last: State) -> bool:
    if type(entry.events[0]) not in _GIVEN:  # nearly always the first tells
        return False
    return all(
        isinstance(event, e.Answered | e.Passed) and not may_be_named(last, event.step) for event in entry.events
    )


def _moments(entry: Entry, last: State) -> Iterator[Moment]:
    for event in entry.events:
        if type(event) not in _STANDS_OUT:
            continue
        match event:
            case e.Started():
                yield Moment("started", entry.seq, entry.at)
            case e.Moved():
                yield Moment("step", entry.seq, entry.at, last.plan.steps[event.step].title)
            case e.AlertRaised():
                why = last.plan.steps[event.why].title if event.why is not None else None
                yield Moment("alert", entry.seq, entry.at, why)
            case e.Marked():
                yield Moment("mark", entry.seq, entry.at, mark=event.kind)
            case e.Paused():
                yield Moment("paused", entry.seq, entry.at)
            case e.WentOn():
                yield Moment("went_on", entry.seq, entry.at)
            case e.Resumed():
                yield Moment("restart", entry.seq, entry.at)
            case e.Ended():
                yield Moment("ended", entry.seq, entry.at)
            case e.Continued():
                yield Moment("continued", entry.seq, entry.at)
            case _:
                pass
