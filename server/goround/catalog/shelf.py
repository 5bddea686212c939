"""The folder of curricula as it is now: files that change are read again, so that what was saved can be led."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from goround.catalog.finding import Finding
from goround.catalog.load import load_folder
from goround.catalog.pictures import SUFFIXES
from goround.domain.curriculum import Curriculum

Looks = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Read:
    """What stands in the folder: the curricula that can be run, by id, and the findings about the others."""

    curricula: Sequence[Curriculum] = ()
    findings: Sequence[Finding] = ()

    def find(self, id: str) -> Curriculum | None:
        """The curriculum with this id."""
        return next((one for one in self.curricula if one.id == id), None)


class Shelf:
    """Curricula of a folder. Reading takes tens of milliseconds a file: never on the event loop."""

    def __init__(self, folder: Path | None, holding: Sequence[Curriculum] = ()) -> None:
        """A shelf over a folder or, without one, with what it is given."""
        self.folder = folder
        self._lock = Lock()
        self._looks: Looks = ()
        self._read = Read(tuple(holding))

    def read(self) -> Read:
        """What stands there now."""
        stale = self.stale()
        if stale is not None:
            self.put(stale, read_folder(stale[0]))
        return self.held

    @property
    def held(self) -> Read:
        """What was read last."""
        return self._read

    def stale(self) -> tuple[Path, Looks] | None:
        """The folder and how it looks from outside, where it looks otherwise than when it was read."""
        if self.folder is None:
            return None
        looks = _look(self.folder)
        return None if looks == self._looks else (self.folder, looks)

    def put(self, stale: tuple[Path, Looks], read: Read) -> None:
        """Take up what was read of the folder when it looked so."""
        with self._lock:
            self._looks, self._read = stale[1], read


def read_folder(folder: Path) -> Read:
    """Everything that lies in the folder. Takes tens of milliseconds a file."""
    curricula, findings = load_folder(folder)
    return Read(tuple(curricula), tuple(findings))


def _look(folder: Path) -> Looks:
    """Name, time and size of every file that a curriculum can be made of."""
    found = []
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix in (".yaml", ".yml") or path.suffix.lower() in SUFFIXES:
            with contextlib.suppress(OSError):  # it went away between the two looks
                state = path.stat()
                found.append((path.name, state.st_mtime_ns, state.st_size))
    return tuple(found)
