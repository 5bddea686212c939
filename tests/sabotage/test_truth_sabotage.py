"""Promises about replays and copies are broken on purpose here, and their tests must go red."""

from collections.abc import Callable
from typing import Any

import pytest

from goround.domain import shadow, views
from goround.domain.state import Given, State
from goround.review.exports import Reader
from tests.domain import test_shadow as truth
from tests.domain.test_secrecy import copied, live
from tests.playbook import SLEEP, Ask, ann, answer, at_step, ben, flat


def nobody_in_a_copy() -> None:
    """V20: of answers without a name a copy tells nothing, not even that there was one."""
    past = [*flat([at_step(SLEEP)]), Ask(ann, answer(SLEEP, 3)), Ask(ben, answer(SLEEP, 4))]
    for reader in Reader:
        assert not [line for line in copied(live(past), reader) if SLEEP in line and "answered" in line], (
            "a copy tells who answered"
        )


TRUTHS: list[Callable[[], None]] = [
    truth.test_an_answer_that_was_changed_is_said_to_have_been_there_and_its_words_are_gone,
    truth.test_an_answer_that_was_taken_back_by_a_pass_stays_back,
    truth.test_a_count_of_answers_in_time_leaves_out_what_was_changed_after_the_close,
    truth.test_a_seat_bears_the_name_that_it_had_in_the_end,
    truth.test_a_piece_that_was_taken_off_the_wall_does_not_come_back_to_it,
    truth.test_nothing_that_was_changed_or_taken_back_comes_back_in_any_look_or_copy,
    nobody_in_a_copy,
]


def red() -> list[str]:
    """The promises that do not hold."""
    fallen = []
    for promise in TRUTHS:
        try:
            promise()
        except AssertionError:
            fallen.append(promise.__name__)
    return fallen


def test_without_sabotage_every_promise_holds() -> None:
    assert red() == []


def test_a_replay_without_a_shadow_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def bare(state: State, _: shadow.Shadow) -> State:
        return state

    monkeypatch.setattr(views, "under", bare)
    assert {promise.__name__ for promise in TRUTHS[:6]} <= set(red())


def test_an_answer_that_is_not_kept_back_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def as_it_was(given: Given, *_: Any) -> Given:
        return given

    monkeypatch.setattr(shadow, "_kept_back", as_it_was)
    assert {promise.__name__ for promise in (*TRUTHS[:3], TRUTHS[5])} <= set(red())


def test_a_copy_that_tells_answers_without_a_name_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_anybody(*_: object) -> bool:
        return True

    monkeypatch.setattr("goround.review.exports.in_lines.may_be_named", by_anybody)
    assert red() == [nobody_in_a_copy.__name__]
