"""The clock and its settable twin."""

import asyncio
import re

import pytest

from goround.domain.base import SeatId
from goround.runtime.clock import Clock, SettableClock, SystemClock
from tests.playbook import T0
from tests.runtime.house import turns


@pytest.fixture(params=[SystemClock, SettableClock])
def clock(request: pytest.FixtureRequest) -> Clock:
    made: Clock = request.param()
    return made


def test_an_id_fits_where_ids_stand_and_none_comes_twice(clock: Clock) -> None:
    pattern = SeatId.__metadata__[0].pattern  # type: ignore[attr-defined]
    ids = [clock.fresh_id() for _ in range(500)]
    assert all(re.fullmatch(pattern, id) for id in ids)
    assert len(set(ids)) == 500
    assert {len(id) for id in ids} == {12}
    assert len(clock.fresh_id(20)) == 20


def test_a_token_fits_in_a_cookie_and_none_comes_twice(clock: Clock) -> None:
    tokens = [clock.token() for _ in range(500)]
    assert len(set(tokens)) == 500
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{43}", token) for token in tokens)


def test_a_draw_is_a_number_of_64_bits(clock: Clock) -> None:
    draws = [clock.draw() for _ in range(500)]
    assert all(0 <= draw < 2**64 for draw in draws)
    assert len(set(draws)) == 500


async def test_sleeping_until_an_instant_that_has_passed_is_no_sleep(clock: Clock) -> None:
    await clock.sleep_until(clock.now() - 1)
    await clock.sleep_until(0)


async def test_the_systems_clock_wakes_no_sleeper_early() -> None:
    clock = SystemClock()
    due = clock.now() + 15
    await clock.sleep_until(due)
    assert clock.now() >= due


def test_the_systems_clock_is_not_moved_by_the_wall_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SystemClock()
    before = clock.now()
    monkeypatch.setattr("goround.runtime.clock.time.time", lambda: 0.0)
    assert 0 <= clock.now() - before < 5_000


async def test_a_settable_clock_wakes_each_sleeper_at_its_instant() -> None:
    clock, woken = SettableClock(now=T0), []

    async def sleeper(instant: int) -> None:
        await clock.sleep_until(instant)
        woken.append(instant - T0)

    async with asyncio.TaskGroup() as tasks:
        for later in (30, 10, 20):
            tasks.create_task(sleeper(T0 + later))
        await turns()
        clock.advance(9)
        await turns()
        assert woken == []
        clock.advance(1)
        await turns()
        assert woken == [10]
        clock.advance(100)
    assert woken == [10, 20, 30]


def test_the_same_seed_gives_the_same_chance() -> None:
    one, other, another = SettableClock(seed=4), SettableClock(seed=4), SettableClock(seed=5)
    assert [one.draw(), one.fresh_id(), one.token()] == [other.draw(), other.fresh_id(), other.token()]
    assert another.draw() != SettableClock(seed=4).draw()
