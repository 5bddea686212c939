"""The kinds ``list`` and ``commit`` (rules K8 and K13 of docs/spec.md)."""

import pytest
from pydantic import JsonValue

from goround.domain.steps import NotAccepted
from goround.domain.steps.commit import CommitAnswer, CommitPrompt, CommitTally
from goround.domain.steps.list import ListAnswer, ListTally
from tests.domain.kinds import made, options, slips

NOTHING, NOT_AN_OPTION = NotAccepted("nothing_written"), NotAccepted("not_an_option")


@pytest.mark.parametrize(
    ("chosen", "own"), [(("tea",), ()), ((), ("my dog",)), (("walk", "sleep"), ("my dog",)), ((), ("a", "b", "c"))]
)
def test_a_list_takes_suggestions_and_own_lines(chosen: tuple[str, ...], own: tuple[str, ...]) -> None:
    """K8."""
    assert made("list").accept({"chosen": [*chosen], "own": [*own]}) == ListAnswer(chosen=chosen, own=own)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"chosen": ["tea", "walk"], "own": ["a", "b"]}, NotAccepted("too_many", {"most": 3})),
        ({"chosen": [], "own": ["a"] * 13}, NotAccepted("too_many", {"most": 3})),
        ({"chosen": ["fish"]}, NOT_AN_OPTION),
        ({"chosen": ["tea", "tea"]}, NOT_AN_OPTION),
        ({"own": ["x" * 141]}, NotAccepted("too_long", {"most": 140})),
        ({"own": ["fine", " \u200b"]}, NOTHING),
        ({"chosen": [], "own": []}, NOTHING),
        ({"own": "my dog"}, NOTHING),
        ("my dog", NOTHING),
    ],
)
def test_a_list_says_why_it_does_not_fit(answer: JsonValue, why: NotAccepted) -> None:
    """K8, A4."""
    assert made("list").accept(answer) == why


@pytest.mark.parametrize("kind", ["list", "commit"])
def test_where_nothing_can_be_written_no_own_line_is_taken(kind: str) -> None:
    """K8, K13."""
    assert made(kind, own=False).accept({"chosen": [], "own": ["my dog"]}) == NOT_AN_OPTION


def test_a_list_counts_suggestions_and_holds_own_lines() -> None:
    """K8, V15."""
    answers = [
        ListAnswer(chosen=("tea",), own=("my dog",)),
        ListAnswer(chosen=("tea", "walk"), own=("a bath", "a book")),
    ]
    tally = made("list").tally(answers)
    counts = {"walk": 1, "tea": 2, "sleep": 0}
    assert tally == ListTally(answers=2, counts=counts, texts=("my dog", "a bath", "a book"))
    assert tally.with_only({1: None}) == ListTally(answers=2, counts=counts, texts=("a bath",))


def test_a_list_reads_at_the_terminal() -> None:
    """K15."""
    prompt = made("list").prompt()
    assert prompt.lines("en")[-2:] == ["[ ] Words of sleep", "[ ] ______"]
    assert made("list", own=False).prompt().lines("en")[-1] == "[ ] Words of sleep"
    assert prompt.said(ListAnswer(chosen=("tea",), own=("my dog",)), "es") == "Words of tea (es); my dog"
    shown = prompt.shown(made("list").tally([ListAnswer(chosen=("tea",), own=("my dog",))]), "en")
    assert shown == ["  0  Words of walk", "  1  Words of tea", "  0  Words of sleep", "“my dog”"]


@pytest.mark.parametrize("answer", [{"chosen": ["call"], "own": []}, {"chosen": [], "own": ["Walk before work"]}])
def test_a_person_commits_to_one_thing(answer: JsonValue) -> None:
    """K13."""
    assert made("commit").accept(answer) == CommitAnswer.model_validate(answer)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ({"chosen": ["call"], "own": ["walk"]}, NotAccepted("too_many", {"most": 1})),
        ({"chosen": ["call", "walk"]}, NotAccepted("too_many", {"most": 1})),
        ({"own": ["x" * 141]}, NotAccepted("too_long", {"most": 140})),
        ({"chosen": ["fish"]}, NOT_AN_OPTION),
        ({}, NOTHING),
    ],
)
def test_a_commitment_says_why_it_does_not_fit(answer: JsonValue, why: NotAccepted) -> None:
    """K13, A4."""
    assert made("commit").accept(answer) == why


def test_commitments_are_counted_and_held() -> None:
    """K13, V15."""
    tally = made("commit").tally([CommitAnswer(chosen=("call",)), CommitAnswer(own=("see Sam",))])
    assert tally == CommitTally(answers=2, counts={"call": 1, "walk": 0}, texts=("see Sam",))


def test_a_commitment_has_its_last_line_and_reads_at_the_terminal() -> None:
    """K13, K15."""
    prompt = made("commit").prompt()
    assert isinstance(prompt, CommitPrompt) and prompt.closing and prompt.closing.en == "Good night."
    assert prompt.lines("en") == ["What is it for you?", "[ ] Words of call", "[ ] Words of walk", "[ ] ______"]
    assert prompt.said(CommitAnswer(own=("see Sam",)), "en") == "see Sam"


@pytest.mark.parametrize("kind", ["list", "commit"])
def test_suggestions_differ_and_there_is_something_to_give(kind: str) -> None:
    """K14."""
    assert slips(kind, suggestions=options("tea", "tea")) == [(("suggestions", 1, "id"), "twice")]
    assert slips(kind, suggestions=[], own=False) == [(("own",), "nothing_to_give")]
    assert slips(kind, suggestions=[]) == []
