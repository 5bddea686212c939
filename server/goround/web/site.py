"""What the resources of a running server share."""

import asyncio
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from goround.catalog.shelf import Read, Shelf, read_folder
from goround.config import Settings
from goround.domain.base import Lang
from goround.domain.people import Role, Viewer
from goround.domain.views import view
from goround.reading_room import Desk, ReadingRoom
from goround.records.codes import Codes
from goround.records.confirmations import Confirmations
from goround.records.pins import Pins
from goround.records.staff import Staff
from goround.review.past import Past
from goround.runtime.clock import Clock
from goround.runtime.host import Host
from goround.runtime.room import Room
from goround.web.access import Access, SignedIn
from goround.web.assets import Assets
from goround.web.ghosts import Ghosts
from goround.web.limits import Patience, Turnstile
from goround.web.lobby import Lobby
from goround.web.lock import Locks
from goround.web.once import OnceLinks
from goround.web.pages import Pages
from goround.web.reach import Reach
from goround.web.socket import SocketScreen
from goround.web.wire import PROTOCOL, Show
from goround.web.words import LANGS, Catalogues, chosen_lang

LANG_COOKIE = "goround-lang"
MOST_PAST = 20
MOST_REHEARSED = 5


@dataclass(slots=True)
class Site:
    """Everything that the resources of this server use."""

    settings: Settings
    clock: Clock
    host: Host
    access: Access
    staff: Staff
    codes: Codes
    pages: Pages
    assets: Assets
    catalogues: Catalogues
    lobby: Lobby
    turnstile: Turnstile
    patience: Patience
    once: OnceLinks
    shelf: Shelf
    confirmations: Confirmations
    pins: Pins
    locks: Locks
    reach: Reach
    ghosts: Ghosts
    reading: ReadingRoom
    address: str
    """What people type and phones scan, without a path."""
    stopping: bool = False
    screens: dict[SocketScreen, None] = field(default_factory=dict)
    """Every socket that is open, the oldest first, also of displays that nobody has taken."""

    async def offered(self) -> Read:
        """The curricula that can be led now. A folder that has changed is read in the reading room."""
        stale = await asyncio.to_thread(self.shelf.stale)
        if stale is not None:
            self.shelf.put(stale, await self.reading.ask(_read_folder, stale[0]))
        return self.shelf.held

    def lang(self, request: web.Request) -> Lang:
        """The language that was asked for, chosen before, or accepted by the browser."""
        asked = request.query.get("lang") or request.cookies.get(LANG_COOKIE)
        return chosen_lang(asked, request.headers.get("Accept-Language", ""))

    async def past_sessions(self) -> list[Past]:
        """Sessions that have ended: those in which somebody still waits, then the newest, then a few rehearsals."""
        return await asyncio.to_thread(self.host.past, MOST_PAST, MOST_REHEARSED)

    async def locked_page(
        self, request: web.Request, who: SignedIn, leads_to: str, error: str | None = None, status: int = 403
    ) -> web.Response:
        """The page that asks for the PIN in the place of one that is behind the idle lock, and leads there."""
        works = await asyncio.to_thread(self.pins.works, who.account.id)
        return self.pages.page(
            "staff/locked.html", self.lang(request), status, leads_to=leads_to, pin_works=works, error=error
        )

    def screen(
        self,
        screen: str,
        lang: Lang,
        room: Room,
        viewer: Viewer,
        live: str,
        scope: str,
        *,
        entry: str | None = None,
        **extras: Any,
    ) -> web.Response:
        """The page of a live screen, with its first view inside; ``entry`` is a module that is loaded in the place of the screen's own."""
        title, first = self._begins(screen, lang, room, viewer, live, scope, **extras)
        visit = room.state.visit
        step = room.state.agenda.steps[visit.step] if visit and room.state.agenda else None
        return self.pages.screen(screen, lang, title, first, step.kind if step else None, entry=entry)

    def seat_in_place(self, lang: Lang, room: Room, seat: str) -> dict[str, Any]:
        """What a phone that has the page with the form needs to become the screen of its seat."""
        viewer, path = Viewer(Role.PARTICIPANT, seat), f"/s/{seat}"
        title, first = self._begins("participant", lang, room, viewer, f"{path}/socket", seat)
        return {"path": path, **self.pages.phone_in_place(lang, title, first)}

    def _begins(
        self, screen: str, lang: Lang, room: Room, viewer: Viewer, live: str, scope: str, **extras: Any
    ) -> tuple[str, dict[str, Any]]:
        """A screen's title, and its first view with what else its page carries."""
        seen = view(room.state, viewer)
        shown = Show(n=0, now=self.clock.now(), assets=self.assets.hash, scene=seen.scene, mine=seen.mine)
        group = room.state.group if isinstance(room.state.group, str) and seen.scene.kind != "door" else ""
        title = group or self.catalogues.speak(lang)("page.title")
        return title, {
            "show": json.loads(shown.model_dump_json()),
            **self.carried(screen, lang, live, scope, **{"zone": room.state.zone, **extras}),
        }

    def carried(self, screen: str, lang: Lang, socket: str, scope: str, **extras: Any) -> dict[str, Any]:
        """What a screen's page carries besides its first view: where its socket is, and whose outbox it uses."""
        return {
            "socket": socket,
            "scope": scope,
            "screen": screen,
            "assets": self.assets.hash,
            "protocol": PROTOCOL,
            "lang": lang,
            "extras": extras,
        }


def _read_folder(_: Desk, folder: Path) -> Read:
    return read_folder(folder)


SITE = web.AppKey("site", Site)


@web.middleware
async def remember_lang(request: web.Request, handler: Any) -> web.StreamResponse:
    """A language that was asked for in the address is kept on the device."""
    response: web.StreamResponse = await handler(request)
    asked = request.query.get("lang")
    if asked in LANGS and not response.prepared:
        response.set_cookie(LANG_COOKIE, asked, path="/", httponly=True, samesite="Lax")
    return response
