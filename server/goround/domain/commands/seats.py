"""People and screens that come and go."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from goround.domain.base import DisplayId, Lang, SeatId, ShownName
from goround.domain.commands.base import Command
from goround.domain.people import Mode, Presence

RoomSpeech = Literal["en", "es", "both"]


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


class AddLetter(Command):
    """Add a letter to the own name, since somebody else who is here has the same."""

    type: Literal["add_letter"] = "add_letter"
    letter: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4)]


class SayPresence(Command):
    """Say that a person is here, has stepped out, or has left. No phone ever says it for them."""

    type: Literal["say_presence"] = "say_presence"
    seat: SeatId
    presence: Presence


class Leave(Command):
    """Leave the group: this phone forgets the seat."""

    type: Literal["leave"] = "leave"


class ConfirmRemote(Command):
    """Say that a person at home is really there: seen or heard by a facilitator."""

    type: Literal["confirm_remote"] = "confirm_remote"
    seat: SeatId


class ShowJoinCard(Command):
    """Show the way in on the room's screen after the start, or take it off."""

    type: Literal["show_join_card"] = "show_join_card"
    shown: bool


class DressRoom(Command):
    """Choose the languages and the light of the room's screen. What is left out stays."""

    type: Literal["dress_room"] = "dress_room"
    speech: RoomSpeech | None = None
    dark: bool | None = None
