"""What a session's own room notices: bells that are due, links and staff that come and go, a restart."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from goround.domain.base import SeatId, ShownName, StaffId
from goround.domain.commands.base import Command


class Expire(Command):
    """A stored deadline may be due. Asked by the room; harmless twice."""

    type: Literal["expire"] = "expire"
    deadline: Annotated[str, StringConstraints(max_length=64)]


class LoseLink(Command):
    """A seat's last screen has gone."""

    type: Literal["lose_link"] = "lose_link"
    seat: SeatId


class RegainLink(Command):
    """A seat has a screen."""

    type: Literal["regain_link"] = "regain_link"
    seat: SeatId


class MissStaff(Command):
    """A facilitator's last awake screen has gone."""

    type: Literal["miss_staff"] = "miss_staff"
    staff: StaffId


class FindStaff(Command):
    """A facilitator has a screen that is awake."""

    type: Literal["find_staff"] = "find_staff"
    staff: StaffId
    name: ShownName


class ResumeAfterRestart(Command):
    """The server has started again: no screen is linked yet."""

    type: Literal["resume_after_restart"] = "resume_after_restart"
    software: Annotated[str, StringConstraints(min_length=1, max_length=64)]
