"""What moves a session: opened, started, on and back through its agenda, rested, ended."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from goround.domain.agenda import Agenda
from goround.domain.aside import AsideKind
from goround.domain.base import Instant, ShownName, StaffId, StepRef
from goround.domain.commands.base import Command, OneLine, SkipReason, VisitNumber
from goround.domain.curriculum import CurriculumId, HelpLine


class Open(Command):
    """Open a session of a group with its agenda."""

    type: Literal["open"] = "open"
    group: ShownName
    agenda: Agenda
    leader: StaffId
    leader_name: ShownName
    code: Annotated[str, StringConstraints(pattern=r"^([A-Z]{4}[2-9]{2}|[2-9]{2}[A-Z]{4})$")]
    address: Annotated[str, StringConstraints(max_length=200)]
    zone: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    software: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    help_lines: tuple[HelpLine, ...]
    rehearsal: bool = False
    confirmed: Annotated[tuple[CurriculumId, ...], Field(max_length=20)] = ()
    """Curricula that the leader has said yes to although they are not reviewed."""


class Start(Command):
    """Go to the first step."""

    type: Literal["start"] = "start"
    until: Instant


class Next(Command):
    """Go to the step after this one."""

    type: Literal["next"] = "next"
    visit: VisitNumber
    until: Instant


class Back(Command):
    """Go to the step before this one."""

    type: Literal["back"] = "back"
    visit: VisitNumber
    until: Instant


class Jump(Command):
    """Go to any step of the agenda."""

    type: Literal["jump"] = "jump"
    visit: VisitNumber
    step: StepRef
    until: Instant


class Skip(Command):
    """Leave this step with a reason and go to the next."""

    type: Literal["skip"] = "skip"
    visit: VisitNumber
    reason: SkipReason
    until: Instant


class Extend(Command):
    """Give the present step more planned minutes."""

    type: Literal["extend"] = "extend"
    visit: VisitNumber
    minutes: Annotated[int, Field(ge=1, le=60)]


class Pause(Command):
    """Rest: every screen shows that the group pauses."""

    type: Literal["pause"] = "pause"
    visit: VisitNumber
    until: Instant


class Resume(Command):
    """Go on after a pause."""

    type: Literal["resume"] = "resume"
    visit: VisitNumber
    until: Instant


class Undo(Command):
    """Take the newest next, back, jump, skip, close, pause or end back, within ten seconds."""

    type: Literal["undo"] = "undo"
    of: Annotated[int, Field(ge=1)]
    """The entry that is to be taken back."""


class End(Command):
    """End the session."""

    type: Literal["end"] = "end"
    visit: VisitNumber
    until: Instant


class AskNow(Command):
    """Ask something that no curriculum holds, at once. Without words of its own it asks for what was just said aloud."""

    type: Literal["ask_now"] = "ask_now"
    visit: VisitNumber
    kind: AsideKind
    question: OneLine | None = None
    until: Instant
