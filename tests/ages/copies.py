"""Copies of what was kept, unpacked where a test may do with them what it likes."""

import json
import sqlite3
import tarfile
from contextlib import closing
from pathlib import Path

from goround.journal.shapes import FILES
from tests.ages.lasting import Json
from tests.commands.running import Home

KEPT = Path(__file__).parent / "kept"
VERSIONS = sorted(path.name.removesuffix(".tar.xz") for path in KEPT.glob("*.tar.xz"))
NEWEST = VERSIONS[-1]


def unpacked(version: str, to: Path) -> Home:
    """The data folder and the key of that version, in a folder that is made."""
    to.mkdir(parents=True, exist_ok=True)
    with tarfile.open(KEPT / f"{version}.tar.xz") as archive:
        archive.extractall(to, filter="data")
    return Home(to)


def recorded(version: str) -> Json:
    """What must hold of it."""
    told: Json = json.loads((KEPT / f"{version}.json").read_text("utf-8"))
    return told


def stamped(folder: Path, version: int, *names: str) -> None:
    """Say of these files, or of all, that they are of another version."""
    for name in names or FILES:
        with closing(sqlite3.connect(folder / name)) as opened:
            opened.execute(f"PRAGMA user_version = {version}")


def bytes_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
