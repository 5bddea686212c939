"""Who has said yes to leading a curriculum that is not reviewed: once for each version of it."""

from collections.abc import Collection

from sqlalchemy import BigInteger, Column, Engine, String, Table, insert, select

from goround.records.store import METADATA

CONFIRMATION = Table(
    "confirmation",
    METADATA,
    Column("staff", String, primary_key=True),
    Column("sha256", String, primary_key=True),
    Column("at", BigInteger, nullable=False),
)
"""The hash is that of the curriculum's file: another version of it is another file."""


class Confirmations:
    """What staff have said yes to."""

    def __init__(self, records: Engine) -> None:
        self._records = records

    def of(self, staff: str) -> set[str]:
        """The hashes of the files that this account has said yes to."""
        with self._records.connect() as connection:
            return set(connection.execute(select(CONFIRMATION.c.sha256).where(CONFIRMATION.c.staff == staff)).scalars())

    def add(self, staff: str, hashes: Collection[str], at: int) -> None:
        """Keep that this account has said yes to these; twice is once."""
        with self._records.begin() as connection:
            mine = select(CONFIRMATION.c.sha256).where(CONFIRMATION.c.staff == staff)
            new = set(hashes) - set(connection.execute(mine).scalars())
            if new:
                connection.execute(insert(CONFIRMATION), [{"staff": staff, "sha256": hash, "at": at} for hash in new])
