"""Who takes part in a session, and the one table of who may ask what."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Literal


class Role(StrEnum):
    """What a person, a screen or the room itself is in a session."""

    FACILITATOR = "facilitator"
    PARTICIPANT = "participant"
    DISPLAY = "display"
    SUPERVISOR = "supervisor"
    ROOM = "room"
    """The session's own room: bells that are due, links that come and go."""


class Mode(StrEnum):
    """How a seat takes part."""

    ON_SITE = "on_site"
    REMOTE = "remote"
    NO_DEVICE = "no_device"


Presence = Literal["here", "out", "left"]
"""Where a person is, as a facilitator says: here, stepped out, or gone for today."""

ON_TABLET = "tablet"
"""The display that a facilitator's own tablet is when it shows the room's view. No other display has this id."""


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks or looks: a role and the id of the seat, staff account or display (empty for the room and a supervisor)."""

    role: Role
    id: str = ""
    locked: bool = False
    """A facilitator's screen that nobody has touched for long: it sees nobody's data and only keeps the room running."""

    @property
    def actor(self) -> str:
        """The form in which an entry names who asked, such as ``seat:k3x9``."""
        return f"{_ACTOR[self.role]}:{self.id}" if self.id else self.role.value


_ACTOR = {
    Role.FACILITATOR: "staff",
    Role.PARTICIPANT: "seat",
    Role.DISPLAY: "display",
    Role.SUPERVISOR: "staff",
    Role.ROOM: "room",
}

ROOM = Viewer(Role.ROOM)

_FACILITATOR = frozenset(
    {
        *("open", "admit", "add_seat", "rename", "remove"),
        *("start", "next", "back", "jump", "skip", "extend", "pause", "resume", "undo", "end"),
        *("open_answering", "close_answering", "reveal", "hide", "release", "withdraw", "answer", "pass"),
        *("see", "resolve", "mark", "word_mark", "connect_display", "disconnect_display"),
        *("ask_now", "next_turn", "end_turn", "pass_turn", "later_turn", "ask_turn"),
        *("say_presence", "confirm_remote", "show_join_card", "dress_room"),
    }
)
_LOCKED = frozenset(
    {"start", "next", "back", "pause", "resume", "undo", "extend", "next_turn", "close_answering", "hide"}
)
_PARTICIPANT = frozenset(
    {
        *("join", "leave", "answer", "pass", "need_person", "take_back", "speak", "add_letter"),
        *("end_turn", "pass_turn", "later_turn", "ask_turn"),
    }
)
_ROOM = frozenset({"expire", "lose_link", "regain_link", "miss_staff", "find_staff", "resume_after_restart"})

MAY: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.FACILITATOR: _FACILITATOR,
        Role.PARTICIPANT: _PARTICIPANT,
        Role.DISPLAY: frozenset(),
        Role.SUPERVISOR: frozenset(),
        Role.ROOM: _ROOM,
    }
)
"""Which command types each role may ask. Nobody asks anything that is not listed here."""


def may_ask(viewer: Viewer, command: str) -> bool:
    """Whether this viewer may ask a command of this type: a locked screen keeps the room running and nothing more."""
    return command in MAY[viewer.role] and (not viewer.locked or command in _LOCKED)
