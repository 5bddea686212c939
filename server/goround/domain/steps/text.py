"""The step kind ``text``: a few words of one's own."""

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import Field, JsonValue, ValidationError

from goround.domain.base import Lang, Words, Written
from goround.domain.steps.base import NotAccepted, Prompt, Step, StepAnswer, Visibility, Wall, unwritten

MOST_LETTERS = 600


class TextPrompt(Prompt):
    """The question, an example if the author gave one, and how long an answer may be."""

    kind: Literal["text"] = "text"
    question: Words
    example: Words | None
    most_letters: int

    def lines(self, lang: Lang) -> list[str]:
        """The question, the example, and an empty line."""
        return [self.question.in_(lang), *([f"“{self.example.in_(lang)}”"] if self.example else []), "______"]

    def said(self, answer: "TextAnswer", lang: Lang) -> str:
        """What was written."""
        return answer.text

    def shown(self, tally: "TextTally", lang: Lang) -> list[str]:
        """What people wrote."""
        return tally.quoted()


class TextAnswer(StepAnswer):
    """What a seat wrote."""

    kind: Literal["text"] = "text"
    text: Annotated[Written, Field(min_length=1, max_length=MOST_LETTERS)]


class TextTally(Wall):
    """What people wrote."""

    kind: Literal["text"] = "text"


class ShortText(Step):
    """A few words of one's own. Who sees them is said for each step."""

    may_be = frozenset({Visibility.PRIVATE, Visibility.FACILITATOR, Visibility.ANONYMOUS})

    kind: Literal["text"] = "text"
    question: Words
    """What people are asked."""
    example: Words | None = None
    """An example of an answer, in an ordinary voice."""
    most_letters: Annotated[int, Field(ge=20, le=MOST_LETTERS)] = 240
    """How long an answer may be."""
    visibility: Visibility

    def prompt(self) -> TextPrompt:
        """The question and its limit."""
        return TextPrompt(question=self.question, example=self.example, most_letters=self.most_letters)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """Some words: ``{"text": "My sister called."}``."""
        try:
            written = TextAnswer.model_validate(answer)
        except ValidationError as error:
            return unwritten(error, self.most_letters)
        return (
            written if len(written.text) <= self.most_letters else NotAccepted("too_long", {"most": self.most_letters})
        )

    def tally(self, answers: Sequence[TextAnswer]) -> TextTally:
        """What people wrote, in the order of the answers."""
        return TextTally(answers=len(answers), texts=tuple(answer.text for answer in answers))

    def rehearse(self, draw: int) -> JsonValue:
        """A few words."""
        said = (
            "I slept a little better.",
            "My sister called me.",
            "Un paso a la vez.",
            "It was a hard week, and I came.",
            "Walking helped.",
        )
        return {"text": said[draw % len(said)][: self.most_letters]}

    def by_hand(self) -> Words:
        """It is written on a card."""
        return Words(en="Write a few words on your card.", es="Escribe unas palabras en tu tarjeta.")
