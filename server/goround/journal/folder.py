"""The data folder: its three files, the lock of the one process that runs sessions on it, and copies of it."""

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

JOURNAL, VAULT, RECORDS, LOCK = "goround.db", "vault.db", "records.db", "goround.lock"
COPIED = (JOURNAL, VAULT, RECORDS)
"""In the order in which they are copied: an entry's keys are older than the entry, so the vault comes after the journal."""


class FolderInUse(Exception):
    """Another process runs sessions on this folder."""


class FolderUnusable(Exception):
    """The folder cannot be used; the text says why and what to do."""


@dataclass(slots=True)
class DataFolder:
    """A folder with everything that must not be lost, but for the site key."""

    path: Path
    _lock: int | None = None

    @property
    def journal(self) -> Path:
        """Sessions and entries."""
        return self.path / JOURNAL

    @property
    def vault(self) -> Path:
        """Keys of seats."""
        return self.path / VAULT

    @property
    def records(self) -> Path:
        """Staff, credentials, codes."""
        return self.path / RECORDS

    @property
    def holds_sessions(self) -> bool:
        """Whether there is something to read."""
        return self.journal.exists() and self.vault.exists()

    def make(self) -> None:
        """Make the folder, readable by its owner alone.

        Raises:
            FolderUnusable: it cannot be made.
        """
        try:
            self.path.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise FolderUnusable(
                f"The data folder {self.path} cannot be made: {error.strerror}. Name another with --data."
            ) from None

    def lock(self) -> None:
        """Be the one process that runs sessions here; the kernel frees the lock when the process dies.

        Raises:
            FolderInUse: another process is.
            FolderUnusable: nothing can be written here.
        """
        try:
            self._lock = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise FolderUnusable(
                f"Nothing can be written to the data folder {self.path}: {error.strerror}. Check its owner and rights."
            ) from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.unlock()
            raise FolderInUse(
                f"Another Goround already runs sessions on {self.path}. Stop it, or name another folder with --data."
            ) from None

    def unlock(self) -> None:
        """Let others run sessions here."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def copy_to(self, target: Path) -> None:
        """Copy every file while it is in use, by SQLite's own backup.

        Raises:
            FolderUnusable: the target is not empty or cannot be written, or there is nothing to copy.
        """
        if not self.holds_sessions:
            raise FolderUnusable(f"There is nothing to back up in {self.path}.")
        _empty(target)
        for name in COPIED:
            if not (self.path / name).exists():
                continue
            try:
                with (
                    closing(sqlite3.connect(f"file:{quote(str(self.path / name))}?mode=ro", uri=True)) as source,
                    closing(sqlite3.connect(target / name)) as copy,
                ):
                    source.backup(copy)
                    copy.execute("PRAGMA journal_mode=DELETE")
                (target / name).chmod(0o600)
            except (sqlite3.Error, OSError) as error:
                raise FolderUnusable(f"The backup to {target} failed at {name}: {error}.") from None

    def fill_from(self, source: Path) -> None:
        """Put a backup into this folder, which must hold nothing yet.

        Raises:
            FolderUnusable: this is no backup, or the folder holds something.
        """
        if not (source / JOURNAL).exists() or not (source / VAULT).exists():
            raise FolderUnusable(f"{source} is no backup of Goround: it has no {JOURNAL} and {VAULT}.")
        if any((self.path / name).exists() for name in COPIED):
            raise FolderUnusable(f"{self.path} holds sessions already. Restore into an empty folder with --data.")
        for name in COPIED:
            if (source / name).exists() and not _sound(source / name):
                raise FolderUnusable(f"{source / name} is damaged or no backup of Goround. Nothing was restored.")
        for name in COPIED:
            if (source / name).exists():
                shutil.copyfile(source / name, self.path / name)
                (self.path / name).chmod(0o600)


def _sound(file: Path) -> bool:
    """Whether SQLite finds the whole file in order."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as opened:
            return bool(opened.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def _empty(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(target.iterdir()):
            raise FolderUnusable(f"The folder {target} is not empty. Back up into a new one.")
    except OSError as error:
        raise FolderUnusable(f"The folder {target} cannot be used: {error.strerror}.") from None
