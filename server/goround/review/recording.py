"""A session's log read back: its entries, and the state after any of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from goround.domain.events import Entry
from goround.domain.history import apply, replay
from goround.domain.state import State
from goround.journal.chain import Broken, unbroken
from goround.journal.codec import UnknownFormat, decode
from goround.journal.port import Journal, Line
from goround.journal.vault import Tampered, Vault


@dataclass(frozen=True, slots=True)
class Recording:
    """Entries that could be read, in order; ``broken_at`` names the first that could not."""

    entries: tuple[Entry, ...]
    last: State
    broken_at: int | None = None
    why: str = ""

    def after(self, seq: int) -> State:
        """The state after this entry."""
        return replay(self.entries[:seq])


def read(journal: Journal, vault: Vault, session: str) -> Recording:
    """Read a session back; an entry that cannot be read ends the recording, it is never skipped."""
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
    try:
        lines.extend(unbroken(b"", 0, journal.read(session, most=head.seq)))
    except Broken as error:
        why = f"{error}.".capitalize()
    recording = _read(lines, vault)
    if recording.broken_at is None and recording.last.seq != head.seq:
        return replace(recording, broken_at=len(lines) + 1, why=why)
    return recording


def _read(lines: Iterable[Line], vault: Vault) -> Recording:
    state = State()
    entries: list[Entry] = []
    for line in lines:
        try:
            entry = decode(line, vault)
            state = apply(state, entry)
        except UnknownFormat as error:
            return Recording(tuple(entries), state, line.seq, str(error))
        except Tampered as error:
            return Recording(tuple(entries), state, line.seq, f"Entry {line.seq} cannot be read: {error}.")
        except Exception as error:  # noqa: BLE001 - whatever it is, the recording ends here and says so
            return Recording(
                tuple(entries), state, line.seq, f"Entry {line.seq} cannot be read ({type(error).__name__})."
            )
        entries.append(entry)
    return Recording(tuple(entries), state)
