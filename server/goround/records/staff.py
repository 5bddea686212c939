"""Staff accounts: who may lead sessions. Passwords are kept as Argon2id hashes (RFC 9106) only."""

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Column, Engine, String, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from goround.records.store import METADATA

STAFF = Table(
    "staff",
    METADATA,
    Column("id", String, primary_key=True),
    Column("account", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("password", String, nullable=False),
)

FEWEST_LETTERS = 10
_HASHER = PasswordHasher()


def hash_of(secret: str) -> str:
    """A password or PIN as it is kept. Takes tens of milliseconds: never on the event loop."""
    return _HASHER.hash(secret)


def is_hash_of(kept: str, secret: str) -> bool:
    """Whether this is what was kept. Takes as long as hashing."""
    try:
        return _HASHER.verify(kept, secret)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    """Checked where there is no such account, so that the time taken tells nothing."""
    return hash_of("nobody has this password")


@dataclass(frozen=True, slots=True)
class Account:
    """A staff member: id, account to sign in with, and the name that the group sees."""

    id: str
    account: str
    name: str


class AccountTaken(Exception):
    """There is an account of this name."""


class Staff:
    """The accounts."""

    def __init__(self, records: Engine) -> None:
        self._records = records

    def add(self, id: str, account: str, name: str, password: str) -> Account:
        """Add an account. Hashing takes tens of milliseconds: never on the event loop.

        Raises:
            AccountTaken: the account exists.
        """
        row = {"id": id, "account": account.casefold(), "name": name, "password": hash_of(password)}
        try:
            with self._records.begin() as connection:
                connection.execute(insert(STAFF), [row])
        except IntegrityError:
            raise AccountTaken(account) from None
        return Account(id, account.casefold(), name)

    def check(self, account: str, password: str) -> Account | None:
        """The account if the password is right. Takes as long where there is no such account."""
        with self._records.connect() as connection:
            found = select(STAFF).where(STAFF.c.account == account.casefold())
            row = connection.execute(found).one_or_none()
        right = is_hash_of(row.password if row else _nobody(), password)
        if row is None or not right:
            return None
        if _HASHER.check_needs_rehash(row.password):
            with self._records.begin() as connection:
                newer = update(STAFF).where(STAFF.c.id == row.id).values(password=hash_of(password))
                connection.execute(newer)
        return Account(row.id, row.account, row.name)

    def find(self, id: str) -> Account | None:
        """The account with this id."""
        with self._records.connect() as connection:
            row = connection.execute(select(STAFF).where(STAFF.c.id == id)).one_or_none()
        return Account(row.id, row.account, row.name) if row else None

    def remove(self, id: str) -> None:
        """Take an account away: nobody signs in with it, and who is signed in by it is not any more."""
        with self._records.begin() as connection:
            connection.execute(delete(STAFF).where(STAFF.c.id == id))

    def all(self) -> list[Account]:
        """Every account, by name of the account."""
        with self._records.connect() as connection:
            rows = connection.execute(select(STAFF).order_by(STAFF.c.account)).all()
        return [Account(row.id, row.account, row.name) for row in rows]
