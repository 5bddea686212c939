"""The real command: run to its end, or running on a folder of its own until the test is done with it."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from goround.runtime.clock import SystemClock

GOROUND = Path(sys.executable).with_name("goround")
READY = re.compile(r"(?:is ready:|Lead it) +(https?://[^/\s]+)")
PASSWORD = "opens the door"
STARTS_S = 20.0
CURRICULA = Path(__file__).parent / "curricula"


@dataclass(frozen=True)
class Home:
    """A data folder, its key, and the curricula that a server on it offers."""

    path: Path

    @property
    def folder(self) -> Path:
        return self.path / "data"

    @property
    def key(self) -> Path:
        return self.path / "site.key"

    @property
    def where(self) -> list[str]:
        """The flags that name this place."""
        return ["--data", str(self.folder), "--key-file", str(self.key)]

    def run(self, *words: str, said: str | None = None) -> "subprocess.CompletedProcess[str]":
        """Run a command to its end, with this on its standard input."""
        return subprocess.run(
            [GOROUND, *words, *self.where],
            input=said,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            env=self.surroundings,
        )

    @property
    def surroundings(self) -> dict[str, str]:
        """As little as a command needs: nothing of the tester's own home."""
        return {"PATH": os.environ["PATH"], "HOME": str(self.path), "TZ": "America/Chicago", "PYTHONDEVMODE": "0"}


class Served:
    """A running server: where it is, and everything that it printed."""

    def __init__(self, home: Home, process: "subprocess.Popen[bytes]", printed: Path) -> None:
        self.home, self.process, self._printed = home, process, printed
        self.address = ""
        self._clock = SystemClock()

    def now(self) -> int:
        return self._clock.now()

    @property
    def printed(self) -> str:
        """Standard output and standard error."""
        return self._printed.read_text("utf-8", "replace")

    def stop(self, how: signal.Signals = signal.SIGTERM) -> float:
        """Tell it to stop and wait; gives the seconds that it took."""
        began = time.monotonic()
        self.process.send_signal(how)
        self.process.wait(20)
        return time.monotonic() - began


@contextmanager
def serving(home: Home, *words: str, command: str = "serve", port: int = 0) -> Iterator[Served]:
    """The command on this folder; at the end it is stopped if it still runs."""
    printed = home.path / f"printed-{time.monotonic_ns()}.txt"
    more = ["--curricula", str(CURRICULA)] if command == "serve" else []
    with printed.open("wb") as out:
        process = subprocess.Popen(
            [GOROUND, command, *home.where, "--port", str(port), *more, *words],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=home.surroundings,
        )  # fmt: skip
    served = Served(home, process, printed)
    try:
        wait_for(
            lambda: READY.search(served.printed) or process.poll() is not None, "The server is not ready.", STARTS_S
        )
        found = READY.search(served.printed)
        assert found, served.printed
        served.address = found[1]
        yield served
    finally:
        if process.poll() is None:
            process.kill()
            process.wait(20)


def wait_for(holds: Callable[[], object], otherwise: str, seconds: float = 10.0) -> None:
    """Look again and again until it holds."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, otherwise
        time.sleep(0.02)


async def soon(holds: Callable[[], object], otherwise: str, seconds: float = 10.0) -> None:
    """As ``wait_for``, while the loop goes on."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, otherwise
        await asyncio.sleep(0.02)
