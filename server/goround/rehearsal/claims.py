"""What one screen of a rehearsal says of the evening: what it asked, what it was told, and every view that it was shown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from goround.domain.people import Viewer

TAKEN = ("ok", "repeat")
"""Replies which say that an ask is in the log."""
KEPT = ("answer", "pass")
"""What waits in a phone's outbox until it is replied to."""

Command = Mapping[str, Any]


class Heard(NamedTuple):
    """One reply: its code and, for staff, the number of the entry."""

    code: str
    entry: int | None


class Shown(NamedTuple):
    """One view, without the number and the clock of its sending."""

    scene: Mapping[str, Any]
    mine: Mapping[str, Any]


@dataclass(slots=True)
class Claims:
    """The claims of one screen, however often its link broke."""

    label: str
    """What a sentence calls it: no name of a person."""
    viewer: Viewer
    asked: dict[str, Command] = field(default_factory=dict)
    """By ref, also what may never have left the phone."""
    heard: dict[str, list[Heard]] = field(default_factory=dict)
    """By ref, every reply in its order."""
    views: list[Shown] = field(default_factory=list)
    """Every view that differs from the one before."""
    owed: tuple[str, ...] = ()
    """Refs that still wait in the outbox at the end."""
    wrong: list[str] = field(default_factory=list)
    """Sentences about what the screen itself saw go wrong."""

    def was_shown(self, message: Mapping[str, Any]) -> None:
        """A view came."""
        view = Shown(message["scene"], message["mine"])
        if not self.views or self.views[-1] != view:
            self.views.append(view)

    def was_told(self, ref: str, code: str, entry: int | None) -> None:
        """A reply came."""
        self.heard.setdefault(ref, []).append(Heard(code, entry))

    def acknowledged(self) -> Iterator[tuple[str, Command]]:
        """What was said to be in the log."""
        for ref, replies in self.heard.items():
            if ref in self.asked and any(one.code in TAKEN for one in replies):
                yield ref, self.asked[ref]

    def refused(self) -> int:
        """How many replies were neither taken nor “nothing to do”."""
        return sum(one.code not in (*TAKEN, "nothing") for replies in self.heard.values() for one in replies)

    def count(self, kind: str) -> int:
        """How many asks of this kind are in the log, by what was said."""
        return sum(command["type"] == kind for _, command in self.acknowledged())
