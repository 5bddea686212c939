"""What is told of a session that is over without reading it whole: its group, what it was of, how it ended, and who still waits for a person."""

import logging
from dataclasses import dataclass

from goround.domain import events as e
from goround.domain.base import Instant, Words
from goround.domain.events import Entry
from goround.journal.codec import decode
from goround.journal.port import Head, Journal
from goround.journal.vault import Vault

log = logging.getLogger(__name__)

TELLING = ('"type":"alert_', '"type":"ended"', '"type":"started"')
"""Of the lines after the first only those that hold one of these are opened: a home page must not unseal whole evenings."""


@dataclass(frozen=True, slots=True)
class Past:
    """A session that has ended."""

    id: str
    group: str | None
    """None where it was erased or cannot be read."""
    titles: tuple[Words, ...]
    """Of its curricula."""
    zone: str
    opened: Instant
    started: Instant | None
    ended: Instant
    by_clock: bool
    waits: int
    """How many people nobody has got back to: their alerts stand."""
    rehearsal: bool


def told_of(journal: Journal, vault: Vault, head: Head) -> Past:
    """What is told of the session whose log ends there. A log that is damaged hides no other session."""
    first: Entry | None = None
    telling: list[Entry] = []
    try:
        for line in journal.read(head.session):
            if line.seq == 1:
                first = decode(line, vault)
            elif any(mark in line.events for mark in TELLING):
                telling.append(decode(line, vault))
    except Exception:  # noqa: BLE001 - whatever it is, its text may hold what somebody said
        log.error("a log cannot be read to its end", extra={"session": head.session})
    opened = next((event for event in first.events if isinstance(event, e.Opened)), None) if first else None
    ended = [(entry.at, event) for entry in telling for event in entry.events if isinstance(event, e.Ended)]
    starts = [entry.at for entry in telling if any(isinstance(event, e.Started) for event in entry.events)]
    return Past(
        id=head.session,
        group=opened.group if opened is not None and isinstance(opened.group, str) else None,
        titles=tuple(block.title for block in opened.agenda.blocks) if opened is not None else (),
        zone=opened.zone if opened is not None else "UTC",
        opened=head.opened,
        started=starts[0] if starts else None,
        ended=ended[-1][0] if ended else head.opened,
        by_clock=bool(ended) and ended[-1][1].by_clock,
        waits=_waits(telling),
        rehearsal=opened is not None and opened.rehearsal,
    )


def _waits(telling: list[Entry]) -> int:
    standing: dict[str, str] = {}
    for entry in telling:
        for event in entry.events:
            if isinstance(event, e.AlertRaised):
                standing[event.alert] = event.seat
            elif isinstance(event, e.AlertResolved | e.AlertTakenBack):
                standing.pop(event.alert, None)
    return len(set(standing.values()))
