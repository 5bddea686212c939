"""A screen of a rehearsal: a socket that is kept as our own pages keep it, and everything that was asked and shown over it."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage
from websockets.typing import Origin

from goround.rehearsal.claims import Claims, Command
from goround.runtime.clock import Clock

FIRST_WAIT_MS, LONGEST_WAIT_MS = 400, 15_000
"""How long a screen waits before it connects again: half of it for certain, the other half by chance, twice as long each time."""
ENDS = (4000, 4001, 4003)
"""Codes with which the server ends a screen's link for good."""
REPLY_S = 60.0
GONE = (OSError, ConnectionClosed, InvalidHandshake, InvalidMessage, EOFError, TimeoutError)


class Screen:
    """One screen. ``live`` keeps its link."""

    def __init__(self, address: str, path: str, cookie: str, clock: Clock, claims: Claims, device: str) -> None:
        self.claims = claims
        self.link: ClientConnection | None = None
        """The present socket, once it has shown something."""
        self.seen: Mapping[str, Any] = {}
        """The newest view."""
        self.drops = 0
        """How often the link broke and came back."""
        self.asleep = False
        self._address, self._path, self._cookie, self._clock = address, path, cookie, clock
        self._device, self._count = device, 0
        self._number = 0
        self._connecting = self._closed = False
        self._unanswered: dict[str, asyncio.Future[str | None]] = {}
        """Refs that are under way on the present socket."""
        self.came: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        """Done once it has been shown anything."""
        self._beat: asyncio.Future[int] | None = None
        self._doing = asyncio.TaskGroup()
        """What is done while the link lives, and ends with it."""

    @property
    def waits(self) -> bool:
        """Whether it waits for the server now, so that time stands meanwhile."""
        return not self.asleep and (self._connecting or bool(self._unanswered))

    async def live(self) -> None:
        """Keep a link until cancelled, or until the server ends it for good."""
        async with self._doing:
            await self._keep_link()

    async def _keep_link(self) -> None:
        tries = 0
        while not self._closed:
            self._number, self._connecting, code = 0, True, None
            try:
                async with self._connected() as socket:
                    async for text in socket:
                        self._hear(socket, json.loads(text))
                code = socket.close_code
            except ConnectionClosed as gone:
                code = gone.rcvd.code if gone.rcvd else None
            except GONE:
                pass
            if self._number:
                tries = 0
            self._lost(code)
            if self._closed:
                return
            wait = min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2**tries)
            tries = min(tries + 1, 10)
            await self._clock.sleep_until(self._clock.now() + wait // 2 + self._clock.draw() % (wait // 2))

    def _connected(self) -> connect:
        return connect(
            self._address.replace("http", "ws", 1) + f"{self._path}/socket",
            origin=Origin(self._address),
            additional_headers={"Cookie": self._cookie},
            compression=None,
            proxy=None,
            max_size=None,
            max_queue=None,
            open_timeout=REPLY_S,
            ping_interval=None,
            close_timeout=1,
        )

    def _lost(self, code: int | None) -> None:
        self.link, self._connecting = None, False
        for answer in self._unanswered.values():
            if not answer.done():
                answer.set_result(None)
        self._unanswered.clear()
        if self._beat is not None and not self._beat.done():
            self._beat.set_result(-1)
        if code in ENDS:
            self._closed = True
            self.claims.wrong.append(f"The server ended the link of {self.claims.label} with {code}.")
        self.drops += self._number > 0

    def cut(self) -> None:
        """The link is gone at once, without a word to the server."""
        if self.link is not None:
            self.link.transport.abort()
            self.link = None

    async def ask(self, command: Command) -> str | None:
        """Ask once, now or not at all; gives the reply's code, or None without one."""
        ref = self._next_ref()
        self.claims.asked[ref] = command
        return await self._send(ref, command)

    async def is_level(self) -> bool:
        """Whether it has every view that the server sent; False where the link breaks meanwhile."""
        if self.link is None:
            return False
        self._beat = asyncio.get_running_loop().create_future()
        try:
            await self.link.send(json.dumps({"ping": self._number}))
            async with asyncio.timeout(REPLY_S):
                return await self._beat == self._number
        except GONE:
            return False
        finally:
            self._beat = None

    def _next_ref(self) -> str:
        self._count += 1
        return f"{self._device}:{self._count}"

    async def _send(self, ref: str, command: Command) -> str | None:
        """Send an ask on the present socket, and wait for its reply."""
        if self.link is None:
            return None
        answer = self._unanswered.setdefault(ref, asyncio.get_running_loop().create_future())
        try:
            await self.link.send(json.dumps({"ref": ref, "command": command}))
        except ConnectionClosed:
            return None
        return await answer

    def _hear(self, socket: ClientConnection, message: Mapping[str, Any]) -> None:
        match message["type"]:
            case "show":
                first, self._number = self._number == 0, message["n"]
                self.seen, self.link, self._connecting = message, socket, False
                if message["scene"]["kind"] != "unpaired":
                    self.claims.was_shown(message)
                if not self.came.done():
                    self.came.set_result(None)
                self._shown(first)
            case "reply":
                self.claims.was_told(message["ref"], message["code"], message["entry"])
                answer = self._unanswered.pop(message["ref"], None)
                self._replied(message["ref"], message["code"])
                if answer is not None and not answer.done():
                    answer.set_result(message["code"])
            case "beat":
                if message["n"] > self._number:
                    self.claims.wrong.append(f"{self.claims.label} did not get a view that it was sent.")
                if self._beat is not None and not self._beat.done():
                    self._beat.set_result(message["n"])
                self._beaten(socket)
            case _:
                self.claims.wrong.append(f"{self.claims.label} was sent a message that is none of the protocol.")

    def _shown(self, first: bool) -> None:
        """A view came; the first of a socket is the sign that the link stands."""

    def _replied(self, ref: str, code: str) -> None:
        """A reply came."""

    def _beaten(self, socket: ClientConnection) -> None:
        """A beat came over this socket."""
