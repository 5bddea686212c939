"""Who has a screen: links that go and come, and facilitators who are awake, told to the log where they matter.

A page that reloads is gone for a second or two. So an absence is told only after a grace; a presence at once.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from goround.domain import commands as c
from goround.domain.people import Role, Viewer
from goround.runtime.clock import Clock
from goround.runtime.screens import Screen

if TYPE_CHECKING:
    from goround.runtime.room import Room

GRACE_MS = 5_000
TICK_MS = 1_000
PERSONS = (Role.PARTICIPANT, Role.FACILITATOR)


class Presence:
    """Watches the screens of one room."""

    def __init__(self, room: "Room", clock: Clock) -> None:
        self._room, self._clock = room, clock
        self._absent: dict[Viewer, int] = {}
        """Who may have gone, and when to tell it."""

    def came(self, screen: Screen) -> None:
        """A screen came or woke up: it is told at once. Who has gone is noticed at the next tick."""
        if screen.awake and screen.viewer.role in PERSONS:
            self._came(_person(screen.viewer), screen.name)

    async def run(self) -> None:
        """Compare who has a screen with what the log says, and tell it what it does not know, until cancelled.

        What could not be told for now (a full disk) is told at a later tick.
        """
        while True:
            if self._room.read_only is None:
                self._compare()
            await self._clock.sleep_until(self._clock.now() + TICK_MS)

    def _compare(self) -> None:
        names, now = self._awake(), self._clock.now()
        for viewer, name in names.items():
            self._came(viewer, name)
        for viewer in self._told():
            if viewer not in names and self._absent.setdefault(viewer, now + GRACE_MS) <= now:
                del self._absent[viewer]
                self._room.note(_gone(viewer))
        for viewer in [viewer for viewer, due in self._absent.items() if due <= now]:
            del self._absent[viewer]

    def _awake(self) -> dict[Viewer, str]:
        """Every person with a screen that is awake, and the name that it carries."""
        return {
            _person(screen.viewer): screen.name
            for screen in self._room.screens
            if screen.awake and screen.viewer.role in PERSONS
        }

    def _told(self) -> list[Viewer]:
        """Everybody who has a screen as the log tells it."""
        state = self._room.state
        seats = [Viewer(Role.PARTICIPANT, seat.id) for seat in state.seats.values() if seat.linked]
        return seats + [Viewer(Role.FACILITATOR, person.id) for person in state.staff.values() if person.awake]

    def _came(self, viewer: Viewer, name: str) -> None:
        self._absent.pop(viewer, None)
        state = self._room.state
        if viewer.role is Role.PARTICIPANT:
            seat = state.seats.get(viewer.id)
            if seat is not None and not seat.linked:
                self._room.note(c.RegainLink(seat=viewer.id))
            return
        person = state.staff.get(viewer.id)
        if person is None or not person.awake:
            self._room.note(c.FindStaff(staff=viewer.id, name=name))


def _person(viewer: Viewer) -> Viewer:
    """Who is before a screen: behind the lock it is the same person."""
    return replace(viewer, locked=False)


def _gone(viewer: Viewer) -> c.LoseLink | c.MissStaff:
    if viewer.role is Role.PARTICIPANT:
        return c.LoseLink(seat=viewer.id)
    return c.MissStaff(staff=viewer.id)
