"""The kinds ``goround``, ``openfloor`` and ``break`` (rules K17 to K19 of docs/spec.md)."""

import pytest
from pydantic import ValidationError

from goround.domain.steps import NotAccepted
from tests.domain.kinds import made, said

SPOKEN = ("goround", "openfloor", "break")


@pytest.mark.parametrize("kind", SPOKEN)
def test_what_is_spoken_or_rested_through_asks_no_screen_for_an_answer(kind: str) -> None:
    """K17, K18, K19: and nobody sees one."""
    one = made(kind)
    assert one.accept({"number": 1}) == NotAccepted("no_answer_here")
    assert one.tally([]) is None and one.rehearse(7) is None
    assert not one.answerable and one.visibility is None and not one.shared
    with pytest.raises(ValidationError):
        made(kind, visibility="group")


def test_each_of_them_says_how_people_take_turns() -> None:
    """K17, K18, K19."""
    assert [made(kind).turns for kind in (*SPOKEN, "slide", "scale")] == ["round", "queue", None, None, None]


def test_a_go_round_has_a_heading_a_text_and_about_how_many_seconds_each() -> None:
    """K17, K15: a minute where nothing is said."""
    prompt = made("goround").prompt()
    assert prompt.lines("en") == ["One thing that helped", "Pass whenever you like.", "About 45 seconds each."]
    assert prompt.lines("es")[2] == "Unos 45 segundos por persona."
    assert made("goround", seconds=None, text=None).prompt().lines("en")[1:] == ["About 60 seconds each."]


def test_an_open_floor_has_a_heading_and_a_text() -> None:
    """K18, K15: seconds where they matter."""
    assert made("openfloor").prompt().lines("en") == ["What stays with you", "Ask for the floor."]
    assert made("openfloor", seconds=None).prompt().model_dump()["seconds"] is None
    assert made("openfloor").prompt().model_dump()["seconds"] == 90


@pytest.mark.parametrize(("kind", "seconds"), [("goround", 9), ("goround", 601), ("openfloor", 9), ("openfloor", 601)])
def test_a_turn_has_from_ten_seconds_to_ten_minutes(kind: str, seconds: int) -> None:
    """K17, K18."""
    with pytest.raises(ValidationError):
        made(kind, seconds=seconds)


def test_a_break_says_that_the_group_rests_and_for_how_long() -> None:
    """K19, K15: it needs no words and may be left out when time is short."""
    bare = made("break", title=None)
    assert bare.prompt().lines("es") == ["Descanso"] and bare.title.en == "Break"
    assert bare.prompt().model_dump()["minutes"] == 5 and not bare.core
    assert made("break").title.model_dump() == said("Tea")


@pytest.mark.parametrize("kind", SPOKEN)
def test_nothing_is_said_or_shown_of_it_at_the_terminal(kind: str) -> None:
    """K15."""
    prompt = made(kind).prompt()
    assert (prompt.said(None, "en"), prompt.shown(None, "en")) == ("", [])
