"""Each promise of the domain is broken on purpose here, in one place, and its tests must go red."""

from collections.abc import Callable
from typing import Any

import pytest

from goround.domain import console, history, rules, scenes, views, visibility
from goround.domain import events as e
from goround.domain.base import Instant
from goround.domain.commands import AnyCommand
from goround.domain.console import people
from goround.domain.history import movement as movement_history
from goround.domain.people import Role, Viewer
from goround.domain.rules import Decision, answering, movement
from goround.domain.scenes import Audience
from goround.domain.state import State
from tests import playbook
from tests.domain.test_history import an_evening_replays
from tests.domain.test_machine import everybody_may_ask_everything
from tests.domain.test_secrecy import (
    LONG_EVENING,
    an_anonymous_tally_never_changes,
    anonymous_answers,
    nobody_else_sees_a_difference,
    nobody_is_named,
)
from tests.domain.test_undo import undo_keeps_answers
from tests.domain.test_views import a_storm_changes_nothing_for
from tests.domain.test_visibility import only_those_listed_may_read
from tests.playbook import SLEEP, ann, tv


def goes_red(promise: Callable[[], None]) -> None:
    """The promise's own test fails, and by its own assertion."""
    with pytest.raises(AssertionError):
        promise()


def one_answer_cannot_be_told() -> None:
    nobody_else_sees_a_difference(LONG_EVENING, anonymous_answers(LONG_EVENING)[0], {"number": 0})


PROMISES: list[Callable[[], None]] = [
    one_answer_cannot_be_told,
    lambda: an_anonymous_tally_never_changes(LONG_EVENING),
    lambda: nobody_is_named(LONG_EVENING),
    lambda: a_storm_changes_nothing_for(ann),
    lambda: a_storm_changes_nothing_for(tv),
    only_those_listed_may_read,
    an_evening_replays,
    undo_keeps_answers,
    everybody_may_ask_everything,
]


def test_without_sabotage_every_promise_holds() -> None:
    for promise in PROMISES:
        promise()


class Dump(scenes.ParticipantScene):
    """A participants' scene with more in it than is allowed."""

    state: str


def test_a_view_that_dumps_the_state_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = views.scene

    def dumping(state: State, whose: Audience, named: bool = True) -> Any:
        made = listed(state, whose, named)
        if not isinstance(made, scenes.ParticipantScene):
            return made
        return Dump(**{name: getattr(made, name) for name in type(made).model_fields}, state=repr(state.given))

    monkeypatch.setattr(views, "scene", dumping)
    goes_red(one_answer_cannot_be_told)
    goes_red(lambda: a_storm_changes_nothing_for(ann))


def test_an_anonymous_tally_that_follows_later_answers_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = views._asked

    def asked(state: State) -> scenes.Asked | None:
        made = listed(state)
        if made is None or made.results is None:
            return made
        later = state.plan.steps[made.step].tally(newest_answers(state, made.step))
        return made.model_copy(update={"results": later})

    monkeypatch.setattr(views, "_asked", asked)
    goes_red(lambda: an_anonymous_tally_never_changes(LONG_EVENING))


def test_an_anonymous_tally_that_is_made_again_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    made_once = answering.reveal

    def again(state: State, command: Any, draw: int) -> Decision:
        return made_once(state.but(released={}), command, draw)

    monkeypatch.setattr(answering, "reveal", again)
    monkeypatch.setattr(answering, "counted_answers", newest_answers)
    goes_red(lambda: an_anonymous_tally_never_changes(LONG_EVENING))


def newest_answers(state: State, step: str) -> list[Any]:
    return [given.answer for given in state.given_to(step).values() if hasattr(given.answer, "number")]


def test_a_console_that_counts_an_anonymous_step_live_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = console._counts

    def live(state: State, visit: Any, step: Any, locked: bool) -> scenes.Counts:
        return listed(state, visit, step, locked).model_copy(update={"tally": step.tally(newest_answers(state, SLEEP))})

    monkeypatch.setattr(console, "_counts", live)
    goes_red(one_answer_cannot_be_told)
    goes_red(lambda: nobody_is_named(LONG_EVENING))


def test_a_tick_on_an_anonymous_step_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(people, "may_be_named", lambda state, step: True)
    goes_red(lambda: nobody_is_named(LONG_EVENING))


def test_a_reviewer_who_learns_whether_a_seat_has_answered_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "may_be_named", lambda state, step: True)
    goes_red(lambda: nobody_is_named(LONG_EVENING))


def test_may_read_that_allows_everything_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(visibility, "may_read", lambda state, viewer, step, seat: True)
    goes_red(only_those_listed_may_read)


def test_everything_readable_and_nameable_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (views, people):
        monkeypatch.setattr(module, "may_read", lambda state, viewer, step, seat: True)
        monkeypatch.setattr(module, "may_be_named", lambda state, step: True)
    goes_red(one_answer_cannot_be_told)


def test_an_entry_applied_twice_by_the_live_room_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    once = history.apply

    def twice(state: State, entry: e.Entry) -> State:
        state = once(state, entry)
        for event in entry.events:
            if not isinstance(event, e.Moved):
                state = history._happened(state, event)
        return state

    monkeypatch.setattr(playbook, "apply", twice)
    goes_red(an_evening_replays)


def test_an_event_that_happens_twice_everywhere_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    once = history._happened

    def twice(state: State, event: Any) -> State:
        state = once(state, event)
        return state if isinstance(event, e.Moved) else once(state, event)

    monkeypatch.setattr(history, "_happened", twice)
    goes_red(an_evening_replays)


def test_an_undo_that_loses_answers_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    moved = movement_history._moved

    def forgetful(state: State, event: e.Moved) -> State:
        after = moved(state, event)
        gone = state.visit.step if state.visit and event.visit <= len(state.visits) else ""
        return after.but(given={step: given for step, given in after.given.items() if step != gone})

    monkeypatch.setattr(movement_history, "_moved", forgetful)
    goes_red(undo_keeps_answers)


@pytest.mark.parametrize("role", list(Role))
def test_a_decide_that_raises_on_a_role_is_found(monkeypatch: pytest.MonkeyPatch, role: Role) -> None:
    total = rules.decide

    def raising(state: State, command: AnyCommand, by: Viewer, at: Instant, draw: int) -> Decision:
        if by.role is role:
            raise KeyError(role)
        return total(state, command, by, at, draw)

    monkeypatch.setattr(rules, "decide", raising)
    goes_red(everybody_may_ask_everything)


def test_a_rule_that_raises_in_one_state_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def raising(state: State, command: Any, at: Instant) -> Decision:
        return (e.AnsweringOpened(visit=state.visits[-1].number),)

    monkeypatch.setattr(movement, "undo", raising)
    goes_red(everybody_may_ask_everything)
