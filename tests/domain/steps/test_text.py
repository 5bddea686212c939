"""The kind ``text`` (rule K7 of docs/spec.md)."""

import pytest
from pydantic import JsonValue

from goround.domain.steps import NotAccepted
from goround.domain.steps.text import TextAnswer, TextTally
from tests.domain.kinds import made

TOO_LONG, NOTHING = NotAccepted("too_long", {"most": 40}), NotAccepted("nothing_written")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("My sister called.", "My sister called."),
        ("  one\ntwo \n", "one\ntwo"),
        ("a\u202eb\x00\u200b", "ab"),
        ("Zoe\u0308", "Zoë"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("x" * 40, "x" * 40),
        (" " * 90 + "far", "far"),
    ],
)
def test_a_text_keeps_what_was_written_in_one_form(typed: str, kept: str) -> None:
    """K7: without what cannot be seen; line ends stay."""
    assert made("text").accept({"text": typed}) == TextAnswer(text=kept)


@pytest.mark.parametrize(
    ("answer", "why"),
    [({"text": "x" * 41}, TOO_LONG), ({"text": "x" * 601}, TOO_LONG), ({"text": ""}, NOTHING), ({"text": " \n\u200b"}, NOTHING),
     ({"text": "\u200d"}, NOTHING), ({"text": None}, NOTHING), ({"text": 7}, NOTHING), ({"words": "x"}, NOTHING), ("x", NOTHING)],
)  # fmt: skip
def test_a_text_tells_too_long_from_nothing(answer: JsonValue, why: NotAccepted) -> None:
    """K7, A4."""
    assert made("text").accept(answer) == why


def test_a_wall_of_texts_holds_each_of_them_and_shows_what_is_put_up() -> None:
    """K7, V15."""
    tally = made("text").tally([TextAnswer(text=text) for text in ("one", "two", "three")])
    assert tally == TextTally(answers=3, texts=("one", "two", "three"))
    assert tally.held == ("one", "two", "three")
    assert tally.with_only({0: None, 2: None}) == TextTally(answers=3, texts=("one", "three"))
    assert tally.with_only({}).held == ()
    assert tally.drawn(lambda texts: texts[::-1]).held == ("three", "two", "one")


def test_a_text_reads_at_the_terminal() -> None:
    """K15."""
    prompt = made("text").prompt()
    assert prompt.lines("es") == ["What is it for you? (es)", "“My sister called. (es)”", "______"]
    assert made("text", example=None).prompt().lines("en") == ["What is it for you?", "______"]
    assert prompt.said(TextAnswer(text="It rained"), "en") == "It rained"
    assert prompt.shown(TextTally(answers=2, texts=("one", "two")), "en") == ["“one”", "“two”"]
