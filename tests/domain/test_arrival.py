"""Rule A12 of docs/spec.md: what is asked of each person on arrival, whatever the room is on."""

import pytest

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.agenda import Agenda
from goround.domain.people import Mode, Viewer
from goround.domain.scenes import GaveOnArrival, OwnAnswer, ParticipantMine
from goround.domain.steps.scale import ScaleAnswer
from tests.domain.evenings import ALONE, END, EVENING, RATE, SAFE, URGE, WELCOME, comes, says
from tests.domain.kinds import STEP, evening, gives, made
from tests.domain.screens import console, mine, person, scene, shown
from tests.domain.test_erased import erased
from tests.playbook import (
    AGENDA,
    Ask,
    Past,
    Play,
    ann,
    answer,
    ben,
    cam,
    curriculum,
    dana,
    door,
    end,
    given,
    inside,
    jump,
    opened,
    pause,
    slide,
    start,
    sue,
)


def asked(play: Play, who: Viewer) -> list[str]:
    """What this phone asks on arrival."""
    own = play.sees(who).mine
    assert isinstance(own, ParticipantMine)
    return [one.step for one in own.arrival]


def own(play: Play, who: Viewer, step: str) -> OwnAnswer:
    part = play.sees(who).mine
    assert isinstance(part, ParticipantMine)
    return next(one.given for one in part.arrival if one.step == step)


def on_arrival(play: Play, seat: str, step: str, viewer: Viewer = dana) -> GaveOnArrival:
    return next(one for one in person(play, seat, viewer).on_arrival if one.step == step)


def lines(play: Play) -> dict[str, tuple[int, int, int]]:
    return {one.step: (one.answered, one.passed, one.not_yet) for one in console(play).arrival}


def through(who: Viewer) -> Past:
    """This person gives something to every question on arrival."""
    return [gives(who, URGE, {"number": 3}), gives(who, SAFE, {"option": "rest"}), gives(who, ALONE, None)]


PASTS: dict[str, Past] = {
    "before the start": [],
    "at the first step": [Ask(dana, start)],
    "in a pause": [Ask(dana, start), Ask(dana, pause)],
    "at the last step": [Ask(dana, start), Ask(dana, jump(END))],
}


@pytest.mark.parametrize("past", PASTS)
def test_a_person_is_asked_when_they_are_let_in_whatever_the_room_is_on(past: str) -> None:
    """A12: not at the door; what the room is on is shown beside it."""
    play = given(inside(ann, with_=EVENING), PASTS[past], Ask(cam, c.Join(name="Cam", mode=Mode.REMOTE, lang="en")))
    assert (asked(play, ann), asked(play, cam)) == ([URGE, SAFE, ALONE], [])
    play.goes_on(Ask(dana, c.Admit(seats=("cam",))))
    assert asked(play, cam) == [URGE, SAFE, ALONE]
    play.when(answer(URGE, 4), by=cam).then(e.Answered)
    assert not play.state.given_to(URGE)["cam"].after_close


def test_the_questions_stay_until_each_is_answered_or_passed() -> None:
    """A12: what was given is shown beside the others, so that it can be changed; then all are gone."""
    play = given(inside(ann, ben, with_=EVENING), Ask(dana, start), gives(ann, URGE, {"number": 3}))
    assert asked(play, ann) == [URGE, SAFE, ALONE]
    assert (own(play, ann, URGE).answer, own(play, ann, SAFE).standing) == (ScaleAnswer(number=3), "none")
    play.goes_on(Ask(dana, jump(END)), Ask(ann, c.Pass(step=SAFE, revision=0)))
    assert (asked(play, ann), own(play, ann, SAFE).standing) == ([URGE, SAFE, ALONE], "passed")
    play.goes_on(gives(ann, ALONE, None))
    assert (asked(play, ann), asked(play, ben)) == ([], [URGE, SAFE, ALONE])


def test_until_the_end_an_answer_on_arrival_is_never_late() -> None:
    """A12, A6: afterwards it is kept like any other, and nothing is asked any more."""
    play = given(
        inside(ann, ben, with_=EVENING), Ask(dana, start), Ask(dana, jump(END)), gives(ann, URGE, {"number": 3})
    )
    play.goes_on(Ask(dana, end), gives(ben, URGE, {"number": 3}))
    given_ = play.state.given_to(URGE)
    assert (given_["ann"].after_close, given_["ben"].after_close) == (False, True)
    assert asked(play, ben) == []


def test_who_has_not_been_let_in_and_who_was_removed_answers_nothing() -> None:
    """A12, A2."""
    play = given(door(ann, with_=EVENING))
    play.when(answer(URGE, 3), by=ann).refused("not_in_yet")
    play.goes_on(Ask(dana, c.Admit(seats=("ann",))), Ask(dana, c.Remove(seat="ann")))
    play.when(answer(URGE, 3), by=ann).refused("not_in_yet")


def test_an_answer_on_arrival_names_the_revision_that_it_replaces() -> None:
    """A12, A3."""
    play = given(inside(ann, with_=EVENING), gives(ann, URGE, {"number": 3}))
    play.when(answer(URGE, 4), by=ann).refused("changed_elsewhere", revision=1)
    play.when(answer(URGE, 4, revision=1), by=ann).then(e.Answered)


def test_staff_answer_on_arrival_for_who_has_no_device() -> None:
    """A12, A1: and for nobody else."""
    play = given(inside(ann, with_=EVENING))
    play.when(c.Answer(step=URGE, revision=0, answer={"number": 3}, seat="ann"), by=dana).refused("has_a_device")
    play.goes_on(gives(dana, URGE, {"number": 3}, seat="gus"))
    assert (on_arrival(play, "gus", URGE).status, on_arrival(play, "gus", URGE).by_staff) == ("answered", True)


def test_who_passed_is_marked_for_those_who_lead() -> None:
    """A12: and how many are not through; nobody waits for who is out, gone or at the door."""
    play = given(
        inside(ann, ben, with_=EVENING), Ask(ann, c.Pass(step=SAFE, revision=0)), gives(ben, SAFE, {"option": "rest"})
    )
    told = {seat: on_arrival(play, seat, SAFE).status for seat in ("ann", "ben", "gus")}
    assert told == {"ann": "passed", "ben": "answered", "gus": "not_yet"}
    assert lines(play) == {URGE: (0, 0, 3), SAFE: (1, 1, 1), ALONE: (0, 0, 3)}
    play.goes_on(says("ann", "out"), says("gus", "left"), Ask(cam, c.Join(name="Cam", mode=Mode.REMOTE, lang="en")))
    assert lines(play) == {URGE: (0, 0, 1), SAFE: (1, 1, 0), ALONE: (0, 0, 1)}
    assert person(play, "cam").on_arrival == ()


def test_who_leads_reads_on_arrival_what_the_visibility_allows() -> None:
    """A12, V1, V2: that something was given that stays on the phone, and nothing of it."""
    play = given(inside(ann, ben, with_=EVENING), through(ann))
    for viewer in (dana, sue):
        assert on_arrival(play, "ann", URGE, viewer).given == ScaleAnswer(number=3)
        alone = on_arrival(play, "ann", ALONE, viewer)
        assert (alone.status, alone.given, alone.erased) == ("answered", None, False)
    gone = on_arrival(erased(play, "ann"), "ann", URGE)
    assert (gone.status, gone.given, gone.erased) == ("answered", None, True)


def test_nobody_else_sees_that_somebody_answers_on_arrival() -> None:
    """A12, V8."""
    play = given(inside(ann, ben, with_=EVENING), Ask(dana, start), Ask(dana, c.ConnectDisplay(display="tv")))
    tv = Viewer(ben.role.DISPLAY, "tv")
    before = shown(play, ben), shown(play, tv), scene(play, ann)
    play.goes_on(through(ann))
    assert (shown(play, ben), shown(play, tv), scene(play, ann)) == before


def test_staff_who_look_over_a_seat_see_what_they_may_read() -> None:
    """A12, V12."""
    play = given(inside(ann, with_=EVENING), gives(ann, URGE, {"number": 3}), gives(ann, ALONE, None))
    for viewer in (dana, sue):
        given_ = {one["step"]: one["given"] for one in mine(play, viewer, over="ann")["arrival"]}
        assert given_[URGE]["answer"] == {"kind": "scale", "number": 3}
        assert (given_[ALONE]["standing"], given_[ALONE]["answer"]) == ("answered", None)
    assert "Ann Shown" not in shown(play, sue, over="ann")


def test_a_question_on_arrival_may_be_for_some_only() -> None:
    """A12, A11."""
    only = STEP.validate_python(made("scale", id="urge", arrival=True, **{"for": ["remote"]}))
    opening = evening(Agenda(blocks=(curriculum("in", only, slide("welcome")),)))
    play = given(opened(opening), comes(ann), comes(ben, Mode.REMOTE), Ask(dana, start))
    assert (asked(play, ann), asked(play, ben)) == ([], [URGE])
    assert (person(play, "ann").on_arrival, lines(play)) == ((), {URGE: (0, 0, 1)})
    play.when(answer(URGE, 3), by=ann).refused("not_for_you")


def test_where_nothing_is_asked_on_arrival_nobody_is_asked() -> None:
    """A12."""
    play = given(inside(ann), Ask(dana, start))
    assert (AGENDA.arrivals, asked(play, ann), console(play).arrival) == ((), [], ())


def test_the_room_itself_never_goes_to_a_question_on_arrival() -> None:
    """A12: neither at the start nor by a jump; minutes are not planned for it."""
    plan = EVENING.agenda
    assert (
        plan.refs[0] == WELCOME
        and not set(plan.arrivals) & set(plan.refs)
        and not set(plan.arrivals) & set(plan.begins)
    )
    play = given(inside(ann, with_=EVENING)).when(start, by=dana).then(e.Started, e.Moved)
    assert play.state.visit and play.state.visit.step == WELCOME
    for step in plan.arrivals:
        play.when(jump(step), by=dana).refused("no_such_step")
    assert RATE in plan.refs
