"""Speaking turns of a go-round or an open floor.

What a seat asks for itself, a facilitator may ask for it by naming it.
"""

from typing import Annotated, Literal

from pydantic import Field

from goround.domain.base import Instant, SeatId, StepRef
from goround.domain.commands.base import Command, VisitNumber


class NextTurn(Command):
    """Give the turn to the next person, or to the one that is named. Whoever speaks has spoken."""

    type: Literal["next_turn"] = "next_turn"
    visit: VisitNumber
    turn: Annotated[int, Field(ge=0)]
    """How many turns there have been: two tablets that ask the same give one turn."""
    seat: SeatId | None = None
    until: Instant


class EndTurn(Command):
    """The person who speaks is done."""

    type: Literal["end_turn"] = "end_turn"
    step: StepRef
    seat: SeatId | None = None


class PassTurn(Command):
    """Take no turn, or no place in the queue."""

    type: Literal["pass_turn"] = "pass_turn"
    step: StepRef
    seat: SeatId | None = None


class LaterTurn(Command):
    """Take the turn later: after everybody who is to come now. Also for who has passed and would like a turn after all."""

    type: Literal["later_turn"] = "later_turn"
    step: StepRef
    seat: SeatId | None = None


class AskTurn(Command):
    """Ask for the floor: a place in the speaking queue."""

    type: Literal["ask_turn"] = "ask_turn"
    step: StepRef
    seat: SeatId | None = None
