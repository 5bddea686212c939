"""Entries to stored events and back: which fields are sealed, and how older formats are lifted to the present one.

Stored bytes are never rewritten. To change an event's shape, raise ``events.FORMAT`` and add the lift from the former format here.
"""

from collections.abc import Callable, Mapping
from typing import Any, get_args

from pydantic_core import from_json, to_json

from goround.domain import events
from goround.domain.base import ERASED
from goround.domain.events import FORMAT, Entry, Event
from goround.journal.port import Line
from goround.journal.vault import SESSION, Tampered, Vault

Lift = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]
LIFTS: Mapping[int, Lift] = {}
"""From a format to the next: each takes the events of one entry as plain dictionaries."""

_EVENTS: dict[str, type[Event]] = {
    kind.model_fields["type"].default: kind for kind in Event.__subclasses__() if "type" in kind.model_fields
}
if set(_EVENTS.values()) != set(get_args(events.AnyEvent)):
    raise TypeError("events.AnyEvent does not list every event")


class UnknownFormat(Exception):
    """An entry was written by a newer version."""


def subjects(entry: Entry) -> set[tuple[str, str]]:
    """Whose keys this entry needs: pairs of session and subject."""
    return {(entry.session, _subject(event)) for event in entry.events if _seals(event)}


def encode(entry: Entry, vault: Vault) -> str:
    """The events as stored: JSON with sealed fields. Every key that is needed must have been provided."""
    return to_json([_sealed(entry, number, event, vault) for number, event in enumerate(entry.events)]).decode()


def decode(line: Line, vault: Vault) -> Entry:
    """The entry again, in the present format; words whose key was erased read as Erased.

    Raises:
        UnknownFormat: a newer version wrote it.
        Tampered: what is stored was changed: sealed bytes, or the shape of the events.
        pydantic.ValidationError: it is no entry.
    """
    if not 1 <= line.format <= FORMAT:
        raise UnknownFormat(
            f"Entry {line.seq} has format {line.format}; this version reads up to {FORMAT}. Install a newer Goround."
        )
    stored = _parsed(line)
    for number, event in enumerate(stored):
        if line.format == FORMAT:
            _demand_sealed(line, event)
        _unseal(line, number, event, vault)
    for older in range(line.format, FORMAT):
        stored = LIFTS[older](stored)
    return Entry.model_validate(
        {"session": line.session, "seq": line.seq, "at": line.at, "by": line.by, "ref": line.ref, "events": stored}
    )


def _sealed(entry: Entry, number: int, event: Event, vault: Vault) -> dict[str, Any]:
    fields = event.model_dump(mode="json")
    for field, retention in event.sealed(fields).items():
        place = f"{entry.seq}|{number}|{field}"
        fields[field] = {"sealed": vault.seal(fields[field], entry.session, _subject(event), retention, place)}
    return fields


def _parsed(line: Line) -> list[dict[str, Any]]:
    try:
        stored = from_json(line.events)
    except (TypeError, ValueError):  # the first where a byte of it is no letter
        raise Tampered(f"entry {line.seq} is no list of events") from None
    if not isinstance(stored, list) or not all(isinstance(event, dict) for event in stored):
        raise Tampered(f"entry {line.seq} is no list of events")
    return stored


def _demand_sealed(line: Line, fields: dict[str, Any]) -> None:
    kind = _EVENTS.get(str(fields.get("type")))
    if kind is None:
        raise Tampered(f"entry {line.seq} holds an event of unknown type")
    try:
        bare = [field for field in kind.sealed(fields) if not _is_box(fields[field])]
    except KeyError:
        raise Tampered(f"an event of entry {line.seq} lacks a field") from None
    if bare:
        raise Tampered(f"field {bare[0]} of entry {line.seq} is not sealed")


def _unseal(line: Line, number: int, fields: dict[str, Any], vault: Vault) -> None:
    """Open every box, whatever the format: what an older event sealed is known to its boxes alone."""
    for field, box in fields.items():
        if not _is_box(box):
            continue
        try:
            fields[field] = vault.open(
                box["sealed"], line.session, fields.get("seat", SESSION), f"{line.seq}|{number}|{field}"
            )
        except KeyError:
            fields[field] = ERASED.model_dump()


def _is_box(value: object) -> bool:
    return isinstance(value, dict) and len(value) == 1 and "sealed" in value


def _seals(event: Event) -> bool:
    return bool(event.SEALED) or isinstance(event, events.Answered | events.Revealed)


def _subject(event: Event) -> str:
    return getattr(event, "seat", SESSION)
