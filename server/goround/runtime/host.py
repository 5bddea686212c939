"""Opens, finds and closes rooms; at its start it opens every session that has not ended."""

import asyncio
import logging
from asyncio import TaskGroup
from functools import partial
from types import TracebackType
from typing import Self

from goround.domain import commands as c
from goround.domain.base import Erased
from goround.domain.history import apply
from goround.domain.people import ROOM, Viewer
from goround.domain.state import Phase, State
from goround.journal.chain import unbroken
from goround.journal.codec import UnknownFormat, decode
from goround.journal.port import Head, Journal, Unreadable
from goround.journal.vault import Tampered, Vault
from goround.journal.writer import Writer
from goround.review.past import Past, PastSessions
from goround.runtime.clock import Clock
from goround.runtime.figures import Figures
from goround.runtime.room import Outcome, Room

log = logging.getLogger(__name__)

LINGER_MS = 120_000
"""How long an ended session without a screen is kept at hand."""


class NotOpened(Exception):
    """A session could not be opened; carries the outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.code)
        self.outcome = outcome


class Host:
    """All rooms of this process. An async context manager: rooms live while it is entered."""

    def __init__(self, journal: Journal, vault: Vault, writer: Writer, clock: Clock, software: str) -> None:
        self._journal, self._vault, self._writer = journal, vault, writer
        self._clock, self._software = clock, software
        self.figures = Figures()
        self.not_taken_up: set[str] = set()
        """Sessions that have not ended and could not be read to the end of their log."""
        self._past = PastSessions(journal, vault)
        self._rooms: dict[str, Room] = {}
        self._running: dict[str, asyncio.Task[None]] = {}
        self._tasks = TaskGroup()
        self._sweeper: asyncio.Task[None] | None = None
        self._reader: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        heads = await asyncio.to_thread(self._journal.sessions)
        await self._tasks.__aenter__()
        for head in heads:
            if head.live:
                await self._take_up(head)
        self._sweeper = self._tasks.create_task(self._sweep())
        self._reader = self._tasks.create_task(self._look_back())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for room in self.rooms():
            await room.settled()
        for task in (*self._running.values(), self._sweeper, self._reader):
            if task is not None:
                task.cancel()
        await self._tasks.__aexit__(None, None, None)  # an error of the block itself goes on as it is

    def room(self, session: str) -> Room | None:
        """The room of a session that is at hand."""
        return self._rooms.get(session)

    def rooms(self) -> list[Room]:
        """Every room at hand."""
        return list(self._rooms.values())

    def coded(self, code: str) -> Room | None:
        """The room that this code opens the door of, until its session has ended."""
        for room in self._rooms.values():
            state = room.state
            if not isinstance(state.code, Erased) and state.code == code and state.phase is not Phase.ENDED:
                return room
        return None

    async def open(self, session: str, command: c.Open, by: Viewer) -> Room:
        """Open a new session.

        Raises:
            NotOpened: it was refused or could not be stored.
        """
        known = self._rooms.get(session)
        room = known or self._live(session, State(), None)
        outcome = await room.ask(command, by)
        if outcome.code != "ok":
            if known is None:
                self._let_go(session)
            raise NotOpened(outcome)
        log.info("session opened", extra={"session": session, "entry": outcome.entry})
        return room

    async def find(self, session: str) -> Room | None:
        """The room of a session, read from the journal if it is not at hand."""
        room = self._rooms.get(session)
        if room is None:
            head = await asyncio.to_thread(self._journal.head, session)
            if head is not None and session not in self._rooms:
                room = await self._take_up(head)
        return self._rooms.get(session, room)

    async def would_store(self) -> bool:
        """Whether the journal takes what it is given, tried out."""
        return await self._writer.would_store()

    def past(self, most: int, rehearsals: int) -> list[Past]:
        """Sessions that have ended. Not for the event loop.

        Those come first in which somebody still waits for a person, however long ago, then the newest, then the newest rehearsals.
        """
        return self._past.newest(most, rehearsals)

    async def _take_up(self, head: Head) -> Room:
        state, sentence = await asyncio.to_thread(self._fold, State(), b"", head)
        if head.session in self._rooms:
            return self._rooms[head.session]
        room = self._live(head.session, state, head)
        room.read_only = sentence
        if sentence is not None:
            log.error("session opened read-only", extra={"session": head.session, "entry": state.seq})
            if head.live:
                self.not_taken_up.add(head.session)
        elif head.live:
            resumed = await room.ask(c.ResumeAfterRestart(software=self._software), ROOM)
            log.info("session taken up", extra={"session": head.session, "entry": resumed.entry})
        return room

    def _fold(self, state: State, before: bytes, head: Head) -> tuple[State, str | None]:
        """The state at this head, and a sentence where the rest of the log could not be read up to it.

        Args:
            state: from which the fold goes on.
            before: the hash of the last line that is in it.
            head: where the log ends.
        """
        unread = "cannot be read. Run goround verify, and look for a backup."
        try:
            for line in unbroken(before, state.seq, self._journal.read(head.session, state.seq)):
                if line.seq > head.seq:
                    break
                state, before = apply(state, decode(line, self._vault)), line.hash
        except UnknownFormat as error:
            return state, str(error)
        except (Tampered, Unreadable) as error:
            return state, f"Entry {state.seq + 1} {unread} Why: {error}."
        except Exception:  # noqa: BLE001 - whatever is wrong with what is stored; the text of the error may hold it
            return state, f"Entry {state.seq + 1} {unread}"
        if (state.seq, before) != (head.seq, head.hash):
            return state, f"Entry {state.seq + 1} {unread}"
        return state, None

    async def _caught_up(self, session: str, state: State, head: Head | None) -> tuple[State, Head | None, str | None]:
        try:
            newest = await asyncio.to_thread(self._journal.head, session)
        except Unreadable as error:
            return state, head, f"The log cannot be read: {error}."
        if newest is None or newest == head:
            return state, head, "The log has lost entries since it was read. Look for a backup."
        state, sentence = await asyncio.to_thread(self._fold, state, head.hash if head else b"", newest)
        return state, newest, sentence

    def _live(self, session: str, state: State, head: Head | None) -> Room:
        room = Room(session, state, head, self._writer, self._clock, partial(self._caught_up, session), self.figures)
        self._rooms[session] = room
        self._running[session] = self._tasks.create_task(self._keep(room))
        return room

    async def _keep(self, room: Room) -> None:
        """A room that falls takes no other with it: its screens reconnect, and it is read again from the journal."""
        try:
            await room.run()
        except* Exception as group:  # noqa: BLE001 - only the types may be logged
            kinds = ", ".join(type(error).__name__ for error in group.exceptions)
            log.error("room fell: %s", kinds, extra={"session": room.session})
            self._rooms.pop(room.session, None)
            room.fell()
            for screen in tuple(room.screens):
                screen.close(1012)

    async def _look_back(self) -> None:
        """Years of sessions are looked at once, beside everything else, so that nobody who opens a page waits for it."""
        for head in await asyncio.to_thread(self._past.ended):
            await asyncio.to_thread(self._past.glance, head)

    async def _sweep(self) -> None:
        while True:
            await self._clock.sleep_until(self._clock.now() + LINGER_MS)
            for session, room in list(self._rooms.items()):
                ended = room.state.ended
                lingered = ended is not None and self._clock.now() - ended > LINGER_MS
                if lingered and room.idle and not room.screens:
                    self._let_go(session)

    def _let_go(self, session: str) -> None:
        self._rooms.pop(session, None)
        if task := self._running.pop(session, None):
            task.cancel()
