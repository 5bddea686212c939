"""The step kind ``multi``: several of several options."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, ValidationError

from goround.domain.base import Lang, Words
from goround.domain.steps.base import (
    NotAccepted,
    Option,
    OptionId,
    Prompt,
    Slip,
    StepAnswer,
    Tally,
    boxes,
    tallied,
    worded,
)
from goround.domain.steps.chosen import FromOptions


class MultiPrompt(Prompt):
    """The question, its options, and how many may be chosen."""

    kind: Literal["multi"] = "multi"
    question: Words
    options: tuple[Option, ...]
    most: int

    def lines(self, lang: Lang) -> list[str]:
        """The question, its options, and how many may be chosen where not all of them may."""
        limit = Words(en=f"Up to {self.most}.", es=f"Hasta {self.most}.").in_(lang)
        fewer = [limit] if self.most < len(self.options) else []
        return [self.question.in_(lang), *boxes(self.options, lang, several=True), *fewer]

    def said(self, answer: "MultiAnswer", lang: Lang) -> str:
        """The words of the options, in the order in which they were chosen."""
        words = worded(self.options, lang)
        return "; ".join(words[option] for option in answer.options)

    def shown(self, tally: "MultiTally", lang: Lang) -> list[str]:
        """How many chose each option."""
        return tallied(tally.counts, self.options, lang)


class MultiAnswer(StepAnswer):
    """The options that a seat chose."""

    kind: Literal["multi"] = "multi"
    options: Annotated[tuple[OptionId, ...], Field(min_length=1, max_length=12)]


class MultiTally(Tally):
    """How many chose each option."""

    kind: Literal["multi"] = "multi"
    counts: dict[OptionId, Annotated[int, Field(ge=0)]]


class Multi(FromOptions):
    """Several of several options."""

    kind: Literal["multi"] = "multi"
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=12)]
    """What can be chosen."""
    most: Annotated[int, Field(ge=1, le=12)] | None = None
    """How many may be chosen; all of them where nothing is said."""

    @property
    def limit(self) -> int:
        """How many may be chosen."""
        return self.most or len(self.options)

    def prompt(self) -> MultiPrompt:
        """The question, its options and the limit."""
        return MultiPrompt(question=self.question, options=self.options, most=self.limit)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """The ids of some options: ``{"options": ["chest", "hands"]}``."""
        try:
            chosen = MultiAnswer.model_validate(answer)
        except ValidationError:
            return NotAccepted("not_an_option")
        if set(chosen.options) - set(self.option_ids) or len(set(chosen.options)) < len(chosen.options):
            return NotAccepted("not_an_option")
        return chosen if len(chosen.options) <= self.limit else NotAccepted("too_many", {"most": self.limit})

    def tally(self, answers: Sequence[MultiAnswer]) -> MultiTally:
        """How many chose each option."""
        chosen = [option for answer in answers for option in answer.options]
        return MultiTally(answers=len(answers), counts=self.counted(chosen))

    def rehearse(self, draw: int) -> JsonValue:
        """Some options, at least one."""
        some = [id for place, id in enumerate(self.option_ids) if draw >> place & 1]
        return {"options": list(some[: self.limit] or self.option_ids[:1])}

    def rings(self, answer: Any, first: Any) -> bool:
        """Whether one of the options is one of those that its alert names."""
        return self.alert is not None and bool(set(answer.options) & set(self.alert.options))

    def by_hand(self) -> Words:
        """The options are marked on a card."""
        return Words(
            en="Mark every line that fits you on your card.", es="Marca en tu tarjeta cada línea que te describe."
        )

    def slips(self) -> Iterator[Slip]:
        """Also: more to choose than there is."""
        yield from super().slips()
        if self.most is not None and self.most > len(self.options):
            yield Slip(
                ("most",),
                "more_than_there_is",
                "“most” is more than there are options",
                "make it smaller, or take it out",
            )
