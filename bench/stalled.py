"""One phone of fifty stops reading and stays: what the other forty-nine notice, and for how long."""

from pathlib import Path
from statistics import median
from typing import NamedTuple

from bench.child import Child
from bench.sides import Side, ours
from bench.table import against, ms, percentile, table

PEOPLE = 50
WARM, ALONE = 5, 60
REST_S = 0.06
"""Between two prompts: a little longer than a frame."""
PATIENCE_S = 5.0
LONGEST_S = 60.0
MEGABYTES = 6
"""How much is sent to the one that does not read, if nothing keeps the server from it: more than two sockets' buffers hold."""
MOST_RATIO = 1.5
HEAD = (
    "who", "view bytes", "alone p50 ms", "p99 ms", "one stalled p50 ms", "p99 ms", "p99 ratio", "prompts that reached all 49",
    "silence", "answers then", "unread by the one", "target",
)  # fmt: skip


class Noticed(NamedTuple):
    """What came of it."""

    length: int
    alone: list[int]
    beside: list[int]
    reached: int
    sent: int
    silence: float | None
    """Seconds until a prompt that did not arrive came after all; None where it did not, 0 where each came."""
    answered: int
    unread: int


def measure(folder: Path) -> str:
    """A table with one row, for ours alone."""
    with ours(folder / "ours", PEOPLE, long=True) as side, Child("bench.crowd") as crowd:
        return table(HEAD, [row(side, notice(side, crowd))])


def notice(side: Side, crowd: Child) -> Noticed:
    """Prompts to fifty, first while everybody reads, then while one does not."""
    side.connect(crowd, slow=1)
    crowd.ask(what="rest", seconds=1.0)
    lead, seats, slow = (f"{side.key}-{group}" for group in ("lead", "seats", "slow"))
    alone: list[int] = []
    for number in range(WARM + ALONE):
        heard = crowd.ask(what="prompt", by=lead, text=side.prompt(), hear=seats)
        if number >= WARM:
            alone += heard["took"]
        crowd.ask(what="rest", seconds=REST_S)
    length = crowd.ask(what="length", of=seats)
    crowd.ask(what="stall", group=slow)
    beside: list[int] = []
    sent = reached = 0
    silence: float | None = 0.0
    while sent * length < MEGABYTES * 1e6:
        heard = crowd.ask(what="prompt", by=lead, text=side.prompt(), hear=seats, patience=PATIENCE_S)
        sent += 1
        beside += heard["took"]
        if heard["missing"]:
            break
        reached += 1
        crowd.ask(what="rest", seconds=REST_S)
    then = crowd.ask(what="storm", group=seats, texts=side.answers(PEOPLE - 1), patience=PATIENCE_S)
    if reached < sent:
        late = crowd.ask(what="prompt", by=lead, hear=seats, patience=LONGEST_S)
        silence = None if late["missing"] else late["took"][-1] / 1e9
    unread = crowd.ask(what="unread", group=slow)
    side.leave(crowd, slow=1)
    return Noticed(length, sorted(alone), sorted(beside), reached, sent, silence, len(then["took"]), unread)


def row(side: Side, found: Noticed) -> tuple[str, ...]:
    """What was noticed, as a row."""
    before, after = percentile(found.alone, 99), percentile(found.beside, 99) if found.beside else 0
    ratio = after / before
    whole = found.reached == found.sent
    longest = f"more than {LONGEST_S:.0f} s" if found.silence is None else f"{found.silence:.0f} s"
    return (
        side.name,
        f"{found.length:,}",
        ms(median(found.alone)),
        ms(before),
        ms(median(found.beside)) if found.beside else "",
        ms(after) if found.beside else "",
        f"{ratio:.2f}",
        f"{found.reached} of {found.sent}",
        "none" if whole else longest,
        f"{found.answered} of {PEOPLE - 1}",
        f"{found.unread / 1e6:.1f} MB",
        against(whole and ratio <= MOST_RATIO, f"all, ratio at most {MOST_RATIO}") if side.key == "goround" else "",
    )
