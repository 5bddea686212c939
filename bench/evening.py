"""An evening that is over, opened in the reading room and looked at anywhere in it: how long the person who asked waits."""

import asyncio
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter_ns

from bench.past_evening import PEOPLE, store_evenings
from bench.stage import stage
from bench.table import against, ms, table
from goround.journal.folder import DataFolder
from goround.journal.site_key import load
from goround.reading_room import Desk, Library, ReadingRoom
from goround.review.exports import Reader
from goround.runtime.clock import SystemClock
from goround.web.replayed import seen

OPENED_MS = {3_000: 150, 20_000: 900}
SEEK_MS = 20
SEEKS = 40
"""Moments of each opened evening that are looked at, anywhere in it."""
DAY_MS = 24 * 60 * 60 * 1000


async def first_view(room: ReadingRoom, session: str, entry: int | None = None) -> int:
    """What a replay page asks for: the views of console, room and one phone after an entry, the last where none is named. Its bytes."""
    found = await room.ask(seen, session, Reader.FACILITATOR, entry=entry, seat="")
    assert found is not None, f"The reading room knows no session {session}."
    return len(found.json)


def put_away(desk: Desk) -> None:
    """Forget every recording and key, and close the files: what is opened next is read from disk."""
    desk.close()


def measure(folder: Path, rounds: int) -> str:
    """A table with a row for each length."""
    key_file = folder / "site.key"
    stage(folder / "stage", key_file, [])
    lengths = list(OPENED_MS)
    sessions = store_evenings(folder / "stage", key_file, lengths, SystemClock().now() - DAY_MS)
    rows = [
        asyncio.run(_length(folder / "stage", key_file, session, length, rounds))
        for session, length in zip(sessions, lengths, strict=True)
    ]
    head = ("entries", "people", "opened ms", "least", "most", "seek p50 ms", "seek p99 ms", "view bytes", "target")
    return table(head, rows)


async def _length(data: Path, key_file: Path, session: str, length: int, rounds: int) -> tuple[str, ...]:
    files, (site, _) = DataFolder(data), load(key_file)
    room = ReadingRoom(Library(files.journal, files.vault, site))
    chance = Random(length)
    opened, seeks = [], []
    try:
        await first_view(room, session)  # the process has begun, and everything is loaded
        for _ in range(rounds):
            await room.ask(put_away)
            began = perf_counter_ns()
            size = await first_view(room, session)
            opened.append(perf_counter_ns() - began)
            for _ in range(SEEKS):
                entry = chance.randrange(2, length)
                began = perf_counter_ns()
                await first_view(room, session, entry)
                seeks.append(perf_counter_ns() - began)
    finally:
        await room.close()
    seeks.sort()
    slow = seeks[-(-len(seeks) * 99 // 100) - 1]
    met = median(opened) <= OPENED_MS[length] * 1e6 and median(seeks) <= SEEK_MS * 1e6
    return (
        f"{length:,}",
        str(PEOPLE[length]),
        *map(ms, (median(opened), min(opened), max(opened), median(seeks), slow)),
        f"{size:,}",
        against(met, f"{OPENED_MS[length]} ms, seek {SEEK_MS} ms"),
    )
