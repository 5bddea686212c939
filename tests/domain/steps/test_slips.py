"""An author's mistakes that no single field shows (rule K14 of docs/spec.md): in a step, and between steps."""

from typing import get_args

import pytest
from pydantic import ValidationError

from goround.domain.agenda import Agenda
from goround.domain.curriculum import Curriculum, slips
from goround.domain.steps import Visibility
from goround.domain.steps.base import Tag
from tests.domain.kinds import STEP, WRITTEN, made
from tests.domain.kinds import slips as of_step
from tests.playbook import AGENDA, BYE, HELLO, NOTE, REVIEWED, curriculum, scale, slide


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_a_good_step_has_none(kind: str) -> None:
    """K14."""
    assert of_step(kind) == []


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_the_fewest_minutes_are_no_more_than_planned(kind: str) -> None:
    """K14."""
    assert of_step(kind, at_least=6) == [(("at_least",), "more_than_planned")]
    assert of_step(kind, at_least=5) == []


@pytest.mark.parametrize("tag", get_args(Tag))
def test_what_asks_about_safety_or_use_is_seen_by_those_who_can_act(tag: str) -> None:
    """K14."""
    assert of_step("choice", tags=[tag], visibility="facilitator") == []
    for visibility in (Visibility.PRIVATE, Visibility.ANONYMOUS, Visibility.GROUP):
        assert of_step("choice", tags=[tag], visibility=visibility) == [(("visibility",), "safety_unseen")]
    assert of_step("slide", tags=[tag]) == []


def test_nothing_private_or_named_stands_on_the_rooms_screen() -> None:
    """K14, V17."""
    for visibility in (Visibility.PRIVATE, Visibility.FACILITATOR):
        assert of_step("choice", room="results", visibility=visibility) == [(("room",), "private_on_display")]
    for visibility in (Visibility.ANONYMOUS, Visibility.GROUP):
        assert of_step("choice", room="results", visibility=visibility) == []
    assert of_step("choice", room="question", visibility="private") == []


def test_those_who_are_asked_are_named_once() -> None:
    """K14."""
    twice = {"for": ["remote", "family", "remote"]}
    assert of_step("choice", **twice) == [(("for", 2), "twice")]
    assert of_step("choice", **{"for": ["remote", "family"]}) == []


def test_a_visibility_that_does_not_suit_the_kind_names_those_that_do() -> None:
    """K14, K16."""
    [slip] = made("plan", visibility="group").slips()
    assert (slip.at, slip.code, slip.todo) == (
        ("visibility",),
        "visibility_not_possible",
        "use one of: facilitator, private",
    )


def between(*steps: dict[str, object]) -> list[tuple[tuple[str | int, ...], str]]:
    return [(slip.at, slip.code) for slip in slips([STEP.validate_python(step) for step in steps])]


CAME = scale("came", Visibility.FACILITATOR).model_dump()


def test_a_step_has_an_id_of_its_own_and_compares_with_an_earlier_scale() -> None:
    """K14."""
    leaves = {**CAME, "id": "leaves", "first": "came", "alert": {"rise": 3}}
    assert between(CAME, leaves) == []
    assert between(CAME, CAME) == [(("steps", 1, "id"), "twice")]
    for former in (leaves, {**leaves, "first": "slide"}, {**leaves, "first": "leaves"}):
        before = slide("slide").model_dump()
        assert between(before, former) == [(("steps", 1, "first"), "dangling")]
    assert between(leaves, CAME) == [(("steps", 0, "first"), "dangling")]


def test_a_slip_in_a_step_is_told_from_the_curriculum_on() -> None:
    """K14."""
    assert between(CAME, {**CAME, "id": "other", "at_least": 9}) == [(("steps", 1, "at_least"), "more_than_planned")]


def test_a_step_that_asks_nothing_is_not_asked_on_arrival() -> None:
    """K14, A12."""
    for kind in ("slide", "goround", "openfloor", "break"):
        assert of_step(kind, arrival=True) == [(("arrival",), "arrival_unasked")]
        assert of_step(kind) == []


@pytest.mark.parametrize("visibility", Visibility)
def test_what_is_asked_on_arrival_is_for_those_who_lead_or_stays_on_the_phone(visibility: Visibility) -> None:
    """K14, A12: nothing would ever show it to the group."""
    shared = visibility in (Visibility.ANONYMOUS, Visibility.GROUP)
    found = of_step("scale", arrival=True, visibility=visibility)
    assert found == ([(("arrival",), "arrival_shared")] if shared else [])


def test_a_curriculum_has_a_step_that_the_room_goes_to() -> None:
    """K14, A12."""
    only = {**CAME, "id": "only", "arrival": True, "visibility": "facilitator"}
    assert between(only) == [(("steps", 0, "arrival"), "only_arrival")]
    assert between(only, CAME) == []
    with pytest.raises(ValidationError, match="take “arrival” out of a step"):
        curriculum("w01", STEP.validate_python(only))


def test_a_curriculum_with_a_slip_is_none() -> None:
    """K14."""
    with pytest.raises(ValidationError, match="give each step an id of its own"):
        curriculum("w01", slide("one"), slide("one"))
    with pytest.raises(ValidationError, match="nobody who can act would see who answered"):
        curriculum("w01", STEP.validate_python({**CAME, "visibility": "anonymous", "tags": ["use"]}))


def test_a_curriculum_knows_which_reviews_are_missing() -> None:
    """M14."""
    whole = AGENDA.blocks[0]
    assert whole.unreviewed == ()
    for name in ("clinician", "spanish"):
        one = Curriculum.model_validate({**whole.model_dump(), "review": {**REVIEWED.model_dump(), name: None}})
        assert one.unreviewed == (name,)


def test_an_agenda_knows_what_comes_before_and_after() -> None:
    """M5."""
    assert AGENDA.refs[0] == HELLO and AGENDA.refs[-1] == BYE
    assert (AGENDA.before(HELLO), AGENDA.after(BYE)) == (None, None)
    assert (AGENDA.before(BYE), AGENDA.after(NOTE)) == (NOTE, BYE)
    assert tuple(AGENDA.steps) == AGENDA.refs


def test_a_curriculum_stands_in_an_agenda_once() -> None:
    block = AGENDA.blocks[0]
    with pytest.raises(ValidationError, match="choose each curriculum once"):
        Agenda(blocks=(block, block))
