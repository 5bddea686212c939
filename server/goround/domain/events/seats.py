"""People and screens that came and went."""

from typing import ClassVar, Literal

from goround.domain.base import DisplayId, Erased, Lang, SeatId, StaffId
from goround.domain.commands.seats import RoomSpeech
from goround.domain.events.base import Event, Seals
from goround.domain.people import Mode, Presence


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


class LinkLost(Event):
    """A seat has no screen any more."""

    type: Literal["link_lost"] = "link_lost"
    seat: SeatId


class LinkBack(Event):
    """A seat has a screen."""

    type: Literal["link_back"] = "link_back"
    seat: SeatId


class PhoneLeft(Event):
    """A person left the group on the own phone, for good. At home they are gone; in the room only a facilitator can say."""

    type: Literal["phone_left"] = "phone_left"
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


class PresenceSaid(Event):
    """A facilitator said where a person is. Whoever is let in is here."""

    type: Literal["presence_said"] = "presence_said"
    seat: SeatId
    presence: Presence


class RemoteConfirmed(Event):
    """A facilitator has seen or heard a person at home."""

    type: Literal["remote_confirmed"] = "remote_confirmed"
    seat: SeatId


class JoinCardShown(Event):
    """The way in came onto the room's screen, or went off it."""

    type: Literal["join_card_shown"] = "join_card_shown"
    shown: bool


class RoomDressed(Event):
    """Other languages, or another light, were chosen for the room's screen."""

    type: Literal["room_dressed"] = "room_dressed"
    speech: RoomSpeech | None
    dark: bool | None
