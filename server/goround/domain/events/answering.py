"""Answers that were given, closed, and shown to the room."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from goround.domain.base import Erased, SeatId, StepRef
from goround.domain.events.base import Event, Seals
from goround.domain.steps import AnyAnswer, AnyTally, Visibility


class AnsweringOpened(Event):
    """The present visit takes answers."""

    type: Literal["answering_opened"] = "answering_opened"
    visit: int


class AnsweringClosed(Event):
    """The present visit takes no more answers."""

    type: Literal["answering_closed"] = "answering_closed"
    visit: int


class Revealed(Event):
    """The room sees what came together. An anonymous step's tally is made once and never altered."""

    type: Literal["revealed"] = "revealed"
    visit: int
    step: StepRef
    tally: AnyTally | Erased

    @classmethod
    def sealed(cls, fields: Mapping[str, Any]) -> Seals:
        """The tally, where it holds what people wrote; counts alone are stored in clear."""
        tally = fields["tally"]
        return {"tally": "wall"} if isinstance(tally, Mapping) and "texts" in tally else {}


class Released(Event):
    """Pieces of what people wrote were put on the wall, by their places in the tally: as written, or together as a theme."""

    SEALED: ClassVar[Seals] = {"theme": "wall"}

    type: Literal["released"] = "released"
    visit: int
    step: StepRef
    pieces: tuple[int, ...]
    theme: str | Erased | None = None

    @classmethod
    def sealed(cls, fields: Mapping[str, Any]) -> Seals:
        """The theme, where there is one."""
        return {} if fields["theme"] is None else cls.SEALED


class Withdrawn(Event):
    """Pieces of what people wrote were taken off the wall."""

    type: Literal["withdrawn"] = "withdrawn"
    visit: int
    step: StepRef
    pieces: tuple[int, ...]


class Hidden(Event):
    """What was revealed went off the screens."""

    type: Literal["hidden"] = "hidden"
    visit: int


class Answered(Event):
    """A seat answered a step. The words of a private answer stay on the phone."""

    type: Literal["answered"] = "answered"
    seat: SeatId
    step: StepRef
    revision: Annotated[int, Field(ge=1)]
    visibility: Visibility
    answer: AnyAnswer | Erased | None
    after_close: bool
    by_staff: bool

    @classmethod
    def sealed(cls, fields: Mapping[str, Any]) -> Seals:
        """The answer itself, under the wall's key where it is anonymous; nothing where the phone kept it."""
        if fields["answer"] is None:
            return {}
        return {"answer": "wall" if fields["visibility"] == Visibility.ANONYMOUS else "record"}


class Passed(Event):
    """A seat gave no answer to a step."""

    type: Literal["passed"] = "passed"
    seat: SeatId
    step: StepRef
    revision: Annotated[int, Field(ge=1)]
    after_close: bool
    by_staff: bool
