"""The step kind ``scale``: a whole number from 0 to 10 with words on some of the numbers."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal

from pydantic import Field, JsonValue, ValidationError

from goround.domain.base import Lang, Model, Words
from goround.domain.steps.base import NotAccepted, Prompt, Slip, Step, StepAnswer, StepId, Tally, Visibility
from goround.domain.steps.chosen import alert_unread

LOWEST, HIGHEST = 0, 10
Number = Annotated[int, Field(ge=LOWEST, le=HIGHEST)]


class ScalePrompt(Prompt):
    """The question and the words on the numbers."""

    kind: Literal["scale"] = "scale"
    question: Words
    labels: dict[Number, Words]

    def lines(self, lang: Lang) -> list[str]:
        """The question, and every number beside its words."""
        numbers = "   ".join(f"( ) {self._number(number, lang)}" for number in range(LOWEST, HIGHEST + 1))
        return [self.question.in_(lang), numbers]

    def said(self, answer: "ScaleAnswer", lang: Lang) -> str:
        """The number with its words."""
        return self._number(answer.number, lang)

    def shown(self, tally: "ScaleTally", lang: Lang) -> list[str]:
        """As many marks beside each number as people chose it."""
        return [f"{number:>3}  {'o ' * count}{count or ''}" for number, count in enumerate(tally.counts)]

    def _number(self, number: int, lang: Lang) -> str:
        label = self.labels.get(number)
        return str(number) if label is None else f"{number} {label.in_(lang)}"


class ScaleAnswer(StepAnswer):
    """The number that a seat chose."""

    kind: Literal["scale"] = "scale"
    number: Annotated[int, Field(strict=True, ge=LOWEST, le=HIGHEST)]


class ScaleTally(Tally):
    """How many chose each number: eleven counts, from 0 to 10."""

    kind: Literal["scale"] = "scale"
    counts: Annotated[tuple[int, ...], Field(min_length=11, max_length=11)]


class NumberAlert(Model):
    """Numbers that tell the group leaders to look at a person now."""

    at_or_above: Number | None = None
    """This number or a higher one."""
    at_or_below: Number | None = None
    """This number or a lower one."""
    rise: Annotated[int, Field(ge=1, le=HIGHEST)] | None = None
    """At least this much higher than the person's first rating."""


class Scale(Step):
    """A number from 0 to 10, as eleven buttons."""

    kind: Literal["scale"] = "scale"
    question: Words
    """What people are asked."""
    labels: dict[Number, Words] = Field(default_factory=dict)
    """Words on some of the numbers."""
    first: StepId | None = None
    """The earlier rating with which this one is compared."""
    visibility: Visibility = Visibility.FACILITATOR
    alert: NumberAlert | None = None
    """Numbers that tell the group leaders to look at a person now."""

    def prompt(self) -> ScalePrompt:
        """The question and its labels."""
        return ScalePrompt(question=self.question, labels=self.labels)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """A whole number from 0 to 10: ``{"number": 7}``."""
        try:
            return ScaleAnswer.model_validate(answer)
        except ValidationError:
            return NotAccepted("not_on_the_scale", {"lowest": LOWEST, "highest": HIGHEST})

    def tally(self, answers: Sequence[ScaleAnswer]) -> ScaleTally:
        """How many chose each number."""
        counts = [0] * (HIGHEST - LOWEST + 1)
        for answer in answers:
            counts[answer.number] += 1
        return ScaleTally(answers=len(answers), counts=tuple(counts))

    def rehearse(self, draw: int) -> JsonValue:
        """Some number of the scale."""
        return {"number": draw % (HIGHEST + 1)}

    def rings(self, answer: Any, first: Any) -> bool:
        """Whether the number is as high, as low, or has risen as much as its alert says."""
        alert, number = self.alert, answer.number
        if alert is None:
            return False
        return (
            (alert.at_or_above is not None and number >= alert.at_or_above)
            or (alert.at_or_below is not None and number <= alert.at_or_below)
            or (alert.rise is not None and first is not None and number - first.number >= alert.rise)
        )

    def by_hand(self) -> Words:
        """The number is circled on a card."""
        return Words(en="Circle a number from 0 to 10 on your card.", es="Marca un número del 0 al 10 en tu tarjeta.")

    def slips(self) -> Iterator[Slip]:
        """Also: an alert that says nothing, compares with nothing, or that nobody could read."""
        yield from super().slips()
        yield from alert_unread(self.alert, self.visibility)
        if self.alert is None:
            return
        if self.alert == NumberAlert():
            yield Slip(("alert",), "alert_empty", "this alert has no rule", "write at_or_above, at_or_below or rise")
        if self.alert.rise is not None and self.first is None:
            what = "“rise” needs an earlier rating to compare with"
            yield Slip(("alert", "rise"), "dangling", what, "name the step of the first rating under “first”")
