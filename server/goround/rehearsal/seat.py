"""One rehearsal seat: it joins by the door with the code, keeps a socket, and answers what it is asked at a human pace.

It knows what a phone knows: the code, its cookie, and the views that it is shown. Its client is ``websockets``, not our own.
"""

import asyncio
import json
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

from aiohttp import ClientSession, DummyCookieJar
from pydantic import JsonValue
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.typing import Origin

from goround.domain.base import StepRef
from goround.domain.steps import AnyStep, NotAccepted, Visibility
from goround.runtime.clock import Clock

AGAIN_MS = 2_000
OVER = 4000
CALMER = 8
"""How often an answer that would raise an alert is thought over."""


class NotLetIn(Exception):
    """The door did not give a seat."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Between how many milliseconds a person takes to answer and to speak, and how many of a hundred do what."""

    least: int = 3_000
    most: int = 14_000
    speak_least: int = 12_000
    speak_most: int = 45_000
    pass_percent: int = 8
    alert_percent: int = 6
    """Of how many of a hundred answers it is left to chance whether they raise an alert; the others raise none if they can help it."""
    later_percent: int = 12
    floor_percent: int = 35
    """Who asks for the floor in an open floor."""


@dataclass(frozen=True, slots=True)
class Urge:
    """What a person is about to do, after so many milliseconds, if it is still so then."""

    why: Hashable
    """A person does nothing twice for the same reason."""
    after: int
    command: Mapping[str, Any]


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
        self._address, self._step, self._clock, self._pace = address, step, clock, pace
        self._device, self._count = device, 0
        self._seen: Mapping[str, Any] = {}
        """The newest view."""
        self._felt: set[Hashable] = set()

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
        async with asyncio.TaskGroup() as acting:
            async for text in link:
                message = json.loads(text)
                if message.get("type") != "show":
                    continue
                self._seen = message
                if message["scene"].get("phase") == "ended":
                    return True
                urge = self._urge()
                if urge is not None:
                    self._felt.add(urge.why)
                    acting.create_task(self._follow(link, urge))
        return False

    def _urge(self) -> Urge | None:
        """What this view asks of a person: the questions on arrival in their order, then the step that is on."""
        scene, mine = self._seen["scene"], self._seen["mine"]
        if scene["kind"] != "participant" or scene["phase"] == "paused":
            return None
        for question in mine["arrival"]:
            if question["given"]["standing"] == "none":
                return self._to_answer(("arrival", question["step"]), question, question["given"])
        visit, given = scene["visit"], mine["given"]
        if not visit or mine["arrival"]:
            return None
        if mine["turn"] is not None:
            return self._in_turn(visit, mine["turn"])
        if not given or not visit["open"] or given["standing"] != "none":
            return None
        return self._to_answer(("visit", visit["number"]), visit, given)

    def _to_answer(self, why: Hashable, asked: Mapping[str, Any], given: Mapping[str, Any]) -> Urge | None:
        if why in self._felt:
            return None
        about = {"step": asked["step"], "revision": given["revision"]}
        after = self._between(self._pace.least, self._pace.most)
        if self._happens(self._pace.pass_percent):
            return Urge(why, after, {"type": "pass", **about})
        kept = asked["who_sees"] == Visibility.PRIVATE  # then its words stay on the phone
        answer = None if kept else self._given_to(self._step(asked["step"]))
        return Urge(why, after, {"type": "answer", **about, "answer": answer})

    def _given_to(self, step: AnyStep) -> JsonValue:
        """An answer; mostly one that raises no alert, as on an ordinary evening."""
        answer = step.rehearse(self._clock.draw())
        if self._happens(self._pace.alert_percent):
            return answer
        for _ in range(CALMER):
            given = step.accept(answer)
            if isinstance(given, NotAccepted) or not step.rings(given, None):
                break
            answer = step.rehearse(self._clock.draw())
        return answer

    def _in_turn(self, visit: Mapping[str, Any], turn: Mapping[str, Any]) -> Urge | None:
        """In a go-round or an open floor: some pass or put off when they are next, some ask for the floor, and who has spoken says so."""
        standing, about = turn["standing"], {"step": visit["step"]}
        why = (visit["number"], standing)
        soon = self._between(self._pace.least, self._pace.most)
        if standing != "speaking":
            self._felt.discard((visit["number"], "speaking"))  # somebody may be given a second turn
        elif why in self._felt:
            return None
        else:
            spoken = self._between(self._pace.speak_least, self._pace.speak_most)
            return Urge(why, spoken, {"type": "end_turn", **about})
        if visit["prompt"]["kind"] == "openfloor":
            if standing != "listens" or why in self._felt:
                return None
            self._felt.add(why)  # who does not ask for the floor now stays a listener
            asks = self._happens(self._pace.floor_percent)
            return Urge((why, "asks"), soon, {"type": "ask_turn", **about}) if asks else None
        if standing != "to_come" or turn["before"] != 0 or why in self._felt:
            return None
        self._felt.add(why)
        if self._happens(self._pace.pass_percent):
            return Urge((why, "passes"), soon, {"type": "pass_turn", **about})
        if self._happens(self._pace.later_percent):
            return Urge((why, "later"), soon, {"type": "later_turn", **about})
        return None

    async def _follow(self, link: ClientConnection, urge: Urge) -> None:
        await self._clock.sleep_until(self._clock.now() + urge.after)
        command = urge.command
        if not self._still(command):
            self._felt.discard(urge.why)
            return
        self._count += 1
        self.answers += command["type"] == "answer"
        self.passes += command["type"] == "pass"
        try:
            await link.send(json.dumps({"ref": f"{self._device}:{self._count}", "command": command}))
        except ConnectionClosed:
            self._felt.clear()

    def _still(self, command: Mapping[str, Any]) -> bool:
        """Whether the view still asks for this: the room may have gone on, or the turn may have come meanwhile."""
        scene, mine = self._seen["scene"], self._seen["mine"]
        if scene["kind"] != "participant":
            return False
        if command["type"] in ("answer", "pass"):
            return True  # an answer that comes late is the room's to judge
        if not scene["visit"] or scene["visit"]["step"] != command["step"] or not mine["turn"]:
            return False
        speaks: bool = mine["turn"]["standing"] == "speaking"
        ends: bool = command["type"] == "end_turn"
        return speaks == ends

    def _between(self, least: int, most: int) -> int:
        return least + self._clock.draw() % (most - least + 1)

    def _happens(self, percent: int) -> bool:
        return self._clock.draw() % 100 < percent
