"""The kinds ``ifthen``, ``plan`` and ``breathe`` (rules K10 to K12 of docs/spec.md)."""

import pytest
from pydantic import JsonValue, ValidationError

from goround.domain.steps import NotAccepted
from goround.domain.steps.breathe import BreatheAnswer, BreathePrompt
from goround.domain.steps.ifthen import Half, IfThenAnswer
from goround.domain.steps.plan import PlanAnswer
from tests.domain.kinds import WRITTEN, made, options, slips

NOTHING, NOT_AN_OPTION = NotAccepted("nothing_written"), NotAccepted("not_an_option")


def halves(situation: JsonValue, response: JsonValue) -> JsonValue:
    return {"situation": situation, "response": response}


@pytest.mark.parametrize("half", [{"id": "call"}, {"own": "call Sam"}, {"id": "call", "own": "call Sam first"}])
def test_each_half_of_a_plan_comes_from_the_menu_in_own_words_or_both(half: dict[str, JsonValue]) -> None:
    """K10."""
    expected = IfThenAnswer(situation=Half(id="fight"), response=Half.model_validate(half))
    assert made("ifthen").accept(halves({"id": "fight"}, half)) == expected


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (halves({}, {"id": "call"}), NOTHING),
        (halves({"id": "fight"}, {"own": " \u200b"}), NOTHING),
        (halves({"id": "call"}, {"id": "call"}), NOT_AN_OPTION),
        (halves({"id": "fight"}, {"id": "fight"}), NOT_AN_OPTION),
        (halves({"id": "fight"}, {"own": "x" * 141}), NotAccepted("too_long", {"most": 140})),
        ({"situation": {"id": "fight"}}, NOT_AN_OPTION),
        (halves("fight", "call"), NOT_AN_OPTION),
        ("fight", NOT_AN_OPTION),
    ],
)
def test_a_plan_for_a_hard_moment_says_why_it_does_not_fit(answer: JsonValue, why: NotAccepted) -> None:
    """K10, A4."""
    assert made("ifthen").accept(answer) == why


def test_a_plan_for_a_hard_moment_reads_as_one_sentence() -> None:
    """K10, K15: own words go before those of the menu."""
    prompt = made("ifthen").prompt()
    plan = IfThenAnswer(situation=Half(id="payday"), response=Half(id="call", own="call Sam first"))
    assert prompt.said(plan, "en") == "If Words of payday, then I call Sam first"
    assert prompt.said(plan, "es") == "Si Words of payday (es), entonces yo call Sam first"
    assert prompt.lines("en")[1:3] == ["If ...", "( ) Words of payday"] and "then I ..." in prompt.lines("en")


@pytest.mark.parametrize("fields", [{"sign": "I stop calling"}, {"sign": "I stop calling", "person": "Sam\nor Kim"}])
def test_a_card_takes_words_for_some_of_its_fields(fields: dict[str, JsonValue]) -> None:
    """K11."""
    assert made("plan").accept({"fields": fields}) == PlanAnswer.model_validate({"fields": fields})


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"fields": {}}, NOTHING),
        ({"fields": {"sign": "  "}}, NOTHING),
        ({"fields": {"sign": None}}, NOTHING),
        ({"fields": {"sign": "x" * 241}}, NotAccepted("too_long", {"most": 240})),
        ({"fields": {"secret": "x"}}, NOT_AN_OPTION),
        ("x", NOTHING),
    ],
)
def test_a_card_says_why_it_does_not_fit(answer: JsonValue, why: NotAccepted) -> None:
    """K11, A4."""
    assert made("plan").accept(answer) == why


def test_a_card_reads_at_the_terminal_with_its_labels() -> None:
    """K11, K15."""
    prompt = made("plan").prompt()
    assert prompt.lines("en") == ["My card", "You keep it.", "A sign: ______ “I stop calling”", "A person: ______"]
    assert (
        prompt.said(PlanAnswer(fields={"person": "Sam", "sign": "tired"}), "es")
        == "A sign (es): tired; A person (es): Sam"
    )


@pytest.mark.parametrize("answer", [{"took_part": False}, {"took_part": "yes"}, {"took_part": None}, {}, True])
def test_of_breathing_is_kept_that_a_person_took_part_and_nothing_else(answer: JsonValue) -> None:
    """K12, A4: who did not passes."""
    assert made("breathe").accept({"took_part": True}) == BreatheAnswer(took_part=True)
    assert made("breathe").accept(answer) == NOT_AN_OPTION


def test_breathing_reads_at_the_terminal_and_leaves_out_what_takes_no_time() -> None:
    """K12, K15."""
    prompt = made("breathe").prompt()
    assert isinstance(prompt, BreathePrompt) and prompt.seconds.breathe_in == 4
    assert prompt.lines("en") == ["Breathe with us", "Eyes open is fine.", "6 x (in 4 s, out 6 s)"]
    pace = {"in": 4, "hold": 7, "out": 8, "rest": 1}
    held = made("breathe", seconds=pace, rounds=2, minutes=1, text=None).prompt()
    assert held.lines("es") == ["Breathe with us (es)", "2 x (inhala 4 s, sostén 7 s, exhala 8 s, descansa 1 s)"]
    assert prompt.said(BreatheAnswer(took_part=True), "es") == "participó"


@pytest.mark.parametrize("kind", ["ifthen", "plan", "breathe"])
def test_plans_and_breathing_have_nothing_for_the_room(kind: str) -> None:
    """K10, K11, K12."""
    assert made(kind).tally([]) is None and made(kind).prompt().shown(None, "en") == []
    assert not made(kind).shared


def test_lines_and_fields_differ_and_breathing_fits_its_step() -> None:
    """K14."""
    assert slips("ifthen", situations=options("a", "a")) == [(("situations", 1, "id"), "twice")]
    assert slips("ifthen", responses=options("a", "b", "a")) == [(("responses", 2, "id"), "twice")]
    sign = WRITTEN["plan"]["fields"][0]
    assert slips("plan", fields=[sign, sign]) == [(("fields", 1, "id"), "twice")]
    twice = {**sign, "suggestions": options("tired", "tired")}
    assert slips("plan", fields=[twice]) == [(("fields", 0, "suggestions", 1, "id"), "twice")]
    assert slips("breathe", rounds=31) == [(("rounds",), "more_than_planned")]
    assert slips("breathe", rounds=30) == []


@pytest.mark.parametrize("seconds", [{"in": 0}, {"out": 0}, {"hold": 21}, {"in": 4, "breathe_in": 4}])
def test_a_breath_goes_in_and_out(seconds: dict[str, int]) -> None:
    """K12."""
    with pytest.raises(ValidationError):
        made("breathe", seconds=seconds)
