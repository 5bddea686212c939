"""The kind ``slide`` (rule K2 of docs/spec.md)."""

import pytest
from pydantic import ValidationError

from goround.domain.steps import NotAccepted
from tests.domain.kinds import made


def test_a_slide_asks_nothing_and_shows_nothing() -> None:
    """K2."""
    one = made("slide")
    assert one.accept({"number": 1}) == NotAccepted("no_answer_here")
    assert one.tally([]) is None and one.rehearse(7) is None
    assert not one.answerable and one.visibility is None and not one.shared


def test_a_slide_has_no_visibility() -> None:
    """K2."""
    with pytest.raises(ValidationError):
        made("slide", visibility="group")


def test_a_slide_may_do_without_a_text() -> None:
    """K2."""
    prompt = made("slide", text=None).prompt()
    assert prompt.lines("en") == ["Good that you are here"]


def test_a_slide_reads_at_the_terminal() -> None:
    """K15."""
    prompt = made("slide").prompt()
    assert prompt.lines("es") == ["Good that you are here (es)", "Breathe first. (es)"]
    assert (prompt.said(None, "en"), prompt.shown(None, "en")) == ("", [])
