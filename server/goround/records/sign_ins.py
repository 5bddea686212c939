"""When each staff sign-in was last touched, and whether it is locked: it stays so over a restart."""

from typing import NamedTuple

from sqlalchemy import BigInteger, Boolean, Column, Engine, String, Table, delete, insert, select, update

from goround.records.store import METADATA

SIGN_IN = Table(
    "sign_in",
    METADATA,
    Column("id", String, primary_key=True),
    Column("touched", BigInteger, nullable=False),
    Column("locked", Boolean, nullable=False),
)


class Kept(NamedTuple):
    """What is kept of a sign-in."""

    touched: int
    locked: bool


class SignIns:
    """The sign-ins of the last day."""

    def __init__(self, records: Engine) -> None:
        self._records = records

    def find(self, id: str) -> Kept | None:
        """What is kept of this sign-in, if anything."""
        with self._records.connect() as connection:
            row = connection.execute(select(SIGN_IN).where(SIGN_IN.c.id == id)).one_or_none()
        return Kept(row.touched, row.locked) if row else None

    def keep(self, id: str, kept: Kept) -> None:
        """Keep how it stands now."""
        changed = update(SIGN_IN).where(SIGN_IN.c.id == id).values(touched=kept.touched, locked=kept.locked)
        with self._records.begin() as connection:
            if not connection.execute(changed).rowcount:
                connection.execute(insert(SIGN_IN), [{"id": id, "touched": kept.touched, "locked": kept.locked}])

    def take(self, id: str) -> None:
        """A sign-in is over."""
        with self._records.begin() as connection:
            connection.execute(delete(SIGN_IN).where(SIGN_IN.c.id == id))

    def sweep(self, before: int) -> None:
        """Forget what nobody has touched since."""
        with self._records.begin() as connection:
            connection.execute(delete(SIGN_IN).where(SIGN_IN.c.touched < before))
