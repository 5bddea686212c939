"""The file of records, and the rule that each of its tables is read and written by one module."""

from pathlib import Path

from sqlalchemy import Engine, MetaData

from goround.journal.ages import opened
from goround.journal.shapes import RECORDS

METADATA = MetaData()


def open_records(path: Path | None, *, read_only: bool = False) -> Engine:
    """The records in a file or, where the path is None, in memory.

    Raises:
        NotStored: the file cannot be made.
        OtherAge: it is of another version than this program.
    """
    return opened(path, RECORDS, read_only=read_only)
