"""What every step kind promises (rules K1 and K16 of docs/spec.md), over a sample of each."""

import typing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from goround.domain.rules.refusal import REFUSAL_CODES
from goround.domain.steps import NotAccepted, Visibility
from goround.domain.steps.text import TextAnswer
from tests.domain.kinds import ANSWER, ANSWERS, STEP, TALLY, WRITTEN, kinds, made

ASKING = sorted(ANSWERS)
FOR_STAFF = ("Script of", "Hint of", "Title of", "Remote of", "Source of", "Because of", '"right"')


def accepted(kind: str) -> list[typing.Any]:
    """The two good answers in the kind's own type."""
    answers = [made(kind).accept(answer) for answer in ANSWERS[kind]]
    assert not [answer for answer in answers if isinstance(answer, NotAccepted)]
    return answers


def test_there_is_a_sample_of_every_kind_and_an_answer_to_each_that_asks() -> None:
    assert set(WRITTEN) == kinds() == {made(kind).kind for kind in WRITTEN}  # type: ignore[attr-defined]
    assert set(ASKING) == {kind for kind in WRITTEN if made(kind).answerable}


@pytest.mark.parametrize("kind", ASKING)
@settings(max_examples=200)
@given(draw=st.integers(0, 2**64 - 1))
def test_a_rehearsal_seat_gives_an_answer_that_fits(kind: str, draw: int) -> None:
    """K1."""
    step = made(kind)
    assert not isinstance(step.accept(step.rehearse(draw)), NotAccepted)


@pytest.mark.parametrize(
    ("kind", "bare"),
    [("list", {"suggestions": []}), ("list", {"own": False, "most": 1}), ("commit", {"suggestions": []}), ("commit", {"own": False}),
     ("text", {"most_letters": 20}), ("multi", {"most": 1}), ("rank", {"top": 4}), ("plan", {"fields": [WRITTEN["plan"]["fields"][1]]})],
)  # fmt: skip
@settings(max_examples=200)
@given(draw=st.integers(0, 2**64 - 1))
def test_a_rehearsal_seat_finds_an_answer_where_there_is_little_to_choose(
    kind: str, bare: dict[str, object], draw: int
) -> None:
    """K1."""
    step = made(kind, **bare)
    assert not list(step.slips()) and not isinstance(step.accept(step.rehearse(draw)), NotAccepted)


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_a_step_says_what_is_wrong_with_any_answer_and_never_breaks(kind: str) -> None:
    """K1: with a code that has its sentence."""
    nonsense: list[typing.Any] = [
        None,
        True,
        3,
        "3",
        [],
        [3],
        {},
        {"x": 1},
        {"items": 3},
        {"options": {}},
        {"own": [[]]},
        {"fields": {"sign": {}}},
    ]
    for answer in (*nonsense, *(answer for other, answers in ANSWERS.items() if other != kind for answer in answers)):
        found = made(kind).accept(answer)
        if {kind, made_of(answer)} != {"list", "commit"}:
            assert isinstance(found, NotAccepted), f"{kind} took {answer}"
        assert not isinstance(found, NotAccepted) or found.code in REFUSAL_CODES


def made_of(answer: object) -> str | None:
    return next((kind for kind, answers in ANSWERS.items() if answer in answers), None)


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_a_prompt_holds_nothing_for_staff(kind: str) -> None:
    """V8, V16: nor what is so."""
    text = made(kind).prompt().model_dump_json()
    assert not [told for told in FOR_STAFF if told in text]


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_every_kind_can_be_done_without_a_device_in_both_languages(kind: str) -> None:
    """K1."""
    by_hand = made(kind).on_paper
    assert by_hand.es and by_hand.en != by_hand.es
    assert made(kind, paper="Stand up.").on_paper.en == "Stand up."


@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_a_step_an_answer_and_a_tally_are_read_back_as_they_were_written(kind: str) -> None:
    """R2."""
    step = made(kind)
    assert STEP.validate_json(step.model_dump_json()) == step
    answers = accepted(kind) if kind in ASKING else []
    assert [ANSWER.validate_json(answer.model_dump_json()) for answer in answers] == answers
    tally = step.tally(answers)
    assert tally is None or TALLY.validate_json(tally.model_dump_json()) == tally


@pytest.mark.parametrize("kind", ASKING)
def test_a_tally_knows_of_how_many_answers_it_is_made_and_its_order_says_nothing_in_its_counts(kind: str) -> None:
    """K1."""
    one, other = accepted(kind)
    forth, back = made(kind).tally([one, other]), made(kind).tally([other, one])
    if forth is None or back is None:
        assert forth is back is None
        return
    assert forth.answers == back.answers == 2
    assert sorted(forth.held) == sorted(back.held)
    assert forth.with_only({}) == back.with_only({})


MAY_BE = {
    "scale": set(Visibility),
    "choice": set(Visibility),
    "multi": set(Visibility),
    "rank": set(Visibility),
    "check": {Visibility.FACILITATOR, Visibility.ANONYMOUS, Visibility.GROUP},
    "text": {Visibility.PRIVATE, Visibility.FACILITATOR, Visibility.ANONYMOUS},
    "list": {Visibility.PRIVATE, Visibility.FACILITATOR, Visibility.ANONYMOUS},
    "commit": {Visibility.PRIVATE, Visibility.FACILITATOR, Visibility.ANONYMOUS},
    "ifthen": {Visibility.PRIVATE, Visibility.FACILITATOR},
    "plan": {Visibility.PRIVATE, Visibility.FACILITATOR},
    "breathe": {Visibility.PRIVATE, Visibility.FACILITATOR},
}
UNSAID = {
    "scale": "facilitator", "choice": "anonymous", "multi": "anonymous", "check": "anonymous", "list": "private", "rank": "anonymous",
    "ifthen": "private", "plan": "private", "breathe": "facilitator", "commit": "private",
}  # fmt: skip


@pytest.mark.parametrize("kind", ASKING)
def test_each_kind_has_the_visibilities_that_suit_it(kind: str) -> None:
    """K16, V1 to V4."""
    for visibility in Visibility:
        codes = [slip.code for slip in made(kind, visibility=visibility).slips()]
        assert ("visibility_not_possible" in codes) == (visibility not in MAY_BE[kind])


@pytest.mark.parametrize("kind", ASKING)
def test_who_sees_an_answer_where_the_author_says_nothing(kind: str) -> None:
    """K16: of a text the author has to say it."""
    if kind in UNSAID:
        assert made(kind, visibility=None).visibility == UNSAID[kind]
    else:
        with pytest.raises(ValidationError):
            made(kind, visibility=None)


@pytest.mark.parametrize("kind", ASKING)
def test_what_anybody_wrote_is_not_for_the_group_by_name(kind: str) -> None:
    """K16, V15: so every wall carries no name."""
    tally = made(kind).tally(accepted(kind))
    assert not (tally and tally.held) or Visibility.GROUP not in MAY_BE[kind]


@pytest.mark.parametrize(
    "wrong", [{"minutes": 0}, {"id": "Has Space"}, {"extra": 1}, {"pass": False}, {"tags": ["hunger"]}]
)
@pytest.mark.parametrize("kind", sorted(WRITTEN))
def test_a_step_refuses_what_it_does_not_know(kind: str, wrong: dict[str, object]) -> None:
    """K1: and nobody may forbid to pass (A7)."""
    with pytest.raises(ValidationError):
        made(kind, **wrong)


def test_an_error_never_repeats_what_was_given() -> None:
    with pytest.raises(ValidationError) as refused:
        TextAnswer.model_validate({"kind": "text", "text": ["marker-word"]})
    assert "marker-word" not in str(refused.value)
