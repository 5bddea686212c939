"""Rules A1 to A10 and V5 to V7 of docs/spec.md: answering, passing, closing, revealing and hiding."""

import pytest
from pydantic import JsonValue

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.people import Viewer
from goround.domain.rules.answering import shuffled
from goround.domain.steps import Visibility
from goround.domain.steps.scale import ScaleAnswer
from tests.playbook import (
    BYE,
    CRAVING,
    HELLO,
    MOOD,
    NOTE,
    SIX,
    SLEEP,
    Ask,
    Later,
    Play,
    all_answer,
    ann,
    answer,
    answered,
    at_step,
    back,
    ben,
    cam,
    close,
    dana,
    door,
    end,
    given,
    hide,
    inside,
    jump,
    next_step,
    open_answering,
    passed,
    reveal,
    reveal_few,
    sam,
    start,
    tally,
)

FACILITATOR, ANONYMOUS, GROUP, PRIVATE = (
    Visibility.FACILITATOR,
    Visibility.ANONYMOUS,
    Visibility.GROUP,
    Visibility.PRIVATE,
)


def for_seat(seat: str, command: c.Answer | c.Pass) -> c.Answer | c.Pass:
    return command.model_copy(update={"seat": seat})


def counted(play: Play, step: str, seat: str) -> int | None:
    newest = play.state.given_to(step)[seat].counted
    return newest.number if isinstance(newest, ScaleAnswer) else None


@pytest.mark.parametrize(("step", "visibility"), [(CRAVING, FACILITATOR), (SLEEP, ANONYMOUS), (MOOD, GROUP)])
def test_a_participant_answers(step: str, visibility: Visibility) -> None:
    """A1."""
    given(at_step(step)).when(answer(step, 7), by=ann).then(answered("ann", step, 7, visibility))


def test_a_participant_may_name_the_own_seat_and_no_other() -> None:
    """A1."""
    play = given(at_step(CRAVING))
    play.when(for_seat("ben", answer(CRAVING, 7)), by=ann).refused("not_yours_to_ask")
    play.when(for_seat("ben", c.Pass(step=CRAVING, revision=0)), by=ann).refused("not_yours_to_ask")
    play.when(for_seat("ann", answer(CRAVING, 7)), by=ann).then(e.Answered)


def test_staff_answer_and_pass_for_a_seat_without_a_device() -> None:
    """A1."""
    given(at_step(CRAVING)).when(for_seat("gus", answer(CRAVING, 2)), by=dana).then(
        answered("gus", CRAVING, 2, FACILITATOR, by_staff=True)
    )
    passing = for_seat("gus", c.Pass(step=CRAVING, revision=0))
    given(at_step(CRAVING)).when(passing, by=dana).then(passed("gus", CRAVING, by_staff=True))


def test_staff_replace_what_a_seat_without_a_device_gave_to_an_anonymous_step_without_its_revision() -> None:
    """A3."""
    entered = given(at_step(SLEEP), Ask(dana, for_seat("gus", answer(SLEEP, 2))))
    entered.when(for_seat("gus", answer(SLEEP, 5)), by=dana).then(
        answered("gus", SLEEP, 5, ANONYMOUS, revision=2, by_staff=True)
    )


def test_staff_do_not_answer_for_a_seat_with_a_device() -> None:
    """A1."""
    play = given(at_step(CRAVING))
    play.when(for_seat("ann", answer(CRAVING, 2)), by=dana).refused("has_a_device")
    play.when(for_seat("ann", c.Pass(step=CRAVING, revision=0)), by=dana).refused("has_a_device")


def test_staff_have_no_seat_of_their_own() -> None:
    """A1."""
    given(at_step(CRAVING)).when(answer(CRAVING, 2), by=dana).refused("no_such_seat")
    given(at_step(CRAVING)).when(for_seat("zoe", answer(CRAVING, 2)), by=dana).refused("no_such_seat")


def test_somebody_without_a_seat_does_not_answer() -> None:
    """A2."""
    given(at_step(CRAVING)).when(answer(CRAVING, 2), by=cam).refused("no_such_seat")


@pytest.mark.parametrize("command", [answer(CRAVING, 2), c.Pass(step=CRAVING, revision=0)])
def test_a_seat_at_the_door_or_removed_does_not_answer(command: c.AnyCommand) -> None:
    """A2."""
    given(door(ann), Ask(dana, start), Ask(dana, next_step)).when(command, by=ann).refused("not_in_yet")
    given(at_step(CRAVING), Ask(dana, c.Remove(seat="ann"))).when(command, by=ann).refused("not_in_yet")


def test_a_step_that_is_not_on_the_agenda_has_no_answers() -> None:
    """A2."""
    given(at_step(CRAVING)).when(answer("w01.nowhere", 2), by=ann).refused("no_such_step")


def test_a_slide_has_no_answers() -> None:
    """A2."""
    given(at_step(HELLO)).when(answer(HELLO, 2), by=ann).refused("no_answer_here")
    given(at_step(HELLO)).when(c.Pass(step=HELLO, revision=0), by=ann).refused("no_answer_here")


def test_a_step_where_the_room_has_not_been_has_no_answers_yet() -> None:
    """A2: also not before the start."""
    given(at_step(CRAVING)).when(answer(SLEEP, 2), by=ann).refused("not_asked_yet")
    given(inside(ann)).when(answer(CRAVING, 2), by=ann).refused("not_asked_yet")


def test_an_answer_replaces_the_revision_that_it_names() -> None:
    """A3."""
    play = given(at_step(CRAVING), Ask(ann, answer(CRAVING, 2)))
    play.when(answer(CRAVING, 5, revision=1), by=ann).then(answered("ann", CRAVING, 5, FACILITATOR, revision=2))
    assert counted(play, CRAVING, "ann") == 5


@pytest.mark.parametrize("stale", [0, 1, 3])
def test_an_answer_to_another_revision_is_refused(stale: int) -> None:
    """A3: a stale device does not overwrite a newer answer."""
    play = given(at_step(CRAVING), Ask(ann, answer(CRAVING, 2)), Ask(ann, answer(CRAVING, 5, revision=1)))
    play.when(answer(CRAVING, 9, revision=stale), by=ann).refused("changed_elsewhere", revision=2)
    play.when(c.Pass(step=CRAVING, revision=stale), by=ann).refused("changed_elsewhere", revision=2)
    assert counted(play, CRAVING, "ann") == 5


@pytest.mark.parametrize(
    "content", [{"number": 11}, {"number": -1}, {"number": 3.0}, {"number": True}, {"number": "3"}, {}, 3, "3", [3],
                {"number": 3, "why": "x"}]
)  # fmt: skip
def test_an_answer_that_does_not_fit_is_refused_with_what_would(content: JsonValue) -> None:
    """A4."""
    play = given(at_step(CRAVING))
    play.when(c.Answer(step=CRAVING, revision=0, answer=content), by=ann).refused(
        "not_on_the_scale", lowest=0, highest=10
    )


def test_an_answer_without_content_is_refused() -> None:
    """A4."""
    given(at_step(CRAVING)).when(c.Answer(step=CRAVING, revision=0), by=ann).refused("answer_missing")


def test_a_private_answer_comes_without_its_words() -> None:
    """A5, V1."""
    play = given(at_step(NOTE)).when(c.Answer(step=NOTE, revision=0), by=ann).then(answered("ann", NOTE, None, PRIVATE))
    play.when(answer(NOTE, 3, revision=1), by=ann).refused("kept_private")


def test_an_answer_after_the_close_is_kept_and_marked() -> None:
    """A6."""
    given(at_step(CRAVING), Ask(dana, close)).when(answer(CRAVING, 4), by=ann).then(
        answered("ann", CRAVING, 4, FACILITATOR, after_close=True)
    )


@pytest.mark.parametrize("leaving", [next_step, end])
def test_an_answer_after_the_room_has_gone_on_is_kept_and_marked(leaving: Later) -> None:
    """A6: what was written while the link was cut is not lost."""
    play = given(at_step(CRAVING), Ask(dana, leaving))
    play.when(answer(CRAVING, 4), by=ann).then(answered("ann", CRAVING, 4, FACILITATOR, after_close=True))
    play.when(c.Pass(step=CRAVING, revision=0), by=ben).then(passed("ben", CRAVING, after_close=True))


def test_thirty_late_answers_are_all_kept_and_none_is_counted() -> None:
    """A6, A10."""
    people = [Viewer(one.role, f"{one.id}{n}") for n in range(5) for one in SIX]
    play = given(at_step(MOOD, *people), Ask(dana, next_step))
    for person in people:
        play.when(answer(MOOD, 9), by=person).then(e.Answered)
    assert len(play.state.given_to(MOOD)) == 30
    assert all(one.after_close for one in play.state.given_to(MOOD).values())
    play.goes_on(Ask(dana, back)).when(reveal, by=dana).refused("nothing_to_show")


def test_on_a_later_visit_an_answer_is_in_time_again() -> None:
    """A6, M4."""
    given(at_step(MOOD), Ask(dana, next_step), Ask(dana, back)).when(answer(MOOD, 4), by=ann).then(
        answered("ann", MOOD, 4, GROUP)
    )


@pytest.mark.parametrize("step", [CRAVING, SLEEP, MOOD, NOTE])
def test_everybody_may_pass_on_everything(step: str) -> None:
    """A7."""
    given(at_step(step)).when(c.Pass(step=step, revision=0), by=ann).then(passed("ann", step))


def test_a_pass_is_taken_back_by_answering_and_an_answer_by_passing() -> None:
    """A7, A10."""
    play = given(at_step(MOOD), Ask(ann, c.Pass(step=MOOD, revision=0)), Ask(ann, answer(MOOD, 3, revision=1)))
    assert counted(play, MOOD, "ann") == 3
    play.goes_on(Ask(ann, c.Pass(step=MOOD, revision=2)))
    assert counted(play, MOOD, "ann") is None


def test_answering_is_closed_and_opened_again() -> None:
    """A8, A9."""
    play = given(at_step(CRAVING)).when(close, by=dana).then(e.AnsweringClosed(visit=2))
    play.when(close, by=sam).nothing()
    play.when(open_answering, by=dana).then(e.AnsweringOpened(visit=2))
    play.when(open_answering, by=sam).nothing()


def test_opening_again_takes_results_off_the_screens() -> None:
    """A8."""
    play = given(at_step(MOOD), all_answer(MOOD, 3), Ask(dana, reveal))
    play.when(open_answering, by=dana).then(e.Hidden(visit=2), e.AnsweringOpened(visit=2))
    play.goes_on(Ask(ben, answer(MOOD, 8)))
    play.when(reveal, by=dana).then(e.AnsweringClosed(visit=2), e.Revealed(visit=2, step=MOOD, tally=tally(3, 8)))


def test_a_slide_is_not_opened() -> None:
    """A8."""
    given(at_step(HELLO)).when(open_answering, by=dana).refused("no_answer_here")


def test_a_counted_anonymous_step_is_not_opened_again() -> None:
    """A8, V5."""
    play = given(at_step(SLEEP), all_answer(SLEEP, 3), Ask(dana, reveal_few))
    play.when(open_answering, by=dana).refused("already_counted")
    play.goes_on(Ask(dana, hide)).when(open_answering, by=dana).refused("already_counted")


@pytest.mark.parametrize(
    "made", [c.OpenAnswering(visit=1), c.CloseAnswering(visit=1), c.Reveal(visit=1), c.Hide(visit=1)]
)
def test_what_is_meant_for_another_visit_is_refused(made: c.AnyCommand) -> None:
    """M2."""
    given(at_step(MOOD)).when(made, by=dana).refused("moved_already")
    given(inside(ann)).when(made, by=dana).refused("not_started")


def test_a_reveal_closes_and_shows_what_came_together() -> None:
    """V3, V5."""
    play = given(at_step(MOOD), all_answer(MOOD, 3, 3))
    play.when(reveal, by=dana).then(e.AnsweringClosed(visit=2), e.Revealed(visit=2, step=MOOD, tally=tally(3, 3)))
    play.when(reveal, by=sam).nothing()


def test_late_answers_and_late_passes_change_no_count() -> None:
    """A10."""
    play = given(at_step(MOOD, ann, ben, cam), all_answer(MOOD, 3, 4), Ask(dana, close))
    play.goes_on(
        Ask(ann, answer(MOOD, 9, revision=1)), Ask(ben, c.Pass(step=MOOD, revision=1)), Ask(cam, answer(MOOD, 9))
    )
    play.when(reveal, by=dana).then(e.Revealed(visit=2, step=MOOD, tally=tally(3, 4)))


def test_what_was_revealed_is_hidden_and_revealed_again() -> None:
    """V6."""
    play = given(at_step(MOOD), all_answer(MOOD, 3), Ask(dana, reveal))
    play.when(hide, by=dana).then(e.Hidden(visit=2))
    play.when(hide, by=sam).nothing()
    play.when(reveal, by=dana).then(e.Revealed(visit=2, step=MOOD, tally=tally(3)))


@pytest.mark.parametrize("step", [CRAVING, NOTE, HELLO, BYE])
def test_what_is_not_for_the_room_is_not_revealed(step: str) -> None:
    """V1, V2, V7."""
    given(at_step(step)).when(reveal_few, by=dana).refused("not_for_the_room")


@pytest.mark.parametrize("step", [SLEEP, MOOD])
def test_where_nobody_has_answered_there_is_nothing_to_show(step: str) -> None:
    """V5."""
    play = given(at_step(step), Ask(ann, c.Pass(step=step, revision=0)))
    play.when(reveal_few, by=dana).refused("nothing_to_show")


def test_fewer_than_five_anonymous_answers_need_a_release() -> None:
    """V7."""
    play = given(at_step(SLEEP, *SIX), all_answer(SLEEP, 1, 2, 3, 4))
    play.when(reveal, by=dana).refused("too_few_to_show", answers=4, fewest=5)
    play.when(reveal_few, by=dana).then(e.AnsweringClosed, e.Revealed(visit=2, step=SLEEP, tally=tally(1, 2, 3, 4)))


def test_five_anonymous_answers_need_none() -> None:
    """V7."""
    play = given(at_step(SLEEP, *SIX), all_answer(SLEEP, 1, 2, 3, 4, 5))
    play.when(reveal, by=dana).then(e.AnsweringClosed, e.Revealed(visit=2, step=SLEEP, tally=tally(1, 2, 3, 4, 5)))


def test_a_reopened_anonymous_step_that_was_not_counted_goes_on() -> None:
    """A8, V5: before the tally, opening again is free."""
    play = given(at_step(SLEEP, *SIX), all_answer(SLEEP, 1, 2, 3), Ask(dana, close), Ask(dana, open_answering))
    play.goes_on(Ask(ann, answer(SLEEP, 9, revision=1)))
    play.when(reveal_few, by=dana).then(e.AnsweringClosed, e.Revealed(visit=2, step=SLEEP, tally=tally(9, 2, 3)))


def test_an_anonymous_tally_is_made_once_and_shown_again_on_a_later_visit() -> None:
    """V5."""
    play = given(at_step(SLEEP, *SIX), all_answer(SLEEP, 1, 2, 3, 4, 5), Ask(dana, reveal), Ask(dana, jump(MOOD)))
    play.goes_on(Ask(ann, answer(SLEEP, 9, revision=1)), Ask(dana, c.Remove(seat="ben")), Ask(dana, back))
    play.when(reveal, by=dana, draw=99).then(e.Revealed(visit=4, step=SLEEP, tally=tally(1, 2, 3, 4, 5)))


def test_a_removed_seat_still_counts() -> None:
    """J5, V5."""
    play = given(at_step(MOOD), all_answer(MOOD, 3, 4), Ask(dana, c.Remove(seat="ann")))
    play.when(reveal, by=dana).then(e.AnsweringClosed, e.Revealed(visit=2, step=MOOD, tally=tally(3, 4)))


def test_the_order_of_a_wall_follows_from_the_draw_alone() -> None:
    """V5, R5: every order can come up, whatever the order of the seats."""
    answers = [ScaleAnswer(number=n) for n in range(4)]
    orders = {tuple(one.number for one in shuffled(answers, draw)) for draw in range(400)}
    assert len(orders) == 24
    assert shuffled(answers, 5) == shuffled(answers, 5)
