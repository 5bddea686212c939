"""Rules V1 to V4, V11 and V12 of docs/spec.md: who sees an answer, live and over a seat."""

import pytest

from goround.domain import commands as c
from goround.domain import visibility
from goround.domain.people import Viewer
from goround.domain.scenes import ParticipantScene
from goround.domain.state import State
from goround.domain.steps.scale import ScaleAnswer
from tests.domain.screens import NAMES, TV_ON, console, everywhere, mine, person, scene, shown
from tests.playbook import (
    CRAVING,
    HELLO,
    MOOD,
    NOTE,
    SIX,
    SLEEP,
    Ask,
    all_answer,
    ann,
    answer,
    at_step,
    ben,
    cam,
    close,
    dana,
    end,
    given,
    hide,
    jump,
    reveal,
    room,
    sam,
    sue,
    tally,
    tv,
)


def test_leaders_see_each_answer_to_a_step_that_is_for_them() -> None:
    """V2."""
    play = given(at_step(CRAVING), all_answer(CRAVING, 3), Ask(ben, c.Pass(step=CRAVING, revision=0)))
    one = person(play, "ann")
    assert (one.status, one.given, one.revision) == ("answered", ScaleAnswer(number=3), 1)
    assert (person(play, "ben").status, person(play, "gus").status) == ("passed", "not_yet")
    counts = console(play).counts
    assert counts and (counts.answered, counts.passed, counts.not_yet, counts.may_show) == (1, 1, 1, False)
    assert counts.tally == tally(3)


def test_leaders_see_each_answer_to_a_step_for_the_group() -> None:
    """V3."""
    play = given(at_step(MOOD), all_answer(MOOD, 3, 9))
    counts = console(play).counts
    assert person(play, "ann").given and counts and counts.tally == tally(3, 9) and counts.may_show


def test_the_group_sees_what_came_together_while_it_is_revealed() -> None:
    """V3, V6."""
    play = given(at_step(MOOD), TV_ON, all_answer(MOOD, 3, 9), Ask(dana, reveal))
    for viewer in (ann, ben, tv):
        assert scene(play, viewer)["visit"]["results"] == tally(3, 9).model_dump(mode="json")
    play.goes_on(Ask(dana, hide))
    assert [scene(play, viewer)["visit"]["results"] for viewer in (ann, ben, tv)] == [None] * 3
    stage = console(play).stage
    assert stage and stage.results == tally(3, 9) and not stage.revealed


def test_a_leader_who_comes_back_to_a_counted_step_sees_that_it_is_counted() -> None:
    """V5: so that nobody is offered to open it again."""
    people = (ann, ben, cam, *SIX[3:])
    play = given(
        at_step(SLEEP, *people),
        all_answer(SLEEP, 1, 2, 3, 4, 5, 6),
        Ask(dana, reveal),
        Ask(dana, jump(MOOD)),
        Ask(dana, jump(SLEEP)),
    )
    stage = console(play).stage
    assert stage and stage.results == tally(1, 2, 3, 4, 5, 6) and not stage.revealed and not stage.open


def test_of_a_private_answer_leaders_see_that_there_is_one() -> None:
    """V1."""
    play = given(at_step(NOTE), Ask(ann, c.Answer(step=NOTE, revision=0)))
    assert (person(play, "ann").status, person(play, "ann").given) == ("answered", None)
    counts = console(play).counts
    assert counts and (counts.answered, counts.tally, counts.may_show) == (1, None, False)


@pytest.mark.parametrize("viewer", [dana, sue])
def test_of_an_anonymous_step_consoles_tell_only_how_many_have_answered(viewer: Viewer) -> None:
    """V4."""
    play = given(at_step(SLEEP), all_answer(SLEEP, 3), Ask(ben, c.Pass(step=SLEEP, revision=0)))
    gus = c.Answer(step=SLEEP, revision=0, answer={"number": 4}, seat="gus")
    play.goes_on(Ask(dana, gus))
    counts = console(play, viewer).counts
    assert counts and counts.model_dump() == {
        "answered": 2,
        "passed": None,
        "not_yet": None,
        "after_close": None,
        "tally": None,
        "may_show": True,
        "few": True,
    }
    for seat in ("ann", "ben", "gus"):
        one = person(play, seat, viewer)
        assert (one.status, one.given, one.erased, one.revision, one.by_staff) == (None, None, False, 0, False)


def test_late_answers_and_passes_do_not_change_how_many_have_answered_without_a_name() -> None:
    """V4, A10: the count stays that of the tally."""
    play = given(at_step(SLEEP, ann, ben, cam), all_answer(SLEEP, 1, 2), Ask(dana, close))
    before = console(play).counts
    play.goes_on(
        Ask(ann, answer(SLEEP, 9, revision=1)), Ask(ben, c.Pass(step=SLEEP, revision=1)), Ask(cam, answer(SLEEP, 5))
    )
    assert console(play).counts == before


def test_a_seat_sees_its_own_answer_also_when_the_room_comes_back() -> None:
    """V11."""
    play = given(at_step(CRAVING), all_answer(CRAVING, 3), Ask(dana, jump(MOOD)))
    assert mine(play, ann)["given"]["standing"] == "none"
    play.goes_on(Ask(dana, jump(CRAVING)))
    assert mine(play, ann)["given"] == {
        "standing": "answered",
        "revision": 1,
        "answer": {"kind": "scale", "number": 3},
        "told": None,
        "erased": False,
        "later": None,
        "after_close": False,
        "by_staff": False,
    }
    assert mine(play, ben)["given"]["answer"] is None


def test_a_seat_sees_that_it_passed_and_nothing_on_a_slide() -> None:
    """V11."""
    play = given(at_step(CRAVING), Ask(ann, c.Pass(step=CRAVING, revision=0)))
    assert mine(play, ann)["given"]["standing"] == "passed"
    assert mine(given(at_step(HELLO)), ann)["given"] is None


def test_after_the_end_no_answer_is_sent_again() -> None:
    """V11."""
    play = given(at_step(CRAVING), all_answer(CRAVING, 3), Ask(dana, end))
    assert scene(play, ann)["visit"] is None
    assert mine(play, ann)["given"] is None
    assert scene(play, ann)["ended"] == play.state.at


def test_leaders_who_look_over_a_seat_see_what_they_may_read() -> None:
    """V12."""
    play = given(at_step(CRAVING), all_answer(CRAVING, 3))
    for viewer in (dana, sue):
        assert mine(play, viewer, "ann")["given"]["answer"] == {"kind": "scale", "number": 3}
    assert isinstance(play.sees(dana, "ann").scene, ParticipantScene)
    play = given(at_step(NOTE), Ask(ann, c.Answer(step=NOTE, revision=0)))
    assert (mine(play, dana, "ann")["given"]["standing"], mine(play, dana, "ann")["given"]["answer"]) == (
        "answered",
        None,
    )


@pytest.mark.parametrize("viewer", [dana, sue])
def test_leaders_who_look_over_a_seat_do_not_learn_whether_it_answered_without_a_name(viewer: Viewer) -> None:
    """V12, V4."""
    silent = given(at_step(SLEEP))
    play = given(at_step(SLEEP), all_answer(SLEEP, 3), Ask(ben, c.Pass(step=SLEEP, revision=0)))
    for seat in ("ann", "ben"):
        assert mine(play, viewer, seat) == mine(silent, viewer, seat)
        assert mine(play, viewer, seat)["given"] is None


def test_a_supervisor_who_looks_over_a_seat_sees_no_name() -> None:
    """V12, V10."""
    past = [everywhere(MOOD, 3, 4), Ask(room, c.FindStaff(staff="sam", name="Sam")), Ask(ann, c.NeedPerson())]
    play = given(past, Ask(sam, c.See(alert="a1")))
    for seat in ("ann", "cam", "zoe"):
        assert not [name for name in NAMES if name in shown(play, sue, seat)]
    assert "Ann Shown" in shown(play, dana, "ann") and "Dana Leader" in shown(play, dana, "ann")


@pytest.mark.parametrize("viewer", [ann, tv, room])
def test_only_staff_look_over_a_seat(viewer: Viewer) -> None:
    """V12."""
    with pytest.raises(PermissionError):
        given(everywhere(MOOD, 3, 4)).sees(viewer, "ann")


def only_those_listed_may_read() -> None:
    """V1 to V4: the whole table of who may read what Ann gave."""
    state = given(at_step(CRAVING)).state
    readers = {
        step: {
            viewer.id for viewer in (ann, ben, dana, sue, tv, room) if visibility.may_read(state, viewer, step, "ann")
        }
        for step in (HELLO, CRAVING, SLEEP, MOOD, NOTE, "w01.nowhere")
    }
    assert readers == {
        HELLO: set(),
        CRAVING: {"ann", "dana", "sue"},
        SLEEP: {"ann"},
        MOOD: {"ann", "dana", "sue"},
        NOTE: {"ann"},
        "w01.nowhere": set(),
    }
    assert not visibility.may_read(State(), dana, CRAVING, "ann")


def test_who_may_read_an_answer() -> None:
    """V1, V2, V3, V4: only what is listed."""
    only_those_listed_may_read()
