"""What every step kind promises, and what a curriculum and an agenda refuse."""

import typing

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from goround.domain.curriculum import Agenda
from goround.domain.steps import AnyStep, NotAccepted, Step, Visibility
from goround.domain.steps.scale import ScaleAnswer
from tests.playbook import AGENDA, BYE, HELLO, NOTE, scale, slide, tally, words

SAMPLES: dict[str, Step] = {"slide": slide("one"), "scale": scale("two", Visibility.GROUP)}


def kinds() -> set[str]:
    union = typing.get_args(typing.get_args(AnyStep)[0])
    return {kind.model_fields["kind"].default for kind in union}


def test_there_is_a_sample_of_every_kind() -> None:
    assert set(SAMPLES) == kinds()


@pytest.mark.parametrize("kind", SAMPLES)
@given(draw=st.integers(0, 2**64 - 1))
def test_a_rehearsal_seat_gives_an_answer_that_fits(kind: str, draw: int) -> None:
    step = SAMPLES[kind]
    if step.answerable:
        assert not isinstance(step.accept(step.rehearse(draw)), NotAccepted)
    else:
        assert step.rehearse(draw) is None


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_prompt_holds_nothing_for_staff(kind: str) -> None:
    """V8."""
    text = SAMPLES[kind].prompt().model_dump_json()
    assert not [told for told in ("Script of", "Hint of", "Title of") if told in text]


@pytest.mark.parametrize("kind", SAMPLES)
def test_every_kind_can_be_done_on_paper_in_both_languages(kind: str) -> None:
    paper = SAMPLES[kind].paper()
    assert paper.en and paper.es and paper.en != paper.es


@pytest.mark.parametrize("kind", SAMPLES)
def test_a_step_is_read_back_as_it_was_written(kind: str) -> None:
    """R2."""
    step = SAMPLES[kind]
    assert type(step).model_validate_json(step.model_dump_json()) == step


def test_a_slide_asks_nothing_and_shows_nothing() -> None:
    one = SAMPLES["slide"]
    assert one.accept({"number": 1}) == NotAccepted("no_answer_here")
    assert one.tally([]) is None and not one.answerable and one.visibility is None


@pytest.mark.parametrize("number", range(11))
def test_a_scale_takes_every_number_from_0_to_10(number: int) -> None:
    """A4."""
    assert SAMPLES["scale"].accept({"number": number}) == ScaleAnswer(number=number)


@given(numbers=st.lists(st.integers(0, 10)))
def test_a_scale_counts_how_many_chose_each_number(numbers: list[int]) -> None:
    """V5: in any order the same."""
    answers = [ScaleAnswer(number=number) for number in numbers]
    made = SAMPLES["scale"].tally(answers)
    assert made == SAMPLES["scale"].tally(sorted(answers, key=lambda one: one.number)) == tally(*numbers)


def test_a_scale_is_for_leaders_unless_it_says_otherwise() -> None:
    """V2."""
    assert type(SAMPLES["scale"]).model_validate(
        {"id": "x", "title": words("t"), "minutes": 1, "question": words("q")}
    ).visibility is (Visibility.FACILITATOR)


@pytest.mark.parametrize("wrong", [{"minutes": 0}, {"labels": {11: words("x")}}, {"id": "Has Space"}, {"extra": 1}])
def test_a_step_refuses_what_it_does_not_know(wrong: dict[str, object]) -> None:
    step = SAMPLES["scale"]
    with pytest.raises(ValidationError):
        type(step).model_validate({**step.model_dump(), **wrong})


def test_a_slide_has_no_visibility() -> None:
    one = SAMPLES["slide"]
    with pytest.raises(ValidationError):
        type(one).model_validate({**one.model_dump(), "visibility": "group"})


def test_an_agenda_knows_what_comes_before_and_after() -> None:
    """M5."""
    assert AGENDA.refs[0] == HELLO and AGENDA.refs[-1] == BYE
    assert (AGENDA.before(HELLO), AGENDA.after(BYE)) == (None, None)
    assert (AGENDA.before(BYE), AGENDA.after(NOTE)) == (NOTE, BYE)
    assert tuple(AGENDA.steps) == AGENDA.refs


def test_a_curriculum_stands_in_an_agenda_once_and_a_step_in_a_curriculum_once() -> None:
    block = AGENDA.blocks[0]
    with pytest.raises(ValidationError, match="choose each curriculum once"):
        Agenda(blocks=(block, block))
    with pytest.raises(ValidationError, match="give each step an id of its own"):
        type(block).model_validate({**block.model_dump(), "steps": [slide("one").model_dump()] * 2})


def test_an_error_never_repeats_what_was_given() -> None:
    with pytest.raises(ValidationError) as refused:
        ScaleAnswer.model_validate({"number": "marker-word"})
    assert "marker-word" not in str(refused.value)
