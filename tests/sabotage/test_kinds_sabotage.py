"""Promises of the step kinds, of walls and of what is told are broken on purpose here, and their tests must go red."""

from collections.abc import Callable
from typing import Any

import pytest

from goround.domain import events as e
from goround.domain import views
from goround.domain.rules import answering
from goround.domain.state import State, Visit
from goround.domain.steps.base import Tally, Wall
from goround.domain.steps.check import Check, CheckAnswer, CheckPrompt, CheckTold
from goround.journal import codec
from goround.journal.vault import Vault
from tests.domain.test_for_whom import only_the_lamp_is_shown_while_a_step_is_quiet
from tests.domain.test_told import (
    nobody_is_told_before_an_answer,
    test_who_has_answered_is_told_of_what_was_answered_and_of_nothing_else,
)
from tests.domain.test_wall_secrecy import WALL_EVENING, only_pieces_that_are_up_are_seen
from tests.domain.test_walls import (
    only_what_is_put_up_reaches_the_room,
    test_which_pieces_belong_together_cannot_be_read_from_their_order,
)
from tests.journal.test_codec import check_no_word_stands_in_clear
from tests.journal.test_kinds_stored import test_a_tally_alone_in_its_entry_has_its_key
from tests.logbook import EVERY_EVENT, SITE


def an_evening_of_walls() -> None:
    only_pieces_that_are_up_are_seen(WALL_EVENING)


def what_people_wrote_is_sealed() -> None:
    for event in EVERY_EVENT:
        if isinstance(event, e.Revealed):
            check_no_word_stands_in_clear(event, Vault(None, SITE))


PROMISES: list[Callable[[], None]] = [
    only_what_is_put_up_reaches_the_room,
    an_evening_of_walls,
    nobody_is_told_before_an_answer,
    test_who_has_answered_is_told_of_what_was_answered_and_of_nothing_else,
    test_which_pieces_belong_together_cannot_be_read_from_their_order,
    only_the_lamp_is_shown_while_a_step_is_quiet,
    what_people_wrote_is_sealed,
    test_a_tally_alone_in_its_entry_has_its_key,
]


def goes_red(promise: Callable[[], None], says: str = "") -> None:
    """The promise's own test fails, by its own assertion and for this reason."""
    with pytest.raises(AssertionError, match=says or None):
        promise()


def test_without_sabotage_every_promise_holds() -> None:
    for promise in PROMISES:
        promise()


def test_a_prompt_that_ships_what_is_so_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    careful = Check.prompt

    def telling(step: Check) -> CheckPrompt:
        prompt = careful(step)
        first, *others = prompt.items
        return prompt.model_copy(
            update={"items": (first.model_copy(update={"question": step.items[0].because}), *others)}
        )

    monkeypatch.setattr(Check, "prompt", telling)
    goes_red(nobody_is_told_before_an_answer, "is told what is so before anybody has answered")


def test_a_check_that_tells_everything_after_the_first_answer_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    told = Check.told

    def everything(step: Check, answer: CheckAnswer) -> CheckTold:
        return told(step, CheckAnswer(items={item.id: item.right for item in step.items}))

    monkeypatch.setattr(Check, "told", everything)
    goes_red(test_who_has_answered_is_told_of_what_was_answered_and_of_nothing_else)


@pytest.mark.parametrize("promise", [only_what_is_put_up_reaches_the_room, an_evening_of_walls])
def test_a_wall_that_shows_all_it_holds_is_found(monkeypatch: pytest.MonkeyPatch, promise: Callable[[], None]) -> None:
    monkeypatch.setattr(Wall, "with_only", lambda tally, shown: tally)
    goes_red(promise)


@pytest.mark.parametrize("promise", [only_what_is_put_up_reaches_the_room, an_evening_of_walls])
def test_a_view_that_shows_the_whole_tally_is_found(
    monkeypatch: pytest.MonkeyPatch, promise: Callable[[], None]
) -> None:
    def whole(state: State, visit: Visit) -> Any:
        return visit.tally if isinstance(visit.tally, Tally) else None

    monkeypatch.setattr(views, "_on_wall", whole)
    goes_red(promise)


def test_a_view_that_forgets_what_was_taken_down_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = views._on_wall
    up: set[int] = set()

    def sticky(state: State, visit: Visit) -> Any:
        up.update(state.on_wall(visit.step))
        return listed(state.but(walls={visit.step: dict.fromkeys(up)}), visit)

    monkeypatch.setattr(views, "_on_wall", sticky)
    goes_red(only_what_is_put_up_reaches_the_room, "a piece that is not up was seen")


def test_a_wall_in_the_order_of_seats_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "shuffled", lambda pieces, draw: list(pieces))
    goes_red(test_which_pieces_belong_together_cannot_be_read_from_their_order)


def test_a_quiet_step_that_is_shown_to_the_room_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "quiet", lambda state: False)
    goes_red(only_the_lamp_is_shown_while_a_step_is_quiet)


def test_what_people_wrote_in_clear_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(e.Revealed, "sealed", classmethod(lambda cls, fields: {}))
    goes_red(what_people_wrote_is_sealed)


def test_a_tally_for_which_no_key_was_made_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(codec, "_seals", lambda event: bool(event.SEALED))
    with pytest.raises(KeyError):
        test_a_tally_alone_in_its_entry_has_its_key()
