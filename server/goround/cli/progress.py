"""How far something has come, on standard error: a bar at a terminal, a plain line for each tenth elsewhere."""

import asyncio
import time
from contextlib import suppress
from types import TracebackType
from typing import Self, TextIO

WIDTH = 30
EACH_S = 0.5


class Progress:
    """A bar while it is entered; nothing of it stays at a terminal."""

    def __init__(self, out: TextIO, what: str, first: str) -> None:
        """A bar of which nothing is done yet.

        Args:
            out: where it is drawn.
            what: what is counted.
            first: what happens before anything can be counted.
        """
        self._out, self._what, self._first = out, what, first
        self._done, self._of, self._tenth = 0, 0, 0
        self._began = time.monotonic()
        self._drawing: asyncio.Task[None] | None = None

    @property
    def seconds(self) -> float:
        """How long it has taken so far, from the first of all."""
        return time.monotonic() - self._began

    def now(self, first: str) -> None:
        """What happens now, before anything can be counted."""
        self._first = first

    def come_to(self, done: int, of: int) -> None:
        """So much is done, of so much."""
        self._done, self._of = done, of
        if self._drawing is not None:
            self._draw()
        elif (tenth := done * 10 // max(1, of)) > self._tenth:
            self._tenth = tenth
            print(f"{done} of {of} {self._what}, {self._passed()}", file=self._out, flush=True)

    async def __aenter__(self) -> Self:
        if self._out.isatty():
            self._drawing = asyncio.get_running_loop().create_task(self._keep_drawing())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
            with suppress(asyncio.CancelledError):
                await self._drawing
            print("\r\033[K", end="", file=self._out, flush=True)

    async def _keep_drawing(self) -> None:
        while True:
            self._draw()
            await asyncio.sleep(EACH_S)

    def _draw(self) -> None:
        full = WIDTH * self._done // max(1, self._of)
        bar = "█" * full + "·" * (WIDTH - full)
        count = f"{self._done} of {self._of} {self._what}" if self._of else self._first
        print(f"\r\033[K{bar}  {count}  {self._passed()}", end="", file=self._out, flush=True)

    def _passed(self) -> str:
        minutes, seconds = divmod(int(self.seconds), 60)
        return f"{minutes}:{seconds:02}"
