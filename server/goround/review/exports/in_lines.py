"""A session as lines of JSON: what happened, in order, as far as its reader may see it. It is no log: it cannot be replayed or verified.

Left out are: numbers of entries and of asks, the way in, and every answer to a step that carries no name. Where such an answer stood in the
log cannot be told from what is left: lines are counted anew, and no device's asks are.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from goround.domain import events as e
from goround.domain.base import Instant
from goround.domain.shadow import Shadow, is_erased
from goround.domain.state import State
from goround.domain.steps import Visibility
from goround.domain.visibility import may_be_named, may_read
from goround.review.exports.reader import Reader
from goround.review.recording import Recording
from goround.review.shadow import shadow_of

FORMAT = 1
NOTE = (
    "A copy for reading, not the record: it holds what this reader may see. Answers that people keep for themselves, answers without a name, "
    "and what was changed or taken back later are not in it."
)
NOTE_OF_REHEARSAL = "A copy for reading, not the record. This was a rehearsal: answers without a name, and what was changed or taken back later, are in it too."
Fields = dict[str, Any]

PLAIN: frozenset[type[e.Event]] = frozenset(
    {
        *(e.Started, e.Moved, e.Skipped, e.Extended, e.TimeUp, e.Paused, e.WentOn, e.Ended, e.Continued, e.Resumed),
        *(e.AnsweringOpened, e.AnsweringClosed, e.Withdrawn, e.Hidden),
        *(e.Admitted, e.Removed, e.Spoke, e.LinkLost, e.LinkBack, e.PhoneLeft, e.StaffAway),
        *(e.DisplayConnected, e.DisplayDisconnected, e.PresenceSaid, e.RemoteConfirmed, e.JoinCardShown, e.RoomDressed),
        *(e.RoundOpened, e.TurnBegan, e.TurnEnded, e.TurnPassed, e.TurnPutOff, e.TurnAsked),
        *(e.AlertRaised, e.AlertUnseen, e.AlertSeen, e.AlertTakenBack, e.AlertResolved, e.Marked),
    }
)
"""Events that hold nobody's words and no name: they are copied as they are."""


def lines(recording: Recording, reader: Reader) -> Iterator[Fields]:
    """The copy, line by line; the first says what it is."""
    last = recording.last
    shadow = shadow_of(last)
    named = reader is Reader.FACILITATOR or last.rehearsal
    zone = ZoneInfo(last.zone)
    yield {
        "export": "goround",
        "format": FORMAT,
        "session": last.session,
        "reader": reader.value,
        "rehearsal": last.rehearsal,
        "zone": last.zone,
        "software": last.software,
        "whole": recording.broken_at is None,
        "note": NOTE_OF_REHEARSAL if last.rehearsal else NOTE,
    }
    count = 0
    for entry in recording.entries:
        told = [fields for event in entry.events if (fields := _told(event, last, shadow, reader, named)) is not None]
        if told:
            count += 1
            yield {"line": count, "at": _time(entry.at, zone), "by": entry.by, "events": told}


def _time(at: Instant, zone: ZoneInfo) -> str:
    return datetime.fromtimestamp(at / 1000, zone).isoformat(timespec="milliseconds")


def _told(event: e.Event, last: State, shadow: Shadow, reader: Reader, named: bool) -> Fields | None:
    """What is told of an event; None where not even that it happened."""
    if type(event) in PLAIN:
        return event.model_dump(mode="json")
    tell = _TELL.get(type(event))
    return tell(event, last, shadow, reader, named) if tell is not None else None


def _words(words: object) -> object:
    return None if is_erased(words) else words


def _opened(event: e.Opened, last: State, shadow: Shadow, reader: Reader, named: bool) -> Fields:
    return {
        "type": event.type,
        "group": _words(event.group),
        "leader": event.leader,
        "leader_name": _words(event.leader_name) if named else None,
        "curricula": [
            {"id": block.id, "version": block.version, "title": block.title.model_dump(mode="json"), "sha256": block.sha256}
            for block in event.agenda.blocks
        ],
        "breaks": [one.model_dump(mode="json") for one in event.agenda.breaks],
        "confirmed": list(event.confirmed),
    }  # fmt: skip


def _seat_named(event: e.Joined | e.Renamed, last: State, shadow: Shadow, reader: Reader, named: bool) -> Fields:
    """The name that the person had in the end, also where they first came under another."""
    return {**event.model_dump(mode="json"), "name": _words(last.seats[event.seat].name) if named else None}


def _staff_named(event: e.StaffBack, last: State, shadow: Shadow, reader: Reader, named: bool) -> Fields:
    return {**event.model_dump(mode="json"), "name": _words(event.name) if named else None}


def _answered(event: e.Answered, last: State, shadow: Shadow, reader: Reader, named: bool) -> Fields | None:
    fields = event.model_dump(mode="json")
    if shadow.shows_all:
        return fields
    if not may_be_named(last, event.step):
        return None
    fields["answer"] = None
    if event.visibility is Visibility.PRIVATE:
        return {**fields, "withheld": "private"}
    newest, passed = shadow.newest[event.step, event.seat]
    if event.revision < newest:
        return {**fields, "withheld": "taken_back" if passed else "changed"}
    if is_erased(event.answer):
        return {**fields, "withheld": "erased"}
    if not may_read(last, reader.viewer, event.step, event.seat):
        return {**fields, "withheld": "private"}
    return event.model_dump(mode="json")


def _passed(event: e.Passed, last: State, shadow: Shadow, reader: Reader, named: bool) -> Fields | None:
    return event.model_dump(mode="json") if shadow.shows_all or may_be_named(last, event.step) else None


def _revealed(event: e.Revealed, last: State, shadow: Shadow, reader: Reader, named: bool) -> Fields:
    return {**event.model_dump(mode="json"), **({"tally": None} if is_erased(event.tally) else {})}


def _released(event: e.Released, last: State, shadow: Shadow, reader: Reader, named: bool) -> Fields:
    """A theme is told where it still stood at the end."""
    left = shadow.walls.get(event.step, {})
    stands = shadow.shows_all or any(piece in left and left[piece] == event.theme for piece in event.pieces)
    return {**event.model_dump(mode="json"), "theme": _words(event.theme) if stands else None}


def _worded(event: e.MarkWorded, last: State, shadow: Shadow, reader: Reader, named: bool) -> Fields:
    newest = shadow.lines.get(event.mark)
    words = event.words if shadow.shows_all or event.words == newest else None
    return {**event.model_dump(mode="json"), "words": _words(words)}


def _inserted(event: e.Inserted, last: State, shadow: Shadow, reader: Reader, named: bool) -> Fields:
    return {**event.model_dump(mode="json"), "question": _words(event.question)}


_TELL: Mapping[type[e.Event], Callable[[Any, State, Shadow, Reader, bool], Fields | None]] = {
    e.Opened: _opened,
    e.Joined: _seat_named,
    e.Renamed: _seat_named,
    e.StaffBack: _staff_named,
    e.Answered: _answered,
    e.Passed: _passed,
    e.Revealed: _revealed,
    e.Released: _released,
    e.MarkWorded: _worded,
    e.Inserted: _inserted,
}
TOLD = PLAIN | frozenset(_TELL)
"""Every kind of event of which something is told; a test holds it to be all there are."""
