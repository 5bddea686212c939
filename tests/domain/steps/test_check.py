"""The kind ``check`` (rule K6 of docs/spec.md)."""

import pytest
from pydantic import JsonValue

from goround.domain.steps import NotAccepted
from goround.domain.steps.check import Check, CheckAnswer, CheckTally
from tests.domain.kinds import WRITTEN, item, made, options, slips


def check() -> Check:
    step = made("check")
    assert isinstance(step, Check)
    return step


def given(**items: str) -> CheckAnswer:
    return CheckAnswer(items=items)


@pytest.mark.parametrize("items", [{"alone": "no"}, {"soon": "day"}, {"alone": "yes", "soon": "two"}])
def test_a_check_takes_an_option_for_some_of_its_questions(items: dict[str, JsonValue]) -> None:
    """K6: so that each can be answered by itself."""
    assert made("check").accept({"items": items}) == CheckAnswer.model_validate({"items": items})


@pytest.mark.parametrize(
    "answer",
    [{"items": {}}, {"items": {"alone": "ten"}}, {"items": {"alone": "no", "late": "yes"}}, {"items": {"alone": None}},
     {"items": ["no"]}, {"alone": "no"}, "no"],
)  # fmt: skip
def test_a_check_takes_no_other(answer: JsonValue) -> None:
    """K6, A4."""
    assert made("check").accept(answer) == NotAccepted("not_an_option")


def test_what_is_so_is_told_of_the_questions_that_were_answered_and_of_no_other() -> None:
    """K6, V16."""
    told = check().told(given(alone="yes"))
    assert {id: (one.right, one.because.en) for id, one in told.items.items()} == {"alone": ("no", "Because of alone")}
    assert list(check().told(given(alone="yes", soon="ten")).items) == ["alone", "soon"]


def test_a_check_counts_each_question_and_nobody_gets_a_grade() -> None:
    """K6."""
    tally = check().tally([given(alone="no"), given(alone="yes", soon="ten")])
    assert tally.answers == 2
    assert {id: one.counts for id, one in tally.items.items()} == {
        "alone": {"no": 1, "yes": 1},
        "soon": {"ten": 1, "two": 0, "day": 0},
    }
    assert set(CheckAnswer.model_fields) == {"kind", "items"}
    assert set(CheckTally.model_fields) == {"answers", "kind", "items"}


def test_a_check_reads_at_the_terminal_in_words_not_in_ids() -> None:
    """K15: what is so stands in no question."""
    prompt = check().prompt()
    assert prompt.lines("en")[:4] == ["Worth knowing", "Question of alone?", "( ) Words of no", "( ) Words of yes"]
    assert not [line for line in prompt.lines("en") if "Because" in line]
    assert prompt.said(given(soon="two", alone="yes"), "es") == "Words of yes (es); Words of two (es)"
    shown = prompt.shown(check().tally([given(alone="yes")]), "en")
    assert shown[:4] == ["Question of alone?", "  0 * Words of no", "  1   Words of yes", "Because of alone"]
    assert check().told(given(alone="yes")).lines("es") == ["Because of alone (es)"]


def test_questions_differ_and_what_is_so_can_be_chosen() -> None:
    """K14."""
    alone, soon = WRITTEN["check"]["items"]
    assert slips("check", items=[alone, alone]) == [(("items", 1, "id"), "twice")]
    twice = {**soon, "options": options("ten", "two", "two")}
    assert slips("check", items=[alone, twice]) == [(("items", 1, "options", 2, "id"), "twice")]
    wrong = {**item("alone", "no", "yes"), "right": "maybe"}
    assert slips("check", items=[wrong]) == [(("items", 0, "right"), "dangling")]
