"""How every SQLite file of the data folder is opened: WAL, a full sync at each commit, one explicit transaction at a time."""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

BUSY_MS = 5_000


def sqlite(path: Path | None, *, read_only: bool = False) -> Engine:
    """An engine over a file, or over memory where the path is None.

    ``hide_parameters`` keeps what people said out of every error text.
    """
    if path is None:
        # One connection is the database: it is lent to one thread at a time.
        engine = create_engine(
            "sqlite://",
            hide_parameters=True,
            poolclass=QueuePool,
            pool_size=1,
            max_overflow=0,
            connect_args={"check_same_thread": False},
        )
    elif read_only:
        address = URL.create("sqlite", database=f"file:{quote(str(path))}", query={"mode": "ro", "uri": "true"})
        engine = create_engine(address, hide_parameters=True)
    else:
        engine = create_engine(URL.create("sqlite", database=str(path)), hide_parameters=True)

    def connected(connection: Any, _: object) -> None:
        connection.isolation_level = None
        connection.text_factory = _text
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={BUSY_MS}")
        if not read_only:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")
            cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    def begun(connection: Connection) -> None:
        reads = read_only or connection.get_execution_options().get("reads", False)
        connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", begun)
    return engine


def reading(engine: Engine) -> Connection:
    """A connection that only reads: it takes no lock, so nobody who writes waits for it."""
    return engine.connect().execution_options(reads=True)


def _text(raw: bytes) -> str:
    """Damaged text is still read, so that a check can say where it stands."""
    return raw.decode("utf-8", "surrogateescape")
