"""How a state follows from a log: ``apply`` folds one entry into the state, ``replay`` a whole log. Live and replay use nothing else.

``apply`` never draws and never looks at a clock: everything it needs is in the entry.
"""

from collections.abc import Iterable

from goround.domain.events import AnyEvent, Entry
from goround.domain.history.answering import Told, told
from goround.domain.history.care import Cared, cared
from goround.domain.history.changes import alert_deadline, put, time_deadline, without
from goround.domain.history.movement import Moved, moved
from goround.domain.history.people import Naming, Went, named, went
from goround.domain.history.turns import turned
from goround.domain.state import State

KEPT_COUNTS = 16
"""How many of the newest asks of a device are told from new ones."""


class OutOfOrder(Exception):
    """An entry does not follow the one before it."""


def replay(entries: Iterable[Entry]) -> State:
    """The state after these entries, from the first on."""
    state = State()
    for entry in entries:
        state = apply(state, entry)
    return state


def apply(state: State, entry: Entry) -> State:
    """The state after one more entry.

    Raises:
        OutOfOrder: the entry's number or instant does not follow.
    """
    if entry.seq != state.seq + 1:
        raise OutOfOrder(f"entry {entry.seq} does not follow entry {state.seq}")
    if entry.at < state.at:
        raise OutOfOrder(f"entry {entry.seq} is older than entry {state.seq}")
    counts = state.counts
    if entry.ref is not None:
        device, count = count_of(entry.by, entry.ref)
        counts = put(counts, device, (*counts.get(device, ())[1 - KEPT_COUNTS :], (count, entry.seq)))
    state = state.but(seq=entry.seq, at=entry.at, session=entry.session, counts=counts)
    for event in entry.events:
        state = _happened(state, event)
    return named(state) if any(isinstance(event, Naming) for event in entry.events) else state


def count_of(actor: str, ref: str) -> tuple[str, int]:
    """Whose count an ask's ref is, and the count: a device counts for one actor only, so nobody can use up another's."""
    device, _, count = ref.rpartition(":")
    return f"{actor}/{device}", int(count)


def repeated(state: State, actor: str, ref: str) -> int | None:
    """The entry that this ask has made already, or None where it has made none.

    A device's newest counts are kept, not only the highest: an ask that was not stored (a full disk) while a later one was may come
    again under its own number and must not pass for done. What is older than all that are kept is taken for done.
    """
    device, count = count_of(actor, ref)
    kept = state.counts.get(device, ())
    for made, seq in kept:
        if made == count:
            return seq
    return kept[0][1] if len(kept) == KEPT_COUNTS and count < min(made for made, _ in kept) else None


def _happened(s: State, event: AnyEvent) -> State:
    if isinstance(event, Told):  # the most common first: each miss costs a check
        return told(s, event)
    if isinstance(event, Went):
        return went(s, event)
    if isinstance(event, Moved):
        return moved(s, event)
    if isinstance(event, Cared):
        return cared(s, event)
    return turned(s, event)


__all__ = [
    "KEPT_COUNTS",
    "OutOfOrder",
    "alert_deadline",
    "apply",
    "count_of",
    "put",
    "repeated",
    "replay",
    "time_deadline",
    "without",
]
