"""What is told of sessions that are over without reading them whole: what each was of, how it ended, and in which somebody still waits."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from goround.domain import events as e
from goround.domain.base import Instant, Words
from goround.domain.events import Entry
from goround.journal.codec import decode
from goround.journal.port import Head, Journal
from goround.journal.vault import Vault

log = logging.getLogger(__name__)

ALERTS = '"type":"alert_'
REHEARSED = '"rehearsal":true'
"""Stands so in the first line of a rehearsal; in what people wrote the marks would be escaped."""
TELLING = (ALERTS, '"type":"ended"', '"type":"started"')
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


@dataclass(frozen=True, slots=True)
class Glance:
    """What every session that has ended is looked at for, also one from years ago."""

    rehearsal: bool
    waits: int


class PastSessions:
    """Sessions that have ended. What was read of one is remembered until its log goes on."""

    def __init__(self, journal: Journal, vault: Vault) -> None:
        self._journal, self._vault = journal, vault
        self._glances: dict[bytes, Glance] = {}
        """By the hash of the newest line."""
        self._told: dict[bytes, Past] = {}

    def ended(self) -> list[Head]:
        """Their heads, the newest first."""
        return [head for head in reversed(self._journal.sessions()) if not head.live]

    def newest(self, most: int, rehearsals: int) -> list[Past]:
        """Those first in which somebody still waits, however old; then the newest with people, then as many rehearsals."""
        heads = self.ended()
        self._glances = {head.hash: self.glance(head) for head in heads}
        looked = [(head, self._glances[head.hash]) for head in heads]
        real = [(head, look) for head, look in looked if not look.rehearsal]
        wanted = [head for place, (head, look) in enumerate(real) if place < most or look.waits]
        wanted += [head for head, look in looked if look.rehearsal][:rehearsals]
        self._told = {
            head.hash: self._told.get(head.hash) or told_of(self._journal, self._vault, head) for head in wanted
        }
        return sorted(self._told.values(), key=lambda one: (one.rehearsal, one.waits == 0))

    def glance(self, head: Head) -> Glance:
        """What a log that ends there is looked at for: no line is fetched that does not tell it."""
        if head.hash in self._glances:
            return self._glances[head.hash]
        rehearsal, alerts = False, list[Entry]()
        try:
            for line in self._journal.holding(head.session, (ALERTS, REHEARSED)):
                rehearsal |= line.seq == 1 and REHEARSED in line.events
                if ALERTS in line.events:
                    alerts.append(decode(line, self._vault))
        except Exception:  # noqa: BLE001 - whatever it is, its text may hold what somebody said
            log.error("a log cannot be read to its end", extra={"session": head.session})
        found = self._glances[head.hash] = Glance(rehearsal, _waits(alerts))
        return found


def told_of(journal: Journal, vault: Vault, head: Head) -> Past:
    """What is told of the session whose log ends there. A log that is damaged hides no other session."""
    first: Entry | None = None
    telling: list[Entry] = []
    try:
        for line in journal.read(head.session, most=1):
            first = decode(line, vault)
        telling += (decode(line, vault) for line in journal.holding(head.session, TELLING) if line.seq > 1)
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


def _waits(telling: Iterable[Entry]) -> int:
    standing: dict[str, str] = {}
    for entry in telling:
        for event in entry.events:
            if isinstance(event, e.AlertRaised):
                standing[event.alert] = event.seat
            elif isinstance(event, e.AlertResolved | e.AlertTakenBack):
                standing.pop(event.alert, None)
    return len(set(standing.values()))
