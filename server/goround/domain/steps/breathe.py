"""The step kind ``breathe``: breathing together, paced by the server's clock. What is kept is whether a person took part."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import AliasChoices, Field, JsonValue, ValidationError

from goround.domain.base import Lang, Model, Words
from goround.domain.steps.base import NotAccepted, Prompt, Slip, Step, StepAnswer, Tally, Visibility

IN, HOLD = Words(en="in", es="inhala"), Words(en="hold", es="sostén")
OUT, REST = Words(en="out", es="exhala"), Words(en="rest", es="descansa")
TOOK_PART = Words(en="took part", es="participó")
Seconds = Annotated[int, Field(ge=0, le=20)]


class Pace(Model):
    """How many seconds each part of a breath takes. A part of 0 seconds is left out."""

    breathe_in: Annotated[int, Field(ge=1, le=20, validation_alias=AliasChoices("in", "breathe_in"))] = 4
    """Seconds of breathing in."""
    hold: Seconds = 0
    """Seconds of holding the breath; 0 leaves it out."""
    out: Annotated[int, Field(ge=1, le=20)] = 6
    """Seconds of breathing out."""
    rest: Seconds = 0
    """Seconds of rest before the next breath; 0 leaves it out."""


class BreathePrompt(Prompt):
    """What to do, the pace and how often. It begins when the visit does (``since``)."""

    kind: Literal["breathe"] = "breathe"
    heading: Words
    text: Words | None
    seconds: Pace
    rounds: int

    def lines(self, lang: Lang) -> list[str]:
        """What to do, how many seconds each part takes, and how often."""
        pace = self.seconds
        parts = ((IN, pace.breathe_in), (HOLD, pace.hold), (OUT, pace.out), (REST, pace.rest))
        breath = ", ".join(f"{part.in_(lang)} {seconds} s" for part, seconds in parts if seconds)
        return [self.heading.in_(lang), *([self.text.in_(lang)] if self.text else []), f"{self.rounds} x ({breath})"]

    def said(self, answer: "BreatheAnswer", lang: Lang) -> str:
        """That the person took part."""
        return TOOK_PART.in_(lang)

    def shown(self, tally: Any, lang: Lang) -> list[str]:
        """Nothing."""
        return []


class BreatheAnswer(StepAnswer):
    """That a person took part. Who did not passes."""

    kind: Literal["breathe"] = "breathe"
    took_part: Literal[True]


class Breathe(Step):
    """Breathing together."""

    may_be = frozenset({Visibility.PRIVATE, Visibility.FACILITATOR})

    kind: Literal["breathe"] = "breathe"
    heading: Words
    """What stands above the moving shape."""
    text: Words | None = None
    """A sentence below it."""
    seconds: Pace = Pace()
    """How long each part of a breath takes."""
    rounds: Annotated[int, Field(ge=1, le=200)] = 6
    """How many breaths."""
    visibility: Visibility = Visibility.FACILITATOR

    def prompt(self) -> BreathePrompt:
        """What to do and the pace."""
        return BreathePrompt(heading=self.heading, text=self.text, seconds=self.seconds, rounds=self.rounds)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """That the person took part: ``{"took_part": true}``."""
        try:
            return BreatheAnswer.model_validate(answer)
        except ValidationError:
            return NotAccepted("not_an_option")

    def tally(self, answers: Sequence[Any]) -> Tally | None:
        """Nothing to show."""
        return None

    def rehearse(self, draw: int) -> JsonValue:
        """Takes part."""
        return {"took_part": True}

    def by_hand(self) -> Words:
        """Everybody breathes with the room."""
        return Words(
            en="Breathe along with the room, or just sit. Eyes open is fine.",
            es="Respira junto con la sala, o solo siéntate. Puedes dejar los ojos abiertos.",
        )

    def slips(self) -> Iterator[Slip]:
        """Also: breathing that takes longer than the step."""
        yield from super().slips()
        pace = self.seconds
        whole = self.rounds * (pace.breathe_in + pace.hold + pace.out + pace.rest)
        if whole > self.minutes * 60:
            what = f"{self.rounds} rounds take {whole} seconds, more than the step's {self.minutes:g} minutes"
            yield Slip(("rounds",), "more_than_planned", what, "breathe fewer rounds, or plan more minutes")
