"""A host over a store, with screens that only listen and people who ask."""

import asyncio
import json
import threading
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from goround.domain import commands as c
from goround.domain.own import MineReads
from goround.domain.people import Mode, Role, Viewer
from goround.domain.state import State
from goround.journal.port import Journal, Run
from goround.journal.sql import SqlJournal
from goround.runtime.clock import Clock, SettableClock
from goround.runtime.host import Host
from goround.runtime.room import Inquiry, Outcome, Room
from tests.logbook import SECRET, Store, store
from tests.playbook import CRAVING, OPEN, T0, Later, answer, dana
from tests.replayed import live_equals_replayed

DRAIN_MS = 10_000


class Listener:
    """A screen that writes down what it is shown. ``blocked``: it takes nothing for now."""

    def __init__(self, viewer: Viewer, clock: Clock, name: str = "") -> None:
        self.viewer, self.name, self.awake = viewer, name or viewer.id.title(), True
        self.scene, self.lagging = b"", False
        self.reads: MineReads | None = None
        self.shown: list[tuple[dict[str, Any], dict[str, Any]]] = []
        self.beats = 0
        self.closed: int | None = None
        self._clock = clock
        self._news, self._free = asyncio.Event(), asyncio.Event()
        self._free.set()

    @property
    def blocked(self) -> bool:
        return not self._free.is_set()

    @blocked.setter
    def blocked(self, blocked: bool) -> None:
        (self._free.clear if blocked else self._free.set)()

    def ready(self) -> bool:
        return not self.blocked

    def show(self, scene: bytes, mine: bytes) -> None:
        assert not self.blocked, "a view was queued on a screen that takes nothing"
        self.shown.append((json.loads(scene), json.loads(mine)))
        self._news.set()

    def beat(self) -> None:
        self.beats += 1

    async def drained(self) -> bool:
        free = asyncio.get_running_loop().create_task(self._free.wait())
        late = asyncio.get_running_loop().create_task(self._clock.sleep_until(self._clock.now() + DRAIN_MS))
        done, waiting = await asyncio.wait((free, late), return_when=asyncio.FIRST_COMPLETED)
        for task in waiting:
            task.cancel()
        return free in done

    def close(self, code: int) -> None:
        self.closed = code

    @property
    def sees(self) -> tuple[dict[str, Any], dict[str, Any]]:
        """What is on the screen now: its scene and its own part."""
        return self.shown[-1]

    async def until(self, seen: Callable[[dict[str, Any], dict[str, Any]], bool]) -> int:
        """Wait for a view; returns how many had come by then."""
        while not (self.shown and seen(*self.sees)):
            self._news.clear()
            await self._news.wait()
        return len(self.shown)


async def turns(count: int = 60) -> None:
    """Let everything that can happen without time or disk happen."""
    for _ in range(count):
        await asyncio.sleep(0)


class Gated(SqlJournal):
    """A journal in a file whose ``append`` can be held before it stores anything."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.gate, self.waiting = threading.Event(), threading.Event()
        self.gate.set()

    def append(self, runs: Sequence[Run]) -> list[bool]:
        self.waiting.set()
        self.gate.wait()
        return super().append(runs)

    async def held(self) -> None:
        """Wait until a run stands before the gate, and everything else has had its turn."""
        await asyncio.to_thread(self.waiting.wait)
        await turns()

    def hold(self) -> None:
        self.waiting.clear()
        self.gate.clear()


@dataclass
class House:
    """A host, its clock and its store."""

    host: Host
    clock: SettableClock
    store: Store

    @property
    def gated(self) -> Gated:
        assert isinstance(self.store.journal, Gated)
        return self.store.journal

    async def open(self, *people: Viewer, step: str = "", session: str = "s1", with_: c.Open = OPEN) -> Room:
        """A session at this step or the first, with these people inside; each came by a phone."""
        room = await self.host.open(session, with_, dana)
        joins = {who: c.Join(name=f"{who.id.title()} Shown", mode=Mode.ON_SITE, lang="en") for who in people}
        await asyncio.gather(*(self.does(room, who, join) for who, join in joins.items()))
        if people:
            await self.does(room, dana, c.Admit(seats=tuple(person.id for person in people)))
        await self.does(room, dana, lambda state: c.Start(until=state.at + 5_000))
        if step not in ("", with_.agenda.refs[0]):
            await self.does(
                room, dana, lambda state: c.Jump(visit=state.here or 0, step=step, until=self.clock.now() + 5_000)
            )
        return room

    async def asks(self, room: Room, who: Viewer, command: c.AnyCommand | Later, ref: str | None = None) -> Outcome:
        return await room.ask(command if isinstance(command, c.Command) else command(room.state), who, ref)

    async def does(self, room: Room, who: Viewer, command: c.AnyCommand | Later) -> int:
        """An ask that is accepted; the number of its entry."""
        outcome = await self.asks(room, who, command)
        assert outcome.code == "ok", outcome
        assert outcome.entry is not None
        return outcome.entry

    def comes(self, room: Room, who: Viewer) -> Listener:
        """Somebody opens a page."""
        screen = Listener(who, self.clock)
        room.attach(screen)
        return screen

    async def same_when_read_back(self, room: Room) -> None:
        """Live is replay (R2), wherever there is a file to read."""
        if self.store.folder is not None:
            await live_equals_replayed(room, *self.store.files, SECRET)


@asynccontextmanager
async def house(
    folder: Path | None, journal: Journal | None = None, clock: SettableClock | None = None
) -> AsyncIterator[House]:
    """A running house; leaving it is stopping the server."""
    clock = clock or SettableClock(now=T0)
    with store(folder, journal) as made:
        async with Host(made.journal, made.vault, made.writer, clock, "1.0") as host:
            yield House(host, clock, made)


def next_of(state: State, ms: int = 5_000) -> c.Next:
    return c.Next(visit=state.here or 0, until=state.at + ms)


@dataclass
class Replies:
    """Replies as they come, for asks that are put into the inbox at once."""

    room: Room
    codes: list[str] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    def ask(self, who: Viewer, command: c.AnyCommand, ref: str | None = None) -> None:
        def reply(outcome: Outcome) -> None:
            self.codes.append(outcome.code)
            self.outcomes.append(outcome)

        self.room.submit(Inquiry(command, who, ref, reply))


def person(number: int) -> Viewer:
    return Viewer(Role.PARTICIPANT, f"p{number}")


def craving(number: int, revision: int = 0) -> c.Answer:
    return answer(CRAVING, number, revision)
