"""As much of RFC 6455 as a load generator needs: the request, masked frames out, whole frames in."""

import os
import struct
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import urlsplit

TEXT, BINARY, CLOSE, PING, PONG = 0x1, 0x2, 0x8, 0x9, 0xA


def upgrade(address: str, path: str, cookie: str) -> bytes:
    """The request that opens a socket."""
    lines = (
        f"GET {path} HTTP/1.1",
        f"Host: {urlsplit(address).netloc}",
        f"Origin: {address}",
        f"Cookie: {cookie}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def masked(opcode: int, payload: bytes) -> bytes:
    """A whole frame of a client."""
    mask, length = os.urandom(4), len(payload)
    if length < 126:
        head = struct.pack("!BB", 0x80 | opcode, 0x80 | length)
    else:
        head = struct.pack("!BBH", 0x80 | opcode, 0x80 | 126, length)
    key = (mask * (length // 4 + 1))[:length]
    body = (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(length, "big")
    return head + mask + body


class Frames:
    """Bytes of a server in, payloads of whole frames out."""

    def __init__(self) -> None:
        self._rest = b""

    def keep(self, raw: bytes) -> None:
        """Bytes for later."""
        self._rest += raw

    def feed(self, raw: bytes) -> Iterator[tuple[int, bytes]]:
        """Every frame that is whole by now: opcode and payload."""
        self.keep(raw)
        while len(self._rest) >= 2:
            start, length = 2, self._rest[1]
            if length == 126:
                start, length = 4, int.from_bytes(self._rest[2:4], "big")
            elif length == 127:
                start, length = 10, int.from_bytes(self._rest[2:10], "big")
            if len(self._rest) < start + length:
                return  # of a cut header too: the length that it seems to have is not there yet either
            opcode, payload = self._rest[0] & 0xF, self._rest[start : start + length]
            self._rest = self._rest[start + length :]
            yield opcode, payload
