"""The step kind ``list``: a list that a person puts together, with suggestions."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from goround.domain.base import Words
from goround.domain.steps.base import NotAccepted, StepAnswer
from goround.domain.steps.own_words import MOST_LETTERS, FromSuggestions, LinesAnswer, LinesPrompt, LinesTally


class ListPrompt(LinesPrompt):
    """The question, the suggestions, and how many lines a list may have."""

    kind: Literal["list"] = "list"
    most: int
    most_letters: int = MOST_LETTERS


class ListAnswer(LinesAnswer):
    """A list."""

    kind: Literal["list"] = "list"


class ListTally(LinesTally):
    """What stands on the lists."""

    kind: Literal["list"] = "list"


class Listing(FromSuggestions):
    """A list that a person puts together."""

    kind: Literal["list"] = "list"
    most: Annotated[int, Field(ge=1, le=12)] = 8
    """How many lines a list may have."""

    def prompt(self) -> ListPrompt:
        """The question and the suggestions."""
        return ListPrompt(question=self.question, suggestions=self.suggestions, own=self.own, most=self.most)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """Suggestions and own lines: ``{"chosen": ["walk"], "own": ["my dog"]}``."""
        return self.fitting(answer, ListAnswer, self.most)

    def tally(self, answers: Sequence[ListAnswer]) -> ListTally:
        """How many took each suggestion, and what people wrote."""
        texts = tuple(line for answer in answers for line in answer.own)
        return ListTally(answers=len(answers), counts=self.taken(answers), texts=texts)

    def rehearse(self, draw: int) -> JsonValue:
        """Some suggestions, or a line of one's own."""
        some = [option.id for place, option in enumerate(self.suggestions) if draw >> place & 1][: self.most]
        if some or not self.own:
            chosen: list[JsonValue] = [*(some or [self.suggestions[0].id])]
            return {"chosen": chosen, "own": []}
        return {"chosen": [], "own": ["A walk with my dog"]}

    def by_hand(self) -> Words:
        """The list is written on a card."""
        return Words(
            en="Write your list on your card. You keep it.", es="Escribe tu lista en tu tarjeta. Te la quedas."
        )
