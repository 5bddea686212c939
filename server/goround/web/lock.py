"""The idle lock: which staff sign-ins nobody has touched for five minutes, and that their consoles are shown nobody's data."""

import asyncio
import logging
from collections.abc import Iterable
from dataclasses import dataclass

from goround.records.sign_ins import Kept, SignIns
from goround.runtime.clock import Clock
from goround.web.socket import SocketScreen

log = logging.getLogger(__name__)

IDLE_MS = 5 * 60_000
TICK_MS = 2_000
FORGET_MS = 24 * 60 * 60 * 1000
"""Longer than any sign-in lasts."""
KEEP_MS = 30_000
"""How much later than the touch that is kept a newer one is kept too: after a restart a sign-in locks at most this much early."""


@dataclass(slots=True)
class _SignIn:
    touched: int
    locked: bool
    kept: int
    """The touch that is in the records."""


class Locks:
    """The lock of every sign-in that was seen since the start. Several pages of one browser lock and open together."""

    def __init__(self, clock: Clock, sign_ins: SignIns, screens: Iterable[SocketScreen]) -> None:
        self._clock, self._sign_ins, self._screens = clock, sign_ins, screens
        self._known: dict[str, _SignIn] = {}
        self._writing = asyncio.Lock()

    async def look(self, sign_in: str, began: int) -> bool:
        """Whether a sign-in is locked now; ``began`` is its first touch."""
        if sign_in not in self._known:
            kept = await asyncio.to_thread(self._sign_ins.find, sign_in) or Kept(began, False)
            self._known.setdefault(sign_in, _SignIn(kept.touched, kept.locked, kept.touched))
        if self._is_due(self._known[sign_in]):
            await self.lock(sign_in)
        return self.holds(sign_in)

    def holds(self, sign_in: str) -> bool:
        """Whether a sign-in that was looked at is locked; one that nobody knows counts as locked."""
        known = self._known.get(sign_in)
        return known is None or known.locked

    def touch(self, sign_in: str, ago: int = 0) -> None:
        """Somebody touched a page of this sign-in so many milliseconds ago. No touch opens a lock."""
        known = self._known.get(sign_in)
        if known is not None and not known.locked:
            known.touched = max(known.touched, self._clock.now() - max(0, ago))

    async def lock(self, sign_in: str) -> None:
        """Cover everybody's data on every console of this sign-in, at once."""
        await self._turn(sign_in, True)

    async def open(self, sign_in: str) -> None:
        """The PIN or password was right: show everything again."""
        self._known[sign_in].touched = self._clock.now()
        await self._turn(sign_in, False)

    async def forget(self, sign_in: str) -> None:
        """A sign-in is over."""
        self._known.pop(sign_in, None)
        await asyncio.to_thread(self._sign_ins.take, sign_in)

    def sweep(self) -> None:
        """Forget the sign-ins of former days. Reads and writes the records: never on the event loop."""
        self._sign_ins.sweep(self._clock.now() - FORGET_MS)

    async def run(self) -> None:
        """Lock what nobody touches, and keep newer touches, until cancelled."""
        while True:
            for sign_in, known in list(self._known.items()):
                try:
                    await self._look_at(sign_in, known)
                except Exception as error:  # noqa: BLE001 - a full disk must not keep other tablets from locking
                    log.error("a lock could not be kept: %s", type(error).__name__)
            await self._clock.sleep_until(self._clock.now() + TICK_MS)

    async def _look_at(self, sign_in: str, known: _SignIn) -> None:
        if self._clock.now() - known.touched >= FORGET_MS:
            del self._known[sign_in]
        elif self._is_due(known):
            await self.lock(sign_in)
        elif not known.locked and known.touched - known.kept >= KEEP_MS:
            await self._keep(sign_in, known)

    def _is_due(self, known: _SignIn) -> bool:
        return not known.locked and self._clock.now() - known.touched >= IDLE_MS

    async def _turn(self, sign_in: str, locked: bool) -> None:
        known = self._known[sign_in]
        known.locked = locked
        for screen in tuple(self._screens):
            if screen.sign_in == sign_in:
                screen.turn(locked=locked)
        await self._keep(sign_in, known)

    async def _keep(self, sign_in: str, known: _SignIn) -> None:
        """A full disk neither opens a lock nor keeps one shut: it holds for as long as the process lives."""
        async with self._writing:
            kept = Kept(known.touched, known.locked)
            try:
                await asyncio.to_thread(self._sign_ins.keep, sign_in, kept)
            except Exception as error:  # noqa: BLE001 - only its type may be logged
                log.error("the lock of a sign-in was not kept: %s", type(error).__name__)
            else:
                known.kept = kept.touched
