"""From the facilitator's Next to every screen: ours beside a bare fan-out of the same bytes, in turns, in the same run."""

from pathlib import Path
from statistics import median

from bench.child import Child, Server
from bench.stage import STEPS, answer_text, next_step, stage
from bench.table import against, ms, percentile, share, table

WARM = 3
REST_S = 0.2
"""Between two prompts: longer than a frame, as it is in a room."""
TARGET = 1.4
PERCENTS = (50, 95, 99)


def measure(folder: Path, sizes: list[int], rounds: int) -> str:
    """A table with two rows for each number of screens."""
    rows = []
    for size in sizes:
        rows += _size(folder / str(size), size, rounds)
    return table(("screens", "who", "bytes", "p50 ms", "p95 ms", "p99 ms", "p99 to floor", "generator", "target"), rows)


def _size(folder: Path, size: int, rounds: int) -> list[tuple[str, ...]]:
    folder.mkdir()
    key_file = folder / "site.key"
    [room] = stage(folder / "stage", key_file, [size])
    with Server(folder / "stage", key_file) as server, Child("bench.floor") as floor, Child("bench.crowd") as crowd:
        bare = floor.line()
        crowd.ask(what="connect", group="console", address=server.address, links=[room.console])
        crowd.ask(what="connect", group="display", address=server.address, links=[room.display])
        crowd.ask(what="connect", group="seats", address=server.address, links=room.seats)
        crowd.ask(what="connect", group="lead", address=bare, links=[("/lead", "")], shown=False)
        crowd.ask(what="connect", group="screens", address=bare, links=[("/screen", "")] * size, shown=False)
        crowd.ask(what="rest", seconds=1.0)
        took: dict[str, list[list[int]]] = {"goround": [], "bare aiohttp": []}
        shares: dict[str, list[float]] = {"goround": [], "bare aiohttp": []}
        length = 0
        for number in range(1, min(WARM + rounds, STEPS - 1) + 1):
            for who, columns in took.items():
                if who == "goround":
                    # everybody has answered, so that Next changes everybody's own part too
                    crowd.ask(what="storm", group="seats", texts=[answer_text(place, number) for place in range(size)])
                    crowd.ask(what="rest", seconds=REST_S)
                    ask = next_step(number)
                    heard = crowd.ask(what="prompt", by="console", text=ask, hear="seats")
                    length = crowd.ask(what="load", of="seats", to="lead")
                else:
                    heard = crowd.ask(what="prompt", by="lead", text="now", hear="screens")
                if number > WARM:
                    columns.append([percentile(heard["took"], percent) for percent in PERCENTS])
                    shares[who].append(heard["share"])
                crowd.ask(what="rest", seconds=REST_S)
        for group in ("seats", "screens", "display", "console", "lead"):
            crowd.ask(what="leave", group=group)
    ours, bare_ones = ([median(column) for column in zip(*took[who], strict=True)] for who in took)
    ratio = ours[2] / bare_ones[2]
    target = against(ratio <= TARGET, f"at most {TARGET}") if size == 1000 else ""
    return [
        (str(size), "goround", str(length), *map(ms, ours), f"{ratio:.2f}", share(shares["goround"]), target),
        (str(size), "bare aiohttp", str(length), *map(ms, bare_ones), "1", share(shares["bare aiohttp"]), ""),
    ]
