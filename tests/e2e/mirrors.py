"""Screens beside their replay: what a screen was last sent, and what the log, read back from its file, shows to the same viewer."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Page, WebSocket

from goround.domain.history import replay
from goround.domain.people import Viewer
from goround.domain.state import State
from goround.domain.views import view
from tests.web.people import Line
from tests.web.premises import Premises

Json = dict[str, Any]
PATIENCE_S = 10.0


@dataclass
class Mirror:
    """One screen: who looks, and the view that it was sent last."""

    name: str
    viewer: Viewer
    newest: Callable[[], Json | None]
    page: Page | None = None
    cut_off: bool = False
    """While its link is lost it keeps what it had."""


def listen(page: Page, hears: Callable[[Json], None] = lambda _: None) -> Callable[[], Json | None]:
    """Keeps the newest view that a browser's page gets over any of its sockets; to be called before the page is opened.

    Args:
        page: the page.
        hears: called with every message.
    """
    heard: list[Json] = []

    def opened(socket: WebSocket) -> None:
        def received(frame: str | bytes) -> None:
            message = json.loads(frame)
            hears(message)
            if message["type"] == "show":
                heard[:] = [message]

        socket.on("framereceived", received)

    page.on("websocket", opened)
    return lambda: heard[0] if heard else None


def heard_on(line: Callable[[], Line]) -> Callable[[], Json | None]:
    """The newest view of a phone that is only a socket. What it has not read yet is read by ``Mirrors``."""
    return lambda: line().shows[-1] if line().shows else None


@dataclass
class Mirrors:
    """Every screen of an evening, and the moments at which they were compared."""

    site: Premises
    session: str
    screens: dict[str, Mirror] = field(default_factory=dict)
    moments: list[str] = field(default_factory=list)

    async def same(self, moment: str) -> State:
        """Demand that at this moment every screen was sent what a replay of the stored log shows to its viewer.

        Raises:
            AssertionError: a screen shows something else, with its name and the fields that differ.
        """
        await self.site.room(self.session).settled()
        state = await asyncio.to_thread(lambda: replay(self.site.recording(self.session).entries))
        for screen in self.screens.values():
            if not screen.cut_off:
                await self._one(moment, screen, state)
        self.moments.append(moment)
        return state

    async def _one(self, moment: str, screen: Mirror, state: State) -> None:
        seen = view(state, screen.viewer)
        wanted = {"scene": seen.scene.model_dump(mode="json"), "mine": seen.mine.model_dump(mode="json")}
        loop = asyncio.get_running_loop()
        until = loop.time() + PATIENCE_S
        while True:
            shown = screen.newest() or {}
            if {part: shown.get(part) for part in wanted} == wanted:
                return
            assert loop.time() < until, f"{moment}: {screen.name} differs in {', '.join(differing(shown, wanted))}"
            await asyncio.sleep(0.02)


def differing(shown: Json, wanted: Json) -> list[str]:
    """The fields of a view that are not as they should be."""
    found = []
    for part, fields in wanted.items():
        given = shown.get(part) or {}
        found += [f"{part}.{name}" for name in {*fields, *given} if given.get(name) != fields.get(name)]
    return sorted(found)
