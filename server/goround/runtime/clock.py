"""The only place that reads time or draws chance, and its twin that a test sets."""

import asyncio
import secrets
import time
from heapq import heappop, heappush
from itertools import count
from typing import Protocol

RELEASED = 1_795_305_600_000
"""2026-11-22, when this version was made: a clock that shows an earlier day is wrong."""
FRAME_S = 0.05
"""Least seconds between two passes of a room to its screens."""

_ID_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


class Clock(Protocol):
    """Time in milliseconds since 1970 UTC, and chance."""

    def now(self) -> int:
        """The present instant; it never runs back."""

    def astray(self) -> int:
        """By how many milliseconds the machine's clock has been set since this one began: ``now`` does not follow it."""

    async def sleep_until(self, instant: int) -> None:
        """Return once it is this instant or later."""

    async def frame(self) -> None:
        """Rest between two passes."""

    def draw(self) -> int:
        """A number from 0 to 2**64 - 1."""

    def fresh_id(self, length: int = 12) -> str:
        """An id that nobody can guess: small letters and digits, none that look alike."""

    def token(self) -> str:
        """A secret of 256 bits that fits in a cookie."""


class SystemClock:
    """Wall time at start plus the monotonic clock: a changed wall clock does not move a session."""

    def __init__(self) -> None:
        self._start = time.time() - time.monotonic()

    def now(self) -> int:
        """As ``Clock.now``."""
        return int((self._start + time.monotonic()) * 1000)

    def astray(self) -> int:
        """As ``Clock.astray``."""
        return int((time.time() - time.monotonic() - self._start) * 1000)

    async def sleep_until(self, instant: int) -> None:
        """As ``Clock.sleep_until``."""
        while (left := instant - self.now()) > 0:  # noqa: ASYNC110 - a sleep may end a moment early
            await asyncio.sleep(left / 1000)

    async def frame(self) -> None:
        """As ``Clock.frame``."""
        await asyncio.sleep(FRAME_S)

    def draw(self) -> int:
        """As ``Clock.draw``."""
        return secrets.randbits(64)

    def fresh_id(self, length: int = 12) -> str:
        """As ``Clock.fresh_id``."""
        return "".join(secrets.choice(_ID_LETTERS) for _ in range(length))

    def token(self) -> str:
        """As ``Clock.token``."""
        return secrets.token_urlsafe(32)


class SettableClock:
    """A clock that stands until it is told; ids and draws follow from a seed."""

    def __init__(self, now: int = 1_800_000_000_000, seed: int = 1) -> None:
        self._now = now
        self.was_set = 0
        self._seed = seed
        self._count = count(1)
        self._sleepers: list[tuple[int, int, asyncio.Future[None]]] = []

    def now(self) -> int:
        """As ``Clock.now``."""
        return self._now

    def astray(self) -> int:
        """As ``Clock.astray``: whatever the test says."""
        return self.was_set

    def advance(self, milliseconds: int) -> None:
        """Move on, and wake whoever slept until then."""
        self._now += milliseconds
        while self._sleepers and self._sleepers[0][0] <= self._now:
            _, _, sleeper = heappop(self._sleepers)
            if not sleeper.done():
                sleeper.set_result(None)

    async def sleep_until(self, instant: int) -> None:
        """As ``Clock.sleep_until``."""
        if instant <= self._now:
            await asyncio.sleep(0)
            return
        sleeper = asyncio.get_running_loop().create_future()
        heappush(self._sleepers, (instant, next(self._count), sleeper))
        await sleeper

    async def frame(self) -> None:
        """As ``Clock.frame``: a test does not wait for frames."""
        await asyncio.sleep(0)

    def draw(self) -> int:
        """As ``Clock.draw``."""
        return (next(self._count) * 0x9E3779B97F4A7C15 + self._seed) % 2**64

    def fresh_id(self, length: int = 12) -> str:
        """As ``Clock.fresh_id``."""
        number, letters = next(self._count) + self._seed * 1000, ""
        for _ in range(length):
            number, place = divmod(number, len(_ID_LETTERS))
            letters = _ID_LETTERS[place] + letters
        return letters

    def token(self) -> str:
        """As ``Clock.token``."""
        return f"token-{self._seed}-{next(self._count)}".ljust(43, "x")
