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


Mark = tuple[tuple[int, int], ...]
Marks = tuple[Mark, Mark]
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
    _keys: Mark = ()
    """How the vault looked when it was opened."""
    _open: OrderedDict[str, "_Lying"] = field(default_factory=OrderedDict)

    def session(self, session: str, *, sought: bool = False) -> Opened | None:
        """A session as its log is now; None where there is none.

        Args:
            session: which one.
            sought: one of many looks at what lies open already: while live rooms write, the chain is not followed anew for each.

        Raises:
            Unreadable: the data cannot be read at all.
        """
        if self.library is None:
            return None
        mark = (_look(self.library.journal), _look(self.library.vault))
        journal, vault = self._files(self.library, mark)
        known = self._open.pop(session, None)
        if known is not None and mark != known.mark:
            known = self._level(known, mark, journal, session, sought)
        if known is None:
            gc.collect()
            recording = read_unbroken(journal, vault, session)
            if recording is None:
                return None
            known = _Lying(Opened(recording, shadow_of(recording.last)), mark)
            gc.freeze()  # what lies open stays: the collector need not look through it again and again
        self._open[session] = known
        while len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return known.opened

    def _files(self, library: Library, mark: Marks) -> tuple[SqlJournal, Vault]:
        """Journal and vault. A vault keeps the keys that it has read: once one may be gone, it is opened anew."""
        if self._vault is not None and mark[1] != self._keys:
            self._vault.close()
            self._vault = None
        self._journal = self._journal or SqlJournal(library.journal, read_only=True)
        self._vault = self._vault or Vault(library.vault, library.site, read_only=True)
        self._keys = mark[1]
        return self._journal, self._vault

    @staticmethod
    def _level(known: "_Lying", mark: Marks, journal: SqlJournal, session: str, sought: bool) -> "_Lying | None":
        """A recording that still tells what is stored; none where keys changed, since somebody's words may be erased."""
        recording = known.opened.recording
        if mark[1] != known.mark[1] or recording.broken_at is not None:
            return None
        head = journal.head(session)
        if head is None or head.seq != recording.last.seq:
            return None
        if sought:
            return known
        return _Lying(known.opened, mark) if is_whole(journal, head) else None

    def close(self) -> None:
        """Let go of the files."""
        self._open.clear()
        if self._journal is not None:
            self._journal.close()
        if self._vault is not None:
            self._vault.close()
        self._journal = self._vault = None


def _look(file: Path) -> Mark:
    """Time and size of a database file and of what is not yet moved into it."""
    found = []
    for path in (file, file.with_name(file.name + "-wal")):
        with contextlib.suppress(FileNotFoundError):
            state = path.stat()
            found.append((state.st_mtime_ns, state.st_size))
    return tuple(found)
