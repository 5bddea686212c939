"""Rule V16 of docs/spec.md: what is so in a check is told after the answer, of what was answered, to who answered."""

import json

import pytest

from goround.domain import commands as c
from goround.domain.people import Mode, Viewer
from tests.domain.kinds import gives, made, session
from tests.domain.screens import TV_ON, mine, scene, shown
from tests.playbook import SIX, Ask, Past, Play, ann, at_step, ben, cam, dana, given, jump, reveal, sue, tv

CHECK = "k.check"
KEY = ('"right"', "Because of")
ANONYMOUS, NAMED = session(made("check"), made("slide")), session(made("check", visibility="group"), made("slide"))
PHONES = [(ben, None), (cam, None), (tv, None), (Viewer(ann.role, "zoe"), None)]
STAFF = [(dana, None), (sue, None), (dana, "ben"), (sue, "ben")]


def asked(opening: c.Open) -> Past:
    """Five are asked; Cam waits at the door; a display is on."""
    people = [one for one in SIX if one != cam]
    return [
        at_step(CHECK, *people, with_=opening),
        TV_ON,
        Ask(cam, c.Join(name="Cam Shown", mode=Mode.ON_SITE, lang="en")),
    ]


def told(play: Play, viewer: Viewer, over: str | None = None) -> bool:
    text = shown(play, viewer, over)
    return bool([key for key in KEY if key in text])


def nobody_is_told_before_an_answer() -> None:
    """V16: no screen at all where the answers carry no name; where they do, none but the consoles' counts."""
    play = given(asked(ANONYMOUS))
    for viewer, over in [(ann, None), *PHONES, *STAFF, (dana, "ann")]:
        assert not told(play, viewer, over), f"{viewer.role} is told what is so before anybody has answered"
    named = given(asked(NAMED))
    for viewer, over in [(ann, None), *PHONES, (dana, "ben"), (sue, "ann")]:
        assert not told(named, viewer, over), f"{viewer.role} is told what is so before anybody has answered"


def test_nobody_is_told_before_an_answer() -> None:
    """V16."""
    nobody_is_told_before_an_answer()


def test_who_has_answered_is_told_of_what_was_answered_and_of_nothing_else() -> None:
    """V16, K6."""
    play = given(asked(ANONYMOUS), gives(ann, CHECK, {"items": {"alone": "yes"}}))
    because = {"en": "Because of alone", "es": "Because of alone (es)"}
    assert mine(play, ann)["given"]["told"] == {
        "kind": "check",
        "items": {"alone": {"right": "no", "because": because}},
    }
    assert "Because of soon" not in shown(play, ann)
    play.goes_on(gives(ann, CHECK, {"items": {"alone": "yes", "soon": "two"}}))
    assert list(mine(play, ann)["given"]["told"]["items"]) == ["alone", "soon"]


def test_nobody_else_is_told_when_one_has_answered() -> None:
    """V16, V4: nor who looks over the seat of the one who has."""
    play = given(asked(ANONYMOUS), gives(ann, CHECK, {"items": {"alone": "yes", "soon": "ten"}}))
    assert not [
        (viewer, over) for viewer, over in [*PHONES, *STAFF, (dana, "ann"), (sue, "ann")] if told(play, viewer, over)
    ]


def test_who_takes_the_answer_back_by_passing_is_told_nothing_more() -> None:
    """V16, A7."""
    play = given(
        asked(ANONYMOUS), gives(ann, CHECK, {"items": {"alone": "yes"}}), Ask(ann, c.Pass(step=CHECK, revision=1))
    )
    assert mine(play, ann)["given"]["told"] is None and not told(play, ann)


def test_it_is_told_again_when_the_room_comes_back_and_not_elsewhere() -> None:
    """V16, V11."""
    play = given(asked(ANONYMOUS), gives(ann, CHECK, {"items": {"alone": "yes"}}), Ask(dana, jump("k.slide")))
    assert not told(play, ann)
    assert told(play.goes_on(Ask(dana, jump(CHECK))), ann)


def test_leaders_who_may_read_an_answer_see_over_the_seat_what_it_was_told() -> None:
    """V16, V12."""
    play = given(asked(NAMED), gives(ann, CHECK, {"items": {"alone": "yes"}}))
    for viewer in (dana, sue):
        assert list(mine(play, viewer, "ann")["given"]["told"]["items"]) == ["alone"]


@pytest.mark.parametrize("opening", [ANONYMOUS, NAMED], ids=["anonymous", "group"])
def test_the_room_is_told_with_the_tally(opening: c.Open) -> None:
    """V16: by then nobody answers any more."""
    answers = [gives(one, CHECK, {"items": {"alone": "no", "soon": "day"}}) for one in SIX if one != cam]
    play = given(asked(opening), answers)
    assert not told(play, tv)
    play.goes_on(Ask(dana, reveal))
    results = scene(play, tv)["visit"]["results"]
    assert results["items"]["alone"]["right"] == "no" and not scene(play, tv)["visit"]["open"]
    assert json.dumps(results) in json.dumps(scene(play, ben))


@pytest.mark.parametrize("kind", ["choice", "text", "scale"])
def test_other_kinds_have_nothing_to_tell(kind: str) -> None:
    """V16."""
    answer = {"choice": {"option": "rest"}, "text": {"text": "soup"}, "scale": {"number": 3}}[kind]
    play = given(at_step(f"k.{kind}", ann, with_=session(made(kind))), gives(ann, f"k.{kind}", answer))  # type: ignore[arg-type]
    assert mine(play, ann)["given"]["told"] is None and mine(play, ann)["given"]["answer"] is not None
