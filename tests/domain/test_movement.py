"""Rules M1 to M10 of docs/spec.md: opening, moving, pausing, ending and undoing."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.state import Phase, State
from tests.playbook import (
    AGENDA,
    BYE,
    CRAVING,
    HELLO,
    MINUTE,
    MOOD,
    NOTE,
    OPEN,
    SECOND,
    SLEEP,
    T0,
    Ask,
    Later,
    Play,
    all_answer,
    ann,
    answer,
    at_step,
    back,
    ben,
    close,
    dana,
    door,
    end,
    extend,
    given,
    hide,
    inside,
    jump,
    next_step,
    open_answering,
    opened,
    pause,
    resume,
    reveal,
    room,
    sam,
    skip,
    start,
)

MOVEMENTS: dict[str, Later] = {
    "next": next_step,
    "back": back,
    "jump": jump(BYE),
    "skip": skip,
    "pause": pause,
    "end": end,
}


def visits(play: Play) -> list[str]:
    return [visit.step for visit in play.state.visits]


def test_a_session_opens_with_its_whole_agenda() -> None:
    """M1: the first entry holds everything that a replay needs."""
    play = given().when(OPEN, by=dana, at=T0).then(e.Opened)
    assert play.state.phase is Phase.GATHERING
    assert play.state.agenda == AGENDA
    assert (play.state.leader, play.state.zone, play.state.software) == ("dana", "America/Chicago", "1.0")


def test_a_session_opens_once() -> None:
    """M1: a second opening is refused."""
    given(opened()).when(OPEN, by=sam).refused("already_open")


@pytest.mark.parametrize("asked", [start, next_step, end, c.Admit(seats=("ann",)), answer(HELLO, 1)])
def test_nothing_happens_in_a_session_that_was_never_opened(asked: c.AnyCommand | Later) -> None:
    """M1: before its first entry a session does not exist."""
    by = ann if isinstance(asked, c.Answer) else dana
    given().when(asked, by=by).refused("no_such_session")


def test_the_start_goes_to_the_first_step() -> None:
    """M3: the start is the first visit; a slide takes no answers."""
    play = given(inside(ann)).when(start, by=dana).then(e.Started, e.Moved)
    assert visits(play) == [HELLO]
    assert play.state.phase is Phase.RUNNING
    assert play.state.visit and not play.state.visit.open


def test_the_start_happens_once() -> None:
    """M3: two tablets that press Start start the session once."""
    given(at_step(HELLO)).when(start, by=sam).refused("already_started")


def test_two_tablets_that_press_next_move_the_room_once() -> None:
    """M2: the second names a visit where the room no longer is."""
    play = given(at_step(HELLO))
    both = next_step(play.state)
    play.when(both, by=dana).then(e.Moved)
    play.when(both, by=sam, wait=1).refused("moved_already")
    assert visits(play) == [HELLO, CRAVING]


@pytest.mark.parametrize("name", MOVEMENTS)
def test_a_movement_from_another_visit_is_refused(name: str) -> None:
    """M2: whatever moves the room names where it starts from."""
    play = given(at_step(CRAVING))
    old = MOVEMENTS[name](play.state)
    play.goes_on(Ask(dana, jump(MOOD))).when(old, by=sam, wait=1).refused("moved_already")


@pytest.mark.parametrize("name", MOVEMENTS)
def test_a_movement_that_comes_late_is_refused(name: str) -> None:
    """M2: whatever moves the room names until when it is meant."""
    play = given(at_step(CRAVING))
    command = MOVEMENTS[name](play.state)
    assert isinstance(command, c.Next | c.Back | c.Jump | c.Skip | c.Pause | c.End)
    play.when(command, by=dana, at=command.until + 1).refused("too_late")
    play.when(command, by=dana, at=command.until).store()


def test_a_late_start_and_a_late_resume_are_refused() -> None:
    """M2: the start and the end of a pause too."""
    play = given(inside(ann))
    play.when(start, by=dana, wait=7 * SECOND).refused("too_late")
    given(at_step(CRAVING), Ask(dana, pause)).when(resume, by=dana, wait=7 * SECOND).refused("too_late")


def test_next_closes_the_old_step_and_opens_the_new_one() -> None:
    """M4: going to a step is a new visit that takes answers."""
    play = given(at_step(CRAVING))
    due = play.state.at + SECOND + 5 * MINUTE
    play.when(next_step, by=dana).then(
        e.Moved(visit=3, step=SLEEP, was=2, was_open=True, was_revealed=False, open=True, revealed=False, due=due)
    )
    assert [visit.open for visit in play.state.visits] == [False, False, True]


def test_going_back_is_a_new_visit_with_results_hidden() -> None:
    """M4: answers belong to the step, reveals to the visit."""
    play = given(at_step(MOOD), all_answer(MOOD, 4), Ask(dana, reveal), Ask(dana, next_step), Ask(dana, back))
    assert visits(play) == [HELLO, MOOD, NOTE, MOOD]
    assert play.state.visit and play.state.visit.open and not play.state.visit.revealed
    assert play.state.given_to(MOOD)["ann"].counted is not None


def test_going_back_to_a_counted_anonymous_step_does_not_open_it() -> None:
    """M4, V5: more answers could be read from the difference."""
    play = given(at_step(SLEEP, ann), all_answer(SLEEP, 4), Ask(dana, lambda s: c.Reveal(visit=s.here or 0, few=True)))
    play.goes_on(Ask(dana, next_step), Ask(dana, back))
    assert play.state.visit and play.state.visit.step == SLEEP and not play.state.visit.open


@pytest.mark.parametrize("ahead", [next_step, skip])
def test_there_is_nothing_after_the_last_step(ahead: Later) -> None:
    """M5: the facilitator ends the session instead."""
    given(at_step(BYE)).when(ahead, by=dana).refused("no_next_step")


def test_there_is_nothing_before_the_first_step() -> None:
    """M5."""
    given(at_step(HELLO)).when(back, by=dana).refused("no_former_step")


def test_a_jump_goes_to_any_step_of_any_curriculum() -> None:
    """M5."""
    play = given(at_step(HELLO)).when(jump(BYE), by=dana).then(e.Moved)
    assert visits(play) == [HELLO, BYE]


def test_a_jump_to_the_present_step_does_nothing() -> None:
    """M5."""
    given(at_step(MOOD)).when(jump(MOOD), by=dana).nothing()


def test_a_jump_to_an_unknown_step_is_refused() -> None:
    """M5."""
    given(at_step(MOOD)).when(jump("w01.nowhere"), by=dana).refused("no_such_step")


def test_a_skip_keeps_its_reason() -> None:
    """M5: the room goes on, and the step that was left is marked."""
    play = given(at_step(CRAVING)).when(skip, by=dana).then(e.Moved, e.Skipped(visit=2, reason="time"))
    assert play.state.visits[1].skipped == "time"
    assert play.state.visit and play.state.visit.step == SLEEP


@pytest.mark.parametrize("name", ["next", "back", "jump", "skip", "pause"])
def test_nothing_moves_before_the_start(name: str) -> None:
    """M3."""
    given(inside(ann)).when(MOVEMENTS[name], by=dana).refused("not_started")


@pytest.mark.parametrize("name", ["next", "back", "jump", "skip"])
def test_the_room_stays_at_its_step_in_a_pause(name: str) -> None:
    """M6."""
    given(at_step(CRAVING), Ask(dana, pause)).when(MOVEMENTS[name], by=dana).refused("paused")


def test_a_pause_in_a_pause_does_nothing_and_only_a_pause_can_be_resumed() -> None:
    """M6."""
    given(at_step(CRAVING), Ask(dana, pause)).when(pause, by=sam).nothing()
    given(at_step(CRAVING)).when(resume, by=dana).refused("not_paused")
    given(inside(ann)).when(resume, by=dana).refused("not_paused")


def test_a_pause_takes_answers_that_are_under_way() -> None:
    """M6."""
    play = given(at_step(CRAVING), Ask(dana, pause)).when(answer(CRAVING, 3), by=ann).then(e.Answered)
    assert not play.state.given_to(CRAVING)["ann"].after_close


def test_extending_adds_to_what_is_left() -> None:
    """M7."""
    play = given(at_step(CRAVING))
    assert play.state.visit and play.state.visit.due
    due = play.state.visit.due + 3 * MINUTE
    play.when(extend(3), by=dana).then(e.Extended(visit=2, minutes=3, due=due))
    assert (play.state.visit.due, play.state.visit.extended) == (due, 3)
    play.when(extend(2), by=dana).then(e.Extended(visit=2, minutes=2, due=due + 2 * MINUTE))
    assert play.state.visit.extended == 5


def test_extending_when_nothing_is_left_counts_from_now() -> None:
    """M7."""
    play = given(at_step(CRAVING))
    at = play.state.at + 20 * MINUTE
    play.when(c.Expire(deadline="time:2"), by=room, at=at).then(e.TimeUp(visit=2))
    play.when(extend(3), by=dana, at=at + 1).then(e.Extended(visit=2, minutes=3, due=at + 1 + 3 * MINUTE))
    assert play.state.visit and not play.state.visit.time_up


def test_extending_is_refused_where_there_is_nothing_to_extend() -> None:
    """M7."""
    given(inside(ann)).when(c.Extend(visit=0, minutes=1), by=dana).refused("not_started")
    given(at_step(CRAVING), Ask(dana, pause)).when(extend(1), by=dana).refused("paused")
    given(at_step(CRAVING)).when(c.Extend(visit=1, minutes=1), by=dana).refused("moved_already")
    given(at_step(CRAVING), Ask(dana, end)).when(extend(1), by=dana).refused("already_ended")


def test_the_end_closes_answering() -> None:
    """M8."""
    play = given(at_step(CRAVING)).when(end, by=dana).then(e.Ended(was_open=True, was_paused=False))
    assert play.state.phase is Phase.ENDED
    assert play.state.visit and not play.state.visit.open


@pytest.mark.parametrize("past", [door(ann), [at_step(CRAVING), Ask(dana, pause)]])
def test_a_session_can_be_ended_before_its_start_and_in_a_pause(past: list[Ask]) -> None:
    """M8: the facilitator is never stuck."""
    assert given(past).when(end, by=dana).then(e.Ended).state.phase is Phase.ENDED


@pytest.mark.parametrize("name", MOVEMENTS)
def test_nothing_moves_after_the_end(name: str) -> None:
    """M8."""
    given(at_step(CRAVING), Ask(dana, end)).when(MOVEMENTS[name], by=dana).refused("already_ended")


@pytest.mark.parametrize("asked", [start, resume, open_answering, close, reveal, hide])
def test_nothing_is_started_opened_or_shown_after_the_end(asked: Later) -> None:
    """M8."""
    given(at_step(MOOD), Ask(dana, end)).when(asked, by=dana).refused("already_ended")


def test_after_a_restart_nobody_is_linked_or_awake_and_all_else_stays() -> None:
    """M10."""
    play = given(
        at_step(CRAVING),
        Ask(room, c.RegainLink(seat="ann")),
        Ask(room, c.FindStaff(staff="sam", name="Sam")),
        Ask(ann, answer(CRAVING, 4)),
    )
    before: State = play.state
    play.when(c.ResumeAfterRestart(software="1.1"), by=room).then(e.Resumed(software="1.1"))
    assert not any(seat.linked for seat in play.state.seats.values())
    assert not play.state.someone_awake
    assert (play.state.given, play.state.visits, play.state.phase) == (before.given, before.visits, before.phase)
    play.when(next_step, by=dana).then(e.Moved)


def test_two_people_stay_where_they_are_when_the_room_moves() -> None:
    """M4: moving changes no seat."""
    play = given(at_step(CRAVING, ann, ben))
    before = play.state.seats
    assert play.goes_on(Ask(dana, next_step)).state.seats == before
