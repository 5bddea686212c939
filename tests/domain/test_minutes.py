"""Rules M11, M12 and M6 of docs/spec.md: bells that fall due, and how long the room was at a step."""

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.scenes import AgendaLine, FacilitatorScene
from goround.domain.state import Visit
from tests.playbook import (
    CRAVING,
    HELLO,
    MINUTE,
    SECOND,
    SLEEP,
    Ask,
    Play,
    at_step,
    back,
    dana,
    end,
    extend,
    given,
    next_step,
    pause,
    resume,
    room,
    undo,
)


def here(play: Play) -> Visit:
    assert play.state.visit
    return play.state.visit


def line(play: Play, step: str) -> AgendaLine:
    scene = play.sees(dana).scene
    assert isinstance(scene, FacilitatorScene)
    return next(line for line in scene.agenda if line.step == step)


def next_bell(play: Play) -> str:
    bell = play.state.next_deadline()
    assert bell
    return bell.id


def expire(play: Play) -> c.Expire:
    return c.Expire(deadline=f"time:{play.here}")


def test_a_bell_that_is_due_tells_the_room_and_moves_nothing() -> None:
    """M11."""
    play = given(at_step(CRAVING))
    due = here(play).due
    assert due
    bell = play.state.next_deadline()
    assert bell and (bell.id, bell.at) == ("time:2", due)
    play.when(expire(play), by=room, at=due).then(e.TimeUp(visit=2))
    assert here(play).time_up and here(play).step == CRAVING and here(play).open
    assert next_bell(play) == "close:1", "no bell of a step"


def test_a_bell_rings_neither_early_nor_twice() -> None:
    """M11, C6."""
    play = given(at_step(CRAVING))
    due = here(play).due or 0
    play.when(expire(play), by=room, at=due - 1).nothing()
    play.when(expire(play), by=room, at=due).then(e.TimeUp)
    play.when(expire(play), by=room, at=due + 1).nothing()


def test_the_bell_of_a_step_that_was_left_is_gone() -> None:
    """M11."""
    play = given(at_step(CRAVING))
    old = expire(play)
    play.goes_on(Ask(dana, next_step)).when(old, by=room, wait=10 * MINUTE).nothing()
    assert set(play.state.deadlines) == {"close:1", "time:3"}


def test_in_a_pause_the_bell_rests_and_then_has_the_time_that_was_left() -> None:
    """M6, M11."""
    play = given(at_step(CRAVING))
    left = (here(play).due or 0) - play.state.at
    play.goes_on(Ask(dana, pause, wait=5 * SECOND))
    assert next_bell(play) == "close:1", "no bell of a step"
    play.when(expire(play), by=room, wait=30 * MINUTE).nothing()
    resumed = c.Resume(visit=play.here, until=play.state.at + 40 * MINUTE)
    play.when(resumed, by=dana, wait=30 * MINUTE).then(e.WentOn())
    assert here(play).due == play.state.at + left - 5 * SECOND
    bell = play.state.next_deadline()
    assert bell and bell.at == here(play).due


def test_a_bell_that_was_overdue_in_the_pause_rings_right_after() -> None:
    """M6: the remaining time is never below nothing."""
    play = given(at_step(CRAVING))
    play.when(c.Pause(visit=2, until=play.state.at + MINUTE * 9), by=dana, wait=8 * MINUTE).then(e.Paused())
    play.goes_on(Ask(dana, resume))
    assert here(play).due == play.state.at
    play.when(expire(play), by=room, wait=0).then(e.TimeUp)


def test_after_the_end_no_bell_of_a_step_rings() -> None:
    """M11."""
    play = given(at_step(CRAVING), Ask(dana, end))
    play.when(expire(play), by=room, wait=20 * MINUTE).nothing()


def test_an_extended_step_rings_later() -> None:
    """M7, M11."""
    play = given(at_step(CRAVING))
    due = here(play).due or 0
    play.goes_on(Ask(dana, extend(4)))
    play.when(expire(play), by=room, at=due).nothing()
    play.when(expire(play), by=room, at=due + 4 * MINUTE).then(e.TimeUp)


def test_a_bell_that_nobody_set_does_nothing() -> None:
    """M11."""
    given(at_step(CRAVING)).when(c.Expire(deadline="time:99"), by=room).nothing()
    given(at_step(CRAVING)).when(c.Expire(deadline="soup"), by=room).nothing()


def test_a_visit_counts_its_minutes_without_pauses() -> None:
    """M12."""
    play = given(at_step(CRAVING), Ask(dana, pause, wait=3 * SECOND))
    assert (here(play).entered, here(play).spent) == (None, 3 * SECOND)
    play.goes_on(Ask(dana, resume, wait=4 * SECOND))
    assert (here(play).entered, here(play).spent) == (play.state.at, 3 * SECOND)
    play.goes_on(Ask(dana, next_step, wait=2 * SECOND))
    assert (play.state.visits[1].entered, play.state.visits[1].spent) == (None, 5 * SECOND)


def test_the_end_stops_the_time_and_its_undo_lets_it_run_again() -> None:
    """M12."""
    play = given(at_step(CRAVING), Ask(dana, end, wait=5 * SECOND))
    assert (here(play).entered, here(play).spent) == (None, 5 * SECOND)
    play.goes_on(Ask(dana, undo, wait=4 * SECOND))
    assert (here(play).entered, here(play).spent) == (play.state.at, 5 * SECOND)


def test_the_end_in_a_pause_and_its_undo_keep_the_pause() -> None:
    """M8, M9, M12."""
    play = given(at_step(CRAVING), Ask(dana, pause, wait=5 * SECOND))
    rested = play.state.deadlines
    play.goes_on(Ask(dana, end), Ask(dana, undo))
    assert (here(play).entered, here(play).spent) == (None, 5 * SECOND)
    assert play.state.deadlines == rested


def test_the_minutes_of_a_step_are_those_of_all_its_visits() -> None:
    """M12."""
    play = given(at_step(CRAVING), Ask(dana, next_step, wait=3 * SECOND), Ask(dana, back, wait=SECOND))
    play.goes_on(Ask(dana, next_step, wait=4 * SECOND))
    assert line(play, CRAVING).spent == 7 * SECOND
    assert (line(play, CRAVING).standing, line(play, SLEEP).standing) == ("done", "now")


def test_a_visit_that_was_undone_does_not_make_its_step_done() -> None:
    """M12: a slip of the finger ticks nothing off."""
    play = given(at_step(CRAVING), Ask(dana, next_step), Ask(dana, undo))
    assert (line(play, SLEEP).standing, line(play, SLEEP).spent) == ("ahead", None)
    assert (line(play, HELLO).standing, line(play, CRAVING).standing) == ("done", "now")


def test_undo_of_a_move_after_the_bell_has_rung_sets_no_bell() -> None:
    """M9, M11: what was up stays up."""
    play = given(at_step(CRAVING))
    play.when(expire(play), by=room, wait=6 * MINUTE).then(e.TimeUp)
    play.goes_on(Ask(dana, next_step), Ask(dana, undo))
    assert here(play).time_up
    assert next_bell(play) == "close:1", "no bell of a step"
