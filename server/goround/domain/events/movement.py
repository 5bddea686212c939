"""A session that was opened, moved, rested and ended."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from goround.domain.agenda import Agenda
from goround.domain.aside import AsideKind
from goround.domain.base import Erased, Instant, StaffId, StepRef
from goround.domain.commands.base import SkipReason
from goround.domain.curriculum import HelpLine
from goround.domain.events.base import Event, Seals


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
    by_clock: bool = False
    """Nobody ended it: its bell did, an hour after the planned end."""


class Continued(Event):
    """The end was taken back."""

    type: Literal["continued"] = "continued"
    open: bool
    paused: bool


class Resumed(Event):
    """The server started again and took the session up where the log ends."""

    type: Literal["resumed"] = "resumed"
    software: str


class Inserted(Event):
    """A facilitator asked something that no curriculum holds: it became a step of this session."""

    SEALED: ClassVar[Seals] = {"question": "record"}

    type: Literal["inserted"] = "inserted"
    step: StepRef
    after: StepRef
    kind: AsideKind
    question: str | Erased | None
    """None where it asks for what was said aloud."""

    @classmethod
    def sealed(cls, fields: Mapping[str, Any]) -> Seals:
        """The question, where it was written."""
        return {} if fields["question"] is None else cls.SEALED
