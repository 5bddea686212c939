"""The step kind ``scale``: a whole number from 0 to 10 with words on some of the numbers."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, JsonValue, ValidationError

from goround.domain.base import Words
from goround.domain.steps.base import NotAccepted, Prompt, Step, StepAnswer, Tally, Visibility

LOWEST, HIGHEST = 0, 10
Number = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]


class ScalePrompt(Prompt):
    """The question and the words on the numbers."""

    kind: Literal["scale"] = "scale"
    question: Words
    labels: dict[Number, Words]


class ScaleAnswer(StepAnswer):
    """The number that a seat chose."""

    kind: Literal["scale"] = "scale"
    number: Annotated[int, Field(strict=True, ge=LOWEST, le=HIGHEST)]


class ScaleTally(Tally):
    """How many chose each number: eleven counts, from 0 to 10."""

    kind: Literal["scale"] = "scale"
    counts: Annotated[tuple[int, ...], Field(min_length=11, max_length=11)]


class Scale(Step):
    """A number from 0 to 10, as eleven buttons."""

    kind: Literal["scale"] = "scale"
    question: Words
    labels: dict[Number, Words] = Field(default_factory=dict)
    visibility: Visibility = Visibility.FACILITATOR

    def prompt(self) -> ScalePrompt:
        """The question and its labels."""
        return ScalePrompt(question=self.question, labels=self.labels)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """A whole number from 0 to 10: ``{"number": 7}``."""
        try:
            return ScaleAnswer.model_validate(answer)
        except ValidationError:
            return NotAccepted("not_on_the_scale", {"lowest": LOWEST, "highest": HIGHEST})

    def tally(self, answers: Sequence[ScaleAnswer]) -> ScaleTally:
        """How many chose each number."""
        counts = [0] * (HIGHEST - LOWEST + 1)
        for answer in answers:
            counts[answer.number] += 1
        return ScaleTally(answers=len(answers), counts=tuple(counts))

    def rehearse(self, draw: int) -> JsonValue:
        """Some number of the scale."""
        return {"number": draw % (HIGHEST + 1)}

    def paper(self) -> Words:
        """The number is circled on a card."""
        return Words(en="Circle a number from 0 to 10 on your card.", es="Marca un número del 0 al 10 en tu tarjeta.")
