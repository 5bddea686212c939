"""One rehearsal seat: it joins by the door with the code, keeps a socket, and answers what it is asked at a human pace.

It knows what a phone knows: the code, its cookie, and the views that it is shown. Its client is ``websockets``, not our own.
"""

import asyncio
import json
from collections.abc import Callable
from http.cookies import SimpleCookie

from aiohttp import ClientSession, DummyCookieJar
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin

from goround.domain.base import StepRef
from goround.domain.steps import AnyStep
from goround.rehearsal.person import Pace, Person, Urge
from goround.runtime.clock import Clock

__all__ = ["NotLetIn", "Pace", "RehearsalSeat", "join"]

AGAIN_MS = 2_000


class NotLetIn(Exception):
    """The door did not give a seat."""


async def join(address: str, code: str, name: str, *, lang: str = "en", mode: str = "on_site") -> tuple[str, str]:
    """Join by the form; returns the seat's path and its cookie.

    Raises:
        NotLetIn: the form came back, with its status.
    """
    form = {"code": code, "name": name, "lang": lang, "mode": mode}
    async with (
        ClientSession(cookie_jar=DummyCookieJar()) as browser,
        browser.post(f"{address}/join", data=form, headers={"Origin": address}, allow_redirects=False) as response,
    ):
        cookies: SimpleCookie = response.cookies
        path = response.headers.get("Location", "")
        if response.status != 303 or not path.startswith("/s/"):
            raise NotLetIn(f"the door answered {response.status}")
        return path, f"goround={cookies['goround'].value}"


class RehearsalSeat:
    """A stranger with a phone."""

    def __init__(
        self, address: str, name: str, step: Callable[[StepRef], AnyStep], clock: Clock, pace: Pace, device: str
    ) -> None:
        self.name = name
        self.answers = self.passes = 0
        self._address, self._clock = address, clock
        self._device, self._count = device, 0
        self._person = Person(step, clock.draw, pace)

    async def run(self, code: str, lang: str) -> None:
        """Join and take part until the session is over or this is cancelled."""
        path, cookie = await join(self._address, code, self.name, lang=lang)
        socket = self._address.replace("http", "ws", 1) + f"{path}/socket"
        over = False
        while not over:
            try:
                async with connect(
                    socket,
                    origin=Origin(self._address),
                    additional_headers={"Cookie": cookie},
                    compression=None,
                    proxy=None,
                ) as link:
                    over = await self._take_part(link)
            except* (OSError, ConnectionClosed, InvalidHandshake):
                pass
            if not over:
                await self._clock.sleep_until(self._clock.now() + AGAIN_MS)

    async def _take_part(self, link: ClientConnection) -> bool:
        """Follow the views of one socket; True when the session is over."""
        async with asyncio.TaskGroup() as acting:
            async for text in link:
                message = json.loads(text)
                if message.get("type") != "show":
                    continue
                self._person.seen = message
                if message["scene"].get("phase") == "ended":
                    return True
                urge = self._person.urge()
                if urge is not None:
                    acting.create_task(self._follow(link, urge))
        return False

    async def _follow(self, link: ClientConnection, urge: Urge) -> None:
        await self._clock.sleep_until(self._clock.now() + urge.after)
        command = urge.command
        if not self._person.still(command):
            self._person.felt.discard(urge.why)
            return
        self._count += 1
        self.answers += command["type"] == "answer"
        self.passes += command["type"] == "pass"
        try:
            await link.send(json.dumps({"ref": f"{self._device}:{self._count}", "command": command}))
        except ConnectionClosed:
            self._person.felt.clear()
