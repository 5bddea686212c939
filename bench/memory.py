"""What one screen costs the server in memory, once it is attached and shown."""

from pathlib import Path
from statistics import median

from bench.child import Child, Server
from bench.stage import next_step, stage
from bench.table import against, table

TARGET_KB = 24
WARM = 20
"""Screens that come and go first, so that nothing is counted that a first screen alone costs."""


def measure(folder: Path, screens: int, rounds: int) -> str:
    """A table with one row: medians over servers."""
    found = [_server(folder / str(number), screens) for number in range(rounds)]
    before, after = (median(column) for column in zip(*found, strict=True))
    each = (after - before) / screens / 1024
    row = (
        str(screens),
        f"{before / 2**20:.1f}",
        f"{after / 2**20:.1f}",
        f"{each:.1f}",
        against(each <= TARGET_KB, f"{TARGET_KB} KB"),
    )
    return table(("screens", "before MB", "after MB", "KB a screen", "target"), [row])


def _server(folder: Path, screens: int) -> tuple[int, int]:
    folder.mkdir()
    key_file = folder / "site.key"
    [room] = stage(folder / "stage", key_file, [screens])
    with Server(folder / "stage", key_file) as server, Child("bench.crowd") as crowd:
        crowd.ask(what="connect", group="console", address=server.address, links=[room.console])
        crowd.ask(what="connect", group="warm", address=server.address, links=room.seats[:WARM])
        crowd.ask(what="rest", seconds=0.5)
        crowd.ask(what="leave", group="warm")
        crowd.ask(what="rest", seconds=1.5)
        before = server.resident()
        crowd.ask(what="connect", group="seats", address=server.address, links=room.seats)
        crowd.ask(what="rest", seconds=1.0)
        for visit in (1, 2):
            crowd.ask(what="prompt", by="console", text=next_step(visit), hear="seats")
            crowd.ask(what="rest", seconds=0.5)
        after = server.resident()
        for group in ("seats", "console"):
            crowd.ask(what="leave", group=group)
    return before, after
