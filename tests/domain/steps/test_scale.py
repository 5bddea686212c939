"""The kind ``scale`` (rule K3 of docs/spec.md)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from goround.domain.steps import NotAccepted
from goround.domain.steps.scale import ScaleAnswer
from tests.domain.kinds import made, slips
from tests.playbook import tally


@pytest.mark.parametrize("number", range(11))
def test_a_scale_takes_every_number_from_0_to_10(number: int) -> None:
    """K3, A4."""
    assert made("scale").accept({"number": number}) == ScaleAnswer(number=number)


@pytest.mark.parametrize(
    "content", [{"number": 11}, {"number": -1}, {"number": 3.5}, {"number": True}, {"number": "3"}, {}, 3]
)
def test_a_scale_takes_nothing_else(content: object) -> None:
    """K3, A4."""
    refused = NotAccepted("not_on_the_scale", {"lowest": 0, "highest": 10})
    assert made("scale").accept(content) == refused  # type: ignore[arg-type]


@given(numbers=st.lists(st.integers(0, 10)))
def test_a_scale_counts_how_many_chose_each_number(numbers: list[int]) -> None:
    """K3, V5: in any order the same."""
    answers = [ScaleAnswer(number=number) for number in numbers]
    counted = made("scale").tally(answers)
    assert counted == made("scale").tally(sorted(answers, key=lambda one: one.number)) == tally(*numbers)


def test_a_scale_has_words_on_numbers_that_it_has() -> None:
    """K3."""
    with pytest.raises(ValidationError):
        made("scale", labels={11: "too much"})


def test_a_scale_reads_at_the_terminal() -> None:
    """K15."""
    prompt = made("scale").prompt()
    question, numbers = prompt.lines("es")
    assert question == "What is it for you? (es)"
    assert numbers.startswith("( ) 0 none (es)   ( ) 1   ") and numbers.endswith("( ) 10 most (es)")
    assert prompt.said(ScaleAnswer(number=10), "en") == "10 most" and prompt.said(ScaleAnswer(number=4), "en") == "4"
    shown = prompt.shown(tally(0, 4, 4), "en")
    assert (shown[0], shown[1], shown[4]) == ("  0  o 1", "  1  ", "  4  o o 2")


@pytest.mark.parametrize("alert", [{"at_or_above": 8}, {"at_or_below": 2}])
def test_an_alert_may_follow_from_a_number_that_leaders_read(alert: dict[str, int]) -> None:
    """K14."""
    assert slips("scale", alert=alert) == []


def test_an_alert_needs_somebody_who_reads_the_answer_a_rule_and_something_to_compare_with() -> None:
    """K14."""
    above = {"at_or_above": 8}
    for visibility in ("anonymous", "private"):
        assert slips("scale", alert=above, visibility=visibility) == [(("alert",), "alert_unread")]
    assert slips("scale", alert={}) == [(("alert",), "alert_empty")]
    assert slips("scale", alert={"rise": 3}) == [(("alert", "rise"), "dangling")]
    assert slips("scale", alert={"rise": 3}, first="came") == []
