"""A session's log read back: its entries, and the state after any of them."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from goround.domain.events import Entry
from goround.domain.history import apply
from goround.domain.state import State
from goround.journal.chain import Broken, unbroken
from goround.journal.codec import UnknownFormat, decode
from goround.journal.port import Head, Journal, Line
from goround.journal.vault import Tampered, Vault

EVERY = 256
"""A state is kept after so many entries each: any other lies fewer than that away from one of them."""


@dataclass(frozen=True, slots=True)
class Recording:
    """Entries that could be read, in order; ``broken_at`` names the first that could not."""

    entries: tuple[Entry, ...]
    last: State
    broken_at: int | None = None
    why: str = ""
    kept: tuple[State, ...] = (State(),)
    """The states before the first entry and after each that is a multiple of ``EVERY``."""
    newer: int | None = None
    """The format of the entry at ``broken_at``, where a newer program wrote that."""

    def after(self, seq: int) -> State:
        """The state after this entry; the last one where there are not as many."""
        if seq >= len(self.entries):
            return self.last
        state = self.kept[seq // EVERY]
        for entry in self.entries[state.seq : seq]:
            state = apply(state, entry)
        return state


def read(journal: Journal, vault: Vault, session: str) -> Recording:
    """Read a session back; an entry that cannot be read ends the recording, it is never skipped."""
    with _uncollected():
        return _read(journal.read(session), vault)


def read_unbroken(journal: Journal, vault: Vault, session: str) -> Recording | None:
    """As ``read``, up to where the log ends now, and following the chain: the first line that is not what was written ends it too.

    None for a session that never was.
    """
    head = journal.head(session)
    if head is None:
        return None
    lines: list[Line] = []
    why = f"Entry {head.seq} is missing."
    with _uncollected():
        try:
            lines.extend(unbroken(b"", 0, journal.read(session, most=head.seq)))
        except Broken as error:
            why = f"{error}.".capitalize()
        recording = _read(lines, vault)
    if recording.broken_at is None and recording.last.seq != head.seq:
        return replace(recording, broken_at=len(lines) + 1, why=why)
    return recording


def is_whole(journal: Journal, head: Head) -> bool:
    """Whether the log of this head is what was written, by its chain alone: nothing of it is opened."""
    try:
        lines = list(unbroken(b"", 0, journal.read(head.session, most=head.seq)))
    except Broken:
        return False
    return bool(lines) and (lines[-1].seq, lines[-1].hash) == (head.seq, head.hash)


def _read(lines: Iterable[Line], vault: Vault) -> Recording:
    state = State()
    entries: list[Entry] = []
    kept = [state]

    def until_here(broken_at: int | None = None, why: str = "") -> Recording:
        return Recording(tuple(entries), state, broken_at, why, tuple(kept))

    for line in lines:
        try:
            entry = decode(line, vault)
            state = apply(state, entry)
        except UnknownFormat as error:
            return replace(until_here(line.seq, str(error)), newer=line.format)
        except Tampered as error:
            return until_here(line.seq, f"Entry {line.seq} cannot be read: {error}.")
        except Exception as error:  # noqa: BLE001 - whatever it is, the recording ends here and says so
            return until_here(line.seq, f"Entry {line.seq} cannot be read ({type(error).__name__}).")
        entries.append(entry)
        if state.seq % EVERY == 0:
            kept.append(state)
    return until_here()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without the collector: it would look through tens of thousands of entries again and again, and none of them points back."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
