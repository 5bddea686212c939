"""Hostile and broken peers hurt only themselves: meanwhile another phone's answer is acknowledged."""

import asyncio
import base64
import json
import socket
import struct
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from websockets.exceptions import ConnectionClosed

from tests.web.conftest import Company
from tests.web.people import Console, Line, Person, Phone
from tests.web.premises import opened, staffed, until

DEEP = "[" * 30_000 + "]" * 30_000
GARBAGE = (
    "",
    "{",
    "null",
    "\x00",
    "[]" * 30_000,
    DEEP,
    '{"ref": "ANAS:1", "command": {"type": "answer", "step": "w01.craving", "revision": 0, "answer": ' + DEEP + "}}",
    '{"ref": "ANAS:1", "command": {"type": "answer", "step": "w01.craving", "revision": 0, "answer": '
    + "9" * 60_000
    + "}}",
    '{"ref": "ANAS:1", "command": {"type": "answer", "step": "w01.craving", "revision": 0, "answer": {"number": 1e999}}}',
    '{"ref": "ANAS:1", "command": {"type": "answer", "step": "w01.craving", "revision": 0, "answer": {"number": NaN}}}',
    '{"ref": "ANAS:1", "command": {"type": "answer", "step": "\\ud800", "revision": 0, "answer": 1}}',
    '{"ref": "ANAS:1", "ref": "ANAS:2", "command": {"type": "pass"}}',
    json.dumps({"ref": "ANAS:1", "command": {str(number): number for number in range(5_000)}}),
)


async def raw(person: Person, *, receives: int | None = None) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """This person's upgraded connection, without anybody who reads it."""
    sock = socket.socket()
    if receives is not None:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receives)
    sock.setblocking(False)
    host, _, port = person.place.address.removeprefix("http://").partition(":")
    await asyncio.get_running_loop().sock_connect(sock, (host, int(port)))
    reader, writer = await asyncio.open_connection(sock=sock, limit=2**16)
    writer.write(
        f"GET {person.path}/socket HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {base64.b64encode(bytes(16)).decode()}\r\n"
        f"Origin: {person.place.address}\r\nCookie: {person.browser.cookie(person.path + '/socket')}\r\n\r\n".encode()
    )
    assert b" 101 " in (await reader.readuntil(b"\r\n\r\n"))[:20]
    return reader, writer


def frame(opcode: int, payload: bytes, *, says: int | None = None, masked: bool = True, last: bool = True) -> bytes:
    """A frame as a client sends it; ``says`` is the length that it claims."""
    length = len(payload) if says is None else says
    mask = 0x80 if masked else 0
    first = (0x80 if last else 0) | opcode
    if length < 126:
        head = struct.pack("!BB", first, mask | length)
    elif length < 65_536:
        head = struct.pack("!BBH", first, mask | 126, length)
    else:
        head = struct.pack("!BBQ", first, mask | 127, length)
    return head + (bytes(4) if masked else b"") + payload


@asynccontextmanager
async def a_room(company: Company) -> AsyncIterator[tuple[Phone, Callable[[], Awaitable[None]]]]:
    """Eve, who is hostile, in a room with Ben; and how Ben's next answer is acknowledged."""
    console = await company.console()
    eve, ben = await company.inside(console, "Eve", "Ben")
    await console.goes_to("w01.craving")
    given = 0

    async def ben_is_heard() -> None:
        nonlocal given
        async with asyncio.timeout(5):
            assert (await ben.answers("w01.craving", given % 11, given))["code"] == "ok"
        given += 1

    yield eve, ben_is_heard
    await ben_is_heard()
    assert company.place.room(console.session).state.seats[ben.seat].linked


async def test_garbage_is_answered_and_nothing_of_it_is_stored(company: Company) -> None:
    """W20"""
    async with a_room(company) as (eve, ben_is_heard):
        for text in GARBAGE:
            line = await eve.links()
            await line.sees()
            before = len(line.heard)
            await line.says(text)
            reply = await line.hears(lambda message: message["type"] == "reply", before)
            assert reply["code"] in ("malformed", "not_on_the_scale", "slow_down"), text[:60]
            await ben_is_heard()
            await line.close()
        answers = company.place.events(eve_session(company), "answered")
        assert {event.seat for event in answers} == {answers[0].seat} and answers[0].seat != eve.seat


def eve_session(company: Company) -> str:
    [room] = company.place.site.host.rooms()
    return room.session


async def test_binary_frames_are_malformed_and_forty_of_them_close(company: Company) -> None:
    """W20"""
    async with a_room(company) as (eve, ben_is_heard):
        await eve.line.says(b"\x00\xff" * 100)
        assert (await eve.line.reply(None))["code"] == "malformed"
        for _ in range(39):
            await eve.line.says(b"\x00")
        assert await eve.line.closed() == 4008
        await ben_is_heard()


BROKEN = {
    "half a header": b"\x81",
    "half a frame": frame(1, b"x" * 100, says=60_000),
    "a length of exabytes": frame(1, b"x", says=2**62),
    "no mask": frame(1, b"hello", masked=False),
    "bits that mean nothing": bytes([0xF1, 0x80]) + bytes(4),
    "an opcode that is none": frame(0xB, b"x"),
    "a fragment that continues nothing": frame(0, b"x"),
    "a long ping": frame(9, b"x" * 200),
    "no text": frame(1, b"\xff\xfe\xfd"),
    "fragments without end": b"".join(frame(1 if n == 0 else 0, b"x" * 60_000, last=False) for n in range(12)),
    "a close of one byte": frame(8, b"\x03"),
    "a close for no reason": frame(8, struct.pack("!H", 1005)),
    "http again": b"GET / HTTP/1.1\r\n\r\n" * 50,
}


@pytest.mark.parametrize("name", BROKEN)
async def test_broken_frames_close_at_most_their_own_connection(company: Company, name: str) -> None:
    """W20"""
    async with a_room(company) as (eve, ben_is_heard):
        _, writer = await raw(eve)
        writer.write(BROKEN[name])
        await ben_is_heard()
        writer.close()
        await ben_is_heard()


async def test_a_flood_does_not_keep_others_waiting(company: Company) -> None:
    """W20"""
    async with a_room(company) as (eve, ben_is_heard):
        lines = [eve.line, *[await eve.links() for _ in range(3)]]
        ping = frame(1, json.dumps({"ping": 1}).encode())
        _, writer = await raw(eve)
        writer.write(ping * 5_000)

        async def pours(line: Line) -> None:
            for number in range(1, 500):
                await line.says(json.dumps({"ref": f"FLOOD:{number}", "command": {"type": "speak", "lang": "en"}}))

        async with asyncio.TaskGroup() as flood:
            pouring = [flood.create_task(_unless_closed(pours(line))) for line in lines]
            await ben_is_heard()
            await ben_is_heard()
            for task in pouring:
                task.cancel()
        writer.close()
        assert await eve.line.closed() in (4001, 4008)


async def _unless_closed(work: Awaitable[None]) -> None:
    with suppress(ConnectionClosed):
        await work


async def test_a_thousand_opens_and_slow_handshakes_keep_nobody_out(company: Company) -> None:
    """W20"""
    async with a_room(company) as (_eve, ben_is_heard):
        host, _, port = company.place.address.removeprefix("http://").partition(":")
        opens: list[asyncio.StreamWriter] = []
        for batch in range(10):
            streams = await asyncio.gather(*(asyncio.open_connection(host, int(port)) for _ in range(100)))
            opens += [writer for _, writer in streams]
            for _, writer in streams:
                writer.write(b"GET /s/none/socket HTTP/1.1\r\nUpgrade: webso"[: 4 * batch])
            await ben_is_heard()
        late = await company.new(Phone).browser.get("/")
        assert late.status == 200
        for writer in opens:
            writer.transport.abort()


async def test_sockets_without_a_seat_are_closed_and_leave_nothing_behind(company: Company) -> None:
    """W20"""
    async with a_room(company) as (eve, ben_is_heard):
        stranger = company.new(Person)
        for number in range(60):
            line = await stranger.links(path=eve.path, cookie=f"goround={eve.seat}.{number}")
            assert await line.closed() == 4003
        await ben_is_heard()
        assert len(company.place.site.screens) == 3


async def a_person_more(console: Console, number: int) -> None:
    """The console's view grows, and this console sees it."""
    reply = await console.line.asks("add_seat", seat=f"seat{number}", name=f"Person {number}")
    assert reply["code"] == "ok"
    await console.line.sees(lambda show: show["scene"]["entry"] >= reply["entry"])


async def test_who_stops_reading_delays_nobody_and_is_closed(
    tmp_path: Path, accounts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """W21"""
    monkeypatch.setattr("goround.web.socket.DRAIN_S", 0.3)
    async with opened(staffed(accounts, tmp_path), sends=8_192) as place, Console(place) as dana, Console(place) as sam:
        await (await dana.follows(place.let_in("dana"))).starts()
        await sam.follows(place.let_in("sam"))
        sam.path = dana.path
        _, writer = await raw(sam, receives=4_096)
        await until(lambda: len(place.site.screens) == 2)
        stalled = next(screen for screen in place.site.screens if screen.viewer.id == "sam")
        changes = 0
        while stalled in place.site.screens:
            changes += 1
            async with asyncio.timeout(5):
                await a_person_more(dana, changes)
            place.clock.advance(1_000)
            assert changes < 300, "Who does not read is still there."
        assert stalled not in place.room(dana.session).screens
        writer.close()


async def test_a_reader_who_was_slow_gets_the_newest_view(tmp_path: Path, accounts: Path) -> None:
    """W21"""
    async with opened(staffed(accounts, tmp_path), sends=8_192) as place, Console(place) as dana, Console(place) as sam:
        await (await dana.follows(place.let_in("dana"))).starts()
        await sam.follows(place.let_in("sam"))
        sam.path = dana.path
        reader, writer = await raw(sam, receives=4_096)
        await until(lambda: len(place.site.screens) == 2)
        slow = next(screen for screen in place.site.screens if screen.viewer.id == "sam")
        changes = 0
        while not slow.lagging:
            changes += 1
            await a_person_more(dana, changes)
            place.clock.advance(1_000)
        for _ in range(5):
            changes += 1
            await a_person_more(dana, changes)
            place.clock.advance(1_000)
        read = b""
        async with asyncio.timeout(10):
            while f"Person {changes}".encode() not in read:
                read = read[-50:] + await reader.read(65_536)
        await until(lambda: not slow.lagging)
        assert slow in place.site.screens
        writer.close()
