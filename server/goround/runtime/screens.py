"""A screen as its room sees it, and the one pass that brings every screen the present view."""

import logging
from asyncio import sleep
from collections.abc import Callable
from typing import Protocol

from goround.domain.own import MineReads, mine
from goround.domain.people import Role, Viewer
from goround.domain.scenes import AnyScene, Audience
from goround.domain.state import State
from goround.domain.views import looks, scene

log = logging.getLogger(__name__)

SLICE = 50
"""Screens that are written to before the event loop may do other things."""
_STAFF = Role.FACILITATOR
_Part = tuple[MineReads, bytes]


class Screen(Protocol):
    """One socket with somebody before it."""

    viewer: Viewer
    name: str
    """A facilitator's own name; empty for others."""
    awake: bool
    """False for a staff page whose script has not answered two beats."""
    scene: bytes
    """The scene that was sent last."""
    reads: MineReads | None
    """What the last part of its own was made from."""
    lagging: bool
    """Whether it has left the pass, since its write buffer is not nearly empty."""

    def ready(self) -> bool:
        """Whether its write buffer is nearly empty."""

    def show(self, scene: bytes, mine: bytes) -> None:
        """Send a view. Never waits."""

    def beat(self) -> None:
        """Send a beat. Never waits."""

    async def drained(self) -> bool:
        """Wait until it has taken what was sent; False if it did not within ten seconds."""

    def close(self, code: int) -> None:
        """Close its socket. Never waits."""


class Pass:
    """Brings a room's screens to its present state. Nobody waits for anybody; views are skipped, never queued."""

    def __init__(self) -> None:
        self._state: State | None = None
        self._looked_at, self._look = State(), looks(State())
        self._made: dict[Audience, bytes] = {}
        """The scenes of this state that were asked for."""
        self._known: dict[Audience, bytes] = {}
        """The newest bytes for each audience, the same object for as long as they are equal."""
        self._last: tuple[State, Audience, bytes] | None = None
        """What ``scene`` gave last: in a pass it is mostly asked for the same again."""
        self._parts: dict[Screen, tuple[_Part, _Part]] = {}
        """For each screen the two parts of its own that were sent last, the newest first: after an answer and a Next it is mostly the former
        one again."""

    def scene(self, state: State, whose: Audience) -> bytes:
        """An audience's scene, serialised once for a state."""
        if state is not self._state:
            self._state, self._made = state, {}
        if whose not in self._made:
            fresh = _json(scene(state, whose))
            known = self._known.get(whose)
            self._made[whose] = self._known[whose] = known if known == fresh else fresh
        self._last = (state, whose, self._made[whose])
        return self._last[2]

    def show_one(self, state: State, screen: Screen) -> None:
        """Send the view to one screen if it differs from what it was sent last."""
        try:
            if state is not self._looked_at:
                self._looked_at, self._look = state, looks(state)
            whose, reads = self._look(screen.viewer)
            last = self._last
            same = last is not None and last[0] is state and last[1] is whose
            newest = last[2] if last is not None and same else self.scene(state, whose)
            if newest is screen.scene and reads == screen.reads:
                return
            sent = self._parts.get(screen) if newest is screen.scene else None
            own = self._own(screen, reads)
            if sent is not None and own == sent[0][1]:
                screen.reads = reads
                return
        except Exception as error:  # noqa: BLE001 - the others go on; the text of the error may hold what somebody said
            log.error("no view for %s: %s", screen.viewer.role, type(error).__name__)
            screen.close(1011)
            return
        screen.scene, screen.reads = newest, reads
        screen.show(newest, own)

    def _own(self, screen: Screen, reads: MineReads) -> bytes:
        """A screen's own part, serialised."""
        known = self._parts.get(screen)
        if known is not None:
            newest, former = known
            if reads == newest[0]:
                return newest[1]
            if reads == former[0]:
                self._parts[screen] = (former, newest)
                return former[1]
        fresh = (reads, _json(mine(reads)))
        self._parts[screen] = (fresh, known[0] if known else fresh)
        return fresh[1]

    def forget(self, screen: Screen) -> None:
        """A screen has gone."""
        self._parts.pop(screen, None)

    async def run(self, present: Callable[[], State], screens: set[Screen], lags: Callable[[Screen], None]) -> None:
        """One pass over all screens. What becomes durable meanwhile is shown from there on: no screen goes back.

        Consoles come last: theirs is the one scene that takes longer the more people there are, and everybody would wait for it.
        """
        consoles: list[Screen] = []
        order = tuple(screens)
        for place in range(0, len(order), SLICE):
            if place:
                await sleep(0)
            state = present()
            for screen in order[place : place + SLICE]:
                if screen.lagging or screen not in screens:
                    continue
                if screen.viewer.role is _STAFF:
                    consoles.append(screen)
                elif screen.ready():
                    self.show_one(state, screen)
                else:
                    screen.lagging = True
                    lags(screen)
        if len(order) > SLICE:
            await sleep(0)
        for screen in consoles:
            if screen in screens and not screen.lagging:
                if screen.ready():
                    self.show_one(present(), screen)
                else:
                    screen.lagging = True
                    lags(screen)


def _json(model: object) -> bytes:
    return model.__pydantic_serializer__.to_json(model)  # type: ignore[attr-defined,no-any-return]


__all__ = ["AnyScene", "Pass", "Screen"]
