"""Rule M9 of docs/spec.md: taking the newest movement back, for ten seconds."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.state import Phase
from tests.domain.test_movement import MOVEMENTS
from tests.playbook import (
    CRAVING,
    HELLO,
    MOOD,
    SECOND,
    Ask,
    Play,
    all_answer,
    ann,
    answer,
    at_step,
    close,
    dana,
    end,
    given,
    inside,
    jump,
    next_step,
    open_answering,
    opened,
    pause,
    reveal,
    sam,
    tally,
    undo,
)


@pytest.mark.parametrize("name", ["next", "back", "jump", "skip"])
def test_undo_goes_back_to_the_former_visit_with_its_answering_and_time(name: str) -> None:
    """M9."""
    play = given(at_step(CRAVING))
    before = play.state.visit
    play.goes_on(Ask(dana, MOVEMENTS[name])).when(undo, by=sam).then(e.Moved)
    after = play.state.visit
    assert before and after
    assert (after.number, after.step, after.open, after.due) == (before.number, CRAVING, True, before.due)
    assert after.skipped is None
    assert not play.state.visits[2].open


def test_undo_shows_again_what_was_revealed() -> None:
    """M9."""
    play = given(at_step(MOOD), all_answer(MOOD, 4), Ask(dana, reveal), Ask(dana, next_step), Ask(dana, undo))
    assert play.state.visit and play.state.visit.revealed and not play.state.visit.open
    assert play.state.visit.tally == tally(4)


def test_undo_of_a_close_opens_again() -> None:
    """M9."""
    play = given(at_step(CRAVING), Ask(dana, close)).when(undo, by=dana).then(e.AnsweringOpened(visit=2))
    assert play.state.visit and play.state.visit.open


def test_undo_of_a_pause_goes_on() -> None:
    """M9."""
    play = given(at_step(CRAVING), Ask(dana, pause)).when(undo, by=dana).then(e.WentOn())
    assert play.state.phase is Phase.RUNNING


@pytest.mark.parametrize(
    ("past", "phase"),
    [
        (inside(ann), Phase.GATHERING),
        (at_step(CRAVING), Phase.RUNNING),
        ([at_step(CRAVING), Ask(dana, pause)], Phase.PAUSED),
    ],
)
def test_undo_of_the_end_restores_where_the_session_was(past: list[Ask], phase: Phase) -> None:
    """M9."""
    play = given(past)
    before = play.state.visit
    play.goes_on(Ask(dana, end)).when(undo, by=dana).then(e.Continued)
    assert play.state.phase is phase
    assert play.state.ended is None
    assert play.state.visit is None or (before and play.state.visit.open == before.open)


def undo_keeps_answers() -> None:
    """M9: what somebody gave to the next step before it was taken back is kept."""
    play = given(at_step(CRAVING), Ask(dana, jump(MOOD)), Ask(ann, answer(MOOD, 6)), Ask(dana, undo))
    assert play.state.visit and play.state.visit.step == CRAVING
    assert "ann" in play.state.given_to(MOOD), "undo lost an answer"
    assert play.state.given_to(MOOD)["ann"].counted is not None


def test_answers_given_meanwhile_stay() -> None:
    """M9."""
    undo_keeps_answers()


def newest(play: Play) -> c.Undo:
    return c.Undo(of=play.state.seq)


def test_undo_is_for_ten_seconds() -> None:
    """M9."""
    play = given(at_step(CRAVING), Ask(dana, next_step))
    play.when(undo, by=dana, wait=10 * SECOND + 1).refused("too_late_to_undo")
    play.when(undo, by=dana, wait=10 * SECOND).then(e.Moved)


def test_only_the_newest_movement_is_undone_and_only_once() -> None:
    """M9."""
    play = given(at_step(CRAVING), Ask(dana, next_step))
    former = newest(play)
    play.goes_on(Ask(dana, next_step)).when(former, by=dana).refused("too_late_to_undo")
    latest = newest(play)
    play.when(latest, by=dana).then(e.Moved)
    play.when(latest, by=dana).refused("too_late_to_undo")
    play.when(newest(play), by=dana).refused("too_late_to_undo")


def test_there_is_nothing_to_undo_at_first_and_the_start_stays() -> None:
    """M9: the start is not among what can be undone."""
    given(opened()).when(c.Undo(of=1), by=dana).refused("too_late_to_undo")
    play = given(at_step(HELLO))
    play.when(newest(play), by=dana).refused("too_late_to_undo")


@pytest.mark.parametrize("past", [[Ask(dana, close), Ask(dana, reveal)], [Ask(dana, reveal)]])
def test_a_close_is_not_undone_once_the_room_has_seen_the_answers(past: list[Ask]) -> None:
    """M9: a reveal has its opposite instead: people saw it."""
    play = given(at_step(MOOD), all_answer(MOOD, 4), past)
    for number in range(1, play.state.seq + 1):
        play.when(c.Undo(of=number), by=dana).refused("too_late_to_undo")


def test_what_was_opened_again_is_not_opened_once_more_by_undo() -> None:
    """M9."""
    play = given(at_step(MOOD), Ask(dana, close))
    closed = newest(play)
    play.goes_on(Ask(dana, open_answering)).when(closed, by=dana).refused("too_late_to_undo")


def test_a_movement_is_not_undone_after_a_pause_began() -> None:
    """M9: the pause is newer."""
    play = given(at_step(CRAVING), Ask(dana, next_step))
    moved = newest(play)
    play.goes_on(Ask(dana, pause)).when(moved, by=dana).refused("too_late_to_undo")
