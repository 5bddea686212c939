"""The step kind ``rank``: the first few of several options, by tapping them in order."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field, JsonValue, ValidationError

from goround.domain.base import Lang, Words
from goround.domain.steps.base import (
    NotAccepted,
    Option,
    OptionId,
    Prompt,
    Slip,
    Step,
    StepAnswer,
    Tally,
    Visibility,
    boxes,
    same_ids,
    worded,
)


class RankPrompt(Prompt):
    """The question, the options, and how many places there are."""

    kind: Literal["rank"] = "rank"
    question: Words
    options: tuple[Option, ...]
    top: int

    def lines(self, lang: Lang) -> list[str]:
        """The question, its options, and how many places there are."""
        places = Words(en=f"Put up to {self.top} in order.", es=f"Ordena hasta {self.top}.").in_(lang)
        return [self.question.in_(lang), *boxes(self.options, lang, several=True), places]

    def said(self, answer: "RankAnswer", lang: Lang) -> str:
        """Each place with the words of its option."""
        words = worded(self.options, lang)
        return "; ".join(f"{place} {words[option]}" for place, option in enumerate(answer.order, 1))

    def shown(self, tally: "RankTally", lang: Lang) -> list[str]:
        """How many put each option on each place."""
        rows = {
            id: "  ".join(f"{n}: {count}" for n, count in enumerate(counts, 1)) for id, counts in tally.places.items()
        }
        return [f"{rows[id]}  {words}" for id, words in worded(self.options, lang).items()]


class RankAnswer(StepAnswer):
    """The options that a seat put first, second and so on."""

    kind: Literal["rank"] = "rank"
    order: Annotated[tuple[OptionId, ...], Field(min_length=1, max_length=10)]


class RankTally(Tally):
    """For each option: how many put it on each place, the first place first. The options stand in the author's order."""

    kind: Literal["rank"] = "rank"
    places: dict[OptionId, tuple[Annotated[int, Field(ge=0)], ...]]


class Rank(Step):
    """The first few of several options."""

    kind: Literal["rank"] = "rank"
    question: Words
    """What people are asked."""
    options: Annotated[tuple[Option, ...], Field(min_length=3, max_length=10)]
    """What is put in order."""
    top: Annotated[int, Field(ge=2, le=10)] = 3
    """How many places there are."""
    visibility: Visibility = Visibility.ANONYMOUS

    def prompt(self) -> RankPrompt:
        """The question, the options and the places."""
        return RankPrompt(question=self.question, options=self.options, top=self.top)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """Ids of options in order, as many as there are places or fewer: ``{"order": ["move", "call"]}``."""
        try:
            given = RankAnswer.model_validate(answer)
        except ValidationError:
            return NotAccepted("not_an_option")
        if set(given.order) - {option.id for option in self.options} or len(set(given.order)) < len(given.order):
            return NotAccepted("not_an_option")
        return given if len(given.order) <= self.top else NotAccepted("too_many", {"most": self.top})

    def tally(self, answers: Sequence[RankAnswer]) -> RankTally:
        """How many put each option on each place."""
        places = {option.id: [0] * self.top for option in self.options}
        for answer in answers:
            for place, id in enumerate(answer.order):
                places[id][place] += 1
        return RankTally(answers=len(answers), places={id: tuple(counts) for id, counts in places.items()})

    def rehearse(self, draw: int) -> JsonValue:
        """Some order."""
        left = [option.id for option in self.options]
        order: list[JsonValue] = []
        for _ in range(self.top):
            draw, place = divmod(draw, len(left))
            order.append(left.pop(place))
        return {"order": order}

    def by_hand(self) -> Words:
        """The places are numbered on a card."""
        return Words(
            en=f"Write 1 to {self.top} beside the lines that come first for you.",
            es=f"Escribe del 1 al {self.top} junto a lo que va primero para ti.",
        )

    def slips(self) -> Iterator[Slip]:
        """Also: options that are there twice, and more places than options."""
        yield from super().slips()
        yield from same_ids("options", [option.id for option in self.options])
        if self.top > len(self.options):
            yield Slip(("top",), "more_than_there_is", "“top” is more than there are options", "make it smaller")
