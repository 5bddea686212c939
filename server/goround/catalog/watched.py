"""A curriculum file in its author's hands: what stands in it now, what is wrong with it, and the last time it could be drawn."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from threading import Lock

from goround.catalog.check import look_through
from goround.catalog.facts import facts_beside
from goround.catalog.finding import Finding
from goround.catalog.load import BESIDE, files_of
from goround.catalog.pictures import SUFFIXES
from goround.catalog.wordlist import words_beside
from goround.domain.curriculum import Curriculum

MOST_BYTES = 1_100_000
"""More than any curriculum may have: a longer file is told as too long, and is not read to its end for that."""
_ID = re.compile(rb"^id:[ \t]*[\"']?([a-z0-9][a-z0-9-]*)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the file. After a mistake the last good curriculum stays."""

    path: Path
    mark: str
    """Another one as soon as anything of it changed."""
    curriculum: Curriculum | None = None
    drawn: str = ""
    """The mark of the look at which the curriculum was read."""
    findings: tuple[Finding, ...] = ()

    @property
    def broken(self) -> bool:
        """Whether what stands in the file now cannot be run."""
        return self.mark != self.drawn


class Watched:
    """One file, read again when it changed. Reading takes tenths of a second: never on the event loop."""

    def __init__(self, path: Path, today: Callable[[], date]) -> None:
        self.path, self._today = path, today
        self._lock = Lock()
        self._look = Look(path, "")

    def look(self) -> Look:
        """What stands there now."""
        stale = self.stale()
        return self.held if stale is None else self.put(read_file(stale, self._today()))

    @property
    def held(self) -> Look:
        """What was read last."""
        return self._look

    def stale(self) -> Look | None:
        """The last look with the file's present mark, where that is another one."""
        mark = _mark(self.path)
        return None if mark == self._look.mark else replace(self._look, mark=mark)

    def put(self, look: Look) -> Look:
        """Take up what was read."""
        with self._lock:
            self._look = look
        return look


def read_file(stale: Look, today: date) -> Look:
    """The file as it is now; after a mistake the last good curriculum stays. Takes tenths of a second."""
    if stale.path.exists() and not stale.path.is_file():
        todo = "name the curriculum's own YAML file"
        finding = Finding(stale.path, 1, 1, "unreadable", "this is not a file", todo)
        return replace(stale, findings=(finding,))
    result, findings = look_through(stale.path, today=today)
    if result.curriculum is None:
        return replace(stale, findings=tuple(findings))
    return Look(stale.path, stale.mark, result.curriculum, stale.mark, tuple(findings))


def file_of(folder: Path, id: str) -> Path | None:
    """The file of a folder whose curriculum has this id, also while it is broken. No path is made from what somebody asks for."""
    for path in files_of(folder):
        if path.name in BESIDE:
            continue
        found = _ID.search(_begin(path) or b"")
        if (found[1].decode() if found else path.stem) == id:
            return path
    return None


def _mark(path: Path) -> str:
    """A hash over the file, what it draws on, and how the pictures beside it look from outside."""
    digest = sha256()
    for one in (path, facts_beside(path.parent), words_beside(path.parent)):
        begin = _begin(one)
        digest.update(b"not there" if begin is None else b"%d:" % len(begin) + begin)
    try:
        beside = sorted(one for one in path.parent.iterdir() if one.suffix.lower() in SUFFIXES)
        looks = [(one.name, one.stat().st_mtime_ns, one.stat().st_size) for one in beside]
    except OSError:
        looks = []
    digest.update(repr(looks).encode("utf-8", "replace"))
    return digest.hexdigest()[:16]


def _begin(path: Path) -> bytes | None:
    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError:
        return None
