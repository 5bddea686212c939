"""What is known of a session at one entry of its log: immutable, made only by ``history.apply``."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from goround.domain.agenda import Agenda
from goround.domain.base import DisplayId, Erased, Instant, Lang, SeatId, StaffId, StepRef
from goround.domain.commands import AlertId, MarkId
from goround.domain.commands.care import Done, MarkKind
from goround.domain.commands.seats import RoomSpeech
from goround.domain.curriculum import HelpLine
from goround.domain.people import Mode, Presence
from goround.domain.steps import AnyAnswer, AnyTally, OnWall


class Phase(StrEnum):
    """Where a session is between its opening and its end."""

    NEW = "new"
    GATHERING = "gathering"
    RUNNING = "running"
    PAUSED = "paused"
    ENDED = "ended"


class Standing(StrEnum):
    """Where a seat is."""

    DOOR = "door"
    IN = "in"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Seat:
    """A person's place in the session. Seats are numbered from 1 in the order in which they joined."""

    id: SeatId
    number: int
    name: str | Erased
    mode: Mode
    lang: Lang
    standing: Standing
    linked: bool = False
    lost: Instant | None = None
    """Since when it has had no link, where it had one before."""
    presence: Presence = "here"
    """What a facilitator says."""
    confirmed: bool = False
    """Whether a facilitator has seen or heard a person at home since their link came."""
    phone_left: Instant | None = None
    """When the person left the group on the own phone."""
    asks_where: bool = False
    """Whether the phone of somebody in the room has left, and no facilitator has said since where the person is."""

    @property
    def takes_part(self) -> bool:
        """Whether the person is in, and neither out nor gone."""
        return self.standing is Standing.IN and self.presence == "here"


@dataclass(frozen=True, slots=True)
class Facilitator:
    """A facilitator who leads or has looked in."""

    id: StaffId
    name: str | Erased
    awake: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
    """One stay of the room at a step."""

    number: int
    step: StepRef
    entered: Instant | None
    """Since when its time has been running; None while it rests or the room is elsewhere."""
    open: bool
    revealed: bool
    due: Instant | None
    extended: int = 0
    """Minutes that were added."""
    spent: int = 0
    """Milliseconds before ``entered``, pauses left out."""
    time_up: bool = False
    skipped: str | None = None
    undone: bool = False
    """Whether going there was taken back: then the step does not count as done by it."""
    tally: AnyTally | Erased | None = None
    """What the room saw, or sees while ``revealed``."""


@dataclass(frozen=True, slots=True)
class Given:
    """The newest answer of a seat to a step."""

    revision: int
    passed: bool
    answer: AnyAnswer | Erased | None
    """None where it was passed or kept on the phone."""
    after_close: bool
    by_staff: bool
    counted: AnyAnswer | Erased | None
    """The newest answer that came in time: what a tally is made of."""


@dataclass(frozen=True, slots=True)
class Floor:
    """Who speaks, who has, and who is to come, in one go-round or open floor."""

    order: tuple[SeatId, ...] = ()
    """A go-round: the order that was drawn. An open floor: the queue."""
    had: Mapping[SeatId, Literal["spoke", "passed"]] = field(default_factory=dict)
    """What became of a seat's newest turn."""
    put_off: tuple[SeatId, ...] = ()
    """Who asked for later, in that order."""
    speaking: SeatId | None = None
    since: Instant | None = None
    """Since when; None while it rests."""
    spent: int = 0
    """Milliseconds of the present turn before ``since``."""
    turns: int = 0
    """How many turns have begun."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment that a facilitator noted."""

    id: MarkId
    kind: MarkKind
    made: Instant
    step: StepRef | None
    """The step that was on when it came."""
    staff: StaffId
    words: str | Erased | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """Somebody needs a person."""

    id: str
    seat: SeatId
    raised: Instant
    standing: Literal["open", "seen", "taken_back", "resolved"] = "open"
    unseen: bool = False
    """Whether the person has been told that nobody has seen it yet."""
    seen_by: StaffId | None = None
    why: StepRef | None = None
    """The step whose answer raised it; None where the person asked."""
    done: Done | None = None

    @property
    def stands(self) -> bool:
        """Whether nobody has dealt with it or taken it back yet."""
        return self.standing in ("open", "seen")


@dataclass(frozen=True, slots=True)
class Deadline:
    """An instant at which the room asks ``Expire(id)``. One that rests in a pause keeps its remaining time meanwhile."""

    id: str
    at: Instant
    rests: bool
    remaining: int | None = None
    """Milliseconds, while it rests."""


@dataclass(frozen=True, slots=True)
class Movement:
    """The newest thing that can be undone, and what was before it."""

    seq: int
    at: Instant
    kind: Literal["moved", "skipped", "closed", "paused", "ended"]
    was: int | None
    """The visit before."""
    was_open: bool
    was_revealed: bool
    was_paused: bool = False


class NotOpened(LookupError):
    """A session that was never opened has no agenda."""


@dataclass(frozen=True)
class State:
    """A session as its log tells it so far."""

    seq: int = 0
    at: Instant = 0
    session: str = ""
    phase: Phase = Phase.NEW
    group: str | Erased = ""
    code: str | Erased = ""
    address: str = ""
    zone: str = "UTC"
    software: str = ""
    rehearsal: bool = False
    leader: StaffId = ""
    opened: Instant = 0
    started: Instant | None = None
    ended: Instant | None = None
    agenda: Agenda | None = None
    confirmed: tuple[str, ...] = ()
    """Curricula that the leader has said yes to although they are not reviewed."""
    help_lines: tuple[HelpLine, ...] = ()
    seats: Mapping[SeatId, Seat] = field(default_factory=dict)
    staff: Mapping[StaffId, Facilitator] = field(default_factory=dict)
    displays: Mapping[DisplayId, Instant] = field(default_factory=dict)
    visits: tuple[Visit, ...] = ()
    """Every visit so far; the n-th has number n."""
    here: int | None = None
    """The number of the present visit."""
    given: Mapping[StepRef, Mapping[SeatId, Given]] = field(default_factory=dict)
    released: Mapping[StepRef, AnyTally | Erased] = field(default_factory=dict)
    """Tallies of anonymous steps: made once, never altered."""
    walls: Mapping[StepRef, OnWall] = field(default_factory=dict)
    """For each step: which pieces of what people wrote stand on the wall, as written or as a theme."""
    floors: Mapping[StepRef, Floor] = field(default_factory=dict)
    """For each go-round and open floor that was begun: how its turns stand."""
    namesakes: frozenset[SeatId] = frozenset()
    """Seats with a device whose name somebody else who is in has too."""
    alerts: Mapping[str, Alert] = field(default_factory=dict)
    calling: Mapping[SeatId, str] = field(default_factory=dict)
    """For each seat that asked for a person: its alert that stands, in the order in which they were raised."""
    alarms: Mapping[tuple[SeatId, StepRef], AlertId] = field(default_factory=dict)
    """For each answer that raised an alert which stands: that alert, in the order in which they were raised."""
    marks: tuple[Mark, ...] = ()
    join_card: bool = False
    """Whether the way in is on the room's screen after the start."""
    speech: RoomSpeech | None = None
    """The languages that were chosen for the room's screen; None where it decides for itself."""
    dark: bool | None = None
    deadlines: Mapping[str, Deadline] = field(default_factory=dict)
    movement: Movement | None = None
    counts: Mapping[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    """For each device of each actor: the newest counts that made an entry, each with that entry's number."""

    def but(self, **changes: object) -> "State":
        """This state with some fields changed: ``dataclasses.replace`` in a third of its time, for what every answer does."""
        state = object.__new__(State)
        state.__dict__.update(self.__dict__, **changes)
        return state

    @property
    def plan(self) -> Agenda:
        """The agenda of an opened session.

        Raises:
            NotOpened: the log is still empty.
        """
        if self.agenda is None:
            raise NotOpened
        return self.agenda

    @property
    def visit(self) -> Visit | None:
        """The present visit."""
        return None if self.here is None else self.visits[self.here - 1]

    @property
    def someone_awake(self) -> bool:
        """Whether a facilitator's screen is awake."""
        return any(person.awake for person in self.staff.values())

    def given_to(self, step: StepRef) -> Mapping[SeatId, Given]:
        """What every seat has given to a step."""
        return self.given.get(step, _NOTHING)

    def on_wall(self, step: StepRef) -> OnWall:
        """Which pieces of what people wrote stand on the wall, as written or as a theme."""
        return self.walls.get(step, _NO_PIECES)

    def floor(self, step: StepRef) -> Floor:
        """How the turns of a go-round or an open floor stand."""
        return self.floors.get(step, _EMPTY_FLOOR)

    def open_alert(self, seat: SeatId) -> Alert | None:
        """A seat's own request that still stands."""
        alert = self.calling.get(seat)
        return None if alert is None else self.alerts[alert]

    def newest_alarm(self, seat: SeatId) -> Alert | None:
        """The newest alert that still stands of those that a seat's answers raised."""
        raised = [alert for (of, _), alert in self.alarms.items() if of == seat]
        return self.alerts[raised[-1]] if raised else None

    def standing_alerts(self) -> tuple[Alert, ...]:
        """Every alert that still stands: what people asked for, then what answers raised, the oldest first."""
        return tuple(self.alerts[alert] for alert in (*self.calling.values(), *self.alarms.values()))

    def next_deadline(self) -> Deadline | None:
        """The nearest deadline that is not resting."""
        running = [deadline for deadline in self.deadlines.values() if deadline.remaining is None]
        return min(running, key=lambda deadline: deadline.at, default=None)


_NO_PIECES: OnWall = {}
_EMPTY_FLOOR = Floor()
_NOTHING: Mapping[SeatId, Given] = {}
