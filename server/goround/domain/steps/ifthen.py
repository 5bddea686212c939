"""The step kind ``ifthen``: a plan for a hard moment, chosen from two menus, changed into one's own words, and said aloud."""

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
    boxes,
    same_ids,
    unwritten,
    worded,
)

MOST_LETTERS = 140
IF, THEN = Words(en="If", es="Si"), Words(en="then I", es="entonces yo")


class IfThenPrompt(Prompt):
    """The question, what may happen, and what one can do then."""

    kind: Literal["ifthen"] = "ifthen"
    question: Words
    situations: tuple[Option, ...]
    responses: tuple[Option, ...]
    most_letters: int = MOST_LETTERS

    def lines(self, lang: Lang) -> list[str]:
        """The question and both menus, each below the words that it follows."""
        situations, responses = boxes(self.situations, lang), boxes(self.responses, lang)
        return [self.question.in_(lang), f"{IF.in_(lang)} ...", *situations, f"{THEN.in_(lang)} ...", *responses]

    def said(self, answer: "IfThenAnswer", lang: Lang) -> str:
        """The plan as one sentence."""
        halves = ((answer.situation, self.situations), (answer.response, self.responses))
        situation, response = (half.own or worded(menu, lang)[half.id or ""] for half, menu in halves)
        return f"{IF.in_(lang)} {situation}, {THEN.in_(lang)} {response}"

    def shown(self, tally: Any, lang: Lang) -> list[str]:
        """Nothing: plans are not for the room."""
        return []


class Half(Model):
    """One half of a plan: from the menu, or in a person's own words."""

    id: OptionId | None = None
    """Which line of the menu it began with."""
    own: Annotated[Written, Field(min_length=1, max_length=MOST_LETTERS)] | None = None
    """The words, where they are not those of the menu."""


class IfThenAnswer(StepAnswer):
    """A plan for a hard moment."""

    kind: Literal["ifthen"] = "ifthen"
    situation: Half
    response: Half


class IfThen(Step):
    """A plan for a hard moment. Choosing from menus did better than blank lines (Cooke and others, meta-analysis of 2020)."""

    may_be = frozenset({Visibility.PRIVATE, Visibility.FACILITATOR})

    kind: Literal["ifthen"] = "ifthen"
    question: Words
    """What people are asked."""
    situations: Annotated[tuple[Option, ...], Field(min_length=2, max_length=12)]
    """What may happen: each stands after “If”."""
    responses: Annotated[tuple[Option, ...], Field(min_length=2, max_length=12)]
    """What one can do: each stands after “then I”."""
    visibility: Visibility = Visibility.PRIVATE

    def prompt(self) -> IfThenPrompt:
        """The question and both menus."""
        return IfThenPrompt(question=self.question, situations=self.situations, responses=self.responses)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """Two halves: ``{"situation": {"id": "payday"}, "response": {"own": "call Sam first"}}``."""
        try:
            plan = IfThenAnswer.model_validate(answer)
        except ValidationError as error:
            return unwritten(error, MOST_LETTERS, otherwise="not_an_option")
        for half, menu in ((plan.situation, self.situations), (plan.response, self.responses)):
            if half.id is not None and half.id not in {option.id for option in menu}:
                return NotAccepted("not_an_option")
            if half.id is None and half.own is None:
                return NotAccepted("nothing_written")
        return plan

    def tally(self, answers: Sequence[Any]) -> Tally | None:
        """Nothing: plans are not for the room."""
        return None

    def rehearse(self, draw: int) -> JsonValue:
        """Some line of each menu."""
        return {
            "situation": {"id": self.situations[draw % len(self.situations)].id},
            "response": {"id": self.responses[draw // 16 % len(self.responses)].id},
        }

    def by_hand(self) -> Words:
        """The plan is written on a card and taken home."""
        return Words(
            en="Write “If ..., then I ...” on your card. Say it out loud once. Take it home.",
            es="Escribe «Si..., entonces yo...» en tu tarjeta. Dilo una vez en voz alta. Llévatela.",
        )

    def slips(self) -> Iterator[Slip]:
        """Also: lines that are there twice."""
        yield from super().slips()
        yield from same_ids("situations", [option.id for option in self.situations])
        yield from same_ids("responses", [option.id for option in self.responses])
