"""A session's log read back: its entries, and the state after any of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from goround.domain.events import Entry
from goround.domain.history import apply, replay
from goround.domain.state import State
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
