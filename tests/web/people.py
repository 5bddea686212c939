"""People at their screens: a phone that joins by the form, a facilitator at a console, a display; each with cookies and a socket of its own.

Pages are fetched by aiohttp, sockets are opened by ``websockets``: neither knows anything of the server's code.
"""

import asyncio
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol, Self

from aiohttp import ClientResponse, ClientSession, CookieJar
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin
from yarl import URL

from tests.web.premises import DANA, ENDING

Json = dict[str, Any]
PATIENCE_S = 10.0


class Place(Protocol):
    """Where people go: a site in the test's own loop, or the real command."""

    @property
    def address(self) -> str: ...

    def now(self) -> int: ...


Form = Mapping[str, str] | list[tuple[str, str]]


class Page:
    """What came back: status, headers and text."""

    def __init__(self, response: ClientResponse, text: str) -> None:
        self.status, self.headers, self.cookies, self.text = response.status, response.headers, response.cookies, text
        self.leads_to = response.headers.get("Location", "")

    def raw(self, id: str) -> str:
        """A block that the page carries for its script, as it stands there."""
        found = re.search(rf'<script type="application/json" id="{id}"[^>]*>(.*?)</script>', self.text, re.DOTALL)
        assert found, f"The page carries no {id}."
        return found[1]

    def block(self, id: str) -> Any:
        """The JSON in such a block."""
        return json.loads(self.raw(id))

    @property
    def title(self) -> str:
        found = re.search(r"<title>(.*?)</title>", self.text, re.DOTALL)
        return found[1].strip() if found else ""


class Browser:
    """A device's browser: it keeps cookies with their paths, and says on writes which page asks."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.web = ClientSession(cookie_jar=CookieJar(unsafe=True))

    async def get(self, path: str, **headers: str) -> Page:
        given = {"Accept": "text/html", **{name.replace("_", "-"): value for name, value in headers.items()}}
        async with self.web.get(self.place.address + path, headers=given, allow_redirects=False) as response:
            return Page(response, await response.text())

    async def post(
        self, path: str, form: Form | None = None, *, body: Any = None, origin: str | None = "own", accept: str = "*/*"
    ) -> Page:
        headers = {"Accept": accept}
        if origin is not None:
            headers["Origin"] = self.place.address if origin == "own" else origin
        asked = self.web.post(self.place.address + path, data=form, json=body, headers=headers, allow_redirects=False)
        async with asked as response:
            return Page(response, await response.text())

    def cookie(self, path: str) -> str:
        """The cookies that this browser would send there, as a header."""
        kept = self.web.cookie_jar.filter_cookies(URL(self.place.address + path))
        return "; ".join(f"{name}={morsel.value}" for name, morsel in kept.items())

    async def close(self) -> None:
        await self.web.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class Line:
    """One socket: everything that was heard on it, in order."""

    def __init__(self, socket: ClientConnection, device: str) -> None:
        self.socket, self.device = socket, device
        self.heard: list[Json] = []
        self._count = 0

    async def hears(self, wanted: Callable[[Json], object], since: int = 0) -> Json:
        """The first message like this, already heard or still to come."""
        for message in self.heard[since:]:
            if wanted(message):
                return message
        async with asyncio.timeout(PATIENCE_S):
            while True:
                newest: Json = json.loads(await self.socket.recv())
                self.heard.append(newest)
                if wanted(newest):
                    return newest

    async def sees(self, wanted: Callable[[Json], object] = lambda _: True) -> Json:
        """The newest view, once there is one like this."""
        shown = [message for message in self.heard if message["type"] == "show"]
        if shown and wanted(shown[-1]):
            return shown[-1]
        return await self.hears(lambda message: message["type"] == "show" and wanted(message), len(self.heard))

    async def says(self, text: str | bytes) -> None:
        await self.socket.send(text)

    async def sends(self, type: str, **fields: Any) -> str:
        """Ask without waiting for the reply; gives the ref, which is the next of this device unless it is among the fields."""
        ref = str(fields.pop("ref", ""))
        if not ref:
            self._count += 1
            ref = f"{self.device}:{self._count}"
        await self.says(json.dumps({"ref": ref, "command": {"type": type, **fields}}))
        return ref

    async def reply(self, ref: str | None, since: int = 0) -> Json:
        return await self.hears(lambda message: message["type"] == "reply" and message["ref"] == ref, since)

    async def asks(self, type: str, **fields: Any) -> Json:
        """Ask and wait for the reply."""
        before = len(self.heard)
        return await self.reply(await self.sends(type, **fields), before)

    async def closed(self) -> int:
        """The code with which the server closes."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                while True:
                    self.heard.append(json.loads(await self.socket.recv()))
        except ConnectionClosed as gone:
            return gone.rcvd.code if gone.rcvd else 1006

    @property
    def shows(self) -> list[Json]:
        return [message for message in self.heard if message["type"] == "show"]

    async def close(self) -> None:
        await self.socket.close()


_devices: Iterator[str] = (f"device{number}" for number in range(1, 1_000_000))


class Person:
    """Somebody with a browser and, once it is open, a socket."""

    def __init__(self, place: Place, path: str = "") -> None:
        self.place, self.path = place, path
        self.browser = Browser(place)
        self.device = next(_devices)
        self._lines: list[Line] = []

    @property
    def line(self) -> Line:
        return self._lines[-1]

    async def links(self, *, cookie: str | None = None, origin: str | None = "own", path: str | None = None) -> Line:
        """Open a socket: by default this person's own, from our own page."""
        live = f"{path or self.path}/socket"
        carried = self.browser.cookie(live) if cookie is None else cookie
        socket = await connect(
            self.place.address.replace("http", "ws", 1) + live,
            origin=Origin(self.place.address if origin == "own" else origin) if origin else None,
            additional_headers={"Cookie": carried} if carried else {},
            compression=None,
            proxy=None,
            max_size=None,
            close_timeout=1,
            ping_interval=None,
        )
        # A device that links again goes on counting: under an old count an ask would pass for a repeat.
        line = Line(socket, self.device if not self._lines else f"{self.device}x{len(self._lines)}")
        self._lines.append(line)
        return line

    async def close(self) -> None:
        for line in self._lines:
            await line.close()
        await self.browser.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


class Phone(Person):
    """A participant's phone."""

    @property
    def seat(self) -> str:
        return self.path.rsplit("/", 1)[1]

    async def fills(self, code: str, name: str, *, lang: str = "en", mode: str = "on_site", **more: str) -> Page:
        """Send the form of the way in."""
        return await self.browser.post("/join", {"code": code, "name": name, "lang": lang, "mode": mode, **more})

    async def joins(self, code: str, name: str, *, lang: str = "en", mode: str = "on_site") -> Self:
        """Come to the door and link."""
        page = await self.fills(code, name, lang=lang, mode=mode)
        assert page.status == 303, f"The door answered {page.status}: {page.text}"
        self.path = page.leads_to
        await self.links()
        await self.line.sees()
        return self

    async def answers(self, step: str, number: int, revision: int = 0) -> Json:
        return await self.line.asks("answer", step=step, revision=revision, answer={"number": number})


class Console(Person):
    """A facilitator at a console."""

    session = ""

    async def signs_in(self, account: str = DANA, password: str | None = None) -> Page:
        return await self.browser.post("/staff/sign-in", {"account": account, "password": password or account + ENDING})

    async def follows(self, once: str) -> Self:
        """Open a link that signs in once."""
        assert (await self.browser.get(once)).status == 303 and self.browser.cookie("/staff"), (
            "The link did not sign in."
        )
        return self

    async def starts(self, group: str = "Blue group", *curricula: str) -> Self:
        """Start a session from the staff's home, and open its console."""
        chosen = [("group", group), ("lang", "en"), *(("curriculum", name) for name in curricula or ("w01", "w02"))]
        page = await self.browser.post("/staff/sessions", chosen)
        assert page.status == 303, page.text
        return await self.opens(page.leads_to.rsplit("/", 1)[1])

    async def opens(self, session: str) -> Self:
        self.session, self.path = session, f"/staff/s/{session}"
        await self.links()
        await self.line.sees()
        return self

    @property
    def code(self) -> str:
        return str(self.line.shows[-1]["scene"]["code"])

    @property
    def visit(self) -> int:
        stage = self.line.shows[-1]["scene"]["stage"]
        return int(stage["number"]) if stage else 0

    async def moves(self, type: str, **fields: Any) -> Json:
        """Ask for something that moves the room, and see it."""
        until = self.place.now() + 5_000
        from_here = {} if type == "start" else {"visit": self.visit}
        reply = await self.line.asks(type, until=until, **from_here, **fields)
        if reply["code"] == "ok":
            await self.line.sees(lambda show: show["scene"]["entry"] >= reply["entry"])
        return reply

    async def admits(self, *phones: Phone) -> None:
        reply = await self.line.asks("admit", seats=[phone.seat for phone in phones])
        assert reply["code"] == "ok", reply
        for phone in phones:
            await phone.line.sees(lambda show: show["scene"]["kind"] == "participant")

    async def goes_to(self, step: str) -> None:
        """Start if need be, and jump to this step."""
        if not self.visit:
            assert (await self.moves("start"))["code"] == "ok"
        assert (await self.moves("jump", step=step))["code"] in ("ok", "nothing")


class Display(Person):
    """The room's screen."""

    async def turns_on(self) -> Self:
        self.path = (await self.browser.get("/display")).leads_to
        await self.links()
        await self.line.sees()
        return self

    @property
    def word(self) -> str:
        return str(self.line.shows[-1]["scene"]["word"])
