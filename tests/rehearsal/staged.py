"""A server in a process of its own on a folder of its own, on which one evening after another is rehearsed."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from goround.catalog.load import compiled
from goround.domain.curriculum import Curriculum
from goround.journal.folder import DataFolder
from goround.journal.site_key import load
from goround.records.staff import Staff
from goround.records.store import open_records
from goround.rehearsal.evening import Outcome, Place, Plan, rehearse
from goround.rehearsal.stage import Stage
from goround.rehearsal.stepped_clock import SteppedClock

CURRICULA = Path(__file__).parents[2] / "curricula"
LED = tuple(path for path in sorted(CURRICULA.glob("*.yaml")) if path.stem not in ("facts", "words"))
EVENING = ("blk-checkin-process", "w01b-riding-out-cravings")
NOW = 1_800_000_000_000
PASSWORD = "a rehearsal begins"


@dataclass(frozen=True)
class Staged:
    """A running server, and what is known of it outside."""

    place: Place
    curricula: dict[str, Curriculum]

    async def rehearses(
        self, *ids: str, seats: int, seed: int = 1, faults: bool = False, kills: bool = False
    ) -> Outcome:
        """An evening of these curricula."""
        chosen = tuple(self.curricula[id] for id in ids)
        return await rehearse(Plan(chosen, seats, seed, faults=faults, kills=kills), self.place)


@asynccontextmanager
async def staged(folder: Path, files: Sequence[Path] = LED) -> AsyncIterator[Staged]:
    """The server, until the block ends."""
    data = DataFolder(folder / "data")
    data.make()
    site, _ = load(folder / "site.key")
    records = open_records(data.records)
    leader = Staff(records).add("lead", "lead", "Dana", PASSWORD)
    records.dispose()
    stage = Stage(files, data.path, folder / "site.key", folder / "server.log", now=NOW, stepped=True, seed=1)
    try:
        await stage.start()
        read = [compiled(file).curriculum for file in files]
        curricula = {one.id: one for one in read if one is not None}
        assert len(curricula) == len(files), "Something that is shipped cannot be led."
        yield Staged(Place(stage, SteppedClock(NOW), data.path, site, leader, PASSWORD), curricula)
    finally:
        await stage.stop()
