"""Words and texts in both languages (rule K15 of docs/spec.md)."""

from typing import Any

import pytest
from pydantic import ValidationError

from goround.domain.base import Words
from goround.domain.text import Text, in_one_paragraph, plain


def test_a_plain_string_is_english_only_and_stands_for_both() -> None:
    """K15."""
    words = Words.model_validate("Rest")
    assert (words.en, words.es) == ("Rest", None)
    assert words.in_("en") == words.in_("es") == "Rest"
    assert Words(en="Rest", es="Descanso").in_("es") == "Descanso"


@pytest.mark.parametrize(
    "wrong", ["", {"es": "Solo"}, {"en": ""}, {"en": "x", "es": ""}, {"en": "x", "fr": "y"}, 7, None, ["x"]]
)
def test_words_are_in_english_at_least(wrong: Any) -> None:
    """K15."""
    with pytest.raises(ValidationError):
        Words.model_validate(wrong)


TREE: Any = [
    {"kind": "paragraph", "runs": [{"words": "Breathe "}, {"style": "strong", "words": "slowly"}, {"words": "."}]},
    {"kind": "list", "ordered": True, "items": [[{"words": "In"}], [{"style": "em", "words": "Out"}]]},
]


def test_a_text_reads_as_plain_words_a_line_for_each_paragraph_and_item() -> None:
    """K15."""
    text = Text.model_validate({"en": TREE})
    assert plain(text.in_("en")) == plain(text.in_("es")) == "Breathe slowly.\nIn\nOut"
    both = in_one_paragraph(Words(en="Listen.", es="Escucha."))
    assert (plain(both.in_("en")), plain(both.in_("es"))) == ("Listen.", "Escucha.")
    assert in_one_paragraph(Words(en="Listen.")).es is None


def test_a_stored_text_is_a_tree_and_is_read_back_without_markup() -> None:
    """K15, R2."""
    text = Text.model_validate({"en": TREE, "es": TREE[:1]})
    assert Text.model_validate_json(text.model_dump_json()) == text
    with pytest.raises(ValidationError):
        Text.model_validate("**Breathe** slowly.")


def test_markup_is_read_by_whoever_reads_files() -> None:
    """K15."""
    told: list[str] = []

    def read(markup: str) -> Any:
        told.append(markup)
        return TREE[:1]

    for written in ("*Rest*", {"en": "*Rest*", "es": "*Descansa*"}):
        Text.model_validate(written, context={"read_markup": read})
    assert told == ["*Rest*", "*Rest*", "*Descansa*"]


@pytest.mark.parametrize(
    "wrong",
    [{"en": []}, {"en": [{"kind": "image"}]}, {"en": [{"kind": "list", "ordered": False, "items": []}]}, {"es": TREE}],
)
def test_a_text_holds_paragraphs_and_lists_and_nothing_else(wrong: Any) -> None:
    """K15."""
    with pytest.raises(ValidationError):
        Text.model_validate(wrong)
