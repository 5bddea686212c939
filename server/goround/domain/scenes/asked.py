"""What every screen may be shown of the present step."""

from enum import StrEnum

from goround.domain.base import Instant, Model, StepRef, Words
from goround.domain.steps import AnyPrompt, AnyTally, Visibility


class Audience(StrEnum):
    """Who is shown the same scene."""

    DOOR = "door"
    PARTICIPANT = "participant"
    REMOVED = "removed"
    DISPLAY = "display"
    FACILITATOR = "facilitator"
    LOCKED = "locked"
    """A facilitator's screen behind its lock."""
    SUPERVISOR = "supervisor"


class ShownPicture(Model):
    """A picture beside the words; it is fetched by its hash."""

    sha256: str
    alt: Words


class Asked(Model):
    """The present step as any screen may show it."""

    number: int
    """The visit."""
    step: StepRef
    prompt: AnyPrompt
    who_sees: Visibility | None
    """Who may ever see an answer; None where nothing is asked."""
    open: bool
    since: Instant | None
    """Since when it has been on; None while it rests in a pause. What is paced by a clock is paced from here."""
    due: Instant | None
    """Of a break: about when the group goes on. Of no other step is anybody but a leader told."""
    content_note: Words | None
    picture: ShownPicture | None
    results: AnyTally | None
    """What the room sees, while it is revealed."""
