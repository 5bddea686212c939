"""How what is stored stands: who may read it, whether the key fits, of which version it is, and when it was last copied."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.exc import DBAPIError

from goround.cli.doctor.line import Line, fail, ok, warn
from goround.domain.base import Instant
from goround.journal.ages import demand_openable, versions
from goround.journal.backup_note import last_note
from goround.journal.chain import head_mac
from goround.journal.folder import DataFolder
from goround.journal.port import Head, NotStored, OtherAge, Unreadable
from goround.journal.site_key import SiteKeyUnusable, load
from goround.journal.sql import SqlJournal
from goround.records.staff import Staff
from goround.records.store import open_records

DAY_MS = 86_400_000
OLD_DAYS, TOO_OLD_DAYS = 7, 30
LOOKED_AT = 50
"""Sessions whose last entry is looked at: the newest in opening."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What the journal tells of itself."""

    heads: tuple[Head, ...] = ()
    newest: Instant | None = None
    """When the newest entry was written."""

    @property
    def first(self) -> Instant | None:
        """When the first session was opened."""
        return self.heads[0].opened if self.heads else None


def look(folder: DataFolder) -> Stored:
    """Read what there is; nothing where it cannot be read, which another line tells.

    In a folder of somebody else nothing is opened: SQLite would lay files of ours beside theirs, and lock their server out.
    """
    if not folder.journal.exists() or folder.path.stat().st_uid != os.geteuid():
        return Stored()
    try:
        journal = SqlJournal(folder.journal, read_only=True)
        try:
            heads = journal.sessions()
            last = [line.at for head in heads[-LOOKED_AT:] for line in journal.read(head.session, head.seq - 1)]
        finally:
            journal.close()
    except (Unreadable, OtherAge, NotStored):
        return Stored()
    return Stored(tuple(heads), max(last, default=None))


def rights(folder: Path) -> Line:
    """Whether this user can work in the data folder, and nobody else can."""
    if not folder.is_dir():
        return warn("folder", f"{folder} is not there yet", "goround serve makes it. Or name yours with --data.")
    kept = folder.stat()
    if kept.st_mode & 0o077:
        return fail("folder", f"others on this machine can look into {folder}", f"chmod 700 {folder}")
    if kept.st_uid != os.geteuid():
        return fail("folder", f"{folder} belongs to another user", "Run every command as the user whom it belongs to.")
    if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
        return fail("folder", f"nothing can be written to {folder}", "Check its rights, and that its disk is writable.")
    open_to_all = sorted(file.name for file in folder.iterdir() if file.is_file() and file.stat().st_mode & 0o077)
    if open_to_all:
        return warn("folder", f"rights of {', '.join(open_to_all)} are too wide", f"chmod 600 {folder}/*")
    return ok("folder", f"{folder}, its owner's alone")


def key(path: Path, folder: DataFolder, stored: Stored) -> Line:
    """Whether the site key is where it should be, its owner's alone, and the one that these sessions were written with."""
    if path.resolve().is_relative_to(folder.path.resolve()):
        return fail(
            "key",
            f"{path} lies in the data folder, so a copy of the folder holds it",
            "Move it out, and name its place with --key-file.",
        )
    if not path.exists():
        if folder.holds_sessions:
            return fail(
                "key", f"{path} is not there: no stored word can be read", "Put your copy back before the next start."
            )
        return warn("key", f"{path} is not there yet", "goround serve makes it. Then keep a copy apart from backups.")
    try:
        site, _ = load(path)
    except SiteKeyUnusable as error:
        return fail("key", str(error), "As it says.")
    if stored.heads and head_mac(site, stored.heads[-1]) != stored.heads[-1].mac:
        return fail(
            "key",
            f"{path} is not the key that the newest session was written with",
            "Put your copy of the right one back, or run goround verify if it is the right one.",
        )
    return ok("key", f"{path}, its owner's alone")


def age(folder: Path) -> Line:
    """Whether this version can open what is stored."""
    try:
        told = versions(folder)
        demand_openable(folder)
    except Unreadable as error:
        return fail("versions", f"a file is damaged: {error}", "Restore a backup into a new folder: goround restore")
    except OtherAge as error:
        return fail("versions", str(error), "As it says.")
    there = [f"{one.what} {one.found}" for one in told if one.found is not None]
    return ok("versions", ", ".join(there) or "nothing is stored yet")


def staff(folder: DataFolder) -> Line:
    """Whether anybody can sign in, so that sessions can be led."""
    if folder.records.exists() and folder.path.stat().st_uid != os.geteuid():
        return warn("staff", "not looked at", "Run every command as the user whom the folder belongs to.")
    count = 0
    if folder.records.exists():
        try:
            records = open_records(folder.records, read_only=True)
            try:
                count = len(Staff(records).all())
            finally:
                records.dispose()
        except (OtherAge, DBAPIError):
            return warn("staff", "the accounts cannot be read", "See the line “versions”.")
    if not count:
        return fail("staff", "nobody can sign in yet", f"Add somebody: goround staff add NAME --data {folder.path}")
    return ok("staff", "1 account" if count == 1 else f"{count} accounts")


def backup(folder: Path, stored: Stored, now: Instant) -> Line:
    """When the newest backup was made."""
    if not stored.heads:
        return ok("backup", "there is no session yet")
    make = "goround backup DIR, and keep it on another machine. Try a restore before you need one."
    note = last_note(folder)
    if note is None:
        return warn("backup", "none was made of this folder", make)
    days = (now - note.at) // DAY_MS
    found = "made today" if days <= 0 else f"{days} days old" if days > 1 else "1 day old"
    if days > TOO_OLD_DAYS:
        return fail("backup", found, make)
    if days > OLD_DAYS:
        return warn("backup", found, make)
    return ok("backup", found)
