"""The step kind ``openfloor``: whoever wants to speak asks for the floor and gets it in turn. Nothing is typed."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from goround.domain.base import Lang, Words
from goround.domain.steps.base import Spoken, SpokenPrompt
from goround.domain.text import Text, plain


class FloorPrompt(SpokenPrompt):
    """What the group talks about."""

    kind: Literal["openfloor"] = "openfloor"
    heading: Words
    text: Text | None
    seconds: int | None

    def lines(self, lang: Lang) -> list[str]:
        """The question and the text."""
        return [self.heading.in_(lang), *(plain(self.text.in_(lang)).splitlines() if self.text else [])]


class OpenFloor(Spoken):
    """A speaking queue."""

    turns: ClassVar[Literal["round", "queue"] | None] = "queue"

    kind: Literal["openfloor"] = "openfloor"
    heading: Words
    """What the group talks about, in one short sentence."""
    text: Text | None = None
    """A sentence or two below it."""
    seconds: Annotated[int, Field(ge=10, le=600)] | None = None
    """About how long a person speaks, where that matters. Nobody is cut off."""

    def prompt(self) -> FloorPrompt:
        """The question, the text and the soft time."""
        return FloorPrompt(heading=self.heading, text=self.text, seconds=self.seconds)

    def by_hand(self) -> Words:
        """A hand goes up."""
        return Words(
            en="Raise a hand, and a group leader puts you in line.",
            es="Levanta la mano, y alguien del equipo te anota en la lista.",
        )
