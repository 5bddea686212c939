"""One rehearsal seat: it joins by the door with the code, keeps a socket, and answers what it is asked at a human pace.

It knows what a phone knows: the code, its cookie, and the views that it is shown. Its client is ``websockets``, not our own.
"""

import asyncio
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from aiohttp import ClientSession, DummyCookieJar
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin

from goround.domain.base import StepRef
from goround.domain.steps import AnyStep, Visibility
from goround.runtime.clock import Clock

AGAIN_MS = 2_000
OVER = 4000


class NotLetIn(Exception):
    """The door did not give a seat."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Between how many milliseconds a person takes to answer, and how many of a hundred pass."""

    least: int = 3_000
    most: int = 14_000
    pass_percent: int = 8


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
        self, address: str, name: str, steps: Mapping[StepRef, AnyStep], clock: Clock, pace: Pace, device: str
    ) -> None:
        self.name = name
        self.answers = self.passes = 0
        self._address, self._steps, self._clock, self._pace = address, steps, clock, pace
        self._device, self._count = device, 0
        self._asked: set[int] = set()

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
                ) as link:
                    over = await self._take_part(link)
            except* (OSError, ConnectionClosed, InvalidHandshake):
                pass
            if not over:
                await self._clock.sleep_until(self._clock.now() + AGAIN_MS)

    async def _take_part(self, link: ClientConnection) -> bool:
        """Follow the views of one socket; True when the session is over."""
        async with asyncio.TaskGroup() as answering:
            async for text in link:
                message = json.loads(text)
                if message.get("type") != "show":
                    continue
                if message["scene"].get("phase") == "ended":
                    return True
                if self._is_asked(message):
                    visit = message["scene"]["visit"]
                    self._asked.add(visit["number"])
                    answering.create_task(self._answer(link, visit, message["mine"]["given"]["revision"]))
        return False

    def _is_asked(self, message: Mapping[str, Any]) -> bool:
        scene, mine = message["scene"], message["mine"]
        visit = scene.get("visit")
        given = mine.get("given")
        if scene["kind"] != "participant" or not visit or not given or not visit["open"]:
            return False
        return given["standing"] == "none" and visit["number"] not in self._asked

    async def _answer(self, link: ClientConnection, visit: Mapping[str, Any], revision: int) -> None:
        step: StepRef = visit["step"]
        spread = self._pace.most - self._pace.least + 1
        await self._clock.sleep_until(self._clock.now() + self._pace.least + self._clock.draw() % spread)
        command: dict[str, Any] = {"type": "pass", "step": step, "revision": revision}
        if self._clock.draw() % 100 >= self._pace.pass_percent:
            kept = visit["who_sees"] == Visibility.PRIVATE  # then its words stay on the phone
            command |= {"type": "answer", "answer": None if kept else self._steps[step].rehearse(self._clock.draw())}
            self.answers += 1
        else:
            self.passes += 1
        self._count += 1
        try:
            await link.send(json.dumps({"ref": f"{self._device}:{self._count}", "command": command}))
        except ConnectionClosed:
            self._asked.clear()
