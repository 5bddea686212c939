"""The step kind ``commit``: one small thing that a person means to do, and a closing line."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from goround.domain.base import Words
from goround.domain.steps.base import NotAccepted, Option, StepAnswer
from goround.domain.steps.own_words import MOST_LETTERS, FromSuggestions, LinesAnswer, LinesPrompt, LinesTally


class CommitPrompt(LinesPrompt):
    """The question, the suggestions, and the line that closes."""

    kind: Literal["commit"] = "commit"
    closing: Words | None
    most_letters: int = MOST_LETTERS


class CommitAnswer(LinesAnswer):
    """One small thing: a suggestion, or a line of one's own."""

    kind: Literal["commit"] = "commit"


class CommitTally(LinesTally):
    """What people mean to do."""

    kind: Literal["commit"] = "commit"


class Commit(FromSuggestions):
    """One small thing that a person means to do."""

    kind: Literal["commit"] = "commit"
    suggestions: Annotated[tuple[Option, ...], Field(max_length=12)] = ()
    """Lines to take over: one is chosen."""
    closing: Words | None = None
    """A last line on the phone of who has answered."""

    def prompt(self) -> CommitPrompt:
        """The question, the suggestions and the closing line."""
        return CommitPrompt(question=self.question, suggestions=self.suggestions, own=self.own, closing=self.closing)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """One thing: ``{"chosen": ["call"], "own": []}`` or ``{"chosen": [], "own": ["Walk before work"]}``."""
        return self.fitting(answer, CommitAnswer, 1)

    def tally(self, answers: Sequence[CommitAnswer]) -> CommitTally:
        """How many took each suggestion, and what people wrote."""
        texts = tuple(line for answer in answers for line in answer.own)
        return CommitTally(answers=len(answers), counts=self.taken(answers), texts=texts)

    def rehearse(self, draw: int) -> JsonValue:
        """Some suggestion, or a line of one's own."""
        if self.suggestions and (draw % 3 or not self.own):
            return {"chosen": [self.suggestions[draw // 3 % len(self.suggestions)].id], "own": []}
        return {"chosen": [], "own": ["I call my brother tonight"]}

    def by_hand(self) -> Words:
        """It is written on a card and taken home."""
        return Words(
            en="Write one small thing on your card and take it home.",
            es="Escribe una cosa pequeña en tu tarjeta y llévatela.",
        )
