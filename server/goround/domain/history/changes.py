"""Small changes of a state that several events share."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from goround.domain.base import Instant, SeatId, StepRef
from goround.domain.state import Deadline, Floor, State

K = TypeVar("K")
V = TypeVar("V")

CLOSES_AFTER_MS = 3_600_000
"""A session that nobody ends closes this long after its planned end, or after the newest movement where that is later."""
CLOSE = "close:1"
"""The id of the bell that ends a session which nobody ended."""


def put(mapping: Mapping[K, V], key: K, value: V) -> Mapping[K, V]:
    """The mapping with one value more or changed."""
    return {**mapping, key: value}


def without(mapping: Mapping[K, V], *keys: K) -> Mapping[K, V]:
    """The mapping without these keys."""
    return {key: value for key, value in mapping.items() if key not in keys}


def time_deadline(visit: int) -> str:
    """The id of the deadline at which a visit's planned minutes are used up."""
    return f"time:{visit}"


def alert_deadline(alert: str) -> str:
    """The id of the deadline at which an alert has gone unseen for too long."""
    return f"alert:{alert}"


def bell(s: State, id: str, at: Instant | None, *, rests: bool) -> State:
    """A deadline at this instant in the place of the one before, or none."""
    if at is None:
        return s.but(deadlines=without(s.deadlines, id)) if id in s.deadlines else s
    return s.but(deadlines=put(s.deadlines, id, Deadline(id, at, rests=rests)))


def closes(s: State) -> State:
    """The bell that ends a session which nobody ends, put off by what has just moved it."""
    planned = (s.started or s.opened) + round(s.plan.minutes * 60_000)
    return bell(s, CLOSE, max(planned, s.at) + CLOSES_AFTER_MS, rests=False)


def changed_seat(s: State, seat: SeatId, **changes: object) -> State:
    """A seat with some fields changed."""
    return s.but(seats=put(s.seats, seat, replace(s.seats[seat], **changes)))  # type: ignore[arg-type]


def changed_visit(s: State, number: int, **changes: object) -> State:
    """A visit with some fields changed."""
    visit = replace(s.visits[number - 1], **changes)  # type: ignore[arg-type]
    return s.but(visits=(*s.visits[: number - 1], visit, *s.visits[number:]))


def changed_floor(s: State, step: StepRef, **changes: object) -> State:
    """A go-round or open floor with some fields changed."""
    floor: Floor = replace(s.floor(step), **changes)  # type: ignore[arg-type]
    return s.but(floors=put(s.floors, step, floor))
