"""Rules V1 to V14 of docs/spec.md: what each viewer is shown, field by field."""

from typing import Any

import pytest
from pydantic import JsonValue

from goround.domain import commands as c
from goround.domain import visibility
from goround.domain.people import Mode, Role, Viewer
from goround.domain.scenes import FacilitatorScene, ParticipantMine, ParticipantScene, Person
from goround.domain.state import NotOpened, State
from goround.domain.views import view
from tests.playbook import (
    CRAVING,
    HELLO,
    MOOD,
    NOTE,
    SLEEP,
    Ask,
    Past,
    Play,
    all_answer,
    ann,
    answer,
    at_step,
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
    opened,
    reveal,
    room,
    sam,
    start,
    sue,
    tally,
    tv,
)

TV_ON = Ask(dana, c.ConnectDisplay(display="tv"))
ASKED_FIELDS = {"visit": {"number", "step", "prompt", "who_sees", "open", "results"}}
WORDS_ONLY_FOR_STAFF = ("Script of", "Hint of", "Title of")
NAMES = ("Ann Shown", "Ben Shown", "Cam Shown", "Gus Shown", "Dana Leader", "Sam")


def scene(play: Play, viewer: Viewer, over: str | None = None) -> dict[str, Any]:
    return play.sees(viewer, over).scene.model_dump(mode="json")


def mine(play: Play, viewer: Viewer, over: str | None = None) -> dict[str, Any]:
    return play.sees(viewer, over).mine.model_dump(mode="json")


def shown(play: Play, viewer: Viewer, over: str | None = None) -> str:
    seen = play.sees(viewer, over)
    return seen.scene.model_dump_json() + seen.mine.model_dump_json()


def console(play: Play, viewer: Viewer = dana) -> FacilitatorScene:
    seen = play.sees(viewer).scene
    assert isinstance(seen, FacilitatorScene)
    return seen


def person(play: Play, seat: str, viewer: Viewer = dana) -> Person:
    return next(one for one in console(play, viewer).people if one.seat == seat)


def everywhere(step: str, *numbers: int) -> Past:
    """Two have answered at this step; a third person waits at the door; a display is on."""
    return [
        at_step(step, ann, ben),
        TV_ON,
        Ask(cam, c.Join(name="Cam Shown", mode=Mode.ON_SITE, lang="en")),
        all_answer(step, *numbers),
    ]


def test_the_participants_scene_has_these_fields_and_no_more() -> None:
    """V8."""
    play = given(everywhere(MOOD, 3, 4))
    seen = scene(play, ann)
    assert set(seen) == {"kind", "phase", "group", "leader", "rehearsal", "help_lines", "visit", "ended"}
    assert set(seen["visit"]) == ASKED_FIELDS["visit"]
    assert set(seen["visit"]["prompt"]) == {"kind", "question", "labels"}
    assert seen["leader"] == "Dana Leader"


def test_the_participants_scene_holds_no_name_but_the_leaders_and_nothing_for_staff() -> None:
    """V8."""
    text = given(everywhere(MOOD, 3, 4), Ask(dana, reveal)).sees(ann).scene.model_dump_json()
    assert "Dana Leader" in text
    assert not [name for name in (*NAMES, *WORDS_ONLY_FOR_STAFF, "BLUE42") if name != "Dana Leader" and name in text]


def test_the_display_has_these_fields_and_no_more() -> None:
    """V8."""
    play = given(everywhere(MOOD, 3, 4))
    seen = scene(play, tv)
    assert set(seen) == {"kind", "phase", "group", "rehearsal", "code", "address", "visit"}
    assert set(seen["visit"]) == ASKED_FIELDS["visit"]
    assert mine(play, tv) == {"kind": "nothing"}
    assert not [name for name in (*NAMES, *WORDS_ONLY_FOR_STAFF) if name in shown(play, tv)]


def test_the_display_shows_the_code_before_the_start_only() -> None:
    """V8."""
    play = given(inside(ann), TV_ON)
    assert scene(play, tv)["code"] == "BLUE42"
    assert scene(play.goes_on(Ask(dana, start)), tv)["code"] is None


def a_storm_changes_nothing_for(viewer: Viewer) -> None:
    """V8: whatever the others answer, a shared scene stays the same."""
    for step in (CRAVING, SLEEP, MOOD, NOTE):
        play = given(at_step(step, ann, ben, cam), TV_ON)
        before = scene(play, viewer)
        content: JsonValue = None if step == NOTE else {"number": 3}
        play.goes_on(Ask(ben, c.Answer(step=step, revision=0, answer=content)), Ask(cam, c.Pass(step=step, revision=0)))
        assert scene(play, viewer) == before, f"the scene of {viewer.role} changed with an answer"


@pytest.mark.parametrize("viewer", [ann, tv])
def test_a_storm_of_answers_changes_nothing_in_a_shared_scene(viewer: Viewer) -> None:
    """V8: the participants' and the display's scene hold nothing that changes when somebody answers."""
    a_storm_changes_nothing_for(viewer)


def test_at_the_door_a_person_sees_nothing_of_the_group() -> None:
    """V9."""
    play = given(everywhere(MOOD, 3, 4), Ask(dana, reveal))
    assert set(scene(play, cam)) == {"kind", "phase", "help_lines"}
    assert mine(play, cam) == {
        "kind": "seat",
        "name": "Cam Shown",
        "lang": "en",
        "mode": "on_site",
        "given": None,
        "person": None,
    }
    assert "Blue group" not in shown(play, cam)


@pytest.mark.parametrize("viewer", [ann, Viewer(Role.PARTICIPANT, "zoe"), Viewer(Role.DISPLAY, "other"), room])
def test_who_is_not_in_the_session_sees_only_whom_to_call(viewer: Viewer) -> None:
    """V9, V14: after a removal, without a seat, on a display that is not connected."""
    play = given(everywhere(MOOD, 3, 4), Ask(dana, c.Remove(seat="ann")))
    assert set(scene(play, viewer)) == {"kind", "help_lines"}
    assert scene(play, viewer)["kind"] == "removed"
    assert mine(play, viewer) == {"kind": "nothing"}


CONSOLE_FIELDS = {
    *("kind", "phase", "group", "rehearsal", "code", "address", "entry", "opened", "started", "ended", "blocks"),
    *("agenda", "next", "former", "stage", "counts", "people", "waiting", "undo", "displays", "staff", "help_lines"),
}
PERSON_FIELDS = {
    *("seat", "number", "name", "mode", "lang", "standing", "linked"),
    *("status", "given", "erased", "revision", "by_staff"),
}


@pytest.mark.parametrize("viewer", [dana, sue])
def test_the_console_has_these_fields_and_no_more(viewer: Viewer) -> None:
    """V10."""
    seen = scene(given(everywhere(MOOD, 3, 4), Ask(ann, c.NeedPerson())), viewer)
    assert set(seen) == CONSOLE_FIELDS
    assert set(seen["people"][0]) == PERSON_FIELDS
    assert set(seen["counts"]) == {"answered", "passed", "not_yet", "after_close", "tally", "may_show", "few"}
    assert set(seen["staff"][0]) == {"staff", "name", "awake"}


def test_the_console_shows_names_scripts_hints_and_the_code() -> None:
    """V10."""
    text = shown(given(everywhere(MOOD, 3, 4)), dana)
    assert all(
        told in text for told in ("Ann Shown", "Cam Shown", "Dana Leader", "Script of mood", "Hint of mood", "BLUE42")
    )


def test_a_supervisor_sees_no_name_and_no_code() -> None:
    """V10: but what leaders may read."""
    past = [everywhere(MOOD, 3, 4), Ask(room, c.FindStaff(staff="sam", name="Sam")), Ask(ann, c.NeedPerson())]
    play = given(past, Ask(sam, c.See(alert="a1")))
    text = shown(play, sue)
    assert not [name for name in (*NAMES, "BLUE42") if name in text]
    assert person(play, "ann", sue).given == person(play, "ann").given is not None


def test_the_console_tells_what_comes_next_and_what_was() -> None:
    """V10."""
    play = given(at_step(HELLO))
    assert not console(play).former and console(play).next is not None
    play.goes_on(Ask(dana, jump(NOTE)))
    assert console(play).former
    assert [(line.step, line.block, line.standing) for line in console(play).agenda] == [
        (HELLO, 0, "done"),
        (CRAVING, 0, "ahead"),
        (SLEEP, 0, "ahead"),
        (MOOD, 0, "ahead"),
        (NOTE, 0, "now"),
        ("w02.bye", 1, "ahead"),
    ]
    play.goes_on(Ask(dana, jump("w02.bye")))
    assert console(play).next is None


def test_before_the_start_the_console_names_the_first_step() -> None:
    """V10."""
    seen = console(given(inside(ann)))
    assert seen.next is not None and seen.next.en == "Title of hello"
    assert (seen.stage, seen.counts, seen.former, seen.undo) == (None, None, False, None)


def test_a_skipped_step_is_marked_until_the_room_goes_there_again() -> None:
    """V10, M5."""
    play = given(at_step(CRAVING), Ask(dana, lambda s: c.Skip(visit=2, reason="later", until=s.at + 5_000)))
    assert [line.standing for line in console(play).agenda[:3]] == ["done", "skipped", "now"]
    play.goes_on(Ask(dana, jump(CRAVING)), Ask(dana, next_step))
    assert [line.standing for line in console(play).agenda[:3]] == ["done", "done", "now"]


def test_the_console_offers_undo_until_when_it_can_be_asked() -> None:
    """V10, M9."""
    play = given(at_step(CRAVING), Ask(dana, close))
    offered = console(play).undo
    assert offered and (offered.of, offered.kind, offered.until) == (play.state.seq, "closed", play.state.at + 10_000)
    assert console(given(at_step(HELLO))).undo is None
    play = given(at_step(MOOD), all_answer(MOOD, 3), Ask(dana, close), Ask(dana, reveal))
    assert console(play).undo is None


def test_leaders_see_each_answer_to_a_step_that_is_for_them() -> None:
    """V2."""
    play = given(at_step(CRAVING), all_answer(CRAVING, 3), Ask(ben, c.Pass(step=CRAVING, revision=0)))
    one = person(play, "ann")
    assert one.given and (one.status, one.given.number, one.revision) == ("answered", 3, 1)
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
        "erased": False,
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


def test_a_facilitator_sees_the_own_name_once_it_is_known() -> None:
    """V10."""
    play = given(opened())
    assert mine(play, dana) == {"kind": "staff", "staff": "dana", "name": "Dana Leader"}
    assert mine(play, sam) == {"kind": "staff", "staff": "sam", "name": None}


def test_there_is_no_console_before_a_session_is_opened() -> None:
    """M1."""
    with pytest.raises(NotOpened):
        view(State(), dana)


def test_the_door_opens() -> None:
    """V9, J3."""
    play = given(door(ann))
    assert scene(play, ann)["kind"] == "door"
    play.goes_on(Ask(dana, c.Admit(seats=("ann",))))
    assert scene(play, ann)["kind"] == "participant"
    assert isinstance(play.sees(ann).mine, ParticipantMine)
