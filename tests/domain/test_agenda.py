"""Rules M15 to M17 of docs/spec.md: what was put off, curricula in order with breaks between, and questions in between."""

import pytest
from pydantic import ValidationError

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.agenda import Agenda, PlannedBreak
from goround.domain.aside import ASKED_ALOUD
from goround.domain.scenes import AgendaLine
from goround.domain.state import Phase
from goround.domain.steps import Visibility
from tests.domain.evenings import AFTER, END, EVENING, RATE, REST, TALK, WELCOME, ask_now, skip_for
from tests.domain.screens import TV_ON, console, person, scene
from tests.domain.test_erased import erased
from tests.playbook import (
    BYE,
    CRAVING,
    HELLO,
    MINUTE,
    MOOD,
    NOTE,
    SECOND,
    SLEEP,
    T0,
    Ask,
    Past,
    Play,
    ann,
    answer,
    at_step,
    back,
    curriculum,
    dana,
    end,
    extend,
    given,
    inside,
    jump,
    next_step,
    pause,
    resume,
    slide,
    start,
    tv,
    undo,
)

LATER = Ask(dana, skip_for("later"))


def here(play: Play) -> str:
    assert play.state.visit
    return play.state.visit.step


def line(play: Play, step: str) -> AgendaLine:
    return next(one for one in console(play).agenda if one.step == step)


def goes_through(play: Play, *steps: str) -> None:
    """Next leads to each of these in turn, and the console names it before."""
    for step in steps:
        assert console(play).next_step == step
        play.goes_on(Ask(dana, next_step))
        assert here(play) == step


def test_a_step_that_was_put_off_comes_before_the_closing_step() -> None:
    """M15: and the closing step stays the last one."""
    play = given(at_step(CRAVING), LATER)
    assert line(play, CRAVING).standing == "later"
    goes_through(play, MOOD, NOTE, CRAVING, BYE)
    play.when(next_step, by=dana).refused("no_next_step")
    assert [one.step for one in console(play).agenda if one.closing] == [BYE]


def test_from_what_was_put_off_the_room_goes_on_where_it_was() -> None:
    """M15: also when it is taken up earlier by a tap."""
    play = given(at_step(CRAVING), LATER, Ask(dana, next_step), Ask(dana, jump(CRAVING)))
    goes_through(play, NOTE, BYE)
    play = given(at_step(CRAVING), LATER, Ask(dana, jump(BYE)), Ask(dana, jump(CRAVING)))
    goes_through(play, MOOD, NOTE, BYE)


def test_several_that_were_put_off_come_in_the_order_of_the_agenda() -> None:
    """M15."""
    play = given(at_step(CRAVING), LATER, LATER)
    goes_through(play, NOTE, CRAVING, SLEEP, BYE)


def test_when_all_is_done_but_what_was_put_off_the_closing_follows() -> None:
    """M15: what is done is not done again."""
    play = given(at_step(CRAVING), LATER, [Ask(dana, next_step) for _ in range(2)], Ask(dana, jump(BYE)))
    play.goes_on(Ask(dana, jump(CRAVING)))
    goes_through(play, BYE)


def test_what_could_not_be_taken_up_again_is_not_put_off() -> None:
    """M15: nothing comes between this step and the closing; another reason leaves it."""
    play = given(at_step(NOTE)).when(skip_for("later"), by=dana).refused("only_the_close_left")
    play.when(skip_for("time"), by=dana).then(e.Moved, e.Skipped(visit=2, reason="time"))
    assert here(play) == BYE
    play = given(at_step(CRAVING), LATER, Ask(dana, jump(NOTE)), LATER)
    assert here(play) == CRAVING
    goes_through(play, MOOD, NOTE, BYE)


def test_putting_off_can_be_taken_back() -> None:
    """M15, M9."""
    play = given(at_step(CRAVING), LATER, Ask(dana, undo))
    assert (here(play), line(play, CRAVING).standing) == (CRAVING, "now")
    goes_through(play, SLEEP, MOOD, NOTE, BYE)


def test_a_step_that_is_skipped_for_another_reason_is_not_taken_up_again() -> None:
    """M15, M5."""
    goes_through(given(at_step(CRAVING), Ask(dana, skip_for("safety"))), MOOD, NOTE, BYE)


# --- several curricula, with breaks ---


def begun(*more: Past) -> Play:
    return given(inside(ann, with_=EVENING), TV_ON, Ask(dana, start), *more)


def test_the_room_goes_through_its_curricula_in_order_and_through_the_break_between() -> None:
    """M16: questions on arrival are nowhere on its way."""
    play = begun()
    assert here(play) == WELCOME
    goes_through(play, RATE, TALK, REST, AFTER, END)
    assert [(one.step, one.block, one.kind) for one in console(play).agenda] == [
        (WELCOME, 0, "step"),
        (RATE, 0, "step"),
        (TALK, 0, "step"),
        (REST, 0, "break"),
        (AFTER, 1, "step"),
        (END, 1, "step"),
    ]
    assert [block.en for block in console(play).blocks] == ["Check-in", "Week one"]


def test_in_a_break_every_screen_rests_and_everybody_keeps_the_seat() -> None:
    """M16, K19: code, seats and displays stay."""
    play = begun(Ask(dana, jump(REST)))
    for viewer in (ann, tv):
        assert scene(play, viewer)["visit"]["prompt"]["kind"] == "break"
        assert scene(play, viewer)["visit"]["who_sees"] is None
    before = (play.state.code, play.state.seats, play.state.displays)
    goes_through(play, AFTER)
    assert (play.state.code, play.state.seats, play.state.displays) == before
    assert play.state.phase is Phase.RUNNING


def test_a_rest_tells_everybody_when_the_group_goes_on_with_what_was_added_and_without_pauses() -> None:
    """M16: no other step tells anybody but a leader when it is due."""
    play = given(inside(ann, with_=EVENING), TV_ON, Ask(dana, start))
    for viewer in (ann, tv):
        assert scene(play, viewer)["visit"]["due"] is None
    play.goes_on(Ask(dana, jump(REST)))
    goes_on = play.state.at + 12 * MINUTE
    play.goes_on(Ask(dana, pause), Ask(dana, resume), Ask(dana, extend(5)))
    for viewer in (ann, tv):
        assert scene(play, viewer)["visit"]["due"] == goes_on + SECOND + 5 * MINUTE


def test_the_minutes_of_a_break_are_those_of_no_step() -> None:
    """M16, M12: it has a length of its own, can be left early, made longer and skipped."""
    play = begun(Ask(dana, jump(REST)), Ask(dana, extend(3), wait=5 * SECOND))
    play.goes_on(Ask(dana, next_step, wait=4 * SECOND))
    assert (line(play, REST).minutes, line(play, REST).spent, line(play, TALK).spent) == (12, 9 * SECOND, None)
    assert sum(one.spent or 0 for one in console(play).agenda if one.kind != "break") == SECOND
    play = begun(Ask(dana, jump(REST)), Ask(dana, skip_for("time")))
    assert line(play, REST).standing == "skipped"


def test_the_console_tells_the_next_break_and_then_the_end_by_the_plan() -> None:
    """M16: counted from the real start."""
    play = begun()
    started = play.state.started or 0
    fixed = console(play).fixed
    assert fixed and (fixed.what, fixed.at) == ("break", started + 12 * MINUTE)
    assert (line(play, AFTER).planned, console(play).planned_end) == (started + 24 * MINUTE, started + 31 * MINUTE)
    fixed = console(play.goes_on(Ask(dana, jump(REST)))).fixed
    assert fixed and (fixed.what, fixed.at) == ("end", started + 31 * MINUTE)
    assert console(play.goes_on(Ask(dana, end))).fixed is None
    assert console(given(inside(ann, with_=EVENING))).fixed is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"blocks": ["w1", "w1"]},
        {"blocks": ["break", "w1"]},
        {"blocks": ["aside"]},
        {"blocks": ["w1", "w2"], "after": ["w2"]},
        {"blocks": ["w1", "w2"], "after": ["zoe"]},
        {"blocks": ["w1", "w2"], "after": ["w1", "w1"]},
        {"blocks": []},
    ],
)
def test_an_agenda_holds_each_curriculum_once_and_breaks_between_two(wrong: dict[str, list[str]]) -> None:
    """M16."""
    blocks = tuple(curriculum(id, slide("hello")) for id in wrong["blocks"])
    with pytest.raises(ValidationError):
        Agenda(blocks=blocks, breaks=tuple(PlannedBreak(after=id) for id in wrong.get("after", [])))


# --- questions in between ---


def asked(kind: str = "scale", question: str | None = "How loud was the heron?") -> Play:
    return given(at_step(CRAVING, ann), TV_ON, Ask(dana, ask_now(kind, question)))


def test_a_question_in_between_is_asked_at_once_and_stands_below_its_step() -> None:
    """M17."""
    play = given(at_step(CRAVING, ann)).when(ask_now("scale", "How loud?"), by=dana)
    after = play.then(e.Inserted(step="aside.1", after=CRAVING, kind="scale", question="How loud?"), e.Moved)
    assert here(after) == "aside.1" and after.state.visit and after.state.visit.open
    assert after.state.visit.due == after.state.at + 3 * MINUTE
    steps = [(one.step, one.kind) for one in console(after).agenda]
    assert steps[1:4] == [(CRAVING, "step"), ("aside.1", "aside"), (SLEEP, "step")]
    after.when(answer("aside.1", 4), by=ann).then(e.Answered)


def test_from_a_question_in_between_the_room_goes_on_as_if_it_had_not_been_there() -> None:
    """M17: and back to the step in which it was asked."""
    goes_through(asked(), SLEEP, MOOD)
    assert here(asked().goes_on(Ask(dana, back))) == CRAVING
    play = asked().goes_on(Ask(dana, ask_now("text")))
    assert here(play) == "aside.2"
    assert here(play.goes_on(Ask(dana, back))) == "aside.1"
    assert here(play.goes_on(Ask(dana, back))) == CRAVING
    goes_through(play, SLEEP)


def test_a_question_in_between_can_be_gone_back_to_and_taken_back() -> None:
    """M17, M9."""
    play = asked().goes_on(Ask(dana, next_step), Ask(dana, jump("aside.1")))
    assert here(play) == "aside.1"
    play = asked().goes_on(Ask(dana, undo))
    assert here(play) == CRAVING and "aside.1" not in [one.step for one in console(play).agenda]
    goes_through(play, SLEEP)


def test_a_question_in_between_can_be_put_off_like_a_step() -> None:
    """M17, M15."""
    play = asked().goes_on(LATER)
    assert (here(play), line(play, "aside.1").standing) == (SLEEP, "later")
    goes_through(play, MOOD, NOTE, "aside.1", BYE)


def test_at_the_closing_step_a_question_in_between_leads_back_to_it() -> None:
    """M17, M15: nothing comes after the closing."""
    play = given(at_step(BYE), Ask(dana, ask_now("scale")))
    assert console(play).next_step is None
    play.when(next_step, by=dana).refused("no_next_step")
    assert here(play.goes_on(Ask(dana, back))) == BYE


@pytest.mark.parametrize(
    ("kind", "visibility"),
    [("scale", "facilitator"), ("choice", "anonymous"), ("text", "anonymous"), ("commit", "private"), ("breathe", "facilitator")],
)  # fmt: skip
def test_each_kind_of_question_in_between_says_who_sees_an_answer(kind: str, visibility: str) -> None:
    """M17, V1 to V4."""
    for question in ("How loud was the heron?", None):
        play = asked(kind, question)
        seen = scene(play, ann)["visit"]
        assert (seen["prompt"]["kind"], seen["who_sees"]) == (kind, visibility)
        assert ("heron" in str(seen["prompt"])) == (question is not None)
        assert list(play.state.plan.steps["aside.1"].slips()) == []
    [(step)] = [play.state.plan.steps["aside.1"]]
    assert step.visibility is Visibility(visibility)


def test_a_question_in_between_whose_words_were_erased_reads_as_asked_aloud() -> None:
    """M17, V13."""
    play = erased(asked())
    assert scene(play, ann)["visit"]["prompt"]["question"] == ASKED_ALOUD.model_dump()
    assert person(play, "ann").status == "not_yet"


def test_a_question_is_asked_while_the_room_runs_and_from_where_it_is() -> None:
    """M17, M2."""
    given(inside(ann)).when(ask_now("scale"), by=dana).refused("not_started")
    given(at_step(CRAVING), Ask(dana, pause)).when(ask_now("scale"), by=dana).refused("paused")
    given(at_step(CRAVING), Ask(dana, end)).when(ask_now("scale"), by=dana).refused("already_ended")
    play = given(at_step(CRAVING))
    play.when(c.AskNow(visit=1, kind="scale", until=T0 * 2), by=dana).refused("moved_already")
    play.when(c.AskNow(visit=2, kind="scale", until=T0), by=dana).refused("too_late")


def test_what_the_room_never_went_to_is_no_step_of_the_agenda() -> None:
    """M17, M5."""
    play = given(at_step(HELLO)).when(jump("aside.1"), by=dana).refused("no_such_step")
    begun().when(jump("in.urge"), by=dana).refused("no_such_step")
    assert here(play) == HELLO
