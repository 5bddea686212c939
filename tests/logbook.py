"""Logs made by hand: lines as a journal stores them, entries of every kind, and the store that a room writes to."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from goround.domain import events as e
from goround.domain.events import FORMAT, Entry
from goround.domain.people import Mode
from goround.domain.steps import Visibility
from goround.domain.steps.scale import ScaleAnswer
from goround.domain.steps.text import TextTally
from goround.journal.chain import chained, head_mac
from goround.journal.codec import encode, subjects
from goround.journal.memory import MemoryJournal
from goround.journal.port import Head, Journal, Line, Run
from goround.journal.site_key import SiteKey
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.journal.writer import Writer
from tests.playbook import AGENDA, CRAVING, HELP, SLEEP, T0, tally

SECRET = bytes(range(32))
SITE = SiteKey.of(SECRET)
OTHER_SITE = SiteKey.of(bytes(32))
MARK = "Zaunkönig"
"""A word that nobody but a reader with the key may find."""


def line(session: str, seq: int, events: str = "[]", at: int = T0) -> Line:
    """A line whose hash tells whose it is: a journal does not ask what a hash is made of."""
    return Line(session, seq, at, "room", None, 1, events, f"{session}/{seq}/{events[:9]}".encode())


def run(session: str, after: int, *events: str, live: bool = True, opened: int = T0) -> Run:
    """A run of one line for each of these texts."""
    lines = tuple(line(session, after + place, text) for place, text in enumerate(events, 1))
    return Run(after, lines, Head(session, lines[-1].seq, lines[-1].hash, b"mac", opened, live))


def entry(session: str, seq: int, *events: e.AnyEvent, by: str = "room", ref: str | None = None) -> Entry:
    return Entry(session=session, seq=seq, at=T0 + seq, by=by, ref=ref, events=events)


EVERY_EVENT: tuple[e.AnyEvent, ...] = (
    e.Opened(
        group=f"{MARK} group",
        agenda=AGENDA,
        leader="dana",
        leader_name=f"Dana {MARK}",
        code="BLUE42",
        address="goround.example",
        zone="America/Chicago",
        software="1.0",
        help_lines=HELP,
        rehearsal=False,
    ),
    e.Joined(seat="ann", name=f"Ann {MARK}", mode=Mode.REMOTE, lang="es"),
    e.Admitted(seat="ann"),
    e.Renamed(seat="ann", name=f"Änne {MARK}"),
    e.Removed(seat="ann"),
    e.Spoke(seat="ann", lang="en"),
    e.Started(),
    e.Moved(visit=1, step=CRAVING, was=None, was_open=False, was_revealed=False, open=True, revealed=False, due=T0 + 9),
    e.Skipped(visit=1, reason="time"),
    e.Extended(visit=1, minutes=5, due=T0 + 99),
    e.TimeUp(visit=1),
    e.Paused(),
    e.WentOn(),
    e.Ended(was_open=True, was_paused=False),
    e.Continued(open=True, paused=False),
    e.AnsweringOpened(visit=1),
    e.AnsweringClosed(visit=1),
    e.Revealed(visit=1, step=SLEEP, tally=tally(1, 2, 3)),
    e.Revealed(visit=1, step=SLEEP, tally=TextTally(answers=2, texts=(f"{MARK} sang", "It rained"))),
    e.Released(visit=1, step=SLEEP, pieces=(1, 0)),
    e.Released(visit=1, step=SLEEP, pieces=(1, 0), theme=f"{MARK} and others"),
    e.Withdrawn(visit=1, step=SLEEP, pieces=(1,)),
    e.Hidden(visit=1),
    e.Answered(
        seat="ann",
        step=CRAVING,
        revision=1,
        visibility=Visibility.FACILITATOR,
        answer=ScaleAnswer(number=7),
        after_close=False,
        by_staff=False,
    ),
    e.Passed(seat="ann", step=CRAVING, revision=2, after_close=False, by_staff=True),
    e.AlertRaised(alert="a1", seat="ann", due=T0 + 60_000),
    e.AlertUnseen(alert="a1"),
    e.AlertSeen(alert="a1", staff="dana"),
    e.AlertTakenBack(alert="a1"),
    e.AlertResolved(alert="a1", staff="dana"),
    e.LinkLost(seat="ann"),
    e.LinkBack(seat="ann"),
    e.StaffAway(staff="dana"),
    e.StaffBack(staff="dana", name=f"Dana {MARK}"),
    e.DisplayConnected(display="tv"),
    e.DisplayDisconnected(display="tv"),
    e.Resumed(software="1.1"),
    e.Inserted(step="aside.1", after=CRAVING, kind="text", question=f"Who heard a {MARK}?"),
    e.Inserted(step="aside.2", after=CRAVING, kind="scale", question=None),
    e.PhoneLeft(seat="ann"),
    e.PresenceSaid(seat="ann", presence="out"),
    e.RemoteConfirmed(seat="ann"),
    e.JoinCardShown(shown=True),
    e.RoomDressed(speech="both", dark=None),
    e.RoundOpened(step="t.round", order=("ben", "ann")),
    e.TurnBegan(step="t.round", seat="ann", turn=1),
    e.TurnEnded(step="t.round", seat="ann"),
    e.TurnPassed(step="t.round", seat="ann", by_staff=True),
    e.TurnPutOff(step="t.round", seat="ann", by_staff=False),
    e.TurnAsked(step="t.floor", seat="ann", by_staff=False),
    e.Marked(mark="m1", kind="tension", made=T0, staff="dana"),
    e.MarkWorded(mark="m1", words=f"{MARK} left the room"),
)
"""One event of each kind, with words wherever a kind has words; of what is shown, one with counts and one with words."""


def stored(entries: Iterable[Entry], vault: Vault, site: SiteKey = SITE) -> tuple[Head, list[Line]]:
    """A whole log as the writer stores it: sealed, chained, signed."""
    bare = []
    for one in entries:
        vault.provide(subjects(one))
        bare.append(Line(one.session, one.seq, one.at, one.by, one.ref, FORMAT, encode(one, vault), b""))
    lines = chained(b"", bare)
    head = Head(lines[0].session, lines[-1].seq, lines[-1].hash, b"", lines[0].at, True)
    return Head(head.session, head.seq, head.hash, head_mac(site, head), head.opened, head.live), lines


@dataclass
class Store:
    """A journal, a vault and the writer over both; ``folder`` where they are files."""

    journal: Journal
    vault: Vault
    writer: Writer
    folder: Path | None

    @property
    def files(self) -> tuple[Path, Path]:
        assert self.folder is not None
        return self.folder / "goround.db", self.folder / "vault.db"

    @property
    def sql(self) -> SqlJournal:
        assert isinstance(self.journal, SqlJournal)
        return self.journal

    def lines(self, session: str) -> Sequence[Line]:
        return tuple(self.journal.read(session))

    def pragma(self, setting: str) -> object:
        """Say something to SQLite on the connection on which the journal writes."""
        raw = self.sql.writing.connection.dbapi_connection
        assert raw is not None
        row = raw.cursor().execute(f"PRAGMA {setting}").fetchone()
        return row[0] if row else None


@contextmanager
def store(folder: Path | None, journal: Journal | None = None) -> Iterator[Store]:
    """A store in a folder, or in memory."""
    if journal is None:
        journal = SqlJournal(folder / "goround.db") if folder else MemoryJournal()
    vault = Vault(folder / "vault.db" if folder else None, SITE)
    writer = Writer(journal, vault, SITE)
    try:
        yield Store(journal, vault, writer, folder)
    finally:
        writer.close()
        vault.close()
        journal.close()
