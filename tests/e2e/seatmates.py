"""People of an evening whose phones are sockets: they hear everything as it comes, and ask when a test says so."""

import asyncio
import json
from typing import Any, Self

from websockets.exceptions import ConnectionClosed

from goround.domain.people import Role, Viewer
from tests.web.people import Phone
from tests.web.premises import Premises

Json = dict[str, Any]
PATIENCE_S = 10.0


class Seatmate:
    """Somebody in the room, or at home, with a phone."""

    def __init__(self, site: Premises, name: str, mode: str = "on_site", lang: str = "en") -> None:
        self.name, self.mode, self.lang = name, mode, lang
        self.phone = Phone(site)
        self.shown: Json | None = None
        self._replies: dict[str, asyncio.Future[Json]] = {}
        self._changed = asyncio.Event()
        self._hearing: asyncio.Task[None] | None = None
        self._count = 0

    async def joins(self, code: str) -> Self:
        """Come to the door by the form, and link."""
        await self.phone.joins(code, self.name, mode=self.mode, lang=self.lang)
        self.shown = self.phone.line.shows[-1]
        self._hearing = asyncio.get_running_loop().create_task(self._hears())
        return self

    @property
    def viewer(self) -> Viewer:
        return Viewer(Role.PARTICIPANT, self.phone.seat)

    def newest(self) -> Json | None:
        return self.shown

    async def _hears(self) -> None:
        try:
            async for text in self.phone.line.socket:
                message = json.loads(text)
                if message["type"] == "show":
                    self.shown = message
                elif message["type"] == "reply" and message["ref"] in self._replies:
                    self._replies.pop(message["ref"]).set_result(message)
                self._changed.set()
        except ConnectionClosed:
            return

    async def asks(self, type: str, **fields: Any) -> str:
        """Ask, and the code of what became of it."""
        self._count += 1
        ref = f"mate{self.phone.seat}:{self._count}"
        reply: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
        self._replies[ref] = reply
        await self.phone.line.says(json.dumps({"ref": ref, "command": {"type": type, **fields}}))
        async with asyncio.timeout(PATIENCE_S):
            return str((await reply)["code"])

    async def sees(self, holds: Any) -> Json:
        """Wait for a view like this."""
        async with asyncio.timeout(PATIENCE_S):
            while self.shown is None or not holds(self.shown):
                self._changed.clear()
                await self._changed.wait()
        return self.shown

    async def answers_on_arrival(self, answers: dict[str, Any]) -> None:
        """Answer the questions on arrival by their steps; what is not among them is skipped."""
        await self.sees(lambda show: show["mine"].get("arrival"))
        assert self.shown is not None
        for question in self.shown["mine"]["arrival"]:
            step, id = question["step"], question["step"].partition(".")[2]
            if id in answers:
                assert await self.asks("answer", step=step, revision=0, answer=answers[id]) == "ok"
            else:
                assert await self.asks("pass", step=step, revision=0) == "ok"

    async def answers(self, answer: Any) -> str:
        """Answer what the room is on; a private answer keeps its words."""
        assert self.shown is not None
        visit = self.shown["scene"]["visit"]
        revision = self.shown["mine"]["given"]["revision"]
        kept = visit["who_sees"] == "private"
        return await self.asks("answer", step=visit["step"], revision=revision, answer=None if kept else answer)

    async def goes_home(self) -> None:
        """The phone is put away."""
        if self._hearing is not None:
            self._hearing.cancel()
        await self.phone.close()
