"""The server of a rehearsal: the real one in a process of its own, whose clock can be moved, and which can be killed and started again."""

import asyncio
import os
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

MODULE = "goround.cli.staged"
"""What is run: by its name, since this floor knows nothing of the web."""
STARTS_S = 60.0
STOPS_S = 20.0


class Fell(Exception):
    """The server has stopped by itself, or does not come up; the text is what it said last."""


class Stage:
    """A server on one folder and one port, over several lives."""

    def __init__(
        self, files: Sequence[Path], data: Path, key_file: Path, printed: Path, *, now: int, stepped: bool, seed: int
    ) -> None:
        """A stage that has not started.

        Args:
            files: the curricula that it offers.
            data: its data folder.
            key_file: the site key.
            printed: the file that its standard error goes to.
            now: the instant at which its first life begins, where its clock is moved.
            stepped: whether its clock is moved from here; else it is that of the machine.
            seed: what it draws follows from this and the number of its life.
        """
        self.restarts = -1
        self._files, self._data, self._key_file, self._printed = files, data, key_file, printed
        self._now, self._stepped, self._seed = now, stepped, seed
        self._process: asyncio.subprocess.Process | None = None
        self._gone: asyncio.Task[int] | None = None
        self._log: IO[bytes] | None = None
        self._ready = asyncio.Event()
        self._speaking = asyncio.Lock()
        # A port that is bound and not listened on is refused to callers and given to nobody else while the server is down.
        self._port = socket.socket()
        self._port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._port.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._port.getsockname()[1]}"

    @property
    def down(self) -> bool:
        """Whether it is not there for anybody now."""
        return not self._ready.is_set()

    async def start(self) -> None:
        """Start it, and wait until it listens.

        Raises:
            Fell: it does not come up.
        """
        self.restarts += 1
        if sys.platform != "linux":
            self._port.close()  # elsewhere a port that is bound twice cannot be listened on
        if self._log is None:
            self._log = self._printed.open("ab")
        given = {name: value for name, value in os.environ.items() if not name.startswith("GOROUND_")}
        clock = [str(self._now), str(self._seed * 1_000 + self.restarts)] if self._stepped else []
        self._process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", MODULE, str(self._data), str(self._key_file), self.address.rpartition(":")[2],
            ",".join(clock), *(str(file.resolve()) for file in self._files),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=self._log,
            env=given, start_new_session=True,
        )  # fmt: skip
        self._gone = asyncio.get_running_loop().create_task(self._process.wait())
        async with self._speaking:
            await self._hear("ready", STARTS_S)
        self._ready.set()

    async def advance(self, milliseconds: int) -> None:
        """Move its clock on; while it is down, time passes without it."""
        self._now += milliseconds
        if self.down:
            return
        at = await self._say(f"advance {milliseconds}", "at")
        if at is not None and at != f"at {self._now}":
            raise Fell("The server's clock is not where it was moved to.")

    async def settle(self) -> None:
        """Return once it has stored, answered and shown everything that it was asked so far."""
        await self._say("settle", "settled")

    def kill(self) -> None:
        """End its life at once, without a word to it (signal 9)."""
        if self._process is not None and self._process.returncode is None and not self.down:
            self._ready.clear()
            self._process.kill()

    async def start_again(self) -> None:
        """Start it again on the same folder and port, once the killed one is gone."""
        if self._process is not None:
            await self._process.wait()
        await self.start()

    async def stop(self) -> None:
        """Stop it as SIGTERM does, or by force where that takes too long."""
        came_up = self._ready.is_set()
        self._ready.clear()
        if self._process is not None:
            if self._process.stdin is not None:
                self._process.stdin.close()  # nobody speaks to it any more: it stops by itself
            if not came_up and self._process.returncode is None:
                self._process.kill()
            try:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._process.wait(), STOPS_S)
            finally:
                if self._process.returncode is None:
                    self._process.kill()
                    await self._process.wait()
        self._port.close()
        if self._log is not None:
            self._log.close()
            self._log = None

    def said(self) -> list[str]:
        """What it has printed to standard error."""
        with suppress(OSError):
            return self._printed.read_text("utf-8", "replace").splitlines()
        return []

    async def _say(self, line: str, answered: str) -> str | None:
        """Say a line and give what it answers; None where it is down, or was killed meanwhile."""
        async with self._speaking:
            process = self._process
            if process is None or process.stdin is None or self.down:
                return None
            with suppress(BrokenPipeError, ConnectionResetError):
                process.stdin.write(f"{line}\n".encode())
            try:
                return await self._hear(answered, STARTS_S)
            except Fell:
                if not self.down:
                    raise  # it was not killed by us
                return None

    async def _hear(self, wanted: str, seconds: float) -> str:
        process = self._process
        if process is None or process.stdout is None or self._gone is None:
            raise Fell("The server was not started.")
        line = asyncio.get_running_loop().create_task(process.stdout.readline())
        try:
            # Its end is waited for too: what it has started may outlive it and hold its output open.
            done, _ = await asyncio.wait((line, self._gone), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        finally:
            line.cancel()
        if not done:
            raise Fell(f"The server has not answered for {seconds:.0f} seconds.")
        if line not in done or not line.result().startswith(wanted.encode()):
            last = next((one for one in reversed(self.said()) if one.strip()), "It said nothing.")
            raise Fell(f"The server stopped by itself. {last}")
        return line.result().decode().strip()
