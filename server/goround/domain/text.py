"""Longer words as a typed tree: paragraphs and lists of plain, strong and stressed runs. Screens draw it; nobody reads markup again."""

from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints, ValidationInfo, model_validator

from goround.domain.base import Lang, Model, Words

Style = Literal["plain", "strong", "em"]


class Run(Model):
    """Words in one style."""

    style: Style = "plain"
    words: Annotated[str, StringConstraints(min_length=1, max_length=4000)]


class Paragraph(Model):
    """Words of one thought."""

    kind: Literal["paragraph"] = "paragraph"
    runs: Annotated[tuple[Run, ...], Field(min_length=1)]


class Listed(Model):
    """Short items, numbered where their order matters."""

    kind: Literal["list"] = "list"
    ordered: bool
    items: Annotated[tuple[Annotated[tuple[Run, ...], Field(min_length=1)], ...], Field(min_length=1)]


Block = Annotated[Paragraph | Listed, Field(discriminator="kind")]
Blocks = Annotated[tuple[Block, ...], Field(min_length=1, max_length=60)]
ReadMarkup = Callable[[str], Any]
"""How one language's markup becomes blocks; given as ``read_markup`` in the validation's context by whoever reads files."""


class Text(Model):
    """One longer text in every language of the program.

    An author writes it as a string of a small Markdown, or one for each language; a stored one holds the tree.
    """

    en: Blocks
    es: Blocks | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_markup(cls, value: Any, info: ValidationInfo) -> Any:
        read: ReadMarkup | None = (info.context or {}).get("read_markup")
        if read is None:
            return value
        if isinstance(value, str):
            return {"en": read(value)}
        if isinstance(value, dict):
            return {lang: read(words) if isinstance(words, str) else words for lang, words in value.items()}
        return value

    def in_(self, lang: Lang) -> Blocks:
        """The text in this language, or the English one where it has none."""
        return (self.es if lang == "es" else None) or self.en


def plain(blocks: tuple[Block, ...]) -> str:
    """The words of a text without their form: a paragraph or an item on each line."""
    lines = []
    for block in blocks:
        rows = [block.runs] if isinstance(block, Paragraph) else block.items
        lines += ["".join(run.words for run in row) for row in rows]
    return "\n".join(lines)


def in_one_paragraph(words: Words) -> Text:
    """A few words as a text of one plain paragraph."""
    return Text(en=_paragraph(words.en), es=_paragraph(words.es) if words.es else None)


def _paragraph(words: str) -> tuple[Block, ...]:
    return (Paragraph(runs=(Run(words=words),)),)
