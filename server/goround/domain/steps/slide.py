"""The step kind ``slide``: one idea on every screen, read aloud. Nobody answers it."""

from collections.abc import Sequence
from typing import Any, ClassVar, Literal

from pydantic import JsonValue

from goround.domain.base import Lang, Words
from goround.domain.steps.base import NotAccepted, Prompt, Step, StepAnswer, Tally
from goround.domain.text import Text, plain


class SlidePrompt(Prompt):
    """A heading and, if the author gave one, a text of a few sentences."""

    kind: Literal["slide"] = "slide"
    heading: Words
    text: Text | None

    def lines(self, lang: Lang) -> list[str]:
        """The heading and the text."""
        return [self.heading.in_(lang), *(plain(self.text.in_(lang)).splitlines() if self.text else [])]

    def said(self, answer: Any, lang: Lang) -> str:
        """Nothing: nobody answers a slide."""
        return ""

    def shown(self, tally: Any, lang: Lang) -> list[str]:
        """Nothing."""
        return []


class Slide(Step):
    """One idea on every screen."""

    answerable: ClassVar[bool] = False

    kind: Literal["slide"] = "slide"
    heading: Words
    """One short sentence, in large letters."""
    text: Text | None = None
    """A few sentences or a short list below it."""
    visibility: None = None

    def prompt(self) -> SlidePrompt:
        """The heading and the text."""
        return SlidePrompt(heading=self.heading, text=self.text)

    def accept(self, answer: JsonValue) -> StepAnswer | NotAccepted:
        """Nothing fits: a slide asks nothing."""
        return NotAccepted("no_answer_here")

    def tally(self, answers: Sequence[Any]) -> Tally | None:
        """Nothing to show."""
        return None

    def rehearse(self, draw: int) -> JsonValue:
        """A rehearsal seat only looks."""
        return None

    def by_hand(self) -> Words:
        """The slide is read aloud."""
        return Words(
            en="Listen. A group leader reads this aloud.", es="Escucha. Alguien del equipo lo lee en voz alta."
        )
