"""The data folder as a command opens it: to run sessions, to write beside them, or only to read."""

import os
import sys
from argparse import Namespace
from dataclasses import dataclass
from pathlib import Path

from goround.cli.stop import Stop
from goround.config import BadSetting, Settings, settings
from goround.journal.ages import demand_openable
from goround.journal.folder import DataFolder, FolderInUse, FolderUnusable
from goround.journal.port import NotStored
from goround.journal.site_key import SiteKey, SiteKeyUnusable, load
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault

FLAGS = (
    "data",
    "key_file",
    "host",
    "port",
    "address",
    "zone",
    "desk",
    "curricula",
    "plain_http",
    "tls_cert",
    "tls_key",
    "log",
    "metrics",
)


def chosen_settings(chosen: Namespace, **defaults: object) -> Settings:
    """The settings of this command; a default goes after everything that was given."""
    flags = {name: getattr(chosen, name, None) for name in FLAGS}
    try:
        found = settings(flags, os.environ)
        missing = {name: value for name, value in defaults.items() if name not in found.model_fields_set}
        return found.model_copy(update=missing)
    except BadSetting as error:
        raise Stop(str(error), 2) from None


@dataclass(slots=True)
class Reading:
    """A data folder opened only to read."""

    folder: DataFolder
    site: SiteKey
    journal: SqlJournal
    vault: Vault


def open_to_read(chosen: Namespace) -> Reading:
    """Open the data folder beside whoever runs sessions on it."""
    found = chosen_settings(chosen)
    folder = DataFolder(found.data)
    if not folder.holds_sessions:
        raise Stop(f"There are no sessions in {found.data}. Name the folder with --data.")
    demand_openable(found.data)
    site = site_key(found.key_file, make=False)
    return Reading(folder, site, SqlJournal(folder.journal, read_only=True), Vault(folder.vault, site, read_only=True))


def site_key(path: Path, *, make: bool) -> SiteKey:
    """The site key; made only by commands that run sessions, so that nobody reads with a key that never wrote."""
    if not make and not path.exists():
        raise Stop(
            f"The key file {path} is not there: without it no stored word can be read. Name yours with --key-file."
        )
    try:
        key, made = load(path)
    except SiteKeyUnusable as error:
        raise Stop(str(error)) from None
    if made:
        note = f"A new site key lies in {path}. Keep a copy of it apart from backups: without it no stored word can be read."
        print(note, file=sys.stderr)
    return key


def demand_startable(found: Settings) -> None:
    """Refuse a data folder and a key with which no server can start. Nothing is made by asking."""
    if found.key_file.resolve().is_relative_to(found.data.resolve()):
        raise Stop(
            f"The key file {found.key_file} lies in the data folder: a copy of the folder would hold it. Name another with --key-file."
        )
    folder = DataFolder(found.data)
    demand_openable(found.data)
    try:
        folder.demand_usable()
    except (FolderInUse, FolderUnusable) as error:
        raise Stop(str(error)) from None
    if found.key_file.exists() or folder.holds_sessions:
        site_key(found.key_file, make=False)


def folder_to_run(path: Path) -> DataFolder:
    """The data folder, locked for this process."""
    folder = DataFolder(path)
    demand_openable(path)
    try:
        folder.make()
        folder.lock()
    except (FolderInUse, FolderUnusable) as error:
        raise Stop(str(error)) from None
    return folder


__all__ = ["NotStored", "chosen_settings", "demand_startable", "folder_to_run", "open_to_read", "site_key"]
