"""Promises about turns, alerts, presence, names and the lock are broken on purpose here, and their tests must go red."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from goround.domain import console, history, views
from goround.domain import events as e
from goround.domain.base import Instant, Words
from goround.domain.history import people as comings
from goround.domain.history.changes import changed_seat
from goround.domain.people import Viewer
from goround.domain.rules import Decision, answering, care
from goround.domain.rules.order import to_come
from goround.domain.scenes import Asked, FacilitatorScene
from goround.domain.state import Seat, Standing, State
from goround.domain.steps.base import Wall
from tests.domain.test_alarms import an_answer_rings_in_its_own_entry
from tests.domain.test_lock import a_locked_screen_holds_nobody
from tests.domain.test_namesakes import nobody_is_told_at_the_door
from tests.domain.test_presence import a_phone_says_nothing_of_who_is_here
from tests.domain.test_themes import the_pieces_of_a_theme_are_not_shown
from tests.domain.test_turns import nobody_is_given_a_turn_by_the_clock, the_order_is_on_no_shared_screen

PROMISES: list[Callable[[], None]] = [
    an_answer_rings_in_its_own_entry,
    a_locked_screen_holds_nobody,
    nobody_is_told_at_the_door,
    a_phone_says_nothing_of_who_is_here,
    the_pieces_of_a_theme_are_not_shown,
    nobody_is_given_a_turn_by_the_clock,
    the_order_is_on_no_shared_screen,
]


def goes_red(promise: Callable[[], None], says: str) -> None:
    """The promise's own test fails, by its own assertion and for this reason."""
    with pytest.raises(AssertionError, match=says):
        promise()


def test_without_sabotage_every_promise_holds() -> None:
    for promise in PROMISES:
        promise()


def test_an_alert_that_is_raised_in_a_later_entry_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = answering.answer

    def later(state: State, command: Any, by: Viewer, at: Instant) -> Decision:
        decision = at_once(state, command, by, at)
        return decision[:1] if isinstance(decision, tuple) else decision

    monkeypatch.setattr(answering, "answer", later)
    goes_red(an_answer_rings_in_its_own_entry, "the entry of the answer holds")


LEAKS: list[tuple[str, str]] = [
    ("people", "holds “"),
    ("marks", "holds “"),
    ("arrival", "holds people"),
    ("stage", "holds “"),
    ("waiting", "holds “"),
]


@pytest.mark.parametrize(("part", "says"), LEAKS)
def test_a_locked_screen_with_part_of_an_open_one_is_found(
    part: str, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    behind = console.facilitator_scene

    def open_in_part(state: State, viewer: Viewer) -> FacilitatorScene:
        seen = behind(state, replace(viewer, locked=False))
        return behind(state, viewer).model_copy(update={part: getattr(seen, part)})

    monkeypatch.setattr(views, "facilitator_scene", open_in_part)
    goes_red(a_locked_screen_holds_nobody, says)


def test_a_round_that_takes_a_phones_link_for_presence_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def linked(seat: Seat) -> bool:
        return seat.standing is Standing.IN and seat.presence == "here" and seat.lost is None

    monkeypatch.setattr(Seat, "takes_part", property(linked))
    goes_red(a_phone_says_nothing_of_who_is_here, "said where its person is")


def test_a_link_that_says_presence_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    careful = comings.went

    def says_it_too(s: State, event: Any) -> State:
        s = careful(s, event)
        return changed_seat(s, event.seat, presence="here") if isinstance(event, e.LinkBack) else s

    monkeypatch.setattr("goround.domain.history.went", says_it_too)
    goes_red(a_phone_says_nothing_of_who_is_here, "said where its person is")


def test_a_turn_that_the_clock_gives_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    careful = care.expire

    def pushing(state: State, command: Any, at: Instant) -> Decision:
        decision = careful(state, command, at)
        visit = state.visit
        if not isinstance(decision, tuple) or visit is None or not decision:
            return decision
        coming = to_come(state, visit.step)
        began = e.TurnBegan(step=visit.step, seat=coming[0], turn=state.floor(visit.step).turns + 1)
        return (*decision, began)

    monkeypatch.setattr(care, "expire", pushing)
    goes_red(nobody_is_given_a_turn_by_the_clock, "the clock gave or took a turn")


@pytest.mark.parametrize(("who", "says"), [("drawn", "the order is on"), ("speaking", "a turn is on")])
def test_a_scene_of_participants_with_the_order_is_found(who: str, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    listed = views._asked

    def telling(state: State) -> Asked | None:
        made = listed(state)
        floor = state.floors.get(made.step) if made else None
        if made is None or floor is None:
            return made
        told = " ".join(floor.order) if who == "drawn" else floor.speaking or "nobody"
        return made.model_copy(update={"content_note": Words(en=told)})

    monkeypatch.setattr(views, "_asked", telling)
    goes_red(the_order_is_on_no_shared_screen, says)


def test_a_name_that_is_compared_at_the_door_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_of_them(s: State) -> State:
        names = [seat.name for seat in s.seats.values()]
        return s.but(namesakes=frozenset(id for id, seat in s.seats.items() if names.count(seat.name) > 1))

    monkeypatch.setattr(history, "named", all_of_them)
    goes_red(nobody_is_told_at_the_door, "is told who is at the door")


def test_a_theme_that_shows_its_pieces_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_of_them(tally: Wall, shown: Any) -> Wall:
        return tally.model_copy(update={"texts": tuple(tally.texts[place] for place in shown)})

    monkeypatch.setattr(Wall, "with_only", all_of_them)
    goes_red(the_pieces_of_a_theme_are_not_shown, "a piece of a theme was seen")
