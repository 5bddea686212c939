"""The step kind ``plan``: a card of several fields that a person fills in, such as a safety card."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, ValidationError

from goround.domain.base import Lang, Model, Words, Written
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
    same_ids,
    unwritten,
)

MOST_LETTERS = 240


class PlanField(Model):
    """One line or box of the card."""

    id: OptionId
    """Small letters, digits and hyphens. Answers belong to it: do not change it later."""
    label: Words
    """What belongs into it."""
    example: Words | None = None
    """An example, in an ordinary voice."""
    suggestions: Annotated[tuple[Option, ...], Field(max_length=8)] = ()
    """Words to take over with a tap."""
    lines: Annotated[int, Field(ge=1, le=4)] = 1
    """How high its box is."""


class PlanPrompt(Prompt):
    """The heading, a sentence about the card, and its fields."""

    kind: Literal["plan"] = "plan"
    heading: Words
    text: Words | None
    fields: tuple[PlanField, ...]
    most_letters: int = MOST_LETTERS

    def lines(self, lang: Lang) -> list[str]:
        """The heading, the sentence, and each field with its example."""
        empty = (
            f"{one.label.in_(lang)}: ______" + (f" “{one.example.in_(lang)}”" if one.example else "")
            for one in self.fields
        )
        return [self.heading.in_(lang), *([self.text.in_(lang)] if self.text else []), *empty]

    def said(self, answer: "PlanAnswer", lang: Lang) -> str:
        """Each field that was filled in, behind its label."""
        filled = (one for one in self.fields if one.id in answer.fields)
        return "; ".join(f"{one.label.in_(lang)}: {answer.fields[one.id]}" for one in filled)

    def shown(self, tally: Any, lang: Lang) -> list[str]:
        """Nothing: plans are not for the room."""
        return []


class PlanAnswer(StepAnswer):
    """What a seat wrote into the fields; a field that was left empty is not there."""

    kind: Literal["plan"] = "plan"
    fields: Annotated[
        dict[OptionId, Annotated[Written, Field(min_length=1, max_length=MOST_LETTERS)]],
        Field(min_length=1, max_length=8),
    ]


class Plan(Step):
    """A card of several fields."""

    may_be = frozenset({Visibility.PRIVATE, Visibility.FACILITATOR})

    kind: Literal["plan"] = "plan"
    heading: Words
    """The name of the card."""
    text: Words | None = None
    """A sentence about it."""
    fields: Annotated[tuple[PlanField, ...], Field(min_length=1, max_length=8)]
    """Its lines and boxes."""
    visibility: Visibility = Visibility.PRIVATE

    def prompt(self) -> PlanPrompt:
        """The card."""
        return PlanPrompt(heading=self.heading, text=self.text, fields=self.fields)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """Words for at least one field: ``{"fields": {"sign": "I stop answering calls"}}``."""
        try:
            card = PlanAnswer.model_validate(answer)
        except ValidationError as error:
            return unwritten(error, MOST_LETTERS)
        return card if set(card.fields) <= {one.id for one in self.fields} else NotAccepted("not_an_option")

    def tally(self, answers: Sequence[Any]) -> Tally | None:
        """Nothing: plans are not for the room."""
        return None

    def rehearse(self, draw: int) -> JsonValue:
        """Words for every field."""
        said = ("I stop answering calls", "My sister", "A walk by the river", "Me acuesto temprano", "The quiet room")
        return {"fields": {one.id: said[(draw >> place) % len(said)] for place, one in enumerate(self.fields)}}

    def by_hand(self) -> Words:
        """The card is filled in on paper and taken home."""
        return Words(en="Fill in the card on paper. You keep it.", es="Llena la tarjeta en papel. Te la quedas.")

    def slips(self) -> Iterator[Slip]:
        """Also: fields and suggestions that are there twice."""
        yield from super().slips()
        yield from same_ids("fields", [one.id for one in self.fields])
        for place, one in enumerate(self.fields):
            for slip in same_ids("suggestions", [option.id for option in one.suggestions]):
                yield Slip(("fields", place, *slip.at), slip.code, slip.what, slip.todo)
