"""Accounts, credentials and codes: what is kept, for how long, and what is not."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import argon2
import pytest
from sqlalchemy import Engine, text

from goround.journal.port import NotStored
from goround.records import staff as records_staff
from goround.records.codes import DAY_MS, DIGITS, WORDS, Codes, tidy, turned
from goround.records.credentials import Credential, Credentials
from goround.records.staff import Account, AccountTaken, Staff
from goround.records.store import open_records
from tests.playbook import T0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def records(folder: Path) -> Iterator[Engine]:
    engine = open_records(folder / "records.db")
    yield engine
    engine.dispose()


def bytes_of(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.iterdir())


# --- staff ---


def test_the_right_password_opens_the_account(records: Engine) -> None:
    staff = Staff(records)
    added = staff.add("dana1", "Dana", "Dana Leader", "correct horse battery")
    assert added == Account("dana1", "dana", "Dana Leader")
    assert staff.check("dana", "correct horse battery") == added
    assert staff.check("DANA", "correct horse battery") == added
    assert staff.find("dana1") == added
    assert staff.all() == [added]


@pytest.mark.parametrize("password", ["", "correct horse batter", "Correct horse battery", "correct horse battery "])
def test_another_password_opens_nothing(records: Engine, password: str) -> None:
    staff = Staff(records)
    staff.add("dana1", "dana", "Dana Leader", "correct horse battery")
    assert staff.check("dana", password) is None


def test_an_account_of_the_same_name_is_refused_in_any_case(records: Engine) -> None:
    staff = Staff(records)
    staff.add("dana1", "dana", "Dana Leader", "correct horse battery")
    with pytest.raises(AccountTaken):
        staff.add("dana2", "DANA", "Other", "something quite else")
    assert [account.id for account in staff.all()] == ["dana1"]


@pytest.fixture(autouse=True)
def hashes_as_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other tests of the same run hash quickly."""
    monkeypatch.setattr(records_staff, "_HASHER", argon2.PasswordHasher())


def test_passwords_are_kept_as_argon2id_only(records: Engine, folder: Path) -> None:
    Staff(records).add("dana1", "dana", "Dana Leader", "correct horse battery")
    with records.connect() as connection:
        kept = connection.execute(text("SELECT password FROM staff")).scalar()
    parameters = argon2.extract_parameters(str(kept))
    assert parameters.type is argon2.Type.ID
    assert parameters.memory_cost >= 19 * 1024
    assert b"correct horse" not in bytes_of(folder)


def test_an_unknown_account_costs_as_much_as_a_wrong_password(records: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever measures the time learns nothing about who works here."""
    staff = Staff(records)
    staff.add("dana1", "dana", "Dana Leader", "correct horse battery")
    hashed: list[str] = []

    class Watched(argon2.PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
            hashed.append(str(hash).rsplit("$", 2)[0])
            return super().verify(hash, password)

    monkeypatch.setattr(records_staff, "_HASHER", Watched())
    assert staff.check("dana", "wrong") is None
    assert staff.check("nobody", "wrong") is None
    assert staff.check("nobody", "nobody has this password") is None
    assert len(hashed) == 3
    assert len(set(hashed)) == 1, "the hash of nobody has other costs"


def test_an_older_hash_is_made_anew_at_the_next_sign_in(records: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    staff = Staff(records)
    with monkeypatch.context() as before:
        before.setattr(records_staff, "_HASHER", argon2.PasswordHasher(time_cost=1, memory_cost=8 * 1024))
        staff.add("dana1", "dana", "Dana Leader", "correct horse battery")
    assert staff.check("dana", "wrong") is None
    for _ in range(2):
        assert staff.check("dana", "correct horse battery") is not None
    with records.connect() as connection:
        kept = str(connection.execute(text("SELECT password FROM staff")).scalar())
    assert not argon2.PasswordHasher().check_needs_rehash(kept)


# --- credentials ---

SEAT = Credential("seat", "ann", "s1", T0 + 1_000)


def test_a_token_is_worth_something_until_its_instant(records: Engine) -> None:
    credentials = Credentials(records)
    credentials.give(SEAT, "token of ann")
    assert credentials.check("seat", "ann", "token of ann", T0 + 999) == SEAT
    assert credentials.check("seat", "ann", "token of ann", T0 + 1_000) is None


@pytest.mark.parametrize(
    ("kind", "id", "token"),
    [
        ("seat", "ann", "token of ben"),
        ("seat", "ben", "token of ann"),
        ("staff", "ann", "token of ann"),
        ("seat", "ann", ""),
    ],
)
def test_nobody_elses_token_is_worth_anything(records: Engine, kind: str, id: str, token: str) -> None:
    credentials = Credentials(records)
    credentials.give(SEAT, "token of ann")
    credentials.give(Credential("seat", "ben", "s1", T0 + 1_000), "another")
    assert credentials.check(kind, id, token, T0) is None  # type: ignore[arg-type]


def test_tokens_are_kept_as_hashes_only(records: Engine, folder: Path) -> None:
    Credentials(records).give(SEAT, "token of ann")
    assert b"token of ann" not in bytes_of(folder)


def test_a_newer_token_takes_the_place_of_the_former(records: Engine) -> None:
    credentials = Credentials(records)
    credentials.give(SEAT, "first")
    credentials.give(SEAT, "second")
    assert credentials.check("seat", "ann", "first", T0) is None
    assert credentials.check("seat", "ann", "second", T0) == SEAT


def test_what_belongs_to_a_session_that_ended_is_worth_something_for_a_while(records: Engine) -> None:
    credentials = Credentials(records)
    day = T0 + DAY_MS
    for kind, id, session in (("seat", "ann", "s1"), ("display", "tv", "s1"), ("seat", "eve", "s2")):
        credentials.give(Credential(kind, id, session, day), "token")  # type: ignore[arg-type]
    credentials.expire("s1", ("seat",), T0 + 60)
    assert credentials.check("seat", "ann", "token", T0 + 59) is not None
    assert credentials.check("seat", "ann", "token", T0 + 60) is None
    assert credentials.check("display", "tv", "token", T0 + 60) is not None
    assert credentials.check("seat", "eve", "token", T0 + 60) is not None
    credentials.expire("s1", ("seat",), day)
    assert credentials.check("seat", "ann", "token", T0 + 60) is None, "an end that is told later must not lengthen it"


def test_a_display_is_assigned_and_a_credential_taken_away(records: Engine) -> None:
    credentials = Credentials(records)
    credentials.give(Credential("display", "tv", "", T0 + 1_000), "token")
    credentials.assign("display", "tv", "s1")
    found = credentials.check("display", "tv", "token", T0)
    assert found is not None
    assert found.session == "s1"
    credentials.take("display", "tv")
    assert credentials.check("display", "tv", "token", T0) is None


def test_what_is_worth_nothing_is_forgotten(records: Engine) -> None:
    credentials = Credentials(records)
    credentials.give(SEAT, "token")
    credentials.give(Credential("seat", "ben", "s1", T0 + 5_000), "token")
    credentials.sweep(T0 + 1_000)
    with records.connect() as connection:
        assert connection.execute(text("SELECT id FROM credential")).scalars().all() == ["ben"]


# --- codes ---


def test_a_code_is_a_word_of_four_letters_and_two_digits(records: Engine) -> None:
    code = Codes(records).draw([123_456_789], T0)
    assert code[:4] in WORDS
    assert set(code[4:]) <= set(DIGITS)
    assert len(code) == 6


def test_the_words_are_all_of_one_length_and_none_comes_twice() -> None:
    assert {len(word) for word in WORDS} == {4}
    assert all(word.isascii() and word.isupper() for word in WORDS)
    assert len(set(WORDS)) == len(WORDS) >= 90


def test_a_code_is_not_used_again_for_a_day(records: Engine) -> None:
    codes = Codes(records)
    first = codes.draw([7], T0)
    with pytest.raises(LookupError):
        codes.draw([7, 7], T0 + DAY_MS - 1)
    assert codes.draw([7, 8], T0 + 5) != first
    assert codes.draw([7], T0 + DAY_MS) == first


def test_no_two_codes_of_a_day_are_the_same_in_the_other_order(records: Engine) -> None:
    """H7"""
    codes = Codes(records)
    real = codes.draw([7], T0)
    with pytest.raises(LookupError):
        codes.draw([7], T0, rehearsal=True)
    assert codes.draw([7], T0 + DAY_MS, rehearsal=True) == turned(real)


@pytest.mark.parametrize(("code", "other"), [("WAVE63", "63WAVE"), ("63WAVE", "WAVE63"), ("WAVE", "WAVE"), ("", "")])
def test_a_code_is_turned_by_its_parts(code: str, other: str) -> None:
    """H7"""
    assert turned(code) == other


def test_every_code_can_be_drawn() -> None:
    codes = Codes(open_records(None))
    many = len(WORDS) * len(DIGITS) ** 2
    assert len({codes.draw([draw], T0) for draw in range(0, many, 97)}) == len(range(0, many, 97))


@pytest.mark.parametrize(
    "typed", ["BLUE42", "blue42", " blue 42 ", "Blue-42", "b l u e 4 2", "blue42\u200b", "BLUE42."]
)
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert tidy(typed) == "BLUE42"


# --- the file ---


def test_records_that_cannot_be_made_are_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(NotStored, match="unable to open"):
        open_records(tmp_path / "file" / "records.db")


def test_records_in_memory_are_shared_by_all_threads() -> None:
    credentials = Credentials(open_records(None))

    def give(number: int) -> bool:
        credentials.give(Credential("seat", f"p{number}", "s1", T0), f"token {number}")
        return credentials.check("seat", f"p{number}", f"token {number}", T0 - 1) is not None

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(give, range(200)))
