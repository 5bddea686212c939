"""Somebody who opens and exports evenings again and again while a group is on: a process of its own that asks the server over HTTP.

Told by lines of JSON on standard input, as the crowd is.
"""

import json
import sys
from itertools import cycle
from threading import Event, Thread
from time import perf_counter_ns
from typing import Any
from urllib.request import Request, urlopen

FORMATS = ("jsonl", "csv", "html")


class Reader:
    """Reads on in a thread until told to stop."""

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self._enough = Event()
        self.opened: list[int] = []
        self.exported: list[int] = []
        self.wrong = ""

    def do(self, what: str, **question: Any) -> Any:
        """Answer one line."""
        match what:
            case "begin":
                self._enough.clear()
                self._thread = Thread(target=self._read, kwargs=question)
                self._thread.start()
                return None
            case "end":
                self._enough.set()
                if self._thread is not None:
                    self._thread.join()
                return {"opened": self.opened, "exported": self.exported, "wrong": self.wrong}
            case _:
                raise SystemExit(f"The reader cannot {what}.")

    def _read(self, address: str, cookie: str, sessions: list[str]) -> None:
        try:
            for session in cycle(sessions):
                self.opened.append(_took(f"{address}/staff/s/{session}/replay/look?entry=2", cookie))
                for form in FORMATS:
                    if self._enough.is_set():
                        return
                    self.exported.append(_took(f"{address}/staff/s/{session}/export/{form}", cookie))
        except Exception as error:  # noqa: BLE001 - told to whoever asked, as an answer
            self.wrong = repr(error)


def _took(address: str, cookie: str) -> int:
    began = perf_counter_ns()
    with urlopen(Request(address, headers={"Cookie": cookie}), timeout=120) as reply:  # noqa: S310 - our own child on loopback
        while reply.read(1 << 20):
            pass
    return perf_counter_ns() - began


def main() -> None:
    """Answer lines until there are no more."""
    reader = Reader()
    for line in sys.stdin:
        print(json.dumps(reader.do(**json.loads(line))), flush=True)


if __name__ == "__main__":
    main()
