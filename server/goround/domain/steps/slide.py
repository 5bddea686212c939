"""The step kind ``slide``: one idea on every screen, read aloud. Nobody answers it."""

from typing import Literal

from goround.domain.base import Lang, Words
from goround.domain.steps.base import Spoken, SpokenPrompt
from goround.domain.text import Text, plain


class SlidePrompt(SpokenPrompt):
    """A heading and, if the author gave one, a text of a few sentences."""

    kind: Literal["slide"] = "slide"
    heading: Words
    text: Text | None

    def lines(self, lang: Lang) -> list[str]:
        """The heading and the text."""
        return [self.heading.in_(lang), *(plain(self.text.in_(lang)).splitlines() if self.text else [])]


class Slide(Spoken):
    """One idea on every screen."""

    kind: Literal["slide"] = "slide"
    heading: Words
    """One short sentence, in large letters."""
    text: Text | None = None
    """A few sentences or a short list below it."""

    def prompt(self) -> SlidePrompt:
        """The heading and the text."""
        return SlidePrompt(heading=self.heading, text=self.text)

    def by_hand(self) -> Words:
        """The slide is read aloud."""
        return Words(
            en="Listen. A group leader reads this aloud.", es="Escucha. Alguien del equipo lo lee en voz alta."
        )
