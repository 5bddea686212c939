"""Every text of a curriculum in each language, with its place and for whom it is: what readability and wording are judged by."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import AliasChoices, BaseModel

from goround.catalog.facts import REFERENCE
from goround.catalog.load import Compiled
from goround.catalog.places import Key, Placed
from goround.domain.base import Lang, Words
from goround.domain.text import Text, plain

FOR_FACILITATORS = frozenset({"title", "aim", "script", "hints", "remote", "sources", "review"})
"""Fields whose words no participant is shown. All others are for participants."""


@dataclass(frozen=True, slots=True)
class Said:
    """One text in one language."""

    keys: tuple[Key, ...]
    """The keys of its field, without the language."""
    lang: Lang
    text: str
    """The words with facts in their places, a paragraph or item on each line. Empty where this language is missing."""
    typed: str
    """The words as the author typed them, with references to facts left out."""
    line: int
    column: int
    for_participants: bool
    step: int | None
    """Place of its step, from 0; None outside of steps."""

    @property
    def field(self) -> str:
        """The name of its field."""
        return next((key for key in reversed(self.keys) if isinstance(key, str)), "")


def said(compiled: Compiled) -> Iterator[Said]:
    """Every text of a compiled curriculum, in both languages, in the order of the models' fields."""
    if compiled.curriculum is not None:
        yield from said_in(compiled.placed, compiled.curriculum)


def said_in(placed: Placed, model: BaseModel) -> Iterator[Said]:
    """Every text of what was read from a file."""
    for keys, words in _worded(model, ()):
        yield from _in_each(placed, keys, words)


def _worded(value: object, keys: tuple[Key, ...]) -> Iterator[tuple[tuple[Key, ...], Words | Text]]:
    if isinstance(value, Words | Text):
        yield keys, value
    elif isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            alias = field.validation_alias
            key = str(alias.choices[0]) if isinstance(alias, AliasChoices) else name
            yield from _worded(getattr(value, name), (*keys, key))
    elif isinstance(value, tuple):
        for place, inner in enumerate(value):
            yield from _worded(inner, (*keys, place))
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _worded(inner, (*keys, str(name)))


def _in_each(placed: Placed, keys: tuple[Key, ...], words: Words | Text) -> Iterator[Said]:
    typed = _typed(placed.value, keys)
    for lang, value in (("en", words.en), ("es", words.es)):
        raw = typed.get(lang) if isinstance(typed, dict) else typed if lang == "en" else None
        line, column = placed.at((*keys, lang))
        yield Said(
            keys=keys,
            lang=lang,  # type: ignore[arg-type]
            text="" if value is None else value if isinstance(value, str) else plain(value),
            typed=REFERENCE.sub(" ", raw) if isinstance(raw, str) else "",
            line=line,
            column=column,
            for_participants=not FOR_FACILITATORS & set(keys),
            step=int(keys[1]) if keys[0] == "steps" else None,
        )


def _typed(value: object, keys: tuple[Key, ...]) -> object:
    for key in keys:
        if isinstance(value, dict):
            value = value.get(str(key))
        elif isinstance(value, list) and isinstance(key, int):
            value = value[key]
        else:
            return None
    return value
