"""Who was here from when to when: in the room by what facilitators said, at home by the link, and never the one by the other's sign."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from goround.domain import events as e
from goround.domain.base import Instant, SeatId
from goround.domain.events import Entry
from goround.domain.history.people import GRACE_MS
from goround.domain.people import Mode

Away = Literal["out", "left", "removed", "no_link"]
"""Why a person who had been let in was not here: stepped out, left, their part was ended, or no link from home."""
_Status = Literal["door", "here", "out", "left", "removed", "no_link"]


class Span(NamedTuple):
    """From an instant up to another."""

    since: Instant
    until: Instant

    @property
    def ms(self) -> int:
        """How long it is."""
        return self.until - self.since


class Stay(NamedTuple):
    """A time in which a person was here."""

    span: Span
    confirmed: Instant | None = None
    """At home: since when a facilitator had seen or heard them in it; None where nobody had, and for people in the room."""


class Gap(NamedTuple):
    """A time in which somebody who had been let in was not here."""

    span: Span
    why: Away


@dataclass(frozen=True, slots=True)
class Attendance:
    """When one seat was here within the session: ordered, and no two times overlap."""

    mode: Mode
    let_in: Instant | None = None
    """When the seat was first let in."""
    stays: tuple[Stay, ...] = ()
    gaps: tuple[Gap, ...] = ()
    phone_left: Instant | None = None
    """When the person left the group on the own phone."""
    unsaid: bool = False
    """Whether that was in the room and no facilitator said afterwards where the person was."""


@dataclass(slots=True)
class _Seen:
    """What the log says of a seat, as changes in order."""

    mode: Mode
    let_in: Instant | None = None
    phone_left: Instant | None = None
    said: list[tuple[Instant, _Status]] = field(default_factory=lambda: [(0, "door")])
    links: list[tuple[Instant, Instant | None]] = field(default_factory=list)
    confirmed: list[tuple[Instant, Instant | None]] = field(default_factory=list)

    def says(self, at: Instant, status: _Status) -> None:
        self.said.append((at, status))
        if status == "here" and self.let_in is None:
            self.let_in = at

    def left_by_phone(self, at: Instant) -> None:
        self.phone_left = at
        self.unconfirmed(at)
        if self.mode is Mode.REMOTE and self.let_in is not None:
            self.says(at, "left")

    @property
    def unsaid(self) -> bool:
        left = self.phone_left
        if left is None or self.mode is Mode.REMOTE or self.let_in is None:
            return False
        return self.said[-1][0] < left and self.said[-1][1] != "left"

    def linked(self, at: Instant) -> None:
        if not self.links:
            self.links.append((at, None))
            return
        since, until = self.links[-1]
        if until is None:
            return
        if at - until <= GRACE_MS:
            self.links[-1] = (since, None)
        else:
            self.links.append((at, None))
            self.unconfirmed(at)

    def unlinked(self, at: Instant) -> None:
        if self.links and self.links[-1][1] is None:
            self.links[-1] = (self.links[-1][0], at)

    def was_confirmed(self, at: Instant) -> None:
        if not self.confirmed or self.confirmed[-1][1] is not None:
            self.confirmed.append((at, None))

    def unconfirmed(self, at: Instant) -> None:
        if self.confirmed and self.confirmed[-1][1] is None:
            self.confirmed[-1] = (self.confirmed[-1][0], at)


def attendance(entries: Iterable[Entry], session: Span | None) -> Mapping[SeatId, Attendance]:
    """When each seat was here within this time of the session; without one (it never began) nobody was.

    Somebody in the room is here from when they are let in, until a facilitator says otherwise. Somebody at home is so too, while the
    link stands; a loss of at most three minutes is none.
    """
    seen: dict[SeatId, _Seen] = {}
    for entry in entries:
        for event in entry.events:
            _heard(seen, event, entry.at)
    return {
        seat: Attendance(one.mode, one.let_in, *_within(one, session), one.phone_left, one.unsaid)
        for seat, one in seen.items()
    }


def _heard(seen: dict[SeatId, _Seen], event: e.AnyEvent, at: Instant) -> None:
    match event:
        case e.Joined():
            one = seen[event.seat] = _Seen(event.mode)
            if event.mode is Mode.NO_DEVICE:
                one.says(at, "here")
        case e.Admitted():
            seen[event.seat].says(at, "here")
        case e.PresenceSaid():
            seen[event.seat].says(at, event.presence)
        case e.PhoneLeft():
            seen[event.seat].left_by_phone(at)
        case e.Removed():
            one = seen[event.seat]
            one.says(at, "removed" if one.let_in is not None else "door")
            one.unconfirmed(at)
        case e.LinkBack():
            seen[event.seat].linked(at)
        case e.LinkLost():
            seen[event.seat].unlinked(at)
        case e.Resumed():
            for one in seen.values():
                one.unlinked(at)
        case e.RemoteConfirmed():
            seen[event.seat].was_confirmed(at)
        case _:
            pass


def _within(one: _Seen, session: Span | None) -> tuple[tuple[Stay, ...], tuple[Gap, ...]]:
    if session is None:
        return (), ()
    links = [Span(since, _stood(until, session)) for since, until in one.links] if one.mode is Mode.REMOTE else None
    stays: list[Stay] = []
    gaps: list[Gap] = []
    for span, status in _merged(_pieces(one, links, session)):
        if status == "here":
            stays.append(Stay(span, _confirmed(one, span)))
        elif status != "door":
            gaps.append(Gap(span, status))
    return tuple(stays), tuple(gaps)


def _stood(until: Instant | None, session: Span) -> Instant:
    """Until when a link stood: one that was lost within the grace before the end stood until the end."""
    return session.until if until is None or session.until - until <= GRACE_MS else until


def _pieces(one: _Seen, links: list[Span] | None, session: Span) -> Iterator[tuple[Span, _Status]]:
    """The session cut wherever something changes for this seat."""
    cuts = {at for at, _ in one.said} | {at for link in links or () for at in link}
    edges = sorted({*session, *(at for at in cuts if session.since < at < session.until)})
    for since, until in pairwise(edges):
        status = next(status for at, status in reversed(one.said) if at <= since)
        if status == "here" and links is not None and not any(a <= since < b for a, b in links):
            status = "no_link"
        yield Span(since, until), status


def _merged(pieces: Iterable[tuple[Span, _Status]]) -> Iterator[tuple[Span, _Status]]:
    former: tuple[Span, _Status] | None = None
    for span, status in pieces:
        if former is not None and former[1] == status:
            former = Span(former[0].since, span.until), status
            continue
        if former is not None:
            yield former
        former = span, status
    if former is not None:
        yield former


def _confirmed(one: _Seen, stay: Span) -> Instant | None:
    """Since when somebody at home was confirmed within this stay."""
    for since, until in one.confirmed:
        if since < stay.until and (until is None or until > stay.since):
            return max(since, stay.since)
    return None


def overlap(spans: Iterable[Span], others: Iterable[Span]) -> int:
    """How many milliseconds of the first lie in the second, where neither overlaps itself."""
    among = tuple(others)
    return sum(max(0, min(a.until, b.until) - max(a.since, b.since)) for a in spans for b in among)


def without(whole: Span, holes: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of a time without these, which are ordered and do not overlap."""
    left: list[Span] = []
    at = whole.since
    for hole in holes:
        if hole.since > at:
            left.append(Span(at, min(hole.since, whole.until)))
        at = max(at, hole.until)
    if at < whole.until:
        left.append(Span(at, whole.until))
    return tuple(left)
