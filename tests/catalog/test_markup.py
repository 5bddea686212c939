"""The small Markdown of longer texts: what is drawn becomes a tree, and what is not drawn is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from goround.catalog.markup import read_markup
from goround.domain.text import Listed, Paragraph, Run, Text, plain


def one(markup: str) -> Paragraph | Listed:
    [block] = read_markup(markup)
    return block


def test_paragraphs_are_parted_by_an_empty_line() -> None:
    """F16"""
    assert plain(read_markup("One thing.\nSame line.\n\nAnother.")) == "One thing. Same line.\nAnother."


def test_strong_and_stressed_words_are_runs() -> None:
    """F16"""
    assert one("You **can** *wait*.") == Paragraph(
        runs=(
            Run(words="You "),
            Run(style="strong", words="can"),
            Run(words=" "),
            Run(style="em", words="wait"),
            Run(words="."),
        )
    )


def test_lists_keep_their_order_and_their_kind() -> None:
    """F16"""
    plain_list, numbered = one("- breathe\n- call"), one("1. look\n2. **listen**")
    assert plain_list == Listed(ordered=False, items=((Run(words="breathe"),), (Run(words="call"),)))
    assert numbered == Listed(ordered=True, items=((Run(words="look"),), (Run(style="strong", words="listen"),)))


def test_words_before_a_list_are_a_paragraph_of_their_own() -> None:
    """F16"""
    assert [block.kind for block in read_markup("Three ways:\n\n- walk\n- wait\n- call\n\nThen rest.")] == [
        "paragraph",
        "list",
        "paragraph",
    ]


NOT_DRAWN = {
    "a heading": "# Loud",
    "a quotation": "> She said",
    "code": "Press `x` now",
    "a code block": "```\nx\n```",
    "an indented block": "Look:\n\n    deep",
    "a link": "[here](https://example.org)",
    "an image": "![wave](wave.svg)",
    "HTML": "<b>bold</b>",
    "a line": "one\n\n---\n\ntwo",
    "a list inside a list": "- one\n  - two",
}


@pytest.mark.parametrize("name", NOT_DRAWN)
def test_what_screens_do_not_draw_is_named(name: str) -> None:
    """F16"""
    with pytest.raises(PydanticCustomError) as wrong:
        read_markup(NOT_DRAWN[name])
    assert name in str(wrong.value), f"{wrong.value} does not say what it is."


@pytest.mark.parametrize("nothing", ["", "  \n ", "[a]: https://example.org"])
def test_a_text_without_words_is_told(nothing: str) -> None:
    """F16"""
    with pytest.raises(PydanticCustomError, match="nothing is written"):
        read_markup(nothing)


@given(st.text(max_size=300))
def test_any_string_is_a_tree_or_a_sentence(markup: str) -> None:
    """F16"""
    try:
        blocks = read_markup(markup)
    except PydanticCustomError as told:
        assert ". " in str(told)
    else:
        assert all(plain((block,)) for block in blocks)


@given(st.text(st.characters(blacklist_categories=("C", "P", "S", "Z", "N")), min_size=1, max_size=80))
def test_plain_words_come_through_as_they_are(words: str) -> None:
    """F16"""
    assert plain(read_markup(words)) == words.strip()


def test_a_log_is_read_without_markup() -> None:
    """F16: in a stored tree a string is a mistake, not markup to be read again."""
    stored = Text(en=read_markup("**Stay**."))
    assert Text.model_validate_json(stored.model_dump_json()) == stored
    with pytest.raises(ValueError, match="validation error"):
        Text.model_validate({"en": "**Stay**."})
