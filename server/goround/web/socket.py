"""One websocket, one screen: asks come in and are answered, views go out, beats keep both sides honest."""

import asyncio
import json
import logging
import re
import struct
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from aiohttp import WSMsgType, web
from pydantic import ValidationError

from goround.domain.own import MineReads
from goround.domain.people import Role, Viewer
from goround.runtime.clock import Clock
from goround.runtime.room import Inquiry, Outcome, Room
from goround.web.limits import Bucket
from goround.web.wire import (
    INCOMING,
    NOT_LET_IN,
    SHOW_END,
    SHOW_MINE,
    SLOW_DOWN,
    Ask,
    Awake,
    beat_bytes,
    reply_bytes,
    show_head,
)

log = logging.getLogger(__name__)

MOST_BYTES = 64 * 1024
ASKS_A_SECOND, ASKS_AT_ONCE = 20, 40
STRIKES = 40
"""Asks over the limit that are answered with ``slow_down`` before the socket is closed."""
NEARLY_EMPTY = 16 * 1024
DRAIN_S = 10.0
HEARTBEAT_S = 30.0
"""A peer that answers no protocol ping for half of this is gone, though its connection still seems to stand."""
UNANSWERED = 2
"""Beats without an answer after which a staff page is asleep."""
_JOINTS = len(SHOW_MINE) + len(SHOW_END)
_SHORT, _MIDDLE, _LONG = (struct.Struct(layout).pack for layout in ("!BB", "!BBH", "!BBQ"))
_REF = re.compile(r"[A-Za-z0-9]{4,40}:[1-9][0-9]{0,8}")


class SocketScreen:
    """A screen of a room, over a websocket. Views are written as whole frames; nothing here waits but ``drained``."""

    __slots__ = (
        "_assets",
        "_clock",
        "_closed",
        "_room",
        "_shown",
        "_transport",
        "_unanswered",
        "awake",
        "lagging",
        "name",
        "reads",
        "scene",
        "sign_in",
        "touched",
        "viewer",
    )

    def __init__(self, transport: asyncio.Transport, viewer: Viewer, name: str, clock: Clock, assets: str) -> None:
        self.viewer, self.name = viewer, name
        self.awake = True
        self.scene = b""
        self.reads: MineReads | None = None
        self.lagging = False
        self.sign_in = ""
        """The sign-in that a console's socket hangs on."""
        self.touched: Callable[[int], None] = lambda _: None
        """Told how many milliseconds ago somebody touched the page."""
        self._transport, self._clock, self._assets = transport, clock, assets
        self._shown = 0
        self._unanswered = 0
        self._closed = False
        self._room: Room | None = None

    def enter(self, room: Room) -> None:
        """Become a screen of this room."""
        self._room = room
        room.attach(self)

    def turn(self, *, locked: bool) -> None:
        """Show a console behind its lock, or before it, from now on; what it asks is decided so too."""
        if self.viewer.role is Role.FACILITATOR:
            self.viewer = replace(self.viewer, locked=locked)
            if self._room is not None:
                self._room.turned(self)

    def leave(self) -> None:
        """Be no screen of a room any more."""
        if self._room is not None:
            self._room.detach(self)
            self._room = None

    def ready(self) -> bool:
        """Whether its write buffer is nearly empty."""
        return self._transport.get_write_buffer_size() < NEARLY_EMPTY

    def show(self, scene: bytes, mine: bytes) -> None:
        """Send a view."""
        self._shown += 1
        transport = self._transport
        if (
            not self._closed and not transport.is_closing()
        ):  # as _write_frame, without its calls: this is what a thousand screens wait for
            head = show_head(self._shown, self._clock.now(), self._assets)
            length = len(head) + len(scene) + len(mine) + _JOINTS
            transport.write(b"".join((header(0x1, length), head, scene, SHOW_MINE, mine, SHOW_END)))

    def beat(self) -> None:
        """Send a beat; a staff page that has not answered two is asleep."""
        if self.lagging:
            return
        self._write(beat_bytes(self._shown, self._clock.now()))
        if self.viewer.role is Role.FACILITATOR:
            self._unanswered += 1
            if self._unanswered > UNANSWERED:
                self.awake = False

    def answered_beat(self, idle: int | None) -> None:
        """The page's script answered, and tells for how long nobody has touched it."""
        if idle is not None:
            self.touched(idle)
        self._unanswered = 0
        if not self.awake:
            self.awake = True
            if self._room is not None:
                self._room.woke(self)

    def reply(self, ref: str | None, outcome: Outcome) -> None:
        """Answer an ask. Entry numbers go to staff only."""
        entry = outcome.entry if self.viewer.role is Role.FACILITATOR else None
        self._write(reply_bytes(ref, outcome.code, dict(outcome.facts), entry))

    async def drained(self) -> bool:
        """Wait until it is ready again; False after ten seconds."""
        loop = asyncio.get_running_loop()
        until = loop.time() + DRAIN_S
        while not self.ready() and loop.time() < until:  # noqa: ASYNC110 - a transport tells nobody when it is empty
            await asyncio.sleep(0.05)
        return self.ready()

    def close(self, code: int) -> None:
        """Say why and close; a peer that does not close within a second is cut, whatever it has not read."""
        if self._closed:
            return
        self._write_frame(0x8, struct.pack("!H", code))
        self._closed = True
        asyncio.get_running_loop().call_later(1, self._transport.abort)

    def _write(self, payload: bytes) -> None:
        self._write_frame(0x1, payload)

    def _write_frame(self, opcode: int, payload: bytes) -> None:
        if not self._closed and not self._transport.is_closing():
            self._transport.write(header(opcode, len(payload)) + payload)


def header(opcode: int, length: int) -> bytes:
    """The header of a whole, unmasked frame (RFC 6455, section 5.2)."""
    if length < 126:
        return _SHORT(0x80 | opcode, length)
    if length < 65536:
        return _MIDDLE(0x80 | opcode, 126, length)
    return _LONG(0x80 | opcode, 127, length)


async def open_socket(request: web.Request) -> tuple[web.WebSocketResponse, asyncio.Transport]:
    """The upgraded connection. No compression: a view would be compressed for every phone anew."""
    socket = web.WebSocketResponse(compress=False, max_msg_size=4 * MOST_BYTES, timeout=2.0, heartbeat=HEARTBEAT_S)
    await socket.prepare(request)
    transport = request.transport
    if transport is None:
        raise web.HTTPBadRequest
    return socket, transport


async def converse(socket: web.WebSocketResponse, screen: SocketScreen, room: Room, clock: Clock) -> None:
    """Take asks until the socket closes."""
    bucket = Bucket(ASKS_A_SECOND, ASKS_AT_ONCE, clock.now())
    strikes = 0
    async for message in socket:
        if message.type is not WSMsgType.TEXT:
            room.figures.asks["unread", "malformed"] += 1
            screen.reply(None, Outcome("malformed", facts={"where": "frame"}))
            strikes += 1
        elif (too_long := _size(message.data) > MOST_BYTES) or not bucket.take(clock.now()):
            room.figures.asks["unread", "slow_down"] += 1
            screen.reply(_ref(message.data), Outcome("slow_down"))
            strikes += STRIKES if too_long else 1
        else:
            take(message.data, screen, room)
        if strikes >= STRIKES:
            screen.close(SLOW_DOWN)
            return


def take(text: str, screen: SocketScreen, room: Room) -> None:
    """One message of a screen: an ask goes into the room's inbox, anything else is answered here."""
    try:
        message = INCOMING.validate_json(text)
    except ValidationError as error:
        room.figures.asks["unread", "malformed"] += 1
        screen.reply(_ref(text), Outcome("malformed", facts={"where": _where(error)}))
        return
    if isinstance(message, Ask):
        ref = message.ref
        room.submit(Inquiry(message.command, screen.viewer, ref, lambda outcome: screen.reply(ref, outcome)))
    elif isinstance(message, Awake):
        screen.answered_beat(message.idle)
    else:
        screen.beat()


def _size(text: str) -> int:
    """Bytes of a message."""
    return len(text) if text.isascii() else len(text.encode())


def _ref(text: str) -> str | None:
    """The ref of a message that cannot be taken, if it has one."""
    found: Any = None
    if len(text) <= MOST_BYTES:
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return None
    ref = found.get("ref") if isinstance(found, dict) else None
    return ref if isinstance(ref, str) and _REF.fullmatch(ref) else None


def _where(error: ValidationError) -> str:
    """The fields that are wrong, never what was in them: a field that we do not know is no field of ours, so it is not named."""
    meant: dict[object, set[str]] = {}
    for mistake in error.errors(include_input=False, include_url=False):
        place = mistake["loc"][:-1] if mistake["type"] == "extra_forbidden" else mistake["loc"]
        kind, path = (place[0], place[1:]) if place else (None, ())
        meant.setdefault(kind, set()).add(".".join(map(str, path)) or "message")
    # Of the messages that there are it is most likely the one that it misses by the least.
    likely = min(meant.values(), key=lambda places: len(places))
    return ", ".join(sorted(likely)[:3])[:120]


__all__ = ["NOT_LET_IN", "SocketScreen", "converse", "open_socket"]
