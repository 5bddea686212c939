"""The load generator, in a process of its own: sockets by picows, every arrival stamped in the callback of its frame.

It is told what to do by lines of JSON on standard input and answers each with one line. What it costs itself is measured in the same
window as what it measures.
"""

import asyncio
import gc
import json
import sys
from collections.abc import Callable
from time import perf_counter_ns, process_time_ns
from typing import Any

import uvloop
from picows import WSFrame, WSListener, WSMsgType, WSTransport, ws_connect

KIND = len('{"type":"')
"""Where a message of the server says what it is: s(how), r(eply) or b(eat)."""
SHOW, REPLY = ord("s"), ord("r")
PATIENCE_S = 30.0
AT_ONCE = 50
"""Sockets that are opened side by side."""


class Phone(WSListener):
    """One socket. It stamps the first frame of the kind that it listens for."""

    def __init__(self) -> None:
        self.transport: WSTransport
        self.listens = SHOW
        self.sent = 0
        self.heard = 0
        self.keeps = True
        self.last = b""
        self.told: Callable[[], None] | None = None

    def on_ws_connected(self, transport: WSTransport) -> None:
        self.transport = transport

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        now = perf_counter_ns()
        if self.heard or frame.msg_type is not WSMsgType.TEXT:
            return
        if frame.get_payload_as_memoryview()[KIND] == self.listens:
            self.heard = now
            if self.keeps:
                self.last = frame.get_payload_as_bytes()
            if self.told is not None:
                self.told()

    def say(self, text: bytes, kind: WSMsgType = WSMsgType.TEXT) -> None:
        """Send now, and stamp it."""
        self.sent = perf_counter_ns()
        self.transport.send(kind, text)


class Crowd:
    """Groups of phones by name."""

    def __init__(self) -> None:
        self._groups: dict[str, list[Phone]] = {}

    async def do(self, question: dict[str, Any]) -> Any:
        """Answer one line."""
        match str(question.pop("do")):
            case "connect":
                return await self._connect(**question)
            case "prompt":
                return await self._prompt(**question)
            case "storm":
                return await self._storm(**question)
            case "load":
                # the very bytes that a group's first phone was shown
                self._groups[question["to"]][0].say(self._groups[question["of"]][0].last, WSMsgType.BINARY)
                return len(self._groups[question["of"]][0].last)
            case "last":
                return self._groups[question["of"]][0].last.decode()
            case "rest":
                await asyncio.sleep(question["seconds"])
                return None
            case "leave":
                for phone in self._groups.pop(question["group"]):
                    phone.transport.disconnect()
                return None
            case unknown:
                raise SystemExit(f"The crowd cannot {unknown}.")

    async def _connect(self, group: str, address: str, links: list[tuple[str, str]], shown: bool = True) -> int:
        """Open sockets, and wait until each has been shown its first view."""
        phones = [Phone() for _ in links]
        waited = _Waited(phones, SHOW)
        socket = address.replace("http", "ws", 1)
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(phone: Phone, path: str, cookie: str) -> None:
            async with gate:
                await ws_connect(
                    lambda: phone,
                    f"{socket}{path}",
                    extra_headers={"Origin": address, "Cookie": cookie},
                    websocket_handshake_timeout=PATIENCE_S,
                    read_buffer_init_size=4096,
                )

        async with asyncio.TaskGroup() as tasks:
            for phone, (path, cookie) in zip(phones, links, strict=True):
                tasks.create_task(one(phone, path, cookie))
        if shown:
            await waited.all()
        self._groups[group] = phones
        gc.collect()
        gc.freeze()
        return len(phones)

    async def _prompt(self, by: str, text: str, hear: str) -> dict[str, Any]:
        """One says something; how long until each of a group is shown what came of it."""
        leader, phones = self._groups[by][0], self._groups[hear]
        for phone in phones:
            phone.keeps = False
        phones[0].keeps = True
        waited = _Waited(phones, SHOW)
        began, spent = perf_counter_ns(), process_time_ns()
        leader.say(text.encode())
        await waited.all()
        ended, spent = max(phone.heard for phone in phones), process_time_ns() - spent
        took = sorted(phone.heard - leader.sent for phone in phones)
        return {"took": took, "share": spent / (ended - began)}

    async def _storm(self, group: str, texts: list[str]) -> dict[str, Any]:
        """Everybody says something at once; how long until each has a reply, and whether it says ok."""
        phones = self._groups[group]
        raw = [text.encode() for text in texts]
        for phone in phones:
            phone.keeps = True
        waited = _Waited(phones, REPLY)
        began, spent = perf_counter_ns(), process_time_ns()
        for phone, text in zip(phones, raw, strict=True):
            phone.say(text)
        await waited.all()
        ended, spent = max(phone.heard for phone in phones), process_time_ns() - spent
        refused = [phone.last.decode() for phone in phones if b'"code":"ok"' not in phone.last]
        took = sorted(phone.heard - phone.sent for phone in phones)
        return {"took": took, "all": ended - began, "share": spent / (ended - began), "refused": refused[:3]}


class _Waited:
    """Until each of these phones has heard one frame of this kind."""

    def __init__(self, phones: list[Phone], kind: int) -> None:
        self._missing = len(phones)
        self._done = asyncio.Event()
        for phone in phones:
            phone.heard, phone.listens, phone.told = 0, kind, self._one
        if not phones:
            self._done.set()

    def _one(self) -> None:
        self._missing -= 1
        if not self._missing:
            self._done.set()

    async def all(self) -> None:
        """Wait."""
        try:
            await asyncio.wait_for(self._done.wait(), PATIENCE_S)
        except TimeoutError:
            raise SystemExit(f"{self._missing} screens have heard nothing for {PATIENCE_S:.0f} seconds.") from None


async def main() -> None:
    """Answer lines until there are no more."""
    lines = asyncio.StreamReader(limit=2**26)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    crowd = Crowd()
    while line := await lines.readline():
        print(json.dumps(await crowd.do(json.loads(line))), flush=True)


if __name__ == "__main__":
    gc.disable()
    uvloop.run(main())
