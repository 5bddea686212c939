"""The step kind ``check``: a few things worth knowing. Each answer is followed by what is so and why; nobody gets a grade."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

from pydantic import Field, JsonValue, ValidationError

from goround.domain.base import Lang, Model, Words
from goround.domain.steps.base import (
    NotAccepted,
    Option,
    OptionId,
    Prompt,
    Slip,
    Step,
    StepAnswer,
    Tally,
    Told,
    Visibility,
    boxes,
    same_ids,
    worded,
)


class CheckItem(Model):
    """One question, its options, which of them is so, and why."""

    id: OptionId
    """Small letters, digits and hyphens. Answers belong to it: do not change it later."""
    question: Words
    """What people are asked."""
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=4)]
    """What can be chosen."""
    right: OptionId
    """The id of the option that is so."""
    because: Words
    """Why it is so. Each person reads it after answering."""


class AskedItem(Model):
    """One question as screens may show it: without what is so."""

    id: OptionId
    question: Words
    options: tuple[Option, ...]


class CheckPrompt(Prompt):
    """The heading and the questions, without what is so."""

    kind: Literal["check"] = "check"
    heading: Words
    items: tuple[AskedItem, ...]

    def lines(self, lang: Lang) -> list[str]:
        """The heading, and each question above its options."""
        asked = ([item.question.in_(lang), *boxes(item.options, lang)] for item in self.items)
        return [self.heading.in_(lang), *(line for lines in asked for line in lines)]

    def said(self, answer: "CheckAnswer", lang: Lang) -> str:
        """The words of each option, in the order of the questions."""
        answered = (item for item in self.items if item.id in answer.items)
        return "; ".join(worded(item.options, lang)[answer.items[item.id]] for item in answered)

    def shown(self, tally: "CheckTally", lang: Lang) -> list[str]:
        """Each question with how many chose each option; what is so carries a star, and why stands below."""
        lines: list[str] = []
        for item in self.items:
            made = tally.items[item.id]
            rows = (
                f"{made.counts[id]:>3} {'*' if id == made.right else ' '} {words}"
                for id, words in worded(item.options, lang).items()
            )
            lines += [item.question.in_(lang), *rows, made.because.in_(lang)]
        return lines


class CheckAnswer(StepAnswer):
    """For each question that was answered so far: the option."""

    kind: Literal["check"] = "check"
    items: Annotated[dict[OptionId, OptionId], Field(min_length=1, max_length=6)]


class ItemTold(Model):
    """What is so, and why."""

    right: OptionId
    because: Words


class CheckTold(Told):
    """What a person may know: of the questions that this person has answered, and no others."""

    kind: Literal["check"] = "check"
    items: dict[OptionId, ItemTold]

    def lines(self, lang: Lang) -> list[str]:
        """Why, for each question that was answered."""
        return [told.because.in_(lang) for told in self.items.values()]


class ItemTally(ItemTold):
    """How many chose each option of one question; what is so, and why."""

    counts: dict[OptionId, Annotated[int, Field(ge=0)]]


class CheckTally(Tally):
    """The room's answers to each question, in order."""

    kind: Literal["check"] = "check"
    items: dict[OptionId, ItemTally]


class Check(Step):
    """A few things worth knowing."""

    may_be = frozenset({Visibility.FACILITATOR, Visibility.ANONYMOUS, Visibility.GROUP})

    kind: Literal["check"] = "check"
    heading: Words
    """What stands above the questions."""
    items: Annotated[tuple[CheckItem, ...], Field(min_length=1, max_length=6)]
    """The questions. A few are enough; nobody gets a grade."""
    visibility: Visibility = Visibility.ANONYMOUS

    def prompt(self) -> CheckPrompt:
        """The questions without what is so."""
        asked = tuple(AskedItem(id=item.id, question=item.question, options=item.options) for item in self.items)
        return CheckPrompt(heading=self.heading, items=asked)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """An option for some of the questions: ``{"items": {"alone": "no"}}``."""
        try:
            given = CheckAnswer.model_validate(answer)
        except ValidationError:
            return NotAccepted("not_an_option")
        options = {item.id: {option.id for option in item.options} for item in self.items}
        fits = all(option in options.get(item, ()) for item, option in given.items.items())
        return given if fits else NotAccepted("not_an_option")

    def tally(self, answers: Sequence[CheckAnswer]) -> CheckTally:
        """How many chose each option of each question."""
        items = {}
        for item in self.items:
            chosen = [answer.items.get(item.id) for answer in answers]
            counts = {option.id: chosen.count(option.id) for option in item.options}
            items[item.id] = ItemTally(right=item.right, because=item.because, counts=counts)
        return CheckTally(answers=len(answers), items=items)

    def told(self, answer: CheckAnswer) -> CheckTold:
        """What is so, for the questions that were answered."""
        items = {
            item.id: ItemTold(right=item.right, because=item.because) for item in self.items if item.id in answer.items
        }
        return CheckTold(items=items)

    def rehearse(self, draw: int) -> JsonValue:
        """Some option of every question."""
        return {
            "items": {
                item.id: item.options[(draw >> 3 * place) % len(item.options)].id
                for place, item in enumerate(self.items)
            }
        }

    def by_hand(self) -> Words:
        """The questions are read aloud and marked on a card."""
        return Words(
            en="Listen to each question and mark one line on your card. Then hear what is so, and why.",
            es="Escucha cada pregunta y marca una línea en tu tarjeta. Luego escucha qué es cierto y por qué.",
        )

    def slips(self) -> Iterator[Slip]:
        """Also: ids that are there twice, and a right option that is not there."""
        yield from super().slips()
        yield from same_ids("items", [item.id for item in self.items])
        for place, item in enumerate(self.items):
            ids = [option.id for option in item.options]
            for slip in same_ids("options", ids):
                yield Slip(("items", place, *slip.at), slip.code, slip.what, slip.todo)
            if item.right not in ids:
                what = f"“right” names “{item.right}”, and there is no such option in this question"
                yield Slip(("items", place, "right"), "dangling", what, f"use one of: {', '.join(ids)}")
