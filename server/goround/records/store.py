"""The file of records, and the rule that each of its tables is read and written by one module."""

from pathlib import Path

from sqlalchemy import Engine, MetaData
from sqlalchemy.exc import DBAPIError

from goround.journal.database import sqlite
from goround.journal.port import NotStored

METADATA = MetaData()


def open_records(path: Path | None, *, read_only: bool = False) -> Engine:
    """The records in a file or, where the path is None, in memory.

    Raises:
        NotStored: the file cannot be made.
    """
    engine = sqlite(path, read_only=read_only)
    if not read_only:
        try:
            METADATA.create_all(engine)
        except DBAPIError as error:
            raise NotStored(str(error.orig)) from None
    return engine
