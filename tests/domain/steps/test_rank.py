"""The kind ``rank`` (rule K9 of docs/spec.md)."""

import pytest
from pydantic import JsonValue

from goround.domain.steps import NotAccepted
from goround.domain.steps.rank import RankAnswer, RankTally
from tests.domain.kinds import made, options, slips


@pytest.mark.parametrize("order", [("call",), ("rest", "move"), ("eat", "call", "rest")])
def test_a_rank_takes_as_many_places_as_there_are_or_fewer(order: tuple[str, ...]) -> None:
    """K9."""
    assert made("rank").accept({"order": [*order]}) == RankAnswer(order=order)


@pytest.mark.parametrize(
    "answer", [{"order": []}, {"order": ["sing"]}, {"order": ["call", "call"]}, {"order": "call"}, ["call"]]
)
def test_a_rank_takes_no_other_and_none_twice(answer: JsonValue) -> None:
    """K9, A4."""
    assert made("rank").accept(answer) == NotAccepted("not_an_option")


def test_a_rank_has_no_more_places_than_it_says() -> None:
    """K9."""
    answer: JsonValue = {"order": ["move", "call", "eat", "rest"]}
    assert made("rank").accept(answer) == NotAccepted("too_many", {"most": 3})


def test_a_rank_counts_places_and_keeps_the_authors_order() -> None:
    """K9: options are not sorted by what came first."""
    tally = made("rank").tally([RankAnswer(order=("rest", "call")), RankAnswer(order=("rest", "eat", "call"))])
    places: dict[str, tuple[int, ...]] = {"move": (0, 0, 0), "call": (0, 1, 1), "eat": (0, 1, 0), "rest": (2, 0, 0)}
    assert tally == RankTally(answers=2, places=places)
    assert list(tally.places) == ["move", "call", "eat", "rest"]


def test_a_rank_reads_at_the_terminal_in_words_not_in_ids() -> None:
    """K15."""
    prompt = made("rank").prompt()
    assert prompt.lines("es")[-2:] == ["[ ] Words of rest (es)", "Ordena hasta 3."]
    assert prompt.said(RankAnswer(order=("rest", "call")), "en") == "1 Words of rest; 2 Words of call"
    shown = prompt.shown(made("rank").tally([RankAnswer(order=("rest", "call"))]), "en")
    assert shown[1] == "1: 0  2: 1  3: 0  Words of call" and shown[3] == "1: 1  2: 0  3: 0  Words of rest"


def test_on_paper_as_many_places_are_written_as_there_are() -> None:
    """K1."""
    by_hand = made("rank", top=2).on_paper
    assert "1 to 2" in by_hand.en and "1 al 2" in (by_hand.es or "")


def test_options_differ_and_there_are_as_many_as_places() -> None:
    """K14."""
    assert slips("rank", options=options("a", "b", "b")) == [(("options", 2, "id"), "twice")]
    assert slips("rank", top=5) == [(("top",), "more_than_there_is")]
