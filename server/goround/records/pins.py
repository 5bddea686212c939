"""The PIN with which a staff member opens the idle lock: kept as its hash only, and worth nothing after ten wrong tries."""

import re
from itertools import pairwise
from typing import Literal

from sqlalchemy import Column, Engine, Integer, String, Table, delete, insert, select, update

from goround.records.staff import hash_of, is_hash_of
from goround.records.store import METADATA

PIN = Table(
    "pin",
    METADATA,
    Column("staff", String, primary_key=True),
    Column("pin", String, nullable=False),
    Column("wrong", Integer, nullable=False),
)

MOST_WRONG = 10
_SHAPE = re.compile(r"[0-9]{4,8}")
_SAME_AGAIN = re.compile(r"(.{1,4})\1+")
_IN_PAIRS = re.compile(r"(?:(.)\1)+")
_DOWN_THE_KEYS = ("2580", "0852")


def is_pin(typed: str) -> bool:
    """Whether this could be a PIN: four to eight digits."""
    return _SHAPE.fullmatch(typed) is not None


def is_easy(pin: str) -> bool:
    """Whether a PIN is among the first that somebody would try: steps of one width (1234, 8642), the same again (1111, 1212), or straight down the keys."""
    digits = [int(digit) for digit in (pin[::2] if _IN_PAIRS.fullmatch(pin) else pin)]
    steps = {(later - former) % 10 for former, later in pairwise(digits)}
    return len(steps) < 2 or _SAME_AGAIN.fullmatch(pin) is not None or pin in _DOWN_THE_KEYS


class Pins:
    """The PINs of the accounts."""

    def __init__(self, records: Engine) -> None:
        self._records = records

    def set(self, staff: str, pin: str) -> None:
        """Keep this account's PIN; a former one is worth nothing from now on. Hashing: never on the event loop.

        Raises:
            ValueError: it is no PIN, or one that is easy to guess.
        """
        if not is_pin(pin):
            raise ValueError("a PIN has four to eight digits")
        if is_easy(pin):
            raise ValueError("this PIN is easy to guess")
        row = {"staff": staff, "pin": hash_of(pin), "wrong": 0}
        with self._records.begin() as connection:
            connection.execute(delete(PIN).where(PIN.c.staff == staff))
            connection.execute(insert(PIN), [row])

    def works(self, staff: str) -> bool:
        """Whether this account has a PIN that has not been tried too often."""
        with self._records.connect() as connection:
            wrong = connection.execute(select(PIN.c.wrong).where(PIN.c.staff == staff)).scalar_one_or_none()
        return wrong is not None and wrong < MOST_WRONG

    def check(self, staff: str, pin: str) -> Literal["right", "wrong", "only_password"]:
        """Try a PIN. The try is counted before it is looked at, so that many at once are counted too."""
        counted = update(PIN).where(PIN.c.staff == staff, PIN.c.wrong < MOST_WRONG).values(wrong=PIN.c.wrong + 1)
        with self._records.begin() as connection:
            if not connection.execute(counted).rowcount:
                return "only_password"
            kept = connection.execute(select(PIN).where(PIN.c.staff == staff)).one()
        if is_hash_of(kept.pin, pin):
            self.forgive(staff)
            return "right"
        return "wrong" if kept.wrong < MOST_WRONG else "only_password"

    def forgive(self, staff: str) -> None:
        """Wrong tries are forgotten: the account's own person is here."""
        with self._records.begin() as connection:
            connection.execute(update(PIN).where(PIN.c.staff == staff).values(wrong=0))
