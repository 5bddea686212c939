"""Staff accounts: who may lead sessions. Passwords are kept as Argon2id hashes (RFC 9106) only."""

from dataclasses import dataclass
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Column, Engine, String, Table, insert, select, update
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


@cache
def _nobody() -> str:
    """Checked where there is no such account, so that the time taken tells nothing."""
    return _HASHER.hash("nobody has this password")


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
        row = {"id": id, "account": account.casefold(), "name": name, "password": _HASHER.hash(password)}
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
        try:
            _HASHER.verify(row.password if row else _nobody(), password)
        except (VerificationError, InvalidHashError):
            return None
        if row is None:
            return None
        if _HASHER.check_needs_rehash(row.password):
            with self._records.begin() as connection:
                newer = update(STAFF).where(STAFF.c.id == row.id).values(password=_HASHER.hash(password))
                connection.execute(newer)
        return Account(row.id, row.account, row.name)

    def find(self, id: str) -> Account | None:
        """The account with this id."""
        with self._records.connect() as connection:
            row = connection.execute(select(STAFF).where(STAFF.c.id == id)).one_or_none()
        return Account(row.id, row.account, row.name) if row else None

    def all(self) -> list[Account]:
        """Every account, by name of the account."""
        with self._records.connect() as connection:
            rows = connection.execute(select(STAFF).order_by(STAFF.c.account)).all()
        return [Account(row.id, row.account, row.name) for row in rows]
