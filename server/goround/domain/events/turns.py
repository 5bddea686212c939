"""Speaking turns that began, ended, were passed, put off, or asked for."""

from typing import Literal

from goround.domain.base import SeatId, StepRef
from goround.domain.events.base import Event


class RoundOpened(Event):
    """A go-round began: in this order people are asked. Who comes later comes after them."""

    type: Literal["round_opened"] = "round_opened"
    step: StepRef
    order: tuple[SeatId, ...]


class TurnBegan(Event):
    """A person has the floor."""

    type: Literal["turn_began"] = "turn_began"
    step: StepRef
    seat: SeatId
    turn: int
    """Turns of a step are numbered from 1."""


class TurnEnded(Event):
    """The person who spoke is done."""

    type: Literal["turn_ended"] = "turn_ended"
    step: StepRef
    seat: SeatId


class TurnPassed(Event):
    """A person takes no turn."""

    type: Literal["turn_passed"] = "turn_passed"
    step: StepRef
    seat: SeatId
    by_staff: bool


class TurnPutOff(Event):
    """A person takes the turn later."""

    type: Literal["turn_put_off"] = "turn_put_off"
    step: StepRef
    seat: SeatId
    by_staff: bool


class TurnAsked(Event):
    """A person asked for the floor."""

    type: Literal["turn_asked"] = "turn_asked"
    step: StepRef
    seat: SeatId
    by_staff: bool
