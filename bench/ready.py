"""From the start of the command's process to its first page."""

from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.request import urlopen

from bench.child import Server
from bench.stage import stage
from bench.table import against, table

TARGET_S = 1.5
SETTINGS: tuple[tuple[str, list[int]], ...] = (
    ("no data folder yet", []),
    ("10 sessions of 12 seats", [12] * 10),
    ("1 session of 1,000 seats", [1000]),
)


def measure(folder: Path, rounds: int) -> str:
    """A table with a row for each data folder."""
    rows = []
    for number, (what, rooms) in enumerate(SETTINGS):
        took = [_start(folder / f"{number}-{again}", rooms) for again in range(rounds + 1)][1:]
        middle = median(took)
        target = against(middle <= TARGET_S, f"{TARGET_S} s")
        rows.append((what, f"{middle:.2f}", f"{min(took):.2f}", f"{max(took):.2f}", target))
    return table(("data folder", "median s", "least s", "most s", "target"), rows)


def _start(folder: Path, rooms: list[int]) -> float:
    folder.mkdir()
    key_file = folder / "site.key"
    if rooms:
        stage(folder / "stage", key_file, rooms)
    began = perf_counter()
    with Server(folder / "stage", key_file) as server:
        with urlopen(server.address + "/", timeout=10) as page:  # noqa: S310 - our own server on loopback
            assert page.status == 200
        return perf_counter() - began
