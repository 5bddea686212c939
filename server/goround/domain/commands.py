"""What can be asked of a session, in the imperative. What becomes of it is told by events.

Whatever moves the room names the visit that it starts from and an ``until``: after that instant it is late and does nothing. An
answer carries the revision that it replaces (0: none yet).
"""

from typing import Annotated, Literal

from pydantic import Field, JsonValue, StringConstraints

from goround.domain.base import DisplayId, Instant, Lang, Model, SeatId, ShownName, StaffId, StepRef
from goround.domain.curriculum import Agenda, CurriculumId, HelpLine
from goround.domain.people import Mode

VisitNumber = Annotated[int, Field(ge=0)]
Revision = Annotated[int, Field(ge=0)]
AlertId = Annotated[str, StringConstraints(pattern=r"^a[0-9]{1,6}$")]
Pieces = Annotated[tuple[Annotated[int, Field(ge=0, le=9999)], ...], Field(min_length=1, max_length=500)]
"""Places of written pieces in a tally, from 0."""
SkipReason = Literal["time", "not_now", "done_before", "safety", "later"]


class Command(Model):
    """Something asked."""


class Open(Command):
    """Open a session of a group with its agenda."""

    type: Literal["open"] = "open"
    group: ShownName
    agenda: Agenda
    leader: StaffId
    leader_name: ShownName
    code: Annotated[str, StringConstraints(pattern=r"^[A-Z]{4}[2-9]{2}$")]
    address: Annotated[str, StringConstraints(max_length=200)]
    zone: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    software: Annotated[str, StringConstraints(min_length=1, max_length=64)]
    help_lines: tuple[HelpLine, ...]
    rehearsal: bool = False
    confirmed: Annotated[tuple[CurriculumId, ...], Field(max_length=20)] = ()
    """Curricula that the leader has said yes to although they are not reviewed."""


class Join(Command):
    """Take a seat and wait to be let in."""

    type: Literal["join"] = "join"
    name: ShownName
    mode: Literal[Mode.ON_SITE, Mode.REMOTE]
    lang: Lang


class AddSeat(Command):
    """Add a person who has no device: the seat is in at once, and staff answer or pass for it."""

    type: Literal["add_seat"] = "add_seat"
    seat: SeatId
    name: ShownName


class Admit(Command):
    """Let seats in that wait at the door, or back in that were removed."""

    type: Literal["admit"] = "admit"
    seats: Annotated[tuple[SeatId, ...], Field(min_length=1, max_length=1000)]


class Rename(Command):
    """Change the name that is shown for a seat."""

    type: Literal["rename"] = "rename"
    seat: SeatId
    name: ShownName


class Remove(Command):
    """End a seat's part in the session. Admit is its opposite."""

    type: Literal["remove"] = "remove"
    seat: SeatId


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


class OpenAnswering(Command):
    """Take answers to the present step."""

    type: Literal["open_answering"] = "open_answering"
    visit: VisitNumber


class CloseAnswering(Command):
    """Take no more answers to the present step."""

    type: Literal["close_answering"] = "close_answering"
    visit: VisitNumber


class Reveal(Command):
    """Close answering and show the room what came together."""

    type: Literal["reveal"] = "reveal"
    visit: VisitNumber
    few: bool = False
    """Show an anonymous step's answers although they are fewer than five."""


class Release(Command):
    """Put pieces of what people wrote on the wall, by their places in the tally."""

    type: Literal["release"] = "release"
    visit: VisitNumber
    pieces: Pieces


class Withdraw(Command):
    """Take pieces of what people wrote off the wall."""

    type: Literal["withdraw"] = "withdraw"
    visit: VisitNumber
    pieces: Pieces


class Hide(Command):
    """Take what was revealed off the screens."""

    type: Literal["hide"] = "hide"
    visit: VisitNumber


class Answer(Command):
    """Give an answer to a step. Staff name the seat that they answer for; a private answer comes without its words."""

    type: Literal["answer"] = "answer"
    step: StepRef
    revision: Revision
    answer: JsonValue = None
    seat: SeatId | None = None


class Pass(Command):
    """Give no answer to a step. Staff name the seat that they pass for."""

    type: Literal["pass"] = "pass"
    step: StepRef
    revision: Revision
    seat: SeatId | None = None


class NeedPerson(Command):
    """I need a person."""

    type: Literal["need_person"] = "need_person"


class TakeBack(Command):
    """I no longer need a person."""

    type: Literal["take_back"] = "take_back"


class See(Command):
    """Say that a facilitator has seen an alert and is on it."""

    type: Literal["see"] = "see"
    alert: AlertId


class Resolve(Command):
    """Say that an alert has been dealt with."""

    type: Literal["resolve"] = "resolve"
    alert: AlertId


class Speak(Command):
    """Read in this language from now on."""

    type: Literal["speak"] = "speak"
    lang: Lang


class ConnectDisplay(Command):
    """Make a display the room's screen."""

    type: Literal["connect_display"] = "connect_display"
    display: DisplayId


class DisconnectDisplay(Command):
    """Take a display out of the session."""

    type: Literal["disconnect_display"] = "disconnect_display"
    display: DisplayId


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


Moving = Start | Next | Back | Jump | Skip | Pause | Resume | End
Asked = (
    Moving | Undo | Extend | OpenAnswering | CloseAnswering | Reveal | Hide | Release | Withdraw | Answer | Pass
    | AddSeat | Admit | Rename | Remove | NeedPerson | TakeBack | See | Resolve | Speak
)  # fmt: skip
"""What a screen may ask over its socket."""
Arranged = Open | Join | ConnectDisplay | DisconnectDisplay
"""What the server asks for somebody, after it has checked a code, a password or a pairing word."""
Noticed = Expire | LoseLink | RegainLink | MissStaff | FindStaff | ResumeAfterRestart
"""What the room itself asks."""
AnyCommand = Asked | Arranged | Noticed
