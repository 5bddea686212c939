"""Many answers at once, each durable before it is acknowledged: how many a second, and how long one waits."""

from pathlib import Path
from statistics import median

from bench.child import Child, Server
from bench.stage import answer_text, stage
from bench.table import against, ms, percentile, share, table

WARM = 2
REST_S = 0.5
PERCENTS = (50, 95, 99)
LEAST_RATE, MOST_P99_MS = 5_000, 100
SETTINGS = ((1, 200), (1, 600), (20, 10))
"""Rooms, and seats in each."""


def measure(folder: Path, rounds: int) -> str:
    """A table with a row for each setting."""
    rows = [_setting(folder / f"{rooms}x{seats}", rooms, seats, rounds) for rooms, seats in SETTINGS]
    return table(("rooms", "seats each", "answers a second", "p50 ms", "p95 ms", "p99 ms", "generator", "target"), rows)


def _setting(folder: Path, rooms: int, seats: int, rounds: int) -> tuple[str, ...]:
    folder.mkdir()
    key_file = folder / "site.key"
    staged = stage(folder / "stage", key_file, [seats] * rooms)
    with Server(folder / "stage", key_file) as server, Child("bench.crowd") as crowd:
        crowd.ask(what="connect", group="consoles", address=server.address, links=[room.console for room in staged])
        crowd.ask(what="connect", group="displays", address=server.address, links=[room.display for room in staged])
        links = [link for room in staged for link in room.seats]
        crowd.ask(what="connect", group="seats", address=server.address, links=links)
        crowd.ask(what="rest", seconds=1.0)
        rates: list[float] = []
        shares: list[float] = []
        took: list[list[int]] = []
        for number in range(WARM + rounds):
            # a first answer, then changes of it: each replaces the one before
            texts = [answer_text(place, 1, number) for place in range(len(links))]
            heard = crowd.ask(what="storm", group="seats", texts=texts)
            if heard["refused"]:
                raise SystemExit(f"Answers were refused: {heard['refused']}")
            if number >= WARM:
                rates.append(len(links) / heard["all"] * 1e9)
                shares.append(heard["share"])
                took.append([percentile(heard["took"], percent) for percent in PERCENTS])
            crowd.ask(what="rest", seconds=REST_S)
        for group in ("seats", "displays", "consoles"):
            crowd.ask(what="leave", group=group)
    rate, late = median(rates), [median(column) for column in zip(*took, strict=True)]
    met = rate >= LEAST_RATE and late[2] < MOST_P99_MS * 1e6
    target = against(met, f"{LEAST_RATE:,}/s, p99 under {MOST_P99_MS} ms") if (rooms, seats) == (1, 200) else ""
    return (str(rooms), str(seats), f"{rate:,.0f}", *map(ms, late), share(shares), target)
