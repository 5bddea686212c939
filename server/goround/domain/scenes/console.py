"""What a console is shown of an evening."""

from typing import Literal

from goround.domain.base import Instant, Lang, Model, SeatId, StaffId, StepRef, Words
from goround.domain.commands import AlertId, MarkId
from goround.domain.commands.care import MarkKind
from goround.domain.commands.seats import RoomSpeech
from goround.domain.curriculum import HelpLine, Unreviewed
from goround.domain.people import Mode, Presence
from goround.domain.scenes.asked import ShownPicture
from goround.domain.scenes.stage import Counts, Stage
from goround.domain.shadow import Later
from goround.domain.state import Phase, Standing
from goround.domain.steps import AnyAnswer, AnyPrompt, Visibility


class AgendaLine(Model):
    """One step of the agenda on the console."""

    step: StepRef
    block: int
    """Place of its curriculum among ``blocks``, from 0."""
    kind: Literal["step", "break", "aside"]
    title: Words
    minutes: float
    at_least: float | None
    """The fewest minutes in which it still makes sense."""
    core: bool
    closing: bool
    """Whether the evening ends with it."""
    planned: Instant | None
    """When it was to begin, by the plan and the real start; None before the start, and of a question in between."""
    standing: Literal["ahead", "now", "done", "skipped", "later"]
    spent: int | None
    """Milliseconds of finished visits; None before the first."""


class FixedPoint(Model):
    """The next thing of the evening that has an hour: a break, or the end."""

    what: Literal["break", "end"]
    at: Instant


class ArrivalLine(Model):
    """A question on arrival, and how many have come through it."""

    step: StepRef
    title: Words
    prompt: AnyPrompt
    content_note: Words | None
    picture: ShownPicture | None
    who_sees: Visibility
    answered: int
    passed: int
    not_yet: int


class GaveOnArrival(Model):
    """What a person gave to a question on arrival. Who skipped it is marked for those who lead."""

    step: StepRef
    status: Literal["answered", "passed", "not_yet"]
    given: AnyAnswer | None
    erased: bool
    later: Later | None = None
    """In a replay: what became of the answer later, in the place of its words."""
    revision: int
    by_staff: bool


class MarkLine(Model):
    """A moment that a facilitator noted."""

    mark: MarkId
    kind: MarkKind
    made: Instant
    words: str | None


class LeftOpen(Model):
    """What an end would leave open: it is named before."""

    alerts: int
    texts: int
    """Written pieces that nobody has put on the wall, of every step whose answers were shown."""
    remote: int
    """People at home who have not left."""
    door: int
    """Who still waits to be let in."""


class Person(Model):
    """A seat on the console. Names are shown by a tap; a supervisor gets none."""

    seat: SeatId
    number: int
    name: str | None
    mode: Mode
    lang: Lang
    standing: Standing
    presence: Presence
    """What a facilitator says."""
    confirmed: bool
    """Whether somebody at home was seen or heard since their link came."""
    linked: bool | None
    """Of a phone in the room only while a question is open: it says nothing about who is here."""
    lost: Instant | None
    """Since when somebody at home has had no link."""
    phone_left: Instant | None
    """When the person left the group on the own phone."""
    asks_where: bool
    """Whether somebody in the room did, and no facilitator has said since where the person is."""
    on_arrival: tuple[GaveOnArrival, ...]
    status: Literal["answered", "passed", "not_yet", "after_close"] | None
    """For the present step; None where nothing is asked or nobody may be named."""
    given: AnyAnswer | None
    erased: bool
    later: Later | None = None
    """In a replay: what became of the answer later, in the place of its words."""
    revision: int
    """What a facilitator who answers for this seat replaces."""
    by_staff: bool


class RaisedBy(Model):
    """The answer that raised an alert, as it is now."""

    prompt: AnyPrompt
    given: AnyAnswer | None
    passed: bool
    """Whether the person has skipped the question since."""
    changed: bool
    """Whether there was another answer before this one."""
    erased: bool
    later: Later | None = None
    """In a replay: what became of the answer later, in the place of its words."""


class Waiting(Model):
    """An alert that stands."""

    alert: AlertId
    seat: SeatId | None
    """None, as its number and name, on a screen that is locked."""
    number: int | None
    name: str | None
    asked: bool
    """Whether the person asked; otherwise an answer of theirs raised it."""
    why: Words | None
    """The title of that answer's step."""
    answer: RaisedBy | None = None
    """That answer, for whoever may read it."""
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
    locked: bool
    """Whether the screen holds nobody's data and only keeps the room running."""
    group: str | None
    rehearsal: bool
    unreviewed: tuple[Unreviewed, ...]
    """Which reviews are missing of what is led."""
    code: str | None
    address: str
    entry: int
    """The number of the newest entry."""
    opened: Instant
    started: Instant | None
    ended: Instant | None
    blocks: tuple[Words, ...]
    agenda: tuple[AgendaLine, ...]
    arrival: tuple[ArrivalLine, ...]
    planned_end: Instant | None
    """When the evening was to end, by the plan and the real start."""
    fixed: FixedPoint | None
    next: Words | None
    """Title of the step after this one."""
    next_step: StepRef | None
    former: bool
    """Whether there is a step before this one."""
    stage: Stage | None
    counts: Counts | None
    people: tuple[Person, ...]
    waiting: tuple[Waiting, ...]
    """Who asked for a person, then what answers raised, each the oldest first."""
    marks: tuple[MarkLine, ...]
    left_open: LeftOpen
    undo: Undoable | None
    displays: int
    join_card: bool
    """Whether the way in is on the room's screen after the start."""
    speech: RoomSpeech | None
    dark: bool | None
    staff: tuple[StaffMember, ...]
    help_lines: tuple[HelpLine, ...]


class StaffMine(Model):
    """What only this facilitator is shown."""

    kind: Literal["staff"] = "staff"
    staff: StaffId
    name: str | None
