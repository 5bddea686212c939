"""A rehearsal's own time: it stands while anybody waits for the server, and else goes on to the next instant at which somebody acts."""

import asyncio
from collections.abc import Awaitable, Callable

from goround.runtime.clock import SettableClock

LONGEST_MS = 1_000
"""The server is never moved on by more at once, so that what it does each second is done each second."""
LEAST_MS = 200
"""Nor by less: people act within the same fifth of a second then."""
LOOK_S = 0.001
PATIENCE_S = 90.0


class NoAnswer(Exception):
    """The server has kept somebody waiting for longer than any machine is slow."""


class SteppedClock(SettableClock):
    """A settable clock that knows when somebody wakes next."""

    def next_due(self) -> int | None:
        """The nearest instant that somebody sleeps until."""
        waiting = [due for due, _, sleeper in self._sleepers if not sleeper.done()]
        return min(waiting, default=None)


async def calm(waits: Callable[[], bool]) -> None:
    """Return once nobody has waited for the server for a moment.

    Raises:
        NoAnswer: somebody waited for too long.
    """
    loop = asyncio.get_running_loop()
    until, still = loop.time() + PATIENCE_S, 0
    while still < 2:
        await asyncio.sleep(LOOK_S)
        still = 0 if waits() else still + 1
        if loop.time() > until:
            raise NoAnswer


async def drive(
    clock: SteppedClock,
    server: Callable[[int], Awaitable[None]],
    waits: Callable[[], bool],
    over: Callable[[], bool],
) -> None:
    """Let time pass: the server's first, so that nothing is ever asked before its time.

    Args:
        clock: that of everybody outside the server.
        server: moves the server's clock on by so many milliseconds.
        waits: whether anybody waits for the server, so that time stands.
        over: whether time need not go on.
    """
    while not over():
        await calm(waits)
        due = clock.next_due()
        step = LONGEST_MS if due is None else max(LEAST_MS, min(LONGEST_MS, due - clock.now()))
        await server(step)
        clock.advance(step)
