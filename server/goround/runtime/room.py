"""A session that is alive, kept level with its journal: an inbox, one run at a time, one pass to its screens.

A room drains its inbox, decides each command against ``ahead`` (the state as it will be), and appends all of it with one call. Nothing
that was decided over ``ahead`` leaves the room before the run is durable: no view, no reply, no refusal.
"""

import logging
from asyncio import Event, Future, TaskGroup, get_running_loop, sleep
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from pydantic import JsonValue

from goround.domain import commands as c
from goround.domain.events import Entry
from goround.domain.history import apply, repeated
from goround.domain.people import ROOM, Viewer
from goround.domain.rules import Refused, decide
from goround.domain.state import State
from goround.journal.port import Head, NotStored
from goround.journal.writer import Conflict, Writer
from goround.runtime.clock import Clock
from goround.runtime.figures import Figures
from goround.runtime.presence import Presence
from goround.runtime.screens import Pass, Screen

log = logging.getLogger(__name__)

RUN = 200
"""Most commands of one run: deciding them keeps the event loop for less than 5 ms."""
BEAT_MS = 15_000


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an ask: ``ok``, ``nothing``, ``repeat``, or the code of a refusal with its facts."""

    code: str
    entry: int | None = None
    facts: Mapping[str, JsonValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inquiry:
    """An ask that waits in the inbox."""

    command: c.AnyCommand
    by: Viewer
    ref: str | None
    reply: Callable[[Outcome], None]


CatchUp = Callable[[State, Head | None], Awaitable[tuple[State, Head | None, str | None]]]
"""Reads what others have appended: from the state and head before to those after, and why it could not be read to its end."""


class Room:
    """One live session."""

    def __init__(
        self,
        session: str,
        state: State,
        head: Head | None,
        writer: Writer,
        clock: Clock,
        catch_up: CatchUp,
        figures: Figures | None = None,
    ) -> None:
        self.session = session
        self.state = state
        self.screens: set[Screen] = set()
        self.read_only: str | None = None
        """Why nothing can be asked, where the log could not be read to its end."""
        self.figures = figures or Figures()
        self._head = head
        self._writer, self._clock, self._catch_up = writer, clock, catch_up
        self._inbox: deque[Inquiry] = deque()
        self._taken: Sequence[Inquiry] = ()
        """What is being decided and stored; not answered yet."""
        self._fallen = False
        self._asked, self._changed, self._idle = Event(), Event(), Event()
        self._idle.set()
        self._pass = Pass()
        self._presence = Presence(self, clock)
        self._tasks = TaskGroup()

    async def run(self) -> None:
        """Live until cancelled."""
        async with self._tasks:
            self._tasks.create_task(self._work())
            self._tasks.create_task(self._passes())
            self._tasks.create_task(self._bells())
            self._tasks.create_task(self._beats())
            self._tasks.create_task(self._presence.run())

    def submit(self, inquiry: Inquiry) -> None:
        """Put an ask into the inbox; its reply is called once, when what it says is durable."""
        if self._fallen:
            inquiry.reply(Outcome("fault"))
            return
        self._inbox.append(inquiry)
        self._idle.clear()
        self._asked.set()

    async def ask(self, command: c.AnyCommand, by: Viewer = ROOM, ref: str | None = None) -> Outcome:
        """Ask, and wait for what becomes of it."""
        answered: Future[Outcome] = get_running_loop().create_future()

        def reply(outcome: Outcome) -> None:
            if not answered.done():
                answered.set_result(outcome)

        self.submit(Inquiry(command, by, ref, reply))
        return await answered

    def note(self, command: c.Noticed) -> None:
        """Put something that the room itself noticed into the inbox."""
        self.submit(Inquiry(command, ROOM, None, lambda _: None))

    def attach(self, screen: Screen) -> None:
        """A screen has come: it is shown the present view at once."""
        self.screens.add(screen)
        self._pass.show_one(self.state, screen)
        self._presence.came(screen)

    def detach(self, screen: Screen) -> None:
        """A screen has gone."""
        self.screens.discard(screen)
        self._pass.forget(screen)

    def woke(self, screen: Screen) -> None:
        """A staff screen has woken up."""
        self._presence.came(screen)

    def turned(self, screen: Screen) -> None:
        """A screen is somebody else's now, or behind its lock: it is shown what that viewer sees, at once."""
        if not screen.lagging:
            self._pass.show_one(self.state, screen)

    async def settled(self) -> None:
        """Wait until nothing waits in the inbox and nothing is under way."""
        await self._idle.wait()

    @property
    def idle(self) -> bool:
        """Whether nothing waits in the inbox and nothing is under way."""
        return self._idle.is_set()

    def fell(self) -> None:
        """The room has stopped by a fault: whoever waits for an answer gets one, and nothing more is taken."""
        self._fallen = True
        for inquiry in (*self._taken, *self._inbox):
            _reply(inquiry, Outcome("fault"))
        self._taken = ()
        self._inbox.clear()
        self._idle.set()

    async def _work(self) -> None:
        while True:
            await self._asked.wait()
            self._asked.clear()
            while self._inbox:
                self._taken = [self._inbox.popleft() for _ in range(min(RUN, len(self._inbox)))]
                outcomes = await self._take(self._taken)
                taken, self._taken = self._taken, ()
                for inquiry, outcome in zip(taken, outcomes, strict=True):
                    self.figures.asks[inquiry.command.type, outcome.code] += 1
                    _reply(inquiry, outcome)
                await sleep(0)
            self._idle.set()

    async def _take(self, asks: Sequence[Inquiry]) -> list[Outcome]:
        """What became of these asks, once it is durable."""
        while True:
            ahead, entries, outcomes = self._decide(asks)
            if not entries:
                return outcomes
            where = {"session": self.session, "entry": self.state.seq}
            began = perf_counter()
            try:
                self._head = await self._writer.append(self.session, self._head, entries)
            except Conflict:
                self.state, self._head, self.read_only = await self._catch_up(self.state, self._head)
                self._changed.set()
                continue
            except NotStored:
                self.figures.not_stored += 1
                log.error("not stored", extra=where)
                return [Outcome("no_storage")] * len(asks)
            except Exception as error:  # noqa: BLE001 - as below: only its type may be logged
                self.figures.not_stored += 1
                log.error("writer failed: %s", type(error).__name__, extra=where)
                return [Outcome("fault")] * len(asks)
            self.figures.appends.add(perf_counter() - began)
            self.figures.entries += len(entries)
            if ahead.phase is not self.state.phase:
                log.info("session is %s", ahead.phase.value, extra={"session": self.session, "entry": ahead.seq})
            self.state = ahead
            self._changed.set()
            return outcomes

    def _decide(self, asks: Sequence[Inquiry]) -> tuple[State, list[Entry], list[Outcome]]:
        ahead, entries, outcomes = self.state, [], []
        for inquiry in asks:
            try:
                outcome, entry, ahead = self._decide_one(ahead, inquiry)
            except Exception as error:  # noqa: BLE001
                # The text of an error may hold what somebody said; its type and the command's do not.
                log.error(
                    "fault in %s: %s", inquiry.command.type, type(error).__name__, extra={"session": self.session}
                )
                outcome, entry = Outcome("fault"), None
            outcomes.append(outcome)
            if entry is not None:
                entries.append(entry)
        return ahead, entries, outcomes

    def _decide_one(self, ahead: State, inquiry: Inquiry) -> tuple[Outcome, Entry | None, State]:
        if self.read_only:
            return Outcome("read_only"), None, ahead
        command, by, ref = inquiry.command, inquiry.by, inquiry.ref
        if ref is not None and (made := repeated(ahead, by.actor, ref)) is not None:
            return Outcome("repeat", made), None, ahead
        at = max(self._clock.now(), ahead.at)
        decision = decide(ahead, command, by, at, self._clock.draw())
        if isinstance(decision, Refused):
            return Outcome(decision.code, facts=decision.facts), None, ahead
        if not decision:
            return Outcome("nothing"), None, ahead
        entry = Entry(session=self.session, seq=ahead.seq + 1, at=at, by=by.actor, ref=ref, events=decision)
        return Outcome("ok", entry.seq), entry, apply(ahead, entry)

    async def _passes(self) -> None:
        while True:
            await self._changed.wait()
            self._changed.clear()
            began = perf_counter()
            await self._pass.run(lambda: self.state, self.screens, self._lags)
            self.figures.passes.add(perf_counter() - began)
            await self._clock.frame()

    def _lags(self, screen: Screen) -> None:
        self._tasks.create_task(self._wait_for(screen))

    async def _wait_for(self, screen: Screen) -> None:
        """A screen that lags is waited for by a task of its own; then it gets the newest view, or is closed."""
        while screen in self.screens:
            if not await screen.drained():
                screen.close(1001)
                return
            if screen.ready() and screen in self.screens:
                screen.lagging = False
                self._pass.show_one(self.state, screen)
                return
            await sleep(0)

    async def _bells(self) -> None:
        """Deadlines are stored, not scheduled: sleep until the nearest, then ask what it was for."""
        while True:
            bell = self.state.next_deadline()
            if bell is None:
                await self._clock.sleep_until(self._clock.now() + 1000)
                continue
            if bell.at > self._clock.now():
                await self._clock.sleep_until(min(bell.at, self._clock.now() + 1000))
                continue
            outcome = await self.ask(c.Expire(deadline=bell.id))
            if outcome.code != "ok":
                await self._clock.sleep_until(self._clock.now() + 1000)

    async def _beats(self) -> None:
        while True:
            await self._clock.sleep_until(self._clock.now() + BEAT_MS)
            for place, screen in enumerate(tuple(self.screens)):
                if not screen.lagging:
                    screen.beat()
                if place % 50 == 49:
                    await sleep(0)


def _reply(inquiry: Inquiry, outcome: Outcome) -> None:
    """A reply that cannot be given is its socket's trouble, not the room's."""
    try:
        inquiry.reply(outcome)
    except Exception as error:  # noqa: BLE001
        log.error("reply to %s failed: %s", inquiry.command.type, type(error).__name__)
