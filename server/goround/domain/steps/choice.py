"""The step kind ``choice``: one of several options."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, ValidationError

from goround.domain.base import Lang, Words
from goround.domain.steps.base import NotAccepted, Option, OptionId, Prompt, StepAnswer, Tally, boxes, tallied, worded
from goround.domain.steps.chosen import FromOptions


class ChoicePrompt(Prompt):
    """The question and its options."""

    kind: Literal["choice"] = "choice"
    question: Words
    options: tuple[Option, ...]

    def lines(self, lang: Lang) -> list[str]:
        """The question and its options."""
        return [self.question.in_(lang), *boxes(self.options, lang)]

    def said(self, answer: "ChoiceAnswer", lang: Lang) -> str:
        """The words of the option."""
        return worded(self.options, lang)[answer.option]

    def shown(self, tally: "ChoiceTally", lang: Lang) -> list[str]:
        """How many chose each option."""
        return tallied(tally.counts, self.options, lang)


class ChoiceAnswer(StepAnswer):
    """The option that a seat chose."""

    kind: Literal["choice"] = "choice"
    option: OptionId


class ChoiceTally(Tally):
    """How many chose each option."""

    kind: Literal["choice"] = "choice"
    counts: dict[OptionId, Annotated[int, Field(ge=0)]]


class Choice(FromOptions):
    """One of several options."""

    kind: Literal["choice"] = "choice"

    def prompt(self) -> ChoicePrompt:
        """The question and its options."""
        return ChoicePrompt(question=self.question, options=self.options)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """The id of an option: ``{"option": "tired"}``."""
        try:
            chosen = ChoiceAnswer.model_validate(answer)
        except ValidationError:
            return NotAccepted("not_an_option")
        return chosen if chosen.option in self.option_ids else NotAccepted("not_an_option")

    def tally(self, answers: Sequence[ChoiceAnswer]) -> ChoiceTally:
        """How many chose each option."""
        return ChoiceTally(answers=len(answers), counts=self.counted([answer.option for answer in answers]))

    def rehearse(self, draw: int) -> JsonValue:
        """Some option."""
        return {"option": self.option_ids[draw % len(self.options)]}

    def rings(self, answer: Any, first: Any) -> bool:
        """Whether the option is one of those that its alert names."""
        return self.alert is not None and answer.option in self.alert.options

    def by_hand(self) -> Words:
        """The option is marked on a card."""
        return Words(en="Mark one line on your card.", es="Marca una línea en tu tarjeta.")
