"""The small Markdown in which longer texts are written: paragraphs, lists, **strong** and *em*. It is read once, into the domain's tree."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from pydantic_core import PydanticCustomError

from goround.domain.text import Block, Listed, Paragraph, Run, Style

MOST_LETTERS = 4000
"""How long a paragraph or an item may be."""
MOST_IN_ALL = 20_000
_MARKDOWN = MarkdownIt("commonmark")
_NAMES = {
    "heading_open": "a heading (“#”)",
    "blockquote_open": "a quotation (“>”)",
    "code_block": "an indented block",
    "fence": "a code block",
    "code_inline": "code (“`”)",
    "hr": "a line (“---”)",
    "html_block": "HTML",
    "html_inline": "HTML",
    "link_open": "a link",
    "image": "an image",
}
_STYLES: dict[str, Style] = {"strong_open": "strong", "em_open": "em"}


@lru_cache(maxsize=2_000)
def read_markup(markup: str) -> tuple[Block, ...]:
    """The blocks of one language's text.

    Raises:
        PydanticCustomError: it holds something that screens do not draw, named in the error.
    """
    if len(markup) > MOST_IN_ALL:
        what = "this text is longer than {most} letters. split it into several steps"
        raise PydanticCustomError("text_too_long", what, {"most": MOST_IN_ALL})
    blocks = tuple(_blocks(_MARKDOWN.parse(markup)))
    if not blocks:
        raise PydanticCustomError("empty_text", "nothing is written here. write some words, or take the field out")
    return blocks


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.type == "paragraph_open":
            yield Paragraph(runs=_runs(tokens[place + 1]))
            place += 3
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            end = _end(tokens, place)
            items = tuple(_items(tokens[place + 1 : end]))
            if len(items) < sum(inner.type == "list_item_open" for inner in tokens[place + 1 : end]):
                raise PydanticCustomError(
                    "empty_text", "an item of this list is empty. write some words, or take it out"
                )
            yield Listed(ordered=token.type.startswith("ordered"), items=items)
            place = end + 1
        else:
            raise _not_drawn(token)


def _end(tokens: Sequence[Token], place: int) -> int:
    closing = tokens[place].type.replace("open", "close")
    return next(
        end
        for end in range(place, len(tokens))
        if tokens[end].type == closing and tokens[end].level == tokens[place].level
    )


def _items(tokens: Sequence[Token]) -> Iterator[tuple[Run, ...]]:
    inside = [token for token in tokens if token.type not in ("list_item_open", "list_item_close")]
    for token in inside:
        if token.type.endswith("_list_open"):
            raise PydanticCustomError("not_drawn", "a list inside a list is not drawn. write one flat list")
        if token.type == "inline":
            yield _runs(token)
        elif token.type not in ("paragraph_open", "paragraph_close"):
            raise _not_drawn(token)


def _runs(inline: Token) -> tuple[Run, ...]:
    runs: list[Run] = []
    styles: list[Style] = []
    for token in inline.children or ():
        if token.type in _STYLES:
            styles.append(_STYLES[token.type])
        elif token.type in ("strong_close", "em_close"):
            styles.pop()
        elif token.type in ("text", "softbreak", "hardbreak"):
            words = token.content if token.type == "text" else " "
            if words:
                _add(runs, styles[-1] if styles else "plain", words)
        else:
            raise _not_drawn(token)
    if not runs:
        raise PydanticCustomError("empty_text", "a paragraph is empty. write some words, or take it out")
    return tuple(runs)


def _add(runs: list[Run], style: Style, words: str) -> None:
    if len(words) + (len(runs[-1].words) if runs else 0) > MOST_LETTERS:
        raise PydanticCustomError(
            "text_too_long", "a paragraph is longer than {most} letters. split it in two", {"most": MOST_LETTERS}
        )
    if runs and runs[-1].style == style:
        runs[-1] = Run(style=style, words=runs[-1].words + words)
    else:
        runs.append(Run(style=style, words=words))


def _not_drawn(token: Token) -> PydanticCustomError:
    name = _NAMES.get(token.type, "this form")
    return PydanticCustomError(
        "not_drawn", "{name} is not drawn on screens. write paragraphs, lists, **strong** or *em* only", {"name": name}
    )
