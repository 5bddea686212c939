"""What a view is made of: the scene, the same for every screen of an audience, and mine, this viewer's own.

Instants only, never durations that depend on the present time: the screen counts.
"""

from enum import StrEnum
from typing import Literal

from goround.domain.base import Instant, Lang, Model, SeatId, StaffId, StepRef, Words
from goround.domain.curriculum import HelpLine
from goround.domain.people import Mode
from goround.domain.state import Phase, Standing
from goround.domain.steps import AnyAnswer, AnyPrompt, AnyTally, AnyTold, Visibility
from goround.domain.text import Text


class Audience(StrEnum):
    """Who is shown the same scene."""

    DOOR = "door"
    PARTICIPANT = "participant"
    REMOVED = "removed"
    DISPLAY = "display"
    FACILITATOR = "facilitator"
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
    content_note: Words | None
    picture: ShownPicture | None
    results: AnyTally | None
    """What the room sees, while it is revealed."""


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
    help_lines: tuple[HelpLine, ...]


class RemovedScene(Model):
    """What a seat sees whose part in the session has ended."""

    kind: Literal["removed"] = "removed"
    help_lines: tuple[HelpLine, ...]


class DisplayScene(Model):
    """What the room's screen shows: no names, and never how many have not answered."""

    kind: Literal["display"] = "display"
    phase: Phase
    group: str | None
    rehearsal: bool
    code: str | None
    """The code to join with, before the start."""
    address: str
    visit: Asked | None
    quiet: bool
    """Whether only the lamp is shown while a step is on: people look at their own screens."""


class Hint(Model):
    """A private hint, and what it is about."""

    about: Literal["look_for", "silence", "one_voice", "distress", "remote", "paper", "more"]
    text: Text


class AgendaLine(Model):
    """One step of the agenda on the console."""

    step: StepRef
    block: int
    """Place of its curriculum among ``blocks``, from 0."""
    title: Words
    minutes: float
    core: bool
    standing: Literal["ahead", "now", "done", "skipped"]
    spent: int | None
    """Milliseconds of finished visits; None before the first."""


class Stage(Model):
    """The present step as the facilitator leads it."""

    number: int
    step: StepRef
    title: Words
    script: Text | None
    hints: tuple[Hint, ...]
    prompt: AnyPrompt
    content_note: Words | None
    picture: ShownPicture | None
    on_display: Literal["results", "question", "nothing"]
    """What the room's screen shows of it."""
    who_sees: Visibility | None
    entered: Instant | None
    spent: int
    minutes: float
    extended: int
    due: Instant | None
    time_up: bool
    open: bool
    revealed: bool
    results: AnyTally | None
    """What the room saw or sees; of what people wrote, every piece."""
    on_wall: tuple[int, ...]
    """Which pieces of what people wrote stand on the wall, by their places in ``results``."""


class Counts(Model):
    """What has come in for the present step. An anonymous step tells only how many have answered."""

    answered: int
    passed: int | None
    not_yet: int | None
    after_close: int | None
    tally: AnyTally | None
    """Of the answers that came in time, where leaders may read them."""
    may_show: bool
    """Whether these answers are for the room at all."""
    few: bool
    """Whether showing them needs the facilitator's release, since they are fewer than five."""


class Person(Model):
    """A seat on the console. Names are shown by a tap; a supervisor gets none."""

    seat: SeatId
    number: int
    name: str | None
    mode: Mode
    lang: Lang
    standing: Standing
    linked: bool
    status: Literal["answered", "passed", "not_yet", "after_close"] | None
    """For the present step; None where nothing is asked or nobody may be named."""
    given: AnyAnswer | None
    erased: bool
    revision: int
    """What a facilitator who answers for this seat replaces."""
    by_staff: bool


class Waiting(Model):
    """An alert that stands."""

    alert: str
    seat: SeatId
    number: int
    name: str | None
    raised: Instant
    standing: Literal["open", "seen"]
    unseen: bool
    seen_by: str | None


class Undoable(Model):
    """What can be taken back, and until when."""

    of: int
    kind: Literal["moved", "skipped", "closed", "paused", "ended"]
    until: Instant


class StaffMember(Model):
    """A facilitator of the session."""

    staff: StaffId
    name: str | None
    awake: bool


class FacilitatorScene(Model):
    """What every console shows. A supervisor gets the same without a name."""

    kind: Literal["facilitator", "supervisor"]
    phase: Phase
    group: str | None
    rehearsal: bool
    code: str | None
    address: str
    entry: int
    """The number of the newest entry."""
    opened: Instant
    started: Instant | None
    ended: Instant | None
    blocks: tuple[Words, ...]
    agenda: tuple[AgendaLine, ...]
    next: Words | None
    """Title of the step after this one."""
    former: bool
    """Whether there is a step before this one."""
    stage: Stage | None
    counts: Counts | None
    people: tuple[Person, ...]
    waiting: tuple[Waiting, ...]
    undo: Undoable | None
    displays: int
    staff: tuple[StaffMember, ...]
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
    after_close: bool
    by_staff: bool


class OwnAlert(Model):
    """What became of “I need a person”."""

    standing: Literal["sent", "seen", "unseen"]
    by: str | None
    """Who has seen it."""


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
    person: OwnAlert | None


class StaffMine(Model):
    """What only this facilitator is shown."""

    kind: Literal["staff"] = "staff"
    staff: StaffId
    name: str | None


class NothingMine(Model):
    """A display, a supervisor and a removed seat have nothing of their own."""

    kind: Literal["nothing"] = "nothing"


AnyScene = ParticipantScene | DoorScene | RemovedScene | DisplayScene | FacilitatorScene
AnyMine = ParticipantMine | StaffMine | NothingMine
