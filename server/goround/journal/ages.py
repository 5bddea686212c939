"""Of which version a data folder is, whether this program may open it, and how a file is brought to the present version.

Each file carries its version in its own header (``PRAGMA user_version``), so that it is changed in the same transaction as the tables.
"""

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from goround import __version__
from goround.domain.events import FORMAT
from goround.journal.database import sqlite
from goround.journal.port import Newer, NotStored, Older, OtherAge, Unreadable
from goround.journal.shapes import FILES, JOURNAL, STEPS, present

ENTRIES = "entries"
_NEWEST = (
    "SELECT max(entry.format) FROM session JOIN entry ON entry.session = session.session AND entry.seq = session.seq"
)
"""Formats only grow within a log, so the last line of each tells; all others would have to be read for it."""


@dataclass(frozen=True, slots=True)
class Version:
    """Of which version something in a data folder is."""

    what: str
    """The name of a file, or ``entries``."""
    found: int | None
    """None where there is nothing yet."""
    present: int
    """The version that this program is for."""

    @property
    def newer(self) -> bool:
        """Whether a newer program wrote it."""
        return self.found is not None and self.found > self.present

    @property
    def older(self) -> bool:
        """Whether it must be migrated. Entries need not: they are lifted when they are read, and never rewritten."""
        return self.what != ENTRIES and self.found is not None and self.found < self.present


def versions(folder: Path) -> tuple[Version, ...]:
    """The version of each file, and the newest format in which entries lie in the journal. Nothing is changed by looking.

    Raises:
        Unreadable: a file is damaged.
    """
    files = tuple(Version(name, version(folder / name), present(name)) for name in FILES)
    journal = files[FILES.index(JOURNAL)]
    known = journal.found is not None and journal.found <= journal.present
    return (*files, Version(ENTRIES, _newest_format(folder / JOURNAL) if known else None, FORMAT))


def demand_openable(folder: Path, *, older: bool = False) -> None:
    """Let nobody work on a folder of another version.

    Args:
        folder: of the files.
        older: whether one that must be brought to the present version first will do.

    Raises:
        Newer: a newer program wrote it.
        Older: it must be migrated first.
        Unreadable: a file is damaged.
    """
    told = versions(folder)
    for one in told:
        _refuse_newer(folder, one)
    for one in told:
        if not older:
            _refuse_older(folder, one)


def version(path: Path) -> int | None:
    """The version of a file; None where there is none, or nothing in it yet. Neither the file nor its folder is changed.

    Raises:
        Unreadable: it is no database.
    """
    try:
        if not path.exists() or not path.stat().st_size:
            return None
        (number,) = _asked(path, "PRAGMA user_version")
        (tables,) = _asked(path, "SELECT count(*) FROM sqlite_master")
    except (OSError, sqlite3.Error) as error:
        raise Unreadable(f"{path.name}: {error}") from None
    return int(number) if number or tables else None


def opened(path: Path | None, name: str, *, read_only: bool = False) -> Engine:
    """An engine over a file of the present version, which is made where there is none; over memory where the path is None.

    Raises:
        OtherAge: the file is of another version; it was not touched.
        NotStored: it could not be made, or is damaged.
    """
    if path is not None:
        with suppress(Unreadable):  # where it is damaged is told by whoever reads or writes it
            _refuse_other(path.parent, Version(name, version(path), present(name)))
    engine = sqlite(path, read_only=read_only)
    if not read_only:
        _make(engine, name)
    return engine


def _make(engine: Engine, name: str) -> None:
    """Give an empty file its present shape; somebody else may have been faster, with a program of another version even."""
    try:
        with engine.begin() as connection:
            found = _version_within(connection)
            if found is None:
                _take_steps(connection, name, 0)
        if found is None:
            _fold(engine)
    except DBAPIError as error:
        raise NotStored(str(error.orig)) from None
    if found is not None:
        _refuse_other(Path(engine.url.database or name).parent, Version(name, found, present(name)))


def migrate(path: Path) -> tuple[int, int] | None:
    """Bring a file to the present version, all of it or nothing.

    Returns:
        The versions from which and to which it came; None where nothing was to be done.

    Raises:
        Newer: a newer program wrote it.
        OtherAge: it has not the shape that its version has.
        NotStored: it could not be written; the file is as it was.
        Unreadable: it is no database.
    """
    found = version(path)
    if found is None or found == present(path.name):
        return None
    _refuse_newer(path.parent, Version(path.name, found, present(path.name)))
    engine = sqlite(path)
    try:
        with engine.begin() as connection:
            _take_steps(connection, path.name, found)
            if _shape(connection) != _present_shape(path.name):
                raise OtherAge(
                    f"{path} has not the tables that version {found} has: it was made by a Goround that was never released, or changed "
                    f"by hand. Goround {__version__} cannot bring it to version {present(path.name)}. The file is as it was."
                )
        _fold(engine)
    except DBAPIError as error:
        raise NotStored(str(error.orig)) from None
    finally:
        engine.dispose()
    return found, present(path.name)


def _refuse_other(folder: Path, one: Version) -> None:
    _refuse_newer(folder, one)
    _refuse_older(folder, one)


def _refuse_newer(folder: Path, one: Version) -> None:
    if not one.newer:
        return
    what = "entries of format" if one.what == ENTRIES else f"{one.what} of version"
    raise Newer(
        f"{folder} was written by a newer Goround: it has {what} {one.found}, and Goround {__version__} knows only up to {one.present}. "
        "Install the newer Goround, or name another folder. Nothing was changed."
    )


def _refuse_older(folder: Path, one: Version) -> None:
    if one.older:
        raise Older(
            f"{folder} was written by an older Goround: {one.what} has version {one.found}, and Goround {__version__} needs version "
            f"{one.present}. Bring it up to date first, with: goround migrate --data {folder}"
        )


def _take_steps(connection: Connection, name: str, found: int) -> None:
    for statements in STEPS[name][found:]:
        for statement in statements:
            connection.exec_driver_sql(statement)
    connection.exec_driver_sql(f"PRAGMA user_version = {present(name)}")


def _version_within(connection: Connection) -> int | None:
    number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    return int(number) if number or tables else None


def _fold(engine: Engine) -> None:
    """Put the new version into the file itself, where it is seen without opening the log beside it."""
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").close()
    finally:
        connection.close()


def _shape(connection: Connection) -> set[tuple[Any, ...]]:
    """Every column of every table, with its type and its place in the primary key, and every index."""
    columns = connection.exec_driver_sql(
        """SELECT m.name, m.sql LIKE '%WITHOUT ROWID%', c.name, c.type, c."notnull", c.pk
        FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'"""
    )
    indexes = connection.exec_driver_sql(
        """SELECT m.tbl_name, i."unique", i.origin, c.name, c.seqno FROM sqlite_master m JOIN pragma_index_list(m.name) i
        JOIN pragma_index_info(i.name) c WHERE m.type = 'table'"""
    )
    return {tuple(row) for row in (*columns, *indexes)}


def _present_shape(name: str) -> set[tuple[Any, ...]]:
    empty = sqlite(None)
    try:
        with empty.begin() as connection:
            _take_steps(connection, name, 0)
            return _shape(connection)
    finally:
        empty.dispose()


def _newest_format(path: Path) -> int | None:
    try:
        (found,) = _asked(path, _NEWEST)
    except sqlite3.Error:
        return None  # what is damaged is told by whoever reads it
    return found if isinstance(found, int) else None


def _asked(path: Path, question: str) -> Any:
    """One row of a file that is left as it is.

    Where no log lies beside it, SQLite is told that nobody writes: else it would lay its own files beside it.
    """
    log = path.with_name(f"{path.name}-wal")
    address = f"file:{quote(str(path))}?mode=ro"
    if not log.exists() or not log.stat().st_size:
        try:
            return _row(f"{address}&immutable=1", question)
        except sqlite3.Error:  # somebody may have begun to write just now
            if not log.exists():
                raise
    return _row(address, question)


def _row(address: str, question: str) -> Any:
    with closing(sqlite3.connect(address, uri=True)) as opened:
        return opened.execute(question).fetchone()
