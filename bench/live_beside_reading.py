"""A live room alone, and while somebody opens and exports long evenings on the same server: who waits for whom."""

from pathlib import Path
from statistics import median

from bench.child import Child
from bench.past_evening import store_evenings
from bench.sides import ours
from bench.table import against, ms, percentile, share, table
from goround.reading_room.desk import MOST_OPEN
from goround.runtime.clock import SystemClock

PEOPLE = 50
ENTRIES = 20_000
WARM = 3
BLOCK = 5
"""Rounds alone, then as many while it is read, and so on: a noisy moment hits both."""
REST_S = 0.2
DAY_MS = 24 * 60 * 60 * 1000
MOST_RATIO = 1.25


def measure(folder: Path, rounds: int) -> str:
    """A table with two rows, and a sentence about what was read meanwhile."""

    def evenings(data: Path, key_file: Path) -> list[str]:
        # one more than lie open: each time that one is asked for it is read from disk again
        return store_evenings(data, key_file, [ENTRIES] * (MOST_OPEN + 1), SystemClock().now() - DAY_MS)

    with (
        ours(folder / "ours", PEOPLE, before=evenings) as side,
        Child("bench.crowd") as crowd,
        Child("bench.reader") as reader,
    ):
        side.connect(crowd)
        crowd.ask(what="rest", seconds=1.0)
        took: dict[bool, tuple[list[int], list[int]]] = {False: ([], []), True: ([], [])}
        shares: list[float] = []
        read: dict[str, list[int]] = {}
        for number in range(-1, max(1, rounds // BLOCK)):
            for beside in (False, True):
                if beside:
                    _, cookie = side.room.console
                    reader.ask(what="begin", address=side.address, cookie=cookie, sessions=side.told)
                    crowd.ask(what="rest", seconds=1.0)
                for _ in range(WARM if number < 0 else BLOCK):
                    heard = crowd.ask(what="prompt", by="goround-lead", text=side.prompt(), hear="goround-seats")
                    crowd.ask(what="rest", seconds=REST_S)
                    said = crowd.ask(what="storm", group="goround-seats", texts=side.answers(PEOPLE))
                    crowd.ask(what="rest", seconds=REST_S)
                    if said["refused"]:
                        raise SystemExit(f"Answers were refused: {said['refused']}")
                    if number >= 0:
                        took[beside][0].extend(heard["took"])
                        took[beside][1].extend(said["took"])
                        shares += (heard["share"], said["share"])
                if beside:
                    read = reader.ask(what="end")
                    if read["wrong"]:
                        raise SystemExit(f"What was to be read was not: {read['wrong']}")
                    crowd.ask(what="rest", seconds=0.5)
        side.leave(crowd)
    rows = [
        ("alone", *_late(took[False]), "", "", share(shares), ""),
        ("while it is read", *_late(took[True]), *_ratios(took), share(shares), _target(took)),
    ]
    head = (
        "the room", "prompt p50 ms", "p99 ms", "answer p50 ms", "p99 ms", "prompt p99 to alone", "answer p99 to alone",
        "generator", "target",
    )  # fmt: skip
    return f"{table(head, rows)}\n\n{_told(read)}"


def _late(took: tuple[list[int], list[int]]) -> list[str]:
    return [ms(percentile(sorted(times), percent)) for times in took for percent in (50, 99)]


def ratios(took: dict[bool, tuple[list[int], list[int]]]) -> tuple[float, float]:
    """The p99 of prompts and of answers while it is read, to that of the room alone."""
    prompts, answers = (
        percentile(sorted(beside), 99) / percentile(sorted(alone), 99)
        for alone, beside in zip(took[False], took[True], strict=True)
    )
    return prompts, answers


def _ratios(took: dict[bool, tuple[list[int], list[int]]]) -> list[str]:
    return [f"{ratio:.2f}" for ratio in ratios(took)]


def _target(took: dict[bool, tuple[list[int], list[int]]]) -> str:
    return against(max(ratios(took)) <= MOST_RATIO, f"at most {MOST_RATIO}")


def _told(read: dict[str, list[int]]) -> str:
    opened, exported = read["opened"], read["exported"]
    return (
        f"Meanwhile evenings of {ENTRIES:,} entries were opened from disk {len(opened)} times ({ms(median(opened))} ms each) and exported "
        f"{len(exported)} times ({ms(median(exported))} ms each), over HTTP, by the server's own reading room."
    )
