"""A process of a bench: the server, the floor or the crowd, started, talked to by lines, measured and stopped."""

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import clock_gettime_ns
from types import TracebackType
from typing import Any, Self

import psutil  # type: ignore[import-untyped]

_OF_A_PROCESS = 2
"""The last bits of a process's clock id, which ``clock_getcpuclockid`` of C makes and Python does not offer."""


class Child:
    """A Python module of this checkout, run in a process of its own."""

    def __init__(self, *command: str) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("GOROUND_")}
        self._process = subprocess.Popen(
            [sys.executable, "-m", *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[1],
            env=environment,
            text=True,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # a last line that nobody reads any more
                    pipe.close()

    def line(self) -> str:
        """The next line that it prints."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"A process of the bench has stopped with status {self._process.wait()}.")
        return line.rstrip("\n")

    def ask(self, **question: Any) -> Any:
        """One question and its answer, a line of JSON each."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        return json.loads(self.line())

    def cpu_ns(self) -> int:
        """Processor time that it has spent, in all its threads: the clock that Linux keeps for each process, to the nanosecond."""
        return clock_gettime_ns(~self._process.pid << 3 | _OF_A_PROCESS)

    def resident(self) -> int:
        """Bytes of memory that it holds."""
        return int(psutil.Process(self._process.pid).memory_info().rss)


class Server(Child):
    """``goround serve`` as people run it, on a free port."""

    def __init__(self, data: Path, key_file: Path) -> None:
        super().__init__("goround", "serve", "--data", str(data), "--key-file", str(key_file), "--port", "0")
        line = self.line()
        if not line.startswith("Goround is ready: "):
            raise SystemExit(f"The server did not start: {line}")
        self.address = line.split()[3]
