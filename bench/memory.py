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
    """A table with one row: medians over servers.

    The first half of the screens may live in memory that reading the log has left behind, so the second half counts as well.
    """
    found = [_server(folder / str(number), screens) for number in range(rounds)]
    before, half, after = (median(column) for column in zip(*found, strict=True))
    each, further = (after - before) / screens / 1024, (after - half) / (screens - screens // 2) / 1024
    row = (
        str(screens),
        *(f"{held / 2**20:.1f}" for held in (before, half, after)),
        f"{each:.1f}",
        f"{further:.1f}",
        against(max(each, further) <= TARGET_KB, f"{TARGET_KB} KB"),
    )
    head = ("screens", "before MB", "half MB", "all MB", "KB a screen", "KB a screen, 2nd half", "target")
    return table(head, [row])


def _server(folder: Path, screens: int) -> tuple[int, int, int]:
    folder.mkdir()
    key_file = folder / "site.key"
    [room] = stage(folder / "stage", key_file, [screens])
    with Server(folder / "stage", key_file) as server, Child("bench.crowd") as crowd:
        crowd.ask(what="connect", group="console", address=server.address, links=[room.console])
        crowd.ask(what="connect", group="warm", address=server.address, links=room.seats[:WARM])
        crowd.ask(what="rest", seconds=0.5)
        crowd.ask(what="leave", group="warm")
        crowd.ask(what="rest", seconds=1.5)
        held = [server.resident()]
        for visit, (start, end) in enumerate(((0, screens // 2), (screens // 2, screens)), 1):
            group = f"half{visit}"
            crowd.ask(what="connect", group=group, address=server.address, links=room.seats[start:end])
            crowd.ask(what="rest", seconds=1.0)
            crowd.ask(what="prompt", by="console", text=next_step(visit), hear=group)
            crowd.ask(what="rest", seconds=1.0)
            held.append(server.resident())
        for group in ("half1", "half2", "console"):
            crowd.ask(what="leave", group=group)
    return held[0], held[1], held[2]
