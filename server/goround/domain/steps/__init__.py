"""The registry of step kinds: one module each, and these unions are the list."""

from collections.abc import Sequence
from typing import Annotated, cast

from pydantic import Field

from goround.domain.steps.base import (
    Hints,
    NotAccepted,
    OnWall,
    Picture,
    Prompt,
    Slip,
    Step,
    StepAnswer,
    Tally,
    Told,
    Visibility,
)
from goround.domain.steps.breathe import Breathe, BreatheAnswer, BreathePrompt
from goround.domain.steps.check import Check, CheckAnswer, CheckPrompt, CheckTally, CheckTold
from goround.domain.steps.choice import Choice, ChoiceAnswer, ChoicePrompt, ChoiceTally
from goround.domain.steps.commit import Commit, CommitAnswer, CommitPrompt, CommitTally
from goround.domain.steps.goround import GoRound, RoundPrompt
from goround.domain.steps.ifthen import IfThen, IfThenAnswer, IfThenPrompt
from goround.domain.steps.list import ListAnswer, Listing, ListPrompt, ListTally
from goround.domain.steps.multi import Multi, MultiAnswer, MultiPrompt, MultiTally
from goround.domain.steps.openfloor import FloorPrompt, OpenFloor
from goround.domain.steps.plan import Plan, PlanAnswer, PlanPrompt
from goround.domain.steps.rank import Rank, RankAnswer, RankPrompt, RankTally
from goround.domain.steps.rest import Break, BreakPrompt
from goround.domain.steps.scale import Scale, ScaleAnswer, ScalePrompt, ScaleTally
from goround.domain.steps.slide import Slide, SlidePrompt
from goround.domain.steps.text import ShortText, TextAnswer, TextPrompt, TextTally

AnyStep = Annotated[
    Slide | Scale | Choice | Multi | Check | ShortText | Listing | Rank | IfThen | Plan | Breathe | Commit
    | GoRound | OpenFloor | Break,
    Field(discriminator="kind"),
]  # fmt: skip
AnyPrompt = Annotated[
    SlidePrompt | ScalePrompt | ChoicePrompt | MultiPrompt | CheckPrompt | TextPrompt
    | ListPrompt | RankPrompt | IfThenPrompt | PlanPrompt | BreathePrompt | CommitPrompt
    | RoundPrompt | FloorPrompt | BreakPrompt,
    Field(discriminator="kind"),
]  # fmt: skip
AnyTally = Annotated[
    ScaleTally | ChoiceTally | MultiTally | CheckTally | TextTally | ListTally | RankTally | CommitTally,
    Field(discriminator="kind"),
]
AnyAnswer = Annotated[
    ScaleAnswer | ChoiceAnswer | MultiAnswer | CheckAnswer | TextAnswer | ListAnswer
    | RankAnswer | IfThenAnswer | PlanAnswer | BreatheAnswer | CommitAnswer,
    Field(discriminator="kind"),
]  # fmt: skip
AnyTold = CheckTold
"""With a second kind that has something to tell this becomes a union with ``kind`` as its discriminator."""


def tally_of(step: Step, answers: Sequence[AnyAnswer]) -> AnyTally | None:
    """What the room may see of these answers to a step; None where its kind has nothing to show."""
    return cast("AnyTally | None", step.tally(answers))


def told_of(step: Step, answer: AnyAnswer) -> AnyTold | None:
    """What a person may know once they have given this answer."""
    return cast("AnyTold | None", step.told(answer))


__all__ = [
    "AnyAnswer",
    "AnyPrompt",
    "AnyStep",
    "AnyTally",
    "AnyTold",
    "Hints",
    "NotAccepted",
    "OnWall",
    "Picture",
    "Prompt",
    "Slip",
    "Step",
    "StepAnswer",
    "Tally",
    "Told",
    "Visibility",
    "tally_of",
    "told_of",
]
