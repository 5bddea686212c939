"""A rehearsal's time stands while anybody waits for the server, and goes on to where somebody acts."""

import asyncio

import pytest

from goround.rehearsal import stepped_clock
from goround.rehearsal.stepped_clock import LEAST_MS, LONGEST_MS, NoAnswer, SteppedClock, calm, drive


class Server:
    """Takes down by how much its clock is moved."""

    def __init__(self) -> None:
        self.steps: list[int] = []

    async def advance(self, milliseconds: int) -> None:
        self.steps.append(milliseconds)


async def passes(clock: SteppedClock, until: int, waits: list[bool]) -> Server:
    """Let time pass until this instant."""
    server = Server()
    async with asyncio.timeout(10):
        await drive(clock, server.advance, lambda: waits[0], lambda: clock.now() >= until)
    return server


async def test_time_goes_to_where_somebody_acts_and_the_server_goes_along() -> None:
    """Z4: the server's clock and everybody's are moved by the same steps."""
    clock, woke = SteppedClock(0), list[int]()

    async def sleeper(instant: int) -> None:
        await clock.sleep_until(instant)
        woke.append(clock.now())

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(sleeper(700))
        tasks.create_task(sleeper(2_500))
        await asyncio.sleep(0)
        server = await passes(clock, 3_000, [False])
    assert woke == [700, 2_500]
    assert sum(server.steps) == clock.now()
    assert all(LEAST_MS <= step <= LONGEST_MS for step in server.steps)


async def test_time_stands_while_somebody_waits() -> None:
    """Z4: what a slow machine takes is nobody's time."""
    clock, waits = SteppedClock(0), [True]
    async with asyncio.TaskGroup() as tasks:
        passing = tasks.create_task(passes(clock, 1_000, waits))
        await asyncio.sleep(0.05)
        assert clock.now() == 0
        waits[0] = False
        await passing
    assert clock.now() >= 1_000


async def test_who_waits_for_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stepped_clock, "PATIENCE_S", 0.02)
    with pytest.raises(NoAnswer):
        await calm(lambda: True)
