"""A stranger's phone in a rehearsal: answers wait in its outbox until they are replied to, and everything may go wrong on their way."""

import asyncio
import json
from contextlib import suppress
from typing import Protocol

from websockets.exceptions import ConnectionClosed

from goround.rehearsal.claims import KEPT, Claims, Command
from goround.rehearsal.faults import Fault, SeatFaults
from goround.rehearsal.person import Person, Urge
from goround.rehearsal.screen import GONE, REPLY_S, Screen
from goround.runtime.clock import Clock

TRY_AGAIN = ("slow_down", "no_storage", "read_only")
"""It was certainly not taken: it goes again under a new number."""
AGAIN_MS = 2_000
REAL_MOMENT_S = 0.02


class Frames(Protocol):
    """Told of every frame that a phone sends."""

    def __call__(self) -> None:
        """A frame goes out now."""


class Phone(Screen):
    """A seat's phone and the person who holds it."""

    def __init__(
        self,
        address: str,
        path: str,
        cookie: str,
        clock: Clock,
        claims: Claims,
        device: str,
        person: Person,
        faults: SeatFaults,
        sent: Frames,
    ) -> None:
        super().__init__(address, path, cookie, clock, claims, device)
        self._person, self._faults, self._frame = person, faults, sent
        self._outbox: dict[str, Command] = {}
        self._gone: set[str] = set()
        """Refs that went out on the present socket."""
        self._sending = asyncio.Lock()
        self._beside = 0

    @property
    def waits(self) -> bool:
        """As ``Screen.waits``; a second device of the seat counts too."""
        return super().waits or self._beside > 0

    @property
    def owes(self) -> tuple[str, ...]:
        """What waits in the outbox."""
        return tuple(self._outbox)

    def _shown(self, first: bool) -> None:
        self._person.seen = self.seen
        if first:
            self._gone.clear()
            self._doing.create_task(self._deliver())
        urge = self._person.urge()
        if urge is not None:
            self._doing.create_task(self._follow(urge))

    async def _follow(self, urge: Urge) -> None:
        await self._clock.sleep_until(self._clock.now() + urge.after)
        while self.asleep:
            await self._clock.sleep_until(self._clock.now() + AGAIN_MS)
        if self._closed:
            return
        if not self._person.still(urge.command):
            self._person.felt.discard(urge.why)
        elif urge.command["type"] in KEPT:
            ref = self._next_ref()
            self._outbox[ref] = self.claims.asked[ref] = urge.command
            await self._deliver()
        else:
            async with self._sending:
                code = await self.ask(urge.command)
            if code is None:
                self._person.felt.discard(urge.why)  # it was not sent: they see so, and tap again

    async def _deliver(self) -> None:
        """Send what has not gone out on this socket, in the order of the counts."""
        async with self._sending:
            socket = self.link
            for ref, command in tuple(self._outbox.items()):
                if socket is None or self.link is not socket or self.asleep:
                    return
                if ref not in self._gone:
                    await self._go_wrong(ref, command)

    async def _go_wrong(self, ref: str, command: Command) -> None:
        fault = self._faults.next()
        if fault is Fault.CUT_BEFORE:
            self.cut()
            return
        if fault is Fault.LAG:
            socket = self.link
            await self._clock.sleep_until(self._clock.now() + self._faults.lag())
            if self.link is not socket:
                return
        elif fault is Fault.STALE:
            self._doing.create_task(self._stale_device())
        if fault is Fault.CUT_AFTER and self.link is not None:
            self.link.transport.pause_reading()  # the reply may come, but nobody reads it
        self._gone.add(ref)
        self._doing.create_task(self._send(ref, command))
        await asyncio.sleep(0)
        self._frame()
        match fault:
            case Fault.CUT_AFTER:
                if self._faults.stays():
                    await asyncio.sleep(REAL_MOMENT_S)
                self.cut()
            case Fault.TWICE if self.link is not None:
                with suppress(ConnectionClosed):
                    await self.link.send(json.dumps({"ref": ref, "command": command}))
            case Fault.SLEEP:
                self._doing.create_task(self._sleep())
            case _:
                pass

    async def _sleep(self) -> None:
        """The phone reads nothing and sends nothing for a while; awake again, it asks whether it has missed a view."""
        socket = self.link
        if socket is None or self.asleep:
            return
        self.asleep = True
        socket.transport.pause_reading()
        await self._clock.sleep_until(self._clock.now() + self._faults.sleep())
        self.asleep = False
        socket.transport.resume_reading()
        await self.is_level()
        await self._deliver()

    async def _stale_device(self) -> None:
        """Another device with the same cookie sends an answer that this phone has changed or had taken long ago."""
        old = next((command for _, command in self.claims.acknowledged() if command["type"] in KEPT), None)
        if old is None:
            return
        self._beside += 1
        self._count += 1
        ref = f"{self._device}second:{self._count}"
        try:
            async with self._connected() as other, asyncio.timeout(REPLY_S):
                await other.recv()
                self.claims.asked[ref] = old
                await other.send(json.dumps({"ref": ref, "command": old}))
                while True:
                    message = json.loads(await other.recv())
                    if message["type"] == "reply":
                        self.claims.was_told(message["ref"], message["code"], message["entry"])
                        return
        except GONE:
            return  # the server fell meanwhile: a second device keeps no outbox here
        finally:
            self._beside -= 1

    def _replied(self, ref: str, code: str) -> None:
        command = self._outbox.get(ref)
        if command is None:
            return
        del self._outbox[ref]
        if code in TRY_AGAIN:
            again = self._next_ref()
            self._outbox[again] = self.claims.asked[again] = command
            self._doing.create_task(self._again())

    async def _again(self) -> None:
        await self._clock.sleep_until(self._clock.now() + AGAIN_MS)
        await self._deliver()
