"""The kinds ``choice`` and ``multi`` (rules K4 and K5 of docs/spec.md)."""

import pytest
from pydantic import JsonValue, ValidationError

from goround.domain.steps import NotAccepted
from goround.domain.steps.choice import ChoiceAnswer, ChoiceTally
from goround.domain.steps.multi import MultiAnswer, MultiTally
from tests.domain.kinds import made, options, slips

NOT_AN_OPTION = NotAccepted("not_an_option")


@pytest.mark.parametrize("option", ["rest", "move", "call"])
def test_a_choice_takes_each_of_its_options(option: str) -> None:
    """K4."""
    assert made("choice").accept({"option": option}) == ChoiceAnswer(option=option)


@pytest.mark.parametrize(
    "answer",
    [{"option": "eat"}, {"option": ""}, {"option": None}, {"option": ["rest"]}, {"options": ["rest"]}, {}, "rest"],
)
def test_a_choice_takes_no_other(answer: JsonValue) -> None:
    """K4, A4."""
    assert made("choice").accept(answer) == NOT_AN_OPTION


def test_a_choice_counts_each_option_also_what_nobody_chose() -> None:
    """K4."""
    answers = [ChoiceAnswer(option=option) for option in ("call", "rest", "call")]
    tally = made("choice").tally(answers)
    assert tally == ChoiceTally(answers=3, counts={"rest": 1, "move": 0, "call": 2})
    assert list(tally.counts) == ["rest", "move", "call"]


def test_a_choice_reads_at_the_terminal_in_words_not_in_ids() -> None:
    """K15."""
    prompt = made("choice").prompt()
    assert prompt.lines("en") == ["What is it for you?", "( ) Words of rest", "( ) Words of move", "( ) Words of call"]
    assert prompt.said(ChoiceAnswer(option="move"), "es") == "Words of move (es)"
    tally = made("choice").tally([ChoiceAnswer(option="call")] * 12)
    assert prompt.shown(tally, "en") == ["  0  Words of rest", "  0  Words of move", " 12  Words of call"]


@pytest.mark.parametrize(
    ("chosen", "kept"), [(["hands"], ("hands",)), (["head", "chest"], ("head", "chest"))], ids=["one", "several"]
)
def test_a_multi_takes_one_option_or_several(chosen: list[str], kept: tuple[str, ...]) -> None:
    """K5."""
    assert made("multi").accept({"options": [*chosen]}) == MultiAnswer(options=kept)


@pytest.mark.parametrize(
    "answer",
    [
        {"options": []},
        {"options": ["feet"]},
        {"options": ["head", "head"]},
        {"options": "head"},
        {"option": "head"},
        ["head"],
    ],
)
def test_a_multi_takes_no_other_and_none_twice(answer: JsonValue) -> None:
    """K5, A4."""
    assert made("multi").accept(answer) == NOT_AN_OPTION


def test_a_multi_takes_as_many_as_it_says_or_all() -> None:
    """K5."""
    three: JsonValue = {"options": ["chest", "hands", "head"]}
    assert made("multi").accept(three) == NotAccepted("too_many", {"most": 2})
    assert isinstance(made("multi", most=None).accept(three), MultiAnswer)


def test_a_multi_counts_each_option() -> None:
    """K5."""
    answers = [MultiAnswer(options=("head", "chest")), MultiAnswer(options=("head",))]
    assert made("multi").tally(answers) == MultiTally(answers=2, counts={"chest": 1, "hands": 0, "head": 2})


def test_a_multi_reads_at_the_terminal_in_words_not_in_ids() -> None:
    """K15."""
    prompt = made("multi").prompt()
    assert prompt.lines("es")[1:] == [
        "[ ] Words of chest (es)",
        "[ ] Words of hands (es)",
        "[ ] Words of head (es)",
        "Hasta 2.",
    ]
    assert made("multi", most=None).prompt().lines("en")[-1] == "[ ] Words of head"
    assert prompt.said(MultiAnswer(options=("head", "chest")), "en") == "Words of head; Words of chest"
    assert prompt.shown(made("multi").tally([MultiAnswer(options=("head",))]), "en")[2] == "  1  Words of head"


@pytest.mark.parametrize("kind", ["choice", "multi"])
def test_options_differ_and_an_alert_names_one_that_leaders_read(kind: str) -> None:
    """K14."""
    assert slips(kind, options=options("rest", "rest"), most=None) == [(("options", 1, "id"), "twice")]
    alert = {"options": ["hurt"]}
    hurt = {"options": options("hurt", "rest"), "alert": alert, "most": None}
    assert slips(kind, **hurt, visibility="facilitator") == slips(kind, **hurt, visibility="group") == []
    assert slips(kind, **hurt) == [(("alert",), "alert_unread")]
    assert slips(kind, alert=alert, visibility="facilitator") == [(("alert", "options", 0), "dangling")]


def test_more_than_there_is_cannot_be_chosen() -> None:
    """K14."""
    assert slips("multi", most=4) == [(("most",), "more_than_there_is")]


def test_there_are_at_least_two_options() -> None:
    """K4, K5."""
    for kind in ("choice", "multi"):
        with pytest.raises(ValidationError):
            made(kind, options=options("rest"))
