"""Rule M18 of docs/spec.md: a session that nobody ends is ended by its clock."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.state import Phase
from tests.playbook import (
    AGENDA,
    CRAVING,
    HELLO,
    MINUTE,
    SECOND,
    Ask,
    Later,
    Play,
    ann,
    answer,
    at_step,
    dana,
    end,
    extend,
    given,
    inside,
    next_step,
    pause,
    resume,
    room,
    undo,
)

CLOSE = c.Expire(deadline="close:1")
HOUR = 60 * MINUTE
PLANNED = round(AGENDA.minutes * MINUTE)


def closes(play: Play) -> int:
    return play.state.deadlines["close:1"].at


def test_a_session_that_nobody_ends_closes_an_hour_after_its_planned_end() -> None:
    """M18: the log says that the clock ended it."""
    play = given(at_step(CRAVING))
    due = (play.state.started or 0) + PLANNED + HOUR
    assert closes(play) == due
    play.when(CLOSE, by=room, at=due - 1).nothing()
    play.when(CLOSE, by=room, at=due).then(e.Ended(was_open=True, was_paused=False, by_clock=True))
    assert (play.state.phase, play.state.ended) == (Phase.ENDED, due)
    assert play.state.visit and not play.state.visit.open
    play.when(CLOSE, by=room, at=due + 1).nothing()


def test_before_a_start_the_hour_is_counted_from_the_opening() -> None:
    """M18."""
    play = given(inside(ann))
    assert closes(play) == play.state.opened + PLANNED + HOUR
    play.when(CLOSE, by=room, at=closes(play)).then(e.Ended(was_open=False, was_paused=False, by_clock=True))


MOVES: dict[str, Later] = {"next": next_step, "pause": pause, "more time": extend(5)}


@pytest.mark.parametrize("name", MOVES)
def test_whatever_moves_a_late_session_puts_its_end_off(name: str) -> None:
    """M18."""
    play = given(at_step(CRAVING))
    late = (play.state.started or 0) + PLANNED + 50 * MINUTE
    command = MOVES[name](play.state)
    command = command.model_copy(update={"until": late} if "until" in type(command).model_fields else {})
    play.when(command, by=dana, at=late).store()
    assert closes(play) == late + HOUR


def test_what_people_answer_puts_no_end_off() -> None:
    """M18: a phone that was left open keeps no session going."""
    play = given(at_step(CRAVING))
    before = closes(play)
    play.when(answer(CRAVING, 3), by=ann, wait=PLANNED + 30 * MINUTE).store()
    assert closes(play) == before


def test_a_pause_that_nobody_ends_is_ended_too() -> None:
    """M18, M6."""
    play = given(at_step(CRAVING), Ask(dana, pause))
    play.when(CLOSE, by=room, at=closes(play)).then(e.Ended(was_open=True, was_paused=True, by_clock=True))


def test_what_the_clock_ended_is_not_taken_back() -> None:
    """M18, M9."""
    play = given(at_step(CRAVING))
    play.when(CLOSE, by=room, at=closes(play)).store()
    play.when(c.Undo(of=play.state.seq), by=dana, wait=SECOND).refused("too_late_to_undo")


def test_an_end_that_was_taken_back_leaves_the_bell_as_it_was() -> None:
    """M18, M9."""
    play = given(at_step(HELLO))
    before = closes(play)
    assert "close:1" not in play.goes_on(Ask(dana, end)).state.deadlines
    assert closes(play.goes_on(Ask(dana, undo))) == before


def test_a_session_that_goes_on_after_a_long_pause_has_its_hour() -> None:
    """M18."""
    play = given(at_step(CRAVING), Ask(dana, pause))
    late = closes(play) - SECOND
    play.when(resume(play.state).model_copy(update={"until": late}), by=dana, at=late).store()
    assert closes(play) == late + HOUR
