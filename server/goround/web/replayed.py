"""A recording as screens draw it: its line of time, and the views of console, room and one phone after any entry. Called in the reading room."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import to_json

from goround.domain import events as e
from goround.domain.agenda import Agenda
from goround.domain.base import Erased, Instant, SeatId
from goround.domain.people import ON_TABLET, Mode, Role, Viewer
from goround.domain.scenes import AnyMine, AnyScene
from goround.domain.state import Phase, State
from goround.domain.views import view
from goround.reading_room import Desk
from goround.reading_room.desk import MOST_OPEN
from goround.review.exports import Reader
from goround.review.recording import Recording
from goround.review.timeline import Timeline, timeline


@dataclass(frozen=True, slots=True)
class Told:
    """What the page of a replay begins with."""

    group: str | None
    zone: str
    rehearsal: bool
    entries: int
    broken: str
    """Why the record cannot be read to its end; empty where it can."""
    opened: Instant
    until: Instant
    moments: list[dict[str, Any]]
    seats: list[dict[str, Any]]
    """Everybody who was let in at some time, by number: names come with each moment, for those who may read them."""
    running: bool
    """Whether the session is still on: then this is what there is up to now."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One moment: JSON that the page hands to its screens."""

    json: bytes
    zone: str
    """The session's own, for clocks."""


@dataclass(frozen=True, slots=True)
class _Line:
    """What is worked out once of a recording that lies open."""

    recording: Recording
    timeline: Timeline
    let_in: Mapping[SeatId, int]
    """After which entry each seat was in for the first time."""


def told(desk: Desk, session: str) -> Told | None:
    """What there is to look at; None where there is no such session, or nothing of it can be read."""
    opened = desk.session(session)
    if opened is None or opened.recording.last.phase is Phase.NEW:
        return None
    recording, last = opened.recording, opened.recording.last
    line = _line(session, recording)
    return Told(
        group=last.group if isinstance(last.group, str) else None,
        zone=last.zone,
        rehearsal=last.rehearsal,
        entries=len(recording.entries),
        broken=recording.why if recording.broken_at is not None else "",
        opened=last.opened,
        until=last.at,
        moments=[
            {
                "kind": one.kind, "entry": one.seq, "at": one.at,
                "title": one.title.model_dump(mode="json") if one.title else None, "mark": one.mark,
            }
            for one in line.timeline.moments
        ],
        seats=[{"seat": one.id, "number": one.number} for one in last.seats.values() if one.id in line.let_in],
        running=last.ended is None and recording.broken_at is None,
    )  # fmt: skip


def seen(
    desk: Desk, session: str, reader: Reader, *, entry: int | None = None, at: Instant | None = None, seat: SeatId = ""
) -> Seen | None:
    """The screens after an entry, or as they were at an instant.

    Args:
        desk: where the recording lies open.
        session: which one.
        reader: a supervisor is shown no names.
        entry: its number; the nearest before it where it may not be looked at by itself.
        at: the instant, where no entry is named.
        seat: whose phone is looked at; none where there is no such seat at that moment.
    """
    opened = desk.session(session, sought=True)
    if opened is None or opened.recording.last.phase is Phase.NEW:
        return None
    line = _line(session, opened.recording)
    stops = line.timeline.stops
    seq = (
        line.timeline.stop_before(entry)
        if entry is not None
        else line.timeline.stop_at(at if at is not None else opened.recording.last.at)
    )
    state = opened.recording.after(seq)
    looker, shadow = reader.viewer, opened.shadow
    place = bisect_right(stops, seq, key=lambda stop: stop[0]) - 1
    screens = {
        "facilitator": view(
            state, Viewer(looker.role, state.leader) if looker.role is Role.FACILITATOR else looker, shadow=shadow
        ),
        "display": view(state, Viewer(Role.DISPLAY, ON_TABLET), shadow=shadow),
    }
    if seat in state.seats:
        screens["participant"] = view(state, looker, over=seat, shadow=shadow)
    return Seen(
        to_json(
            {
                "entry": seq,
                "at": state.at,
                "before": stops[place - 1][0] if place else None,
                "after": stops[place + 1][0] if place + 1 < len(stops) else None,
                "next_at": stops[place + 1][1] if place + 1 < len(stops) else None,
                "phase": state.phase,
                "seats": _seats(state, line, shadow.names, named=reader is Reader.FACILITATOR or state.rehearsal),
                "screens": {name: _show(one.scene, one.mine, state.at) for name, one in screens.items()},
            }
        ),
        state.zone,
    )  # fmt: skip


def _show(scene: AnyScene, mine: AnyMine, at: Instant) -> dict[str, Any]:
    return {"type": "show", "n": 1, "now": at, "scene": scene, "mine": mine}


def _seats(state: State, line: _Line, names: Mapping[SeatId, str | Erased], *, named: bool) -> list[dict[str, Any]]:
    """Everybody who has been let in by now, as the page lists them: a name only for those who may read it."""
    return [
        {"seat": one.id, "number": one.number, "name": _name(names.get(one.id, one.name)) if named else None}
        for one in state.seats.values()
        if line.let_in.get(one.id, state.seq + 1) <= state.seq
    ]


def _name(name: str | Erased) -> str | None:
    return name if isinstance(name, str) else None


_lines: dict[str, _Line] = {}


def _line(session: str, recording: Recording) -> _Line:
    known = _lines.get(session)
    if known is None or known.recording is not recording:
        known = _lines[session] = _Line(recording, timeline(recording.entries, recording.last), _let_in(recording))
    while len(_lines) > MOST_OPEN:
        _lines.pop(next(iter(_lines)))
    return known


def _let_in(recording: Recording) -> Mapping[SeatId, int]:
    found: dict[SeatId, int] = {}
    for entry in recording.entries:
        for event in entry.events:
            match event:
                case e.Admitted():
                    found.setdefault(event.seat, entry.seq)
                case e.Joined() if event.mode is Mode.NO_DEVICE:
                    found.setdefault(event.seat, entry.seq)
                case _:
                    pass
    return found


def agenda_of(desk: Desk, session: str) -> Agenda | None:
    """What the session ran."""
    opened = desk.session(session)
    return opened.recording.last.agenda if opened is not None else None
