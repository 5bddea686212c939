"""What every step kind has: its words, its minutes, its visibility, and the parts that a kind must say."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Any, ClassVar

from pydantic import Field, JsonValue, StringConstraints

from goround.domain.base import Model, Words


class Visibility(StrEnum):
    """Who may ever see an answer to a step (docs/spec.md, V1 to V4)."""

    PRIVATE = "private"
    """Only the member: the answer stays on the phone, the log holds that there was one."""
    FACILITATOR = "facilitator"
    """The group leaders and their supervisor."""
    ANONYMOUS = "anonymous"
    """Everyone, as part of a whole that carries no name; no single answer to anybody."""
    GROUP = "group"
    """The group, its leaders and their supervisor."""


class StepAnswer(Model):
    """What a seat gave to a step: each kind has its own."""


class Prompt(Model):
    """What any screen may show of a step, apart from its answers."""


class Tally(Model):
    """What the room may see of many answers, made once."""

    answers: Annotated[int, Field(ge=0)]
    """How many answers it is made of."""


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Why an answer does not fit its step: a code with facts from which a sentence is made."""

    code: str
    facts: Mapping[str, JsonValue] = field(default_factory=dict)


StepId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64)]


class Step(Model):
    """One prompt of a curriculum."""

    answerable: ClassVar[bool] = True
    """Whether a seat gives an answer to this kind."""

    id: StepId
    title: Words
    minutes: Annotated[float, Field(gt=0, le=240)]
    """Planned minutes."""
    at_least: Annotated[float, Field(ge=0, le=240)] | None = None
    """The fewest minutes in which the step still makes sense."""
    core: bool = True
    script: tuple[Words, ...] = ()
    """What the facilitator may say, a paragraph each. Sent to facilitators only."""
    hints: tuple[Words, ...] = ()
    """Private hints. Sent to facilitators only."""
    visibility: Visibility | None = None

    @abstractmethod
    def prompt(self) -> Prompt:
        """What any screen may show of this step."""

    @abstractmethod
    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """The answer in the kind's own type, or why it does not fit."""

    @abstractmethod
    def tally(self, answers: Sequence[Any]) -> Tally | None:
        """What the room may see of these answers; None where the kind has nothing to show."""

    @abstractmethod
    def rehearse(self, draw: int) -> JsonValue:
        """An answer that a rehearsal seat could give; ``draw`` is a number drawn from 0 to 2**64 - 1."""

    @abstractmethod
    def paper(self) -> Words:
        """How the step is done without a device."""
