"""What has happened in a session, in the past tense: the events of one accepted command are one entry of the log.

``SEALED`` names the fields that are stored under a key, and the retention class of that key; everything else is stored in clear. The
key belongs to the event's ``seat``, or to the session where the event has none.
"""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import Field

from goround.domain.base import DisplayId, Erased, Instant, Lang, Model, SeatId, StaffId, StepRef
from goround.domain.commands import AlertId, SkipReason
from goround.domain.curriculum import Agenda, HelpLine
from goround.domain.people import Mode
from goround.domain.steps import AnyAnswer, AnyTally, Visibility

FORMAT = 1
"""The format in which new entries are written. Older ones are lifted to it when they are read."""

Retention = Literal["name", "record", "wall"]
Seals = Mapping[str, Retention]


class Event(Model):
    """Something that happened."""

    SEALED: ClassVar[Seals] = {}

    @classmethod
    def sealed(cls, fields: Mapping[str, Any]) -> Seals:
        """The sealed fields of an event with these fields, and the retention class of each."""
        return cls.SEALED


class Opened(Event):
    """A session was opened; the whole agenda is stored here, so that a replay needs no file."""

    SEALED: ClassVar[Seals] = {"group": "record", "leader_name": "name", "code": "record"}

    type: Literal["opened"] = "opened"
    group: str | Erased
    agenda: Agenda
    leader: StaffId
    leader_name: str | Erased
    code: str | Erased
    address: str
    zone: str
    software: str
    help_lines: tuple[HelpLine, ...]
    rehearsal: bool
    confirmed: tuple[str, ...] = ()
    """Curricula that the leader has said yes to although they are not reviewed."""


class Joined(Event):
    """A person took a seat. Without a device the seat is in at once; otherwise it waits at the door."""

    SEALED: ClassVar[Seals] = {"name": "name"}

    type: Literal["joined"] = "joined"
    seat: SeatId
    name: str | Erased
    mode: Mode
    lang: Lang


class Admitted(Event):
    """A seat was let in."""

    type: Literal["admitted"] = "admitted"
    seat: SeatId


class Renamed(Event):
    """Another name is shown for a seat."""

    SEALED: ClassVar[Seals] = {"name": "name"}

    type: Literal["renamed"] = "renamed"
    seat: SeatId
    name: str | Erased


class Removed(Event):
    """A seat's part in the session was ended."""

    type: Literal["removed"] = "removed"
    seat: SeatId


class Spoke(Event):
    """A seat chose its language."""

    type: Literal["spoke"] = "spoke"
    seat: SeatId
    lang: Lang


class Started(Event):
    """The session began."""

    type: Literal["started"] = "started"


class Moved(Event):
    """The room went to a step. A visit number that was there before means that the room went back to that visit (undo)."""

    type: Literal["moved"] = "moved"
    visit: int
    step: StepRef
    was: int | None
    """The visit that the room came from."""
    was_open: bool
    was_revealed: bool
    open: bool
    """Whether the visit takes answers."""
    revealed: bool
    due: Instant | None
    """When the step's planned minutes will be used up."""


class Skipped(Event):
    """A step was left with a reason."""

    type: Literal["skipped"] = "skipped"
    visit: int
    reason: SkipReason


class Extended(Event):
    """A step was given more planned minutes."""

    type: Literal["extended"] = "extended"
    visit: int
    minutes: int
    due: Instant | None


class TimeUp(Event):
    """A step's planned minutes are used up. Nothing moves."""

    type: Literal["time_up"] = "time_up"
    visit: int


class Paused(Event):
    """The group rests; the remaining time of every deadline that rests with it is kept."""

    type: Literal["paused"] = "paused"


class WentOn(Event):
    """The pause is over; kept deadlines run again."""

    type: Literal["went_on"] = "went_on"


class Ended(Event):
    """The session ended."""

    type: Literal["ended"] = "ended"
    was_open: bool
    was_paused: bool


class Continued(Event):
    """The end was taken back."""

    type: Literal["continued"] = "continued"
    open: bool
    paused: bool


class AnsweringOpened(Event):
    """The present visit takes answers."""

    type: Literal["answering_opened"] = "answering_opened"
    visit: int


class AnsweringClosed(Event):
    """The present visit takes no more answers."""

    type: Literal["answering_closed"] = "answering_closed"
    visit: int


class Revealed(Event):
    """The room sees what came together. An anonymous step's tally is made once and never altered."""

    type: Literal["revealed"] = "revealed"
    visit: int
    step: StepRef
    tally: AnyTally | Erased

    @classmethod
    def sealed(cls, fields: Mapping[str, Any]) -> Seals:
        """The tally, where it holds what people wrote; counts alone are stored in clear."""
        tally = fields["tally"]
        return {"tally": "wall"} if isinstance(tally, Mapping) and "texts" in tally else {}


class Released(Event):
    """Pieces of what people wrote were put on the wall, by their places in the tally."""

    type: Literal["released"] = "released"
    visit: int
    step: StepRef
    pieces: tuple[int, ...]


class Withdrawn(Event):
    """Pieces of what people wrote were taken off the wall."""

    type: Literal["withdrawn"] = "withdrawn"
    visit: int
    step: StepRef
    pieces: tuple[int, ...]


class Hidden(Event):
    """What was revealed went off the screens."""

    type: Literal["hidden"] = "hidden"
    visit: int


class Answered(Event):
    """A seat answered a step. The words of a private answer stay on the phone."""

    type: Literal["answered"] = "answered"
    seat: SeatId
    step: StepRef
    revision: Annotated[int, Field(ge=1)]
    visibility: Visibility
    answer: AnyAnswer | Erased | None
    after_close: bool
    by_staff: bool

    @classmethod
    def sealed(cls, fields: Mapping[str, Any]) -> Seals:
        """The answer itself, under the wall's key where it is anonymous; nothing where the phone kept it."""
        if fields["answer"] is None:
            return {}
        return {"answer": "wall" if fields["visibility"] == Visibility.ANONYMOUS else "record"}


class Passed(Event):
    """A seat gave no answer to a step."""

    type: Literal["passed"] = "passed"
    seat: SeatId
    step: StepRef
    revision: Annotated[int, Field(ge=1)]
    after_close: bool
    by_staff: bool


class AlertRaised(Event):
    """Somebody needs a person. If nobody has seen it at ``due``, the person is told so."""

    type: Literal["alert_raised"] = "alert_raised"
    alert: AlertId
    seat: SeatId
    due: Instant


class AlertUnseen(Event):
    """Nobody has seen the alert in time, or no facilitator's screen is awake."""

    type: Literal["alert_unseen"] = "alert_unseen"
    alert: AlertId


class AlertSeen(Event):
    """A facilitator has seen the alert."""

    type: Literal["alert_seen"] = "alert_seen"
    alert: AlertId
    staff: StaffId


class AlertTakenBack(Event):
    """The person no longer needs somebody."""

    type: Literal["alert_taken_back"] = "alert_taken_back"
    alert: AlertId


class AlertResolved(Event):
    """A facilitator has dealt with the alert."""

    type: Literal["alert_resolved"] = "alert_resolved"
    alert: AlertId
    staff: StaffId


class LinkLost(Event):
    """A seat has no screen any more."""

    type: Literal["link_lost"] = "link_lost"
    seat: SeatId


class LinkBack(Event):
    """A seat has a screen."""

    type: Literal["link_back"] = "link_back"
    seat: SeatId


class StaffAway(Event):
    """A facilitator has no awake screen any more."""

    type: Literal["staff_away"] = "staff_away"
    staff: StaffId


class StaffBack(Event):
    """A facilitator has an awake screen."""

    SEALED: ClassVar[Seals] = {"name": "name"}

    type: Literal["staff_back"] = "staff_back"
    staff: StaffId
    name: str | Erased


class DisplayConnected(Event):
    """A display became the room's screen."""

    type: Literal["display_connected"] = "display_connected"
    display: DisplayId


class DisplayDisconnected(Event):
    """A display left the session."""

    type: Literal["display_disconnected"] = "display_disconnected"
    display: DisplayId


class Resumed(Event):
    """The server started again and took the session up where the log ends."""

    type: Literal["resumed"] = "resumed"
    software: str


AnyEvent = (
    Opened | Joined | Admitted | Renamed | Removed | Spoke
    | Started | Moved | Skipped | Extended | TimeUp | Paused | WentOn | Ended | Continued
    | AnsweringOpened | AnsweringClosed | Revealed | Released | Withdrawn | Hidden | Answered | Passed
    | AlertRaised | AlertUnseen | AlertSeen | AlertTakenBack | AlertResolved
    | LinkLost | LinkBack | StaffAway | StaffBack | DisplayConnected | DisplayDisconnected | Resumed
)  # fmt: skip


class Entry(Model):
    """One numbered line of the log: the events of one accepted command."""

    session: Annotated[str, Field(pattern=r"^[a-z0-9]{1,32}$")]
    seq: Annotated[int, Field(ge=1)]
    at: Instant
    by: Annotated[str, Field(max_length=48)]
    """Who asked: ``seat:k3x9``, ``staff:...``, ``room``."""
    ref: Annotated[str, Field(max_length=64, pattern=r"^[^:]+:[0-9]{1,15}$")] | None
    """The device's own number of the ask, ``<device>:<count>``."""
    events: Annotated[tuple[Annotated[AnyEvent, Field(discriminator="type")], ...], Field(min_length=1)]
