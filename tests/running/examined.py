"""A place that the doctor looks at, and how the tests read its lines."""

from pathlib import Path
from typing import Any

from goround.cli.doctor import machine
from goround.cli.doctor.line import Line
from goround.config import Settings
from goround.journal.folder import DataFolder
from goround.records.staff import Staff
from goround.records.store import open_records
from goround.runtime.clock import RELEASED

DAY = machine.DAY_MS
OPENED = RELEASED + 1_000
"""When the one session of these folders was opened."""
SOON = OPENED + 1


def settings(folder: DataFolder, key: Path, **more: Any) -> Settings:
    return Settings(data=folder.path, key_file=key, **more)


def employed(folder: DataFolder, account: str) -> None:
    """Somebody who can sign in."""
    records = open_records(folder.records)
    Staff(records).add(account, account, account.title(), "opens the door")
    records.dispose()


def bad(line: Line, state: str, *words: str) -> None:
    """It is not as it should be, says so in these words, and says what to do."""
    assert line.state == state and line.do, line
    for word in words:
        assert word in f"{line.found} {line.do}", line
