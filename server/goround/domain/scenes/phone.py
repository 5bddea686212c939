"""What a participant's phone is shown."""

from typing import Literal

from goround.domain.base import Instant, Lang, Model, StepRef, Words
from goround.domain.curriculum import HelpLine
from goround.domain.people import Mode
from goround.domain.scenes.asked import Asked, ShownPicture
from goround.domain.shadow import Later
from goround.domain.state import Phase
from goround.domain.steps import AnyAnswer, AnyPrompt, AnyTold, Visibility


class ParticipantScene(Model):
    """What every participant's screen shows."""

    kind: Literal["participant"] = "participant"
    phase: Phase
    group: str | None
    """The neutral group name; None where it was erased."""
    leader: str | None
    rehearsal: bool
    help_lines: tuple[HelpLine, ...]
    visit: Asked | None
    ended: Instant | None


class DoorScene(Model):
    """The waiting page before admission: it confirms nothing about anybody."""

    kind: Literal["door"] = "door"
    phase: Phase
    rehearsal: bool
    help_lines: tuple[HelpLine, ...]


class RemovedScene(Model):
    """What a seat sees whose part in the session has ended."""

    kind: Literal["removed"] = "removed"
    rehearsal: bool
    help_lines: tuple[HelpLine, ...]


class OwnAnswer(Model):
    """What this seat gave to the present step."""

    standing: Literal["none", "answered", "passed"]
    revision: int
    answer: AnyAnswer | None
    """None where nothing was given, it was kept on the phone, or it may not be shown here."""
    told: AnyTold | None
    """What this person may know after this answer."""
    erased: bool
    later: Later | None = None
    """In a replay: what became of the answer later, in the place of its words."""
    after_close: bool
    by_staff: bool


class OwnAlert(Model):
    """What became of “I need a person”."""

    standing: Literal["sent", "seen", "unseen"]
    by: str | None
    """Who has seen it."""


class OwnAlarm(OwnAlert):
    """What became of an alert that an answer of this person raised: the phone says at once what to do now."""

    alert: str
    """Another one is shown again."""


class OwnTurn(Model):
    """Where this seat is in a go-round or an open floor."""

    standing: Literal["to_come", "later", "speaking", "spoke", "passed", "listens"]
    """``listens``: in an open floor, who has not asked for the floor; and who is out."""
    before: int | None
    """How many people come before, without the one who speaks; 0: the next. None where it is not to come."""


class OnArrival(Model):
    """One of the questions that a person is asked on arrival, and what they have given."""

    step: StepRef
    prompt: AnyPrompt
    who_sees: Visibility
    content_note: Words | None
    picture: ShownPicture | None
    given: OwnAnswer


class ParticipantMine(Model):
    """What only this seat is shown."""

    kind: Literal["seat"] = "seat"
    name: str | None
    lang: Lang
    mode: Mode
    for_you: bool
    """False where the present step is for others."""
    given: OwnAnswer | None
    """None where nothing is asked, after the end, and where staff who look over the seat may not be told anything."""
    arrival: tuple[OnArrival, ...]
    """While one of them is neither answered nor passed: all questions on arrival. They come before what the room is on."""
    turn: OwnTurn | None
    """In a go-round or an open floor."""
    namesake: bool
    """Whether somebody else who is in has the same name: then a letter can be added."""
    person: OwnAlert | None
    alarm: OwnAlarm | None
