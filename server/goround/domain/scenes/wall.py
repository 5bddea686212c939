"""What the room's screen is shown."""

from typing import Literal

from goround.domain.base import Model
from goround.domain.commands.seats import RoomSpeech
from goround.domain.scenes.asked import Asked
from goround.domain.state import Phase


class DisplayScene(Model):
    """What the room's screen shows: no names, and never how many have not answered."""

    kind: Literal["display"] = "display"
    phase: Phase
    group: str | None
    rehearsal: bool
    code: str | None
    """The code to join with, before the start and later by a tap: then the join card is shown."""
    address: str
    visit: Asked | None
    quiet: bool
    """Whether only the lamp is shown while a step is on: people look at their own screens."""
    speech: RoomSpeech | None
    """The languages that a facilitator chose; None where the screen decides for itself."""
    dark: bool | None
