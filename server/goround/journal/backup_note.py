"""What a data folder remembers of its newest backup: when it was made, and how large everything was. Not where it lies."""

import os
from pathlib import Path

from pydantic import ValidationError

from goround.domain.base import Instant, Model

NAME = "last_backup.json"


class BackupNote(Model):
    """A backup that was finished."""

    at: Instant
    bytes: int


def leave_note(folder: Path, at: Instant, copied: Path) -> None:
    """Remember a backup.

    Raises:
        OSError: nothing can be written to the folder.
    """
    size = sum(file.stat().st_size for file in copied.iterdir() if file.is_file())
    written = folder / f".{NAME}"
    written.write_text(BackupNote(at=at, bytes=size).model_dump_json() + "\n", "utf-8")
    written.chmod(0o600)
    os.replace(written, folder / NAME)


def last_note(folder: Path) -> BackupNote | None:
    """The newest backup of this folder; None where none was made, or what is written of it cannot be read."""
    try:
        return BackupNote.model_validate_json((folder / NAME).read_bytes())
    except (OSError, ValidationError):
        return None
