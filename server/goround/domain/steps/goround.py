"""The step kind ``goround``: everybody who wishes says something, one after the other. Nothing is typed.

The order puts people at home first, since a room forgets them, and begins with another person each time.
"""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from goround.domain.base import Lang, Words
from goround.domain.steps.base import Spoken, SpokenPrompt
from goround.domain.text import Text, plain

Seconds = Annotated[int, Field(ge=10, le=600)]


class RoundPrompt(SpokenPrompt):
    """What everybody is asked, and about how long each person has."""

    kind: Literal["goround"] = "goround"
    heading: Words
    text: Text | None
    seconds: int

    def lines(self, lang: Lang) -> list[str]:
        """The question, the text, and about how many seconds each person has."""
        each = Words(en=f"About {self.seconds} seconds each.", es=f"Unos {self.seconds} segundos por persona.")
        text = plain(self.text.in_(lang)).splitlines() if self.text else []
        return [self.heading.in_(lang), *text, each.in_(lang)]


class GoRound(Spoken):
    """Speaking turns, one for each person."""

    turns: ClassVar[Literal["round", "queue"] | None] = "round"

    kind: Literal["goround"] = "goround"
    heading: Words
    """What everybody is asked, in one short sentence."""
    text: Text | None = None
    """A sentence or two below it."""
    seconds: Seconds = 60
    """About how long each person speaks. Nobody is cut off."""
    order: Literal["remote_first", "as_they_came"] = "remote_first"
    """Who comes first: people at home, or whoever came first."""
    start: Literal["rotate", "first"] = "rotate"
    """Who begins: another person in each round, or always the first."""

    def prompt(self) -> RoundPrompt:
        """The question, the text and the soft time."""
        return RoundPrompt(heading=self.heading, text=self.text, seconds=self.seconds)

    def by_hand(self) -> Words:
        """Everybody has a turn, with or without a device."""
        return Words(
            en="Say it aloud when it is your turn, or say “pass”.", es="Dilo en voz alta en tu turno, o di “paso”."
        )
