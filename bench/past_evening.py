"""Evenings that are over, of any length: led through shipped curricula by the domain's own rules, with what happens in a room."""

import asyncio
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Literal

from pydantic import JsonValue

from bench.stage import LEADER, store
from goround import __version__
from goround.catalog.shelf import Shelf
from goround.config import CRISIS_LINE, DANGER
from goround.domain import commands as c
from goround.domain.agenda import Agenda, PlannedBreak
from goround.domain.commands.care import MarkKind
from goround.domain.events import Entry
from goround.domain.history import apply
from goround.domain.people import ROOM, Mode, Role, Viewer
from goround.domain.rules import Refused, decide
from goround.domain.rules.order import to_come
from goround.domain.state import State
from goround.domain.steps import Step, Visibility
from goround.journal.site_key import load
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.journal.writer import Writer
from goround.shipped import shipped

CURRICULA = ("blk-checkin-process", "w01b-riding-out-cravings")
"""What is led, as `goround demo` leads it; after its end from the beginning again, until the log is long enough."""
LENGTH_MS = 3 * 60 * 60 * 1000
PEOPLE = {3_000: 12, 20_000: 40}
"""How many people make so long a log. An evening of twelve has one to three thousand entries; twenty thousand is a stress."""
MARKS: Iterator[MarkKind] = cycle(("strong_moment", "come_back", "tension", "steered_back", "follow_up"))


def store_evenings(folder: Path, key_file: Path, lengths: list[int], began: int) -> list[str]:
    """Put evenings of so many entries into a data folder that has its files already; their sessions."""
    key, _ = load(key_file)
    journal, vault = SqlJournal(folder / "goround.db"), Vault(folder / "vault.db", key)
    writer = Writer(journal, vault, key)
    sessions = {f"evening{number}": length for number, length in enumerate(lengths, 1)}
    try:
        for session, length in sessions.items():
            asyncio.run(store(writer, list(evening(session, length, began))))
    finally:
        writer.close()
        journal.close()
        vault.close()
    return list(sessions)


def evening(session: str, entries: int, began: int, people: int | None = None) -> Iterator[Entry]:
    """An evening of exactly so many entries, ended by its leader."""
    return iter(_Evening(session, entries, began, people or PEOPLE.get(entries, 12)).log)


class _Full(Exception):
    """There are as many entries as were asked for, but for the last."""


class _Evening:
    """One evening as it is led. What people do is drawn from a seed: the same evening each time."""

    def __init__(self, session: str, entries: int, began: int, people: int) -> None:
        self.log: list[Entry] = []
        self._session, self._most = session, entries
        self._at, self._pace = began, LENGTH_MS // entries
        self._state, self._chance, self._counts = State(), Random(20), dict[str, int]()
        self._seats = [Viewer(Role.PARTICIPANT, f"e{entries}seat{place:03}") for place in range(people)]
        try:
            self._gather()
            while True:
                self._lead()
        except _Full:
            self._most += 1
            self._ask(LEADER, c.End(visit=self._here, until=self._at + 60_000))

    @property
    def _here(self) -> int:
        return self._state.here or 0

    def _often(self, of_hundred: int) -> bool:
        return self._chance.randrange(100) < of_hundred

    def _ask(self, by: Viewer, command: c.AnyCommand) -> None:
        """Ask it a moment later; bells that have fallen due meanwhile ring first."""
        self._at += self._chance.randrange(2 * self._pace + 1)
        while (bell := self._state.next_deadline()) is not None and bell.at <= self._at and by is not ROOM:
            self._ask(ROOM, c.Expire(deadline=bell.id))
        decision = decide(self._state, command, by, self._at, self._chance.getrandbits(64))
        if isinstance(decision, Refused):
            raise SystemExit(f"An evening cannot be led: {command.type} is refused as {decision.code}.")
        if not decision:
            return
        if len(self.log) == self._most - 1:
            raise _Full
        self._counts[by.actor] = count = self._counts.get(by.actor, 0) + 1
        entry = Entry(
            session=self._session,
            seq=len(self.log) + 1,
            at=self._at,
            by=by.actor,
            ref=None if by is ROOM else f"device{by.id}:{count}",
            events=decision,
        )
        self._state = apply(self._state, entry)
        self.log.append(entry)

    def _gather(self) -> None:
        self._ask(
            LEADER,
            c.Open(
                group="Evening group",
                agenda=_agenda(),
                leader=LEADER.id,
                leader_name="Dana Leader",
                code="LAMP22",
                address="http://127.0.0.1",
                zone="UTC",
                software=__version__,
                help_lines=(CRISIS_LINE, DANGER),
                confirmed=CURRICULA,
            ),
        )
        self._ask(ROOM, c.FindStaff(staff=LEADER.id, name="Dana Leader"))
        for place, seat in enumerate(self._seats):
            mode: Literal[Mode.REMOTE, Mode.ON_SITE] = Mode.REMOTE if place % 3 == 0 else Mode.ON_SITE
            self._ask(seat, c.Join(name=f"Person {place + 1}", mode=mode, lang="es" if place % 4 == 0 else "en"))
            self._ask(ROOM, c.RegainLink(seat=seat.id))
        self._ask(LEADER, c.Admit(seats=tuple(seat.id for seat in self._seats)))
        for step in self._state.plan.arrivals:
            self._answers(step)
        self._ask(LEADER, c.Start(until=self._at + 60_000))

    def _lead(self) -> None:
        """The present step, and on to the next; after the last one from the beginning again."""
        visit, plan = self._state.visit, self._state.plan
        assert visit is not None
        step = plan.steps[visit.step]
        if step.turns is not None:
            self._turns(visit.step)
        if step.answerable and visit.open:
            self._answers(visit.step)
        self._between()
        if step.shared and any(given.counted is not None for given in self._state.given_to(visit.step).values()):
            self._show(visit.step)
        onwards = self._at + 60_000
        if visit.step == plan.closing:
            self._ask(LEADER, c.Jump(visit=self._here, step=plan.refs[0], until=onwards))
        else:
            self._ask(LEADER, c.Next(visit=self._here, until=onwards))

    def _answers(self, ref: str) -> None:
        """Most people answer, some pass, some change what they gave once or twice."""
        step = self._state.plan.steps[ref]
        for seat in self._chance.sample(self._seats, len(self._seats)):
            if not step.is_for(self._state.seats[seat.id].mode) or self._often(6):
                continue
            for _ in range(1 + self._often(35) + self._often(15)):
                given = self._state.given_to(ref).get(seat.id)
                revision = given.revision if given else 0
                if self._often(7):
                    self._ask(seat, c.Pass(step=ref, revision=revision))
                else:
                    private = step.visibility is Visibility.PRIVATE
                    answer = None if private else self._answer(step)
                    self._ask(seat, c.Answer(step=ref, revision=revision, answer=answer))
            self._looked_after()

    def _answer(self, step: Step) -> JsonValue:
        """What somebody gives. Of answers that ring for a leader there are few in an evening."""
        answer = step.rehearse(self._chance.getrandbits(64))
        while step.rings(step.accept(answer), None) and self._often(95):
            answer = step.rehearse(self._chance.getrandbits(64))
        return answer

    def _looked_after(self) -> None:
        """A leader sees who waits, and gets back to them."""
        for alert in self._state.standing_alerts():
            self._ask(LEADER, c.See(alert=alert.id))
            self._ask(LEADER, c.Resolve(alert=alert.id, done="talked_now"))

    def _turns(self, ref: str) -> None:
        """Each speaks in turn; some pass, some later."""
        if self._state.plan.steps[ref].turns == "queue":
            for seat in self._seats[::3]:
                self._ask(seat, c.AskTurn(step=ref))
        for seat in self._seats[::7]:
            if seat.id in to_come(self._state, ref):
                self._ask(seat, c.PassTurn(step=ref) if self._often(50) else _later(self._state, ref))
        while to_come(self._state, ref):
            turn = self._state.floor(ref).turns
            self._ask(LEADER, c.NextTurn(visit=self._here, turn=turn, until=self._at + 60_000))
            speaking = self._state.floor(ref).speaking
            if self._often(60):
                self._ask(LEADER, c.EndTurn(step=ref, seat=speaking))

    def _show(self, ref: str) -> None:
        """What came together, and of what people wrote the first pieces."""
        self._ask(LEADER, c.Reveal(visit=self._here, few=True))
        visit = self._state.visit
        held = getattr(visit and visit.tally, "held", ())
        for place in range(min(4, len(held))):
            self._ask(LEADER, c.Release(visit=self._here, pieces=(place,)))

    def _between(self) -> None:
        """What else happens: links come and go, somebody needs a person, a moment is noted."""
        for seat in self._seats:
            if self._often(10):
                self._ask(ROOM, c.LoseLink(seat=seat.id))
                self._ask(ROOM, c.RegainLink(seat=seat.id))
            if self._often(2):
                self._ask(seat, c.NeedPerson())
        self._looked_after()
        if self._often(40):
            self._ask(LEADER, c.Mark(kind=next(MARKS)))
            self._ask(
                LEADER, c.WordMark(mark=f"m{len(self._state.marks)}", words="Somebody laughed, and the room with them")
            )
        if self._often(10):
            self._ask(LEADER, c.Pause(visit=self._here, until=self._at + 60_000))
            self._ask(LEADER, c.Resume(visit=self._here, until=self._at + 60_000))


def _later(state: State, ref: str) -> c.AnyCommand:
    return c.PassTurn(step=ref) if state.plan.steps[ref].turns == "queue" else c.LaterTurn(step=ref)


def _agenda() -> Agenda:
    found = Shelf(shipped("curricula")).read()
    blocks = [found.find(id) for id in CURRICULA]
    return Agenda(
        blocks=tuple(block for block in blocks if block is not None),
        breaks=(PlannedBreak(after=CURRICULA[0], minutes=10),),
    )
