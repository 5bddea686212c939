"""Rules V1 to V14 of docs/spec.md: what each viewer is shown, field by field."""

import pytest
from pydantic import JsonValue

from goround.domain import commands as c
from goround.domain.people import Role, Viewer
from goround.domain.scenes import ParticipantMine
from goround.domain.state import NotOpened, State
from goround.domain.views import view
from tests.domain.screens import NAMES, TV_ON, console, everywhere, mine, person, scene, shown
from tests.playbook import (
    CRAVING,
    HELLO,
    MOOD,
    NOTE,
    SLEEP,
    Ask,
    all_answer,
    ann,
    at_step,
    ben,
    cam,
    close,
    dana,
    door,
    given,
    inside,
    jump,
    next_step,
    opened,
    reveal,
    room,
    sam,
    skip,
    start,
    sue,
    tv,
)

ASKED_FIELDS = {
    *("number", "step", "prompt", "who_sees", "open", "since", "due", "content_note", "picture", "results"),
}
STAGE_FIELDS = {
    *("number", "step", "title", "script", "hints", "prompt", "content_note", "picture", "on_display", "who_sees"),
    *("entered", "spent", "minutes", "extended", "due", "time_up", "open", "revealed", "results", "on_wall"),
    *("themes", "turns"),
}
WORDS_ONLY_FOR_STAFF = ("Script of", "Hint of", "Title of")


def test_the_participants_scene_has_these_fields_and_no_more() -> None:
    """V8."""
    play = given(everywhere(MOOD, 3, 4))
    seen = scene(play, ann)
    assert set(seen) == {"kind", "phase", "group", "leader", "rehearsal", "help_lines", "visit", "ended"}
    assert set(seen["visit"]) == ASKED_FIELDS
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
    assert set(seen) == {"kind", "phase", "group", "rehearsal", "code", "address", "visit", "quiet", "speech", "dark"}
    assert set(seen["visit"]) == ASKED_FIELDS
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
    assert set(scene(play, cam)) == {"kind", "phase", "rehearsal", "help_lines"}
    assert mine(play, cam) == {
        "kind": "seat",
        "name": "Cam Shown",
        "lang": "en",
        "mode": "on_site",
        "for_you": True,
        "given": None,
        "arrival": [],
        "turn": None,
        "namesake": False,
        "person": None,
        "alarm": None,
    }
    assert "Blue group" not in shown(play, cam)


@pytest.mark.parametrize("viewer", [ann, Viewer(Role.PARTICIPANT, "zoe"), Viewer(Role.DISPLAY, "other"), room])
def test_who_is_not_in_the_session_sees_only_whom_to_call(viewer: Viewer) -> None:
    """V9, V14: after a removal, without a seat, on a display that is not connected."""
    play = given(everywhere(MOOD, 3, 4), Ask(dana, c.Remove(seat="ann")))
    assert set(scene(play, viewer)) == {"kind", "rehearsal", "help_lines"}
    assert scene(play, viewer)["kind"] == "removed"
    assert mine(play, viewer) == {"kind": "nothing"}


CONSOLE_FIELDS = {
    *("kind", "phase", "locked", "group", "rehearsal", "unreviewed", "code", "address", "entry"),
    *(
        "opened",
        "started",
        "ended",
        "blocks",
        "agenda",
        "arrival",
        "planned_end",
        "fixed",
        "next",
        "next_step",
        "former",
    ),
    *("stage", "counts", "people", "waiting", "marks", "left_open", "undo", "displays", "join_card", "speech", "dark"),
    *("staff", "help_lines"),
}
PERSON_FIELDS = {
    *("seat", "number", "name", "mode", "lang", "standing", "presence", "confirmed", "linked", "lost", "on_arrival"),
    *("phone_left", "asks_where"),
    *("status", "given", "erased", "later", "revision", "by_staff"),
}


@pytest.mark.parametrize("viewer", [dana, sue])
def test_the_console_has_these_fields_and_no_more(viewer: Viewer) -> None:
    """V10."""
    seen = scene(given(everywhere(MOOD, 3, 4), Ask(ann, c.NeedPerson())), viewer)
    assert set(seen) == CONSOLE_FIELDS
    assert set(seen["people"][0]) == PERSON_FIELDS
    assert set(seen["stage"]) == STAGE_FIELDS
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
    assert [line.standing for line in console(play).agenda[:3]] == ["done", "later", "now"]
    play.goes_on(Ask(dana, jump(CRAVING)), Ask(dana, next_step))
    assert [line.standing for line in console(play).agenda[:4]] == ["done", "done", "done", "now"]


def test_a_skipped_step_is_told_from_one_that_was_put_off() -> None:
    """V10, M5, M15."""
    play = given(at_step(CRAVING), Ask(dana, skip))
    assert [line.standing for line in console(play).agenda[:3]] == ["done", "skipped", "now"]


def test_the_console_offers_undo_until_when_it_can_be_asked() -> None:
    """V10, M9."""
    play = given(at_step(CRAVING), Ask(dana, close))
    offered = console(play).undo
    assert offered and (offered.of, offered.kind, offered.until) == (play.state.seq, "closed", play.state.at + 10_000)
    assert console(given(at_step(HELLO))).undo is None
    play = given(at_step(MOOD), all_answer(MOOD, 3), Ask(dana, close), Ask(dana, reveal))
    assert console(play).undo is None


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
