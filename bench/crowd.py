"""The load generator, in a process of its own: bare sockets, every arrival stamped where it is read.

It is told what to do by lines of JSON on standard input and answers each with one line. What it costs itself is measured in the same
window as what it measures. It reads in beats of a tenth of a millisecond: a wake-up for each arrival would cost it, and the server that
has to wake it, more than the arrival does.
"""

import fcntl
import gc
import json
import select
import socket
import sys
import termios
from collections.abc import Iterator, Sequence
from contextlib import suppress
from time import perf_counter, perf_counter_ns, process_time_ns, sleep
from typing import Any
from urllib.parse import urlsplit

from bench.frames import BINARY, CLOSE, PING, PONG, TEXT, Frames, masked, upgrade

SHOW, REPLY, OK = "show", "reply", "ok"
TONGUES = {
    "goround": {SHOW: b'{"type":"show"', REPLY: b'{"type":"reply"', OK: b'"code":"ok"'},
    "otree": {
        SHOW: b'{"otree_success": true, "live_method_payload": {"type": "show"',
        REPLY: b'{"otree_success": true, "live_method_payload": {"type": "reply"',
        OK: b'"code": "ok"',
    },
}
"""How a view, a reply and consent begin, or what they hold, in the words of each server."""
BEAT_S = 0.0001
PATIENCE_S = 30.0
AT_ONCE = 50
"""Sockets that are opened side by side."""


class Phone:
    """One socket."""

    def __init__(self, address: str, path: str, cookie: str, tongue: str) -> None:
        self.words = TONGUES[tongue]
        place = urlsplit(address)
        self.link = socket.create_connection((place.hostname, place.port), PATIENCE_S)
        self.link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.link.sendall(upgrade(address, path, cookie))
        self.frames = Frames()
        self.sent = self.heard = 0
        self.last = b""

    def opened(self) -> None:
        """Wait until the server has taken the socket."""
        raw = b""
        while b"\r\n\r\n" not in raw:
            more = self.link.recv(65536)
            if not more:
                raise SystemExit("The server has closed a socket before it was open.")
            raw += more
        head, _, rest = raw.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101 "):
            raise SystemExit(f"The server took no socket: {head.splitlines()[0].decode()}")
        self.link.setblocking(False)
        self.frames.keep(rest)

    def takes(self, raw: bytes) -> Iterator[bytes]:
        """The messages in what it has read; it answers pings as a browser does."""
        for opcode, payload in self.frames.feed(raw):
            if opcode == TEXT:
                yield payload
            elif opcode == PING:
                self.link.sendall(masked(PONG, payload))
            elif opcode == CLOSE:
                raise SystemExit(f"The server has closed a socket with code {int.from_bytes(payload[:2], 'big')}.")

    def say(self, frame: bytes) -> None:
        """Send now, and stamp it."""
        self.sent = perf_counter_ns()
        self.link.sendall(frame)


class Crowd:
    """Groups of phones by name."""

    def __init__(self) -> None:
        self._groups: dict[str, list[Phone]] = {}
        self._phones: dict[int, Phone] = {}
        self._poll = select.epoll()

    def do(self, what: str, **question: Any) -> Any:
        """Answer one line."""
        match what:
            case "connect":
                return self._connect(**question)
            case "prompt":
                return self._prompt(**question)
            case "storm":
                return self._storm(**question)
            case "load":  # the very bytes that a group's first phone was shown
                shown = self._groups[question["of"]][0].last
                self._groups[question["to"]][0].say(masked(BINARY, shown))
                return len(shown)
            case "rest":
                return self._rest(question["seconds"])
            case "stall":  # they read nothing any more, and stay
                for phone in self._groups[question["group"]]:
                    self._poll.unregister(phone.link)
                return None
            case "length":  # of what a group's first phone was shown
                return len(self._groups[question["of"]][0].last)
            case "unread":  # what lies before them, as far as it has come
                return sum(_waiting(phone.link) for phone in self._groups[question["group"]])
            case "leave":
                for phone in self._groups.pop(question["group"]):
                    with suppress(FileNotFoundError):  # one that has stalled
                        self._poll.unregister(phone.link)
                    del self._phones[phone.link.fileno()]
                    phone.link.close()
                return None
            case _:
                raise SystemExit(f"The crowd cannot {what}.")

    def _connect(
        self, group: str, address: str, links: list[tuple[str, str]], shown: bool = True, tongue: str = "goround"
    ) -> int:
        """Open sockets, and wait until each has been shown its first view."""
        phones: list[Phone] = []
        for place in range(0, len(links), AT_ONCE):
            some = [Phone(address, path, cookie, tongue) for path, cookie in links[place : place + AT_ONCE]]
            for phone in some:
                phone.opened()
                self._phones[phone.link.fileno()] = phone
                self._poll.register(phone.link, select.EPOLLIN)
            phones += some
        if shown:
            self._hear(phones, SHOW)
        self._groups[group] = phones
        gc.collect()
        gc.freeze()
        return len(phones)

    def _prompt(self, by: str, hear: str, text: str = "", patience: float | None = None) -> dict[str, Any]:
        """One says something; how long until each of a group is shown what came of it. With patience some may be missing.

        Without a text it is what was said last that they wait for.
        """
        leader, phones, frame = self._groups[by][0], self._groups[hear], masked(TEXT, text.encode())
        began, began_at = perf_counter_ns(), process_time_ns()
        if text:
            leader.say(frame)
        spent, missing = self._hear(phones, SHOW, patience)
        took = sorted(phone.heard - leader.sent for phone in phones if phone.heard)
        return {"took": took, "share": (spent - began_at) / (last(phones) - began), "missing": missing}

    def _storm(self, group: str, texts: list[str], patience: float | None = None, times: int = 1) -> dict[str, Any]:
        """Everybody says something at once, so many times; how long until each has as many replies, and whether the last says ok."""
        phones, frames = self._groups[group], [masked(TEXT, text.encode()) for text in texts]
        began, began_at = perf_counter_ns(), process_time_ns()
        for phone, frame in zip(phones, frames, strict=True):
            phone.say(frame * times)
        spent, missing = self._hear(phones, REPLY, patience, times)
        whole = last(phones) - began
        refused = [phone.last.decode() for phone in phones if phone.heard and phone.words[OK] not in phone.last]
        took = sorted(phone.heard - phone.sent for phone in phones if phone.heard)
        return {
            "took": took, "all": whole, "share": (spent - began_at) / whole, "refused": refused[:3], "missing": missing,
        }  # fmt: skip

    def _hear(
        self, phones: Sequence[Phone], kind: str, patience: float | None = None, times: int = 1
    ) -> tuple[int, int]:
        """Until each of these phones has heard so many frames of this kind, or patience is over.

        Returns the processor time at the last arrival, and how many have heard nothing. Without patience of its own that ends the bench.
        While it waits it only reads and stamps. What was read is looked into when it could be all that is missing.
        """
        missing = dict.fromkeys(phones, times)
        for phone in phones:
            phone.heard = 0
        spent, until = process_time_ns(), perf_counter() + (patience or PATIENCE_S)
        read: list[tuple[Phone, int, bytes]] = [(phone, perf_counter_ns(), b"") for phone in phones]
        while True:
            for phone, stamp, raw in read:
                for payload in phone.takes(raw):
                    if phone in missing and payload.startswith(phone.words[kind]):
                        phone.heard, phone.last = stamp, payload
                        missing[phone] -= 1
                        if not missing[phone]:
                            del missing[phone]
            if not missing:
                return spent, 0
            if perf_counter() > until:
                if patience is None:
                    raise SystemExit(f"{len(missing)} screens have heard nothing for {PATIENCE_S:.0f} seconds.")
                return spent, len(missing)
            read = []
            while len(read) < len(missing) and perf_counter() <= until:
                read += self._read(0.5)
            spent = process_time_ns()

    def _read(self, longest: float) -> Iterator[tuple[Phone, int, bytes]]:
        """What has arrived."""
        ready = self._poll.poll(longest, 4096)
        for number, _ in ready:
            phone = self._phones[number]
            raw = phone.link.recv(65536)
            yield phone, perf_counter_ns(), raw
            if not raw:
                raise SystemExit("The server has closed a socket.")
        if ready:
            sleep(BEAT_S)

    def _rest(self, seconds: float) -> None:
        """Take what comes, as a phone does."""
        until = perf_counter() + seconds
        while (left := until - perf_counter()) > 0:
            for phone, _, raw in self._read(left):
                for _ in phone.takes(raw):
                    pass


def last(phones: Sequence[Phone]) -> int:
    """When the last of them heard something; now if none did."""
    return max((phone.heard for phone in phones if phone.heard), default=perf_counter_ns())


def _waiting(link: socket.socket) -> int:
    """Bytes that have arrived and were not read."""
    return int.from_bytes(fcntl.ioctl(link, termios.FIONREAD, bytes(4)), sys.byteorder)


def main() -> None:
    """Answer lines until there are no more."""
    gc.disable()
    crowd = Crowd()
    for line in sys.stdin:
        print(json.dumps(crowd.do(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
