"""A server of the real pages, under the real policy, that shows any staged scene and writes down what a screen asks."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import WSMsgType, web

from goround.domain.base import Lang
from goround.web.assets import Assets
from goround.web.pages import Pages, guarded
from goround.web.square import square
from goround.web.wire import INCOMING, Ask
from goround.web.words import Catalogues
from tests.e2e.phone_stage import picture
from tests.e2e.staged_desk import STAFF_PAGES
from tests.e2e.staged_evening import CONSOLES
from tests.e2e.staged_scenes import NOW, WALLS, Scene, show

CLIENT = Path(__file__).parents[2] / "client_web"


class StageDoor:
    """One for a run of tests. ``asks`` holds the commands that came in; ``replies`` what is answered to a command's type."""

    def __init__(self) -> None:
        self.assets = Assets(CLIENT)
        self.catalogues = Catalogues(CLIENT / "shared" / "words")
        self.pages = Pages(CLIENT, self.assets, self.catalogues)
        self.asks: list[dict[str, Any]] = []
        self.awake: list[int] = []
        self.posts: list[tuple[str, Any]] = []
        self.faults: list[Any] = []
        self.replies: dict[str, dict[str, Any]] = {}
        self.held = False
        """While true no socket is let in: the link is lost."""
        self.now = NOW
        self._sockets: list[tuple[web.WebSocketResponse, str]] = []
        self._shown: dict[web.WebSocketResponse, int] = {}
        self.address = ""

    def app(self) -> web.Application:
        app = web.Application(middlewares=[guarded])
        app.add_routes(
            [
                web.get("/staff/s/{name}", self._console),
                web.get("/staff/s/{name}/socket", self._socket),
                web.get("/staff/s/{name}/square", self._square),
                web.get("/staff/s/{name}/picture/{sha256}", picture),
                web.post("/staff/s/{name}/{path:displays.*}", self._post),
                web.get("/display/{name}", self._wall),
                web.get("/display/{name}/socket", self._socket),
                web.get("/display/{name}/square", self._square),
                web.get("/display/{name}/picture/{sha256}", picture),
                web.post("/fault", self._fault),
                web.get("/page/{name}", self._page),
                web.get("/a/{hash}/{name:.+}", self.assets.serve),
            ]
        )
        return app

    def reset(self) -> None:
        for kept in (self.asks, self.awake, self.posts, self.faults, self.replies):
            kept.clear()
        self.held, self.now = False, NOW

    async def push(self, scene: Scene) -> None:
        """Show this to every screen that is linked."""
        for socket, _ in [one for one in self._sockets if not one[0].closed]:
            await self._send(socket, scene)

    async def beat(self) -> None:
        for socket, _ in [one for one in self._sockets if not one[0].closed]:
            await socket.send_json({"type": "beat", "n": self._shown[socket], "now": self.now})

    async def cut(self) -> None:
        """Cut every link and let nobody back in."""
        self.held = True
        for socket, _ in self._sockets:
            await socket.close(code=1012)

    # --- pages ---

    def _screen(self, request: web.Request, screen: str, scene: Scene) -> web.Response:
        path = request.path
        first = {
            "show": show(scene, 0, self.assets.hash, self.now), "socket": f"{path}/socket", "scope": path.rsplit("/", 1)[1],
            "screen": screen, "assets": self.assets.hash, "lang": _lang(request), "extras": {"zone": "UTC", "read_only": None},
        }  # fmt: skip
        step = scene.get("stage") or scene.get("visit")
        title = "Tuesday group" if screen == "facilitator" else "Group"
        return self.pages.screen(screen, _lang(request), title, first, step["prompt"]["kind"] if step else None)

    async def _console(self, request: web.Request) -> web.Response:
        return self._screen(request, "facilitator", CONSOLES[request.match_info["name"]]())

    async def _wall(self, request: web.Request) -> web.Response:
        return self._screen(request, "display", WALLS[request.match_info["name"]]())

    async def _page(self, request: web.Request) -> web.Response:
        name, lang = request.match_info["name"], _lang(request)
        staged = STAFF_PAGES[name](lang, self.catalogues.speak(lang), request.query.get("error"))
        return self.pages.page(f"staff/{name}.html", lang, **staged)

    async def _square(self, request: web.Request) -> web.Response:
        return web.json_response(square("https://group.example/j/LAMP27"))

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.posts.append((request.match_info["path"], body))
        if body.get("word") == "NONE":
            return web.json_response({"code": "no_such_display"}, status=404)
        return web.json_response({})

    async def _fault(self, request: web.Request) -> web.Response:
        self.faults.append(await request.json())
        return web.Response(status=204)

    # --- the link ---

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        if self.held:
            raise web.HTTPServiceUnavailable
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        name = request.match_info["name"]
        self._sockets.append((socket, name))
        self._shown[socket] = 0
        scenes = CONSOLES if request.path.startswith("/staff") else WALLS
        await self._send(socket, scenes[name]())
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._heard(socket, message.data)
        return socket

    async def _heard(self, socket: web.WebSocketResponse, text: str) -> None:
        heard = INCOMING.validate_json(text)
        if not isinstance(heard, Ask):
            self.awake.append(1)
            return
        command = json.loads(text)["command"]
        self.asks.append(command)
        reply = self.replies.get(command["type"], {"code": "ok"})
        await socket.send_json({"type": "reply", "ref": heard.ref, "facts": {}, "entry": 41, **reply})

    async def _send(self, socket: web.WebSocketResponse, scene: Scene) -> None:
        self._shown[socket] += 1
        await socket.send_json(show(scene, self._shown[socket], self.assets.hash, self.now))


def _lang(request: web.Request) -> Lang:
    return "es" if request.query.get("lang") == "es" else "en"


@asynccontextmanager
async def opened() -> AsyncIterator[StageDoor]:
    """A stage door on a free port of this machine."""
    door = StageDoor()
    runner = web.AppRunner(door.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    door.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield door
    finally:
        await door.cut()
        await runner.cleanup()
