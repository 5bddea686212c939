"""The journal in SQLite, by SQLAlchemy Core.

One write connection, used by the writer's thread alone; reads take connections of their own. ``(session, seq)`` is the primary key, the
second lock behind the conditional update of the head.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from operator import attrgetter
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Row,
    Select,
    String,
    Table,
    Text,
    bindparam,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import DBAPIError

from goround.journal.ages import opened
from goround.journal.database import reading
from goround.journal.port import Head, Line, NotStored, Run, Unreadable
from goround.journal.shapes import JOURNAL

METADATA = MetaData()
SESSION = Table(
    "session",
    METADATA,
    Column("session", String, primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("mac", LargeBinary, nullable=False),
    Column("opened", BigInteger, nullable=False),
    Column("live", Integer, nullable=False),
)
ENTRY = Table(
    "entry",
    METADATA,
    Column("session", String, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("by", String, nullable=False),
    Column("ref", String),
    Column("format", Integer, nullable=False),
    Column("events", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
_LINE = tuple(column.name for column in ENTRY.columns)
_columns = attrgetter(*_LINE)
# Both are made once: building and binding them anew took half of an append's time.
_MOVE = update(SESSION).where(SESSION.c.session == bindparam("which"), SESSION.c.seq == bindparam("after"))
_ADD = str(insert(ENTRY).compile(dialect=dialect()))


class SqlJournal:
    """Sessions in a SQLite file, or in a private memory database where the path is None."""

    def __init__(self, path: Path | None, *, read_only: bool = False) -> None:
        self._engine = opened(path, JOURNAL, read_only=read_only)
        self._in_memory = path is None
        self._write: Connection | None = None

    @property
    def writing(self) -> Connection:
        """The connection on which everything is written, opened when first needed."""
        if self._write is None or self._write.closed or self._write.invalidated:
            self._write = self._engine.connect()
        return self._write

    def append(self, runs: Sequence[Run]) -> list[bool]:
        """As ``Journal.append``. Sessions are written in the order of their ids: other orders deadlock where rows are locked."""
        order = sorted(range(len(runs)), key=lambda place: runs[place].head.session)
        stored = [False] * len(runs)
        try:
            with self._transaction() as connection:
                for place in order:
                    stored[place] = self._append(connection, runs[place])
        except DBAPIError as error:
            return self._settle(runs, error)
        return stored

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        if self._in_memory:  # there is one connection, and readers need it too
            with self._engine.begin() as connection:
                yield connection
        else:
            connection = self.writing
            with connection.begin():
                yield connection

    def _append(self, connection: Connection, run: Run) -> bool:
        head = run.head
        if run.after == 0:
            new = sqlite_insert(SESSION).values(
                session=head.session, seq=0, hash=b"", mac=b"", opened=head.opened, live=True
            )
            connection.execute(new.on_conflict_do_nothing())
        values = {"seq": head.seq, "hash": head.hash, "mac": head.mac, "opened": head.opened, "live": head.live}
        moved = connection.execute(_MOVE, {"which": head.session, "after": run.after, **values})
        if moved.rowcount != 1:
            return False
        connection.exec_driver_sql(_ADD, [_columns(line) for line in run.lines])
        return True

    def _settle(self, runs: Sequence[Run], error: DBAPIError) -> list[bool]:
        """After a failed commit the heads tell what is stored: a commit can fail after it has become durable."""
        if self._write is not None:
            self._write.close()
        try:
            heads = [self.head(run.head.session) for run in runs]
        except Unreadable:
            heads = [None] * len(runs)
        stored = [head is not None and head.hash == run.head.hash for head, run in zip(heads, runs, strict=True)]
        if not any(stored):
            raise NotStored(str(error.orig)) from None
        return stored

    def read(self, session: str, after: int = 0, most: int | None = None) -> Iterator[Line]:
        """As ``Journal.read``."""
        found = select(*(ENTRY.c[name] for name in _LINE)).where(ENTRY.c.session == session, ENTRY.c.seq > after)
        return (Line(*tuple(row)) for row in self._rows(found.order_by(ENTRY.c.seq).limit(most)))

    def holding(self, session: str, texts: Sequence[str]) -> Iterator[Line]:
        """As ``Journal.holding``. Of the ways to look into a text GLOB is the quickest, and it holds up no other thread."""
        holds = or_(*(ENTRY.c.events.op("GLOB")(f"*{_literal(text)}*") for text in texts))
        found = select(*(ENTRY.c[name] for name in _LINE)).where(ENTRY.c.session == session, holds)
        return (Line(*tuple(row)) for row in self._rows(found.order_by(ENTRY.c.seq)))

    def head(self, session: str) -> Head | None:
        """As ``Journal.head``."""
        rows = self._rows(_HEADS.where(SESSION.c.session == session))
        return _head(rows[0]) if rows else None

    def sessions(self) -> list[Head]:
        """As ``Journal.sessions``."""
        return [_head(row) for row in self._rows(_HEADS.order_by(SESSION.c.opened, SESSION.c.session))]

    def headless(self) -> list[str]:
        """As ``Journal.headless``."""
        strays = select(ENTRY.c.session).distinct().where(ENTRY.c.session.not_in(select(SESSION.c.session)))
        return [row.session for row in self._rows(strays.order_by(ENTRY.c.session))]

    def _rows(self, asked: Select[Any]) -> Sequence[Row[Any]]:
        try:
            with reading(self._engine) as connection:
                return connection.execute(asked).all()
        except DBAPIError as error:
            raise Unreadable(str(error.orig)) from None

    def try_write(self) -> None:
        """As ``Journal.try_write``: the number that the file carries for its readers is written again as it is."""
        try:
            with self._transaction() as connection:
                number = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
                connection.exec_driver_sql(f"PRAGMA user_version={int(number)}")
        except DBAPIError as error:
            if self._write is not None:
                self._write.close()
            raise NotStored(str(error.orig)) from None

    def close(self) -> None:
        """Close every connection; the log is folded back into its file."""
        if self._write is not None:
            self._write.close()
        self._engine.dispose()


def _literal(text: str) -> str:
    """A text in which nothing stands for anything else."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in text)


_HEADS = select(SESSION.c.session, SESSION.c.seq, SESSION.c.hash, SESSION.c.mac, SESSION.c.opened, SESSION.c.live)
_LIVE = {0: False, 1: True}


def _head(row: Row[Any]) -> Head:
    """What was not written by a journal stays as it is, so that its signature does not fit."""
    return Head(row.session, row.seq, row.hash, row.mac, row.opened, _LIVE.get(row.live, row.live))
