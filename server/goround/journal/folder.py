"""The data folder: its three files, the lock of the one process that runs sessions on it, and copies of it."""

import fcntl
import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from goround.domain.base import Instant
from goround.journal import manifest
from goround.journal.ages import demand_openable
from goround.journal.port import Newer
from goround.journal.shapes import FILES, JOURNAL, RECORDS, VAULT

LOCK = "goround.lock"
RESTORING = ".restoring"
"""Where a backup waits in the folder until all of it is there."""


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

    def demand_usable(self) -> None:
        """Refuse a folder that could not be made, locked or written. Nothing is made by asking.

        Raises:
            FolderInUse: another process runs sessions here.
            FolderUnusable: nothing can be written here.
        """
        try:
            if (self.path / LOCK).exists():
                self.lock()
                self.unlock()
                return
            place = next(place for place in (self.path, *self.path.absolute().parents) if place.exists())
        except OSError as error:
            raise self._not_writable(error.strerror) from None
        if not place.is_dir():
            raise self._not_writable(f"{place} is a file")
        if not os.access(place, os.W_OK | os.X_OK):
            raise self._not_writable(f"{place} cannot be written to")

    def _not_writable(self, why: str | None) -> FolderUnusable:
        return FolderUnusable(
            f"The data folder {self.path} cannot be used: {why}. Check its owner and rights, or name another with --data."
        )

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

    def copy_to(self, target: Path, taken: Instant | None = None) -> None:
        """Copy every file while it is in use, by SQLite's own backup.

        Args:
            target: a new folder, or an empty one.
            taken: when this happens.

        Raises:
            FolderUnusable: the target is not empty or cannot be written, or there is nothing to copy.
            Newer: a newer program wrote what is here.
        """
        names = [name for name in FILES if (self.path / name).exists()]
        if not names:
            raise FolderUnusable(f"There is nothing to back up in {self.path}.")
        demand_openable(self.path, older=True)
        _empty(target)
        name = manifest.NAME
        try:
            manifest.begin(target)
            for name in names:
                with (
                    closing(sqlite3.connect(f"file:{quote(str(self.path / name))}?mode=ro", uri=True)) as source,
                    closing(sqlite3.connect(target / name)) as copy,
                ):
                    source.backup(copy)
                    copy.execute("PRAGMA journal_mode=DELETE")
                (target / name).chmod(0o600)
            manifest.describe(target, names, taken)
        except (sqlite3.Error, OSError) as error:
            raise FolderUnusable(f"The backup to {target} failed at {name}: {error}. Do not use it.") from None

    def fill_from(self, source: Path) -> None:
        """Put a backup into this folder, which must hold nothing yet. The backup itself is only read.

        Raises:
            FolderUnusable: this is no backup, or it is damaged or was not finished, or the folder holds something.
            Newer: a newer program made it.
        """
        held = [path.name for name in FILES for path in self.path.glob(f"{name}*")]
        if held:
            raise FolderUnusable(
                f"{self.path} holds {held[0]} already. Restore into an empty folder with --data, or move everything away."
            )
        names = _restorable(source)
        waiting = self.path / RESTORING
        _remove(waiting)
        try:
            waiting.mkdir(mode=0o700)
            for path in [source / f"{name}{log}" for name in names for log in ("", "-wal")]:
                if path.exists():
                    shutil.copyfile(path, waiting / path.name)
                    (waiting / path.name).chmod(0o600)
            # A log beside a file is folded into it here, and not in the backup.
            damaged = [name for name in names if not _sound(waiting / name)]
            if damaged:
                raise FolderUnusable(f"{source / damaged[0]} is damaged or no backup of Goround. Nothing was restored.")
            _demand_known(waiting, source)
            for name in reversed(
                names
            ):  # the journal last: without it nobody takes the folder for one that holds sessions
                (waiting / name).replace(self.path / name)
        except OSError as error:
            raise FolderUnusable(f"{source} cannot be restored: {error.strerror}. Nothing was restored.") from None
        finally:
            _remove(waiting)


def _restorable(source: Path) -> list[str]:
    """The files of a backup that is whole."""
    names = [name for name in FILES if (source / name).exists()]
    try:
        described = manifest.read(source)
    except manifest.NoManifest as error:
        raise FolderUnusable(f"{source} is damaged: {error}. Look for another backup. Nothing was restored.") from None
    if described is None:
        if JOURNAL not in names or VAULT not in names:
            raise FolderUnusable(f"{source} is no backup of Goround: it has no {JOURNAL} and {VAULT}.")
        return names
    if not described.whole:
        raise FolderUnusable(f"{source} was not finished. Look for another backup. Nothing was restored.")
    for name, copied in described.files.items():
        if name not in names or manifest.hash_of(source / name) != copied.sha256:
            raise FolderUnusable(
                f"{source / name} is damaged: it is not what was backed up. Look for another backup. Nothing was restored."
            )
    return names


def _demand_known(folder: Path, source: Path) -> None:
    try:
        demand_openable(folder, older=True)
    except Newer as error:
        raise Newer(str(error).replace(str(folder), str(source), 1)) from None


def _sound(file: Path) -> bool:
    """Whether SQLite finds the whole file in order."""
    try:
        with closing(sqlite3.connect(file)) as opened:
            opened.execute("PRAGMA journal_mode=DELETE")
            return bool(opened.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.Error:
        return False


def _remove(waiting: Path) -> None:
    """What a restore has begun."""
    if waiting.is_dir():
        shutil.rmtree(waiting)


def _empty(target: Path) -> None:
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(target.iterdir()):
            raise FolderUnusable(f"The folder {target} is not empty. Back up into a new one.")
    except OSError as error:
        raise FolderUnusable(f"The folder {target} cannot be used: {error.strerror}.") from None
