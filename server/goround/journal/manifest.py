"""What a backup says of itself: who made it and when, of which versions its files are, and what is in them."""

import os
from collections.abc import Iterable, Mapping
from hashlib import file_digest
from pathlib import Path

from pydantic import Field, ValidationError
from pydantic_core import from_json

from goround import __version__
from goround.domain.base import Instant, Model
from goround.journal.ages import version
from goround.journal.port import Newer

NAME = "backup.json"
FORMAT = 1
"""The format in which backups are described. A newer one is refused: it may hold files that this program would leave behind."""


class Copied(Model):
    """A file of a backup."""

    version: int | None
    sha256: str


class Manifest(Model):
    """A backup, described."""

    format: int = FORMAT
    software: str = __version__
    taken: Instant | None = None
    whole: bool
    """Whether the backup was finished."""
    files: Mapping[str, Copied] = Field(default_factory=dict)


class NoManifest(Exception):
    """There is a description, and it cannot be read."""


def describe(folder: Path, names: Iterable[str], taken: Instant | None) -> None:
    """Say that this backup is finished, and what is in it."""
    files = {name: Copied(version=version(folder / name), sha256=hash_of(folder / name)) for name in names}
    _write(folder, Manifest(whole=True, taken=taken, files=files))


def begin(folder: Path) -> None:
    """Say that a backup is being made: until it is described, nobody restores it."""
    _write(folder, Manifest(whole=False))


def read(folder: Path) -> Manifest | None:
    """What a backup says of itself; None where it says nothing: a copy that was made by hand.

    Raises:
        Newer: a newer program made it.
        NoManifest: what it says cannot be read.
    """
    try:
        text = (folder / NAME).read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NoManifest(str(error.strerror)) from None
    try:
        said = from_json(text)
        if isinstance(said, dict) and isinstance(made := said.get("format"), int) and made > FORMAT:
            raise Newer(
                f"The backup {folder} was made by a newer Goround: its {NAME} has format {made}, and Goround {__version__} knows only up "
                f"to {FORMAT}. Restore it with the newer Goround. Nothing was restored."
            )
        return Manifest.model_validate(said)
    except (ValueError, ValidationError):
        raise NoManifest(f"{NAME} is damaged") from None


def hash_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _write(folder: Path, manifest: Manifest) -> None:
    """Durably, and whole or not at all."""
    written = folder / f".{NAME}"
    with written.open("w", encoding="utf-8") as file:
        file.write(manifest.model_dump_json(indent=1) + "\n")
        file.flush()
        os.fsync(file.fileno())
    written.chmod(0o600)
    written.replace(folder / NAME)
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
