"""The server of a rehearsal, started by it as ``python -m goround.cli.staged``: as ``goround serve``, and its clock is moved by lines on standard input.

Nobody reaches the clock but who started this process: there is no door for it on the network, and no flag of ``serve``.
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from goround.catalog.load import compiled
from goround.catalog.shelf import Shelf
from goround.cli.serve import Staged, say, serve
from goround.cli.stop import Stop
from goround.config import Settings
from goround.runtime.clock import Clock, SettableClock, SystemClock
from goround.web.site import Site

PASSES = 20
"""Turns of the loop in which whatever is durable reaches every screen."""


class StagedClock(SettableClock):
    """A clock that stands until it is told, with the secrets of a real one: the folder may be one that is kept."""

    def __init__(self, now: int, seed: int) -> None:
        super().__init__(now, seed)
        self._secrets = SystemClock()

    def fresh_id(self, length: int = 12) -> str:
        """As ``Clock.fresh_id``."""
        return self._secrets.fresh_id(length)

    def token(self) -> str:
        """As ``Clock.token``."""
        return self._secrets.token()


def main(words: list[str]) -> int:
    """Run the server until standard input ends.

    Args:
        words: data folder, key file, port, instant and seed of the clock (nothing for that of the machine), curriculum files.
    """
    os.umask(0o077)
    data, key_file, port, stands, *files = words
    curricula = [one for file in files if (one := compiled(Path(file)).curriculum) is not None]
    clock: Clock = SystemClock()
    if stands:
        now, seed = map(int, stands.split(","))
        clock = StagedClock(now, seed)

    async def started(site: Site, address: str) -> None:
        say(f"ready {address}")
        lines = asyncio.StreamReader()
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
        while line := await lines.readline():
            await _obey(site, line.decode().split())
        os.kill(os.getpid(), signal.SIGTERM)

    try:
        settings = Settings(data=Path(data), key_file=Path(key_file), port=int(port))
        serve(settings, started, Staged(clock, Shelf(None, curricula)))
    except Stop as stop:
        print(stop, file=sys.stderr)
        return stop.status
    return 0


async def _obey(site: Site, words: list[str]) -> None:
    match words:
        case ["advance", milliseconds] if isinstance(site.clock, SettableClock):
            site.clock.advance(int(milliseconds))
            await asyncio.sleep(0)
            say(f"at {site.clock.now()}")
        case ["settle"]:
            for room in site.host.rooms():
                await room.settled()
            for _ in range(PASSES):
                await site.clock.frame()
            say("settled")
        case _:
            say("not understood")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
