"""PINs and the lock of a sign-in: what is kept, and that tries are counted whatever their number at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import argon2
import pytest
from sqlalchemy import Engine, text

from goround.cli.demo import drawn_pin
from goround.records import staff
from goround.records.pins import MOST_WRONG, Pins, is_easy
from goround.records.sign_ins import Kept, SignIns
from goround.records.store import open_records
from tests.playbook import T0

PIN = "271828"


@pytest.fixture
def records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    monkeypatch.setattr(staff, "_HASHER", argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    engine = open_records(tmp_path / "records.db")
    yield engine
    engine.dispose()


def test_the_right_pin_opens_and_another_does_not(records: Engine) -> None:
    """S15"""
    pins = Pins(records)
    assert not pins.works("dana") and pins.check("dana", PIN) == "only_password"
    pins.set("dana", PIN)
    assert pins.works("dana") and pins.check("dana", PIN) == "right"
    for wrong in ("271829", "27182", "2718280", ""):
        assert pins.check("dana", wrong) == "wrong"
    assert pins.check("sam", PIN) == "only_password"


@pytest.mark.parametrize("no_pin", ["", "123", "123456789", "12a4", "12 4", "-1234", "١٢٣٤", "1234\n"])
def test_a_pin_has_four_to_eight_digits(records: Engine, no_pin: str) -> None:
    """S15"""
    with pytest.raises(ValueError, match="four to eight digits"):
        Pins(records).set("dana", no_pin)
    assert not Pins(records).works("dana")


EASY = "1234 4321 0987 7890 2468 1111 00000000 1212 121212 123123 12341234 112233 2580 0852"


@pytest.mark.parametrize("easy", EASY.split())
def test_a_pin_that_anybody_would_try_first_is_not_kept(records: Engine, easy: str) -> None:
    """S15"""
    with pytest.raises(ValueError, match="easy to guess"):
        Pins(records).set("dana", easy)
    assert not Pins(records).works("dana")


@pytest.mark.parametrize("pin", ["271828", "4711", "1828", "1235", "20417", "5508", "90210", "314159"])
def test_other_pins_are_kept(records: Engine, pin: str) -> None:
    """S15"""
    Pins(records).set("dana", pin)
    assert Pins(records).works("dana")


def test_after_ten_wrong_ones_it_is_worth_nothing_until_it_is_forgiven_or_chosen_anew(records: Engine) -> None:
    """S15"""
    pins = Pins(records)
    pins.set("dana", PIN)
    assert [pins.check("dana", "0000") for _ in range(MOST_WRONG)] == ["wrong"] * (MOST_WRONG - 1) + ["only_password"]
    assert not pins.works("dana") and pins.check("dana", PIN) == "only_password"
    pins.forgive("dana")
    assert pins.check("dana", PIN) == "right"
    for _ in range(MOST_WRONG):
        pins.check("dana", "0000")
    pins.set("dana", "1828")
    assert pins.check("dana", PIN) == "wrong" and pins.check("dana", "1828") == "right"


def test_a_right_pin_forgets_the_wrong_ones(records: Engine) -> None:
    """S15"""
    pins = Pins(records)
    pins.set("dana", PIN)
    for _ in range(3):
        assert {pins.check("dana", "0000") for _ in range(MOST_WRONG - 1)} == {"wrong"}
        assert pins.check("dana", PIN) == "right"


def test_many_tries_at_once_are_all_counted(records: Engine) -> None:
    """S15"""
    pins = Pins(records)
    pins.set("dana", PIN)
    with ThreadPoolExecutor(8) as pool:
        told = list(pool.map(lambda _: pins.check("dana", "0000"), range(60)))
    assert told.count("wrong") == MOST_WRONG - 1 and not pins.works("dana")


def test_a_pin_is_kept_as_argon2id_only(records: Engine, tmp_path: Path) -> None:
    """S15"""
    Pins(records).set("dana", PIN)
    with records.connect() as connection:
        kept = str(connection.execute(text("SELECT pin FROM pin")).scalar())
    assert argon2.extract_parameters(kept).type is argon2.Type.ID
    assert PIN.encode() not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_how_a_sign_in_stands_is_kept_until_it_is_over(records: Engine) -> None:
    """S14"""
    sign_ins = SignIns(records)
    assert sign_ins.find("a") is None
    sign_ins.keep("a", Kept(T0, False))
    sign_ins.keep("b", Kept(T0 + 5, False))
    sign_ins.keep("a", Kept(T0 + 1, True))
    assert SignIns(records).find("a") == Kept(T0 + 1, True) and sign_ins.find("b") == Kept(T0 + 5, False)
    sign_ins.sweep(T0 + 5)
    assert sign_ins.find("a") is None and sign_ins.find("b") is not None
    sign_ins.take("b")
    assert sign_ins.find("b") is None


def test_the_pin_that_the_demo_draws_is_never_one_that_is_refused() -> None:
    """S15"""
    drawn = {drawn_pin(draw) for draw in range(10_000)}
    assert not [pin for pin in drawn if is_easy(pin)] and len(drawn) > 9_000
    assert drawn_pin(1234) == "1235" and drawn_pin(2**64 - 1) == drawn_pin((2**64 - 1) % 10_000)
