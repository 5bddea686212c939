"""What the server's processor spends on a prompt and on an answer, beside a bare server that sends and hears the same bytes."""

from pathlib import Path
from statistics import median
from time import perf_counter_ns

from bench.child import Child
from bench.sides import ours
from bench.table import table

SIZES = (12, 50)
WARM = 3
REST_S = 0.3
"""After what was asked: everything that it leads to is done by then, the console's view too."""
IDLE_S = 3.0


def measure(folder: Path, rounds: int) -> str:
    """A table with two rows for each size."""
    rows = [row for size in SIZES for row in _size(folder / str(size), size, rounds)]
    return table(
        ("screens", "who", "a prompt, CPU ms", "to floor", "an answer, CPU ms", "to floor", "idle, CPU ms/s"), rows
    )


def spent(samples: list[tuple[int, int]], idle: float) -> float:
    """The median processor time of asks, in nanoseconds, less what goes by in the same time when nobody asks anything.

    Args:
        samples: processor time and time that went by, of each ask.
        idle: processor time that goes by in a unit of time without one.
    """
    return max(0.0, median(processor - idle * passed for processor, passed in samples))


def _size(folder: Path, size: int, rounds: int) -> list[tuple[str, ...]]:
    with ours(folder / "ours", size) as side, Child("bench.floor") as floor, Child("bench.crowd") as crowd:
        bare = floor.line()
        side.connect(crowd)
        crowd.ask(what="connect", group="floor-lead", address=bare, links=[("/lead", "")], shown=False)
        crowd.ask(what="connect", group="floor-seats", address=bare, links=[("/screen", "")] * size, shown=False)
        crowd.ask(what="rest", seconds=1.0)
        servers = {"goround": side.server, "floor": floor}
        idle = {who: _asked(crowd, server, IDLE_S) for who, server in servers.items()}
        prompts: dict[str, list[tuple[int, int]]] = {who: [] for who in servers}
        answers: dict[str, list[tuple[int, int]]] = {who: [] for who in servers}
        for number in range(WARM + rounds):
            for who, server in servers.items():
                text = side.prompt() if who == "goround" else "now"
                prompt = _asked(crowd, server, REST_S, what="prompt", by=f"{who}-lead", text=text, hear=f"{who}-seats")
                if who == "goround":
                    crowd.ask(what="load", of="goround-seats", to="floor-lead")
                texts = side.answers(size) if who == "goround" else ["x" * 120] * size
                storm = _asked(crowd, server, REST_S, what="storm", group=f"{who}-seats", texts=texts)
                if number >= WARM:
                    prompts[who].append(prompt)
                    answers[who].append(storm)
        side.leave(crowd)
        for group in ("floor-seats", "floor-lead"):
            crowd.ask(what="leave", group=group)
    rates = {who: processor / passed for who, (processor, passed) in idle.items()}
    each = {who: (spent(prompts[who], rates[who]), spent(answers[who], rates[who]) / size) for who in rates}
    return [
        (
            str(size),
            name,
            f"{each[who][0] / 1e6:.2f}",
            f"{each[who][0] / each['floor'][0]:.1f}" if each["floor"][0] else "",
            f"{each[who][1] / 1e6:.3f}",
            f"{each[who][1] / each['floor'][1]:.1f}" if each["floor"][1] else "",
            f"{rates[who] * 1e3:.1f}",
        )
        for who, name in (("goround", "goround"), ("floor", "bare aiohttp"))
    ]


def _asked(crowd: Child, server: Child, rest: float, **question: object) -> tuple[int, int]:
    """Processor time of the server and time that went by while something was asked, and a little longer."""
    processor, began = server.cpu_ns(), perf_counter_ns()
    if question:
        crowd.ask(**question)
    crowd.ask(what="rest", seconds=rest)
    return server.cpu_ns() - processor, perf_counter_ns() - began
