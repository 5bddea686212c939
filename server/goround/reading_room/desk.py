"""The desk at which a question is answered: recordings that were opened lie on it, whole and level with their logs."""

import contextlib
import gc
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from goround.domain.shadow import Shadow
from goround.journal.site_key import SiteKey
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.review.recording import Recording, is_whole, read_unbroken
from goround.review.shadow import shadow_of

MOST_OPEN = 4
"""How many recordings lie open: the one that was not asked for longest is put away."""


@dataclass(frozen=True, slots=True)
class Library:
    """Where sessions lie, and the key with which they are read."""

    journal: Path
    vault: Path
    site: SiteKey


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that lies open."""

    recording: Recording
    shadow: Shadow


Marks = tuple[tuple[tuple[int, int], ...], ...]
"""How the files of journal and vault look from outside: whatever is written to them changes it."""


@dataclass(frozen=True, slots=True)
class _Lying:
    opened: Opened
    mark: Marks


@dataclass(slots=True)
class Desk:
    """Reads one library, and never writes to it; without one it only reads files that it is told of."""

    library: Library | None
    _journal: SqlJournal | None = None
    _vault: Vault | None = None
    _open: OrderedDict[str, "_Lying"] = field(default_factory=OrderedDict)

    def session(self, session: str) -> Opened | None:
        """A session as its log is now; None where there is none.

        Raises:
            Unreadable: the data cannot be read at all.
        """
        if self.library is None:
            return None
        if self._journal is None or self._vault is None:
            self._journal = SqlJournal(self.library.journal, read_only=True)
            self._vault = Vault(self.library.vault, self.library.site, read_only=True)
        mark = (_look(self.library.journal), _look(self.library.vault))
        known = self._open.pop(session, None)
        if known is None or not self._is_level(known, mark, session):
            gc.collect()
            recording = read_unbroken(self._journal, self._vault, session)
            if recording is None:
                return None
            opened = Opened(recording, shadow_of(recording.last))
            gc.freeze()  # what lies open stays: the collector need not look through it again and again
        else:
            opened = known.opened
        self._open[session] = _Lying(opened, mark)
        while len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return opened

    def _is_level(self, known: "_Lying", mark: Marks, session: str) -> bool:
        """Whether a recording still tells what is stored. Where keys changed, somebody's words may be erased: it is read anew."""
        if mark == known.mark:
            return True
        recording = known.opened.recording
        if mark[1] != known.mark[1] or self._journal is None or recording.broken_at is not None:
            return False
        head = self._journal.head(session)
        return head is not None and head.seq == recording.last.seq and is_whole(self._journal, head)

    def close(self) -> None:
        """Let go of the files."""
        self._open.clear()
        if self._journal is not None:
            self._journal.close()
        if self._vault is not None:
            self._vault.close()
        self._journal = self._vault = None


def _look(file: Path) -> tuple[tuple[int, int], ...]:
    """Time and size of a database file and of what is not yet moved into it."""
    found = []
    for path in (file, file.with_name(file.name + "-wal")):
        with contextlib.suppress(FileNotFoundError):
            state = path.stat()
            found.append((state.st_mtime_ns, state.st_size))
    return tuple(found)
