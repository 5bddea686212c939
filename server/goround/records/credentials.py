"""What a device's cookie is worth: a seat, a display or a signed-in staff member, until an instant. Only hashes of tokens are kept."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from sqlalchemy import BigInteger, Column, Engine, LargeBinary, String, Table, delete, insert, select, update

from goround.records.store import METADATA

CREDENTIAL = Table(
    "credential",
    METADATA,
    Column("kind", String, primary_key=True),
    Column("id", String, primary_key=True),
    Column("session", String, nullable=False),
    Column("token", LargeBinary, nullable=False),
    Column("until", BigInteger, nullable=False),
)

Kind = Literal["seat", "display", "staff"]


@dataclass(frozen=True, slots=True)
class Credential:
    """Who a device is: kind, public id (of a staff sign-in: the sign-in's own), and the session or account that it belongs to."""

    kind: Kind
    id: str
    session: str
    until: int


class Credentials:
    """The credentials of devices."""

    def __init__(self, records: Engine) -> None:
        self._records = records

    def give(self, credential: Credential, token: str) -> None:
        """Keep a credential; a former one of the same kind and id is worth nothing from now on."""
        row = {
            "kind": credential.kind,
            "id": credential.id,
            "session": credential.session,
            "token": _hash(token),
            "until": credential.until,
        }
        with self._records.begin() as connection:
            connection.execute(_of(delete(CREDENTIAL), credential.kind, credential.id))
            connection.execute(insert(CREDENTIAL), [row])

    def check(self, kind: Kind, id: str, token: str, now: int) -> Credential | None:
        """The credential if the token is its own and it is still worth something."""
        with self._records.connect() as connection:
            row = connection.execute(_of(select(CREDENTIAL), kind, id)).one_or_none()
        if row is None or row.until <= now or row.token != _hash(token):
            return None
        return Credential(kind, row.id, row.session, row.until)

    def assign(self, kind: Kind, id: str, session: str) -> None:
        """Make a credential one of this session."""
        with self._records.begin() as connection:
            connection.execute(_of(update(CREDENTIAL), kind, id).values(session=session))

    def take(self, kind: Kind, id: str) -> None:
        """A credential is worth nothing from now on."""
        with self._records.begin() as connection:
            connection.execute(_of(delete(CREDENTIAL), kind, id))

    def expire(self, session: str, kinds: tuple[Kind, ...], until: int) -> None:
        """What belongs to a session is worth something until this instant at most."""
        with self._records.begin() as connection:
            connection.execute(
                update(CREDENTIAL)
                .where(CREDENTIAL.c.session == session, CREDENTIAL.c.kind.in_(kinds), CREDENTIAL.c.until > until)
                .values(until=until)
            )

    def sweep(self, now: int) -> None:
        """Forget what is worth nothing any more."""
        with self._records.begin() as connection:
            connection.execute(delete(CREDENTIAL).where(CREDENTIAL.c.until <= now))


def _of(statement, kind: str, id: str):  # type: ignore[no-untyped-def]
    return statement.where(CREDENTIAL.c.kind == kind, CREDENTIAL.c.id == id)


def _hash(token: str) -> bytes:
    return sha256(token.encode()).digest()
