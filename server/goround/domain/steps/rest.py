"""The step kind ``break``: every screen rests, and the minutes are not counted."""

from typing import Literal

from goround.domain.base import Lang, Words
from goround.domain.steps.base import Spoken, SpokenPrompt

BREAK = Words(en="Break", es="Descanso")


class BreakPrompt(SpokenPrompt):
    """That the group rests."""

    kind: Literal["break"] = "break"
    heading: Words = BREAK
    minutes: float

    def lines(self, lang: Lang) -> list[str]:
        """That the group rests."""
        return [self.heading.in_(lang)]


class Break(Spoken):
    """A rest."""

    kind: Literal["break"] = "break"
    title: Words = BREAK
    """What the facilitator's agenda calls it."""
    core: bool = False
    """A rest may be left out."""

    def prompt(self) -> BreakPrompt:
        """That the group rests."""
        return BreakPrompt(minutes=self.minutes)

    def by_hand(self) -> Words:
        """Everybody rests."""
        return Words(en="Rest. The group goes on in a few minutes.", es="Descansa. El grupo sigue en unos minutos.")
