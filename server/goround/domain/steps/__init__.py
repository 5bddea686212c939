"""The registry of step kinds: one module each, and this union is the list."""

from typing import Annotated

from pydantic import Field

from goround.domain.steps.base import NotAccepted, Prompt, Step, StepAnswer, Tally, Visibility
from goround.domain.steps.scale import Scale, ScaleAnswer, ScalePrompt, ScaleTally
from goround.domain.steps.slide import Slide, SlidePrompt

AnyStep = Annotated[Slide | Scale, Field(discriminator="kind")]
AnyPrompt = Annotated[SlidePrompt | ScalePrompt, Field(discriminator="kind")]
AnyTally = ScaleTally
"""With a second kind that has a tally this becomes a union with ``kind`` as its discriminator."""
AnyAnswer = ScaleAnswer

__all__ = [
    "AnyAnswer",
    "AnyPrompt",
    "AnyStep",
    "AnyTally",
    "NotAccepted",
    "Prompt",
    "Step",
    "StepAnswer",
    "Tally",
    "Visibility",
]
