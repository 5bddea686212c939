"""Ours beside oTree, in turns in the same run: the same prompt, the same answers, the same retries, and one reader that has stalled."""

from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench import stalled
from bench.child import Child
from bench.otree import VERSION, Kind, NotHere, install, otree
from bench.sides import Side, ours
from bench.table import ms, percentile, share, table

WARM = 2
REST_S = 0.2
PERCENTS = (50, 95, 99)
KINDS: tuple[Kind, ...] = ("plain", "generator")
RETRIED = 50
DIFFERS = f"""What differs. Goround decides each ask by its rules, seals and chains what it stores, syncs it to disk (SQLite, WAL, synchronous=FULL) and only
then shows it; it has a console and a room's screen attached too. oTree {VERSION} (SQLite, rollback journal, synchronous=FULL) calls the page's own live
method, which stores one row, shows what comes of it, and commits after that: what it shows or acknowledges can still be lost. It sends as
many bytes in a prompt as Goround does. Its answers are commits of their own; ours share one."""


def measure(folder: Path, sizes: list[int], rounds: int, venv: Path) -> str:
    """Four tables."""
    try:
        command = install(venv)
    except NotHere as why:
        return f"oTree {VERSION} cannot be had here, so nothing stands beside ours in this part: {why}"
    prompts: list[tuple[str, ...]] = []
    answers: list[tuple[str, ...]] = []
    for size in sizes:
        for told, more in zip((prompts, answers), _size(folder / str(size), command, size, rounds), strict=True):
            told += more
    parts = (
        ("From the leader's prompt to each screen", table((*_TIMES, "p99 to Goround", "generator"), prompts)),
        ("Answers at once, until each is acknowledged", table((*_TIMES, "answers a second", "generator"), answers)),
        (
            f"{RETRIED} people send an answer twice, come back, and send it again",
            table(("who", "answers", "frames sent", "stored", "one each"), _retries(folder / "retries", command)),
        ),
        (f"One stalled reader among {stalled.PEOPLE}", table(stalled.HEAD, _stalled(folder / "stalled", command))),
    )
    return "\n\n".join((DIFFERS, *(f"{title}:\n\n{found}" for title, found in parts)))


_TIMES = ("screens", "who", "on disk", "p50 ms", "p95 ms", "p99 ms")


def _size(folder: Path, command: Path, size: int, rounds: int) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """A row for each side of both tables."""
    with ExitStack() as stack:
        crowd = stack.enter_context(Child("bench.crowd"))
        first = stack.enter_context(ours(folder / "ours", size))
        theirs = [stack.enter_context(otree(command, folder / kind, kind, size)) for kind in KINDS]
        sides: list[Side] = [first, *theirs]
        for side in sides:
            side.connect(crowd)
        crowd.ask(what="rest", seconds=1.0)
        shown: dict[str, list[list[int]]] = {side.key: [] for side in sides}
        acknowledged: dict[str, list[list[int]]] = {side.key: [] for side in sides}
        rates: dict[str, list[float]] = {side.key: [] for side in sides}
        shares: dict[str, list[float]] = {side.key: [] for side in sides}
        for number in range(WARM + rounds):
            for side in sides:
                lead, seats = f"{side.key}-lead", f"{side.key}-seats"
                heard = crowd.ask(what="prompt", by=lead, text=side.prompt(), hear=seats)
                if side is first:
                    for other in theirs:
                        other.length = crowd.ask(what="length", of=seats)
                crowd.ask(what="rest", seconds=REST_S)
                said = crowd.ask(what="storm", group=seats, texts=side.answers(size))
                crowd.ask(what="rest", seconds=REST_S)
                if said["refused"]:
                    raise SystemExit(f"{side.name} refused answers: {said['refused']}")
                if number >= WARM:
                    shown[side.key].append([percentile(heard["took"], percent) for percent in PERCENTS])
                    acknowledged[side.key].append([percentile(said["took"], percent) for percent in PERCENTS])
                    rates[side.key].append(size / said["all"] * 1e9)
                    shares[side.key] += (heard["share"], said["share"])
        for side in sides:
            side.leave(crowd)
    return (
        [_row(side, size, shown, f"{_late(shown, side) / _late(shown, first):.2f}", shares) for side in sides],
        [_row(side, size, acknowledged, f"{median(rates[side.key]):,.0f}", shares) for side in sides],
    )


def _late(took: dict[str, list[list[int]]], side: Side) -> float:
    return median(column[-1] for column in took[side.key])


def _row(
    side: Side, size: int, took: dict[str, list[list[int]]], figure: str, shares: dict[str, list[float]]
) -> tuple[str, ...]:
    times = (ms(median(column)) for column in zip(*took[side.key], strict=True))
    return (str(size), side.name, side.stored, *times, figure, share(shares[side.key]))


def _retries(folder: Path, command: Path) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    with ExitStack() as stack:
        crowd = stack.enter_context(Child("bench.crowd"))
        sides: list[Side] = [stack.enter_context(ours(folder / "ours", RETRIED))]
        sides += [stack.enter_context(otree(command, folder / kind, kind, RETRIED)) for kind in KINDS]
        careless = stack.enter_context(otree(command, folder / "careless", "plain", RETRIED))
        careless.careless, careless.name = True, f"{careless.name} that does not look first"
        for side in (*sides, careless):
            side.connect(crowd)
            seats = f"{side.key}-seats"
            step = side.here
            texts = side.answers(RETRIED)
            crowd.ask(what="storm", group=seats, texts=texts, times=2)
            crowd.ask(what="rest", seconds=1.0)
            side.leave(crowd)
            side.connect(crowd)
            crowd.ask(what="storm", group=seats, texts=texts)
            crowd.ask(what="rest", seconds=1.0)
            side.leave(crowd)
            stored = side.records(step)
            rows.append((side.name, str(RETRIED), str(3 * RETRIED), str(stored), "yes" if stored == RETRIED else "no"))
    return rows


def _stalled(folder: Path, command: Path) -> list[tuple[str, ...]]:
    """Each side by itself: one that stands still must not hold up another's turn."""
    rows = []
    with ours(folder / "ours", stalled.PEOPLE, long=True) as side, Child("bench.crowd") as crowd:
        found = stalled.notice(side, crowd)
        rows.append(stalled.row(side, found))
    for kind in KINDS:
        with otree(command, folder / kind, kind, stalled.PEOPLE) as other, Child("bench.crowd") as crowd:
            other.length = found.length
            rows.append(stalled.row(other, stalled.notice(other, crowd)))
    return rows
