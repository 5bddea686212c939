"""What ``list`` and ``commit`` share: suggestions to take over, and lines of one's own."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field, JsonValue, ValidationError

from goround.domain.base import Lang, Words, Written
from goround.domain.steps.base import (
    NotAccepted,
    Option,
    OptionId,
    Prompt,
    Slip,
    Step,
    StepAnswer,
    Visibility,
    Wall,
    boxes,
    same_ids,
    tallied,
    unwritten,
    worded,
)

MOST_LETTERS = 140
Line = Annotated[Written, Field(min_length=1, max_length=MOST_LETTERS)]


class LinesPrompt(Prompt):
    """The question, the suggestions, and whether lines of one's own can be written."""

    question: Words
    suggestions: tuple[Option, ...]
    own: bool

    def lines(self, lang: Lang) -> list[str]:
        """The question, the suggestions, and an empty line where one can be written."""
        return [
            self.question.in_(lang),
            *boxes(self.suggestions, lang, several=True),
            *(["[ ] ______"] if self.own else []),
        ]

    def said(self, answer: "LinesAnswer", lang: Lang) -> str:
        """The words of the suggestions, then the own lines."""
        words = worded(self.suggestions, lang)
        return "; ".join([*(words[id] for id in answer.chosen), *answer.own])

    def shown(self, tally: "LinesTally", lang: Lang) -> list[str]:
        """How many took each suggestion, and what people wrote."""
        return [*tallied(tally.counts, self.suggestions, lang), *tally.quoted()]


class LinesAnswer(StepAnswer):
    """Suggestions that a seat took over, and lines that it wrote."""

    chosen: Annotated[tuple[OptionId, ...], Field(max_length=20)] = ()
    own: Annotated[tuple[Line, ...], Field(max_length=12)] = ()


class LinesTally(Wall):
    """How many took each suggestion, and what people wrote."""

    counts: dict[OptionId, Annotated[int, Field(ge=0)]]


class FromSuggestions(Step):
    """A step with a question, suggestions and lines of one's own."""

    may_be = frozenset({Visibility.PRIVATE, Visibility.FACILITATOR, Visibility.ANONYMOUS})

    question: Words
    """What people are asked."""
    suggestions: Annotated[tuple[Option, ...], Field(max_length=20)] = ()
    """Lines to take over."""
    own: bool = True
    """Whether lines of one's own can be written."""
    visibility: Visibility = Visibility.PRIVATE

    def fitting(self, answer: JsonValue, kind: type[LinesAnswer], most: int) -> LinesAnswer | NotAccepted:
        """The answer in its type, if it fits the suggestions and is not empty or too long a list."""
        try:
            lines = kind.model_validate(answer)
        except ValidationError as error:
            if any(one["type"] == "too_long" and not isinstance(one["input"], str) for one in error.errors()):
                return NotAccepted("too_many", {"most": most})
            return unwritten(error, MOST_LETTERS)
        known = {option.id for option in self.suggestions}
        if set(lines.chosen) - known or len(set(lines.chosen)) < len(lines.chosen) or (lines.own and not self.own):
            return NotAccepted("not_an_option")
        if not lines.chosen and not lines.own:
            return NotAccepted("nothing_written")
        return lines if len(lines.chosen) + len(lines.own) <= most else NotAccepted("too_many", {"most": most})

    def taken(self, answers: Sequence[LinesAnswer]) -> dict[OptionId, int]:
        """How many took each suggestion."""
        return {option.id: sum(1 for answer in answers if option.id in answer.chosen) for option in self.suggestions}

    def slips(self) -> Iterator[Slip]:
        """Also: suggestions that are there twice, and nothing to take and nothing to write."""
        yield from super().slips()
        yield from same_ids("suggestions", [option.id for option in self.suggestions])
        if not self.suggestions and not self.own:
            yield Slip(
                ("own",),
                "nothing_to_give",
                "there are no suggestions, and no line of one's own can be written",
                "add suggestions, or write “own: true”",
            )
