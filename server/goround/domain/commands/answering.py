"""Answers: given, passed, closed, and shown to the room."""

from typing import Literal

from pydantic import JsonValue

from goround.domain.base import SeatId, StepRef
from goround.domain.commands.base import Command, OneLine, Pieces, Revision, VisitNumber


class OpenAnswering(Command):
    """Take answers to the present step."""

    type: Literal["open_answering"] = "open_answering"
    visit: VisitNumber


class CloseAnswering(Command):
    """Take no more answers to the present step."""

    type: Literal["close_answering"] = "close_answering"
    visit: VisitNumber


class Reveal(Command):
    """Close answering and show the room what came together."""

    type: Literal["reveal"] = "reveal"
    visit: VisitNumber
    few: bool = False
    """Show an anonymous step's answers although they are fewer than five."""


class Release(Command):
    """Put pieces of what people wrote on the wall, by their places in the tally: as written, or together as a theme."""

    type: Literal["release"] = "release"
    visit: VisitNumber
    pieces: Pieces
    theme: OneLine | None = None
    """What stands there for these pieces; as they were written where there is none."""


class Withdraw(Command):
    """Take pieces of what people wrote off the wall."""

    type: Literal["withdraw"] = "withdraw"
    visit: VisitNumber
    pieces: Pieces


class Hide(Command):
    """Take what was revealed off the screens."""

    type: Literal["hide"] = "hide"
    visit: VisitNumber


class Answer(Command):
    """Give an answer to a step. Staff name the seat that they answer for; a private answer comes without its words."""

    type: Literal["answer"] = "answer"
    step: StepRef
    revision: Revision
    answer: JsonValue = None
    seat: SeatId | None = None


class Pass(Command):
    """Give no answer to a step. Staff name the seat that they pass for."""

    type: Literal["pass"] = "pass"
    step: StepRef
    revision: Revision
    seat: SeatId | None = None
