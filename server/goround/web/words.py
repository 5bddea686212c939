"""The interface's words in each language: one catalogue, read here and by the screens alike."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from goround.domain.base import Lang

LANGS: tuple[Lang, ...] = get_args(Lang)
Catalogue = dict[str, str | dict[str, str]]
Speak = Callable[..., str]


class Catalogues:
    """The catalogue of every language."""

    def __init__(self, folder: Path) -> None:
        self._by_lang: dict[str, Catalogue] = {
            lang: json.loads((folder / f"{lang}.json").read_text("utf-8")) for lang in LANGS
        }

    def of(self, lang: Lang) -> Catalogue:
        """One language's catalogue."""
        return self._by_lang[lang]

    def speak(self, lang: Lang) -> Speak:
        """``t(key, **facts)`` in this language; a key that is missing is said as it is."""

        def t(key: str, **facts: object) -> str:
            words = self._by_lang[lang].get(key, key)
            if isinstance(words, dict):
                words = words["one"] if facts.get("count", facts.get("n")) == 1 and "one" in words else words["other"]
            for name, value in facts.items():
                words = words.replace("{" + name + "}", str(value))
            return words

        return t


def chosen_lang(asked: str | None, accepted: str) -> Lang:
    """The language that was asked for, else the first of ours that the browser accepts, else English."""
    if asked in LANGS:
        return asked
    for part in accepted.split(","):
        tag = part.split(";")[0].strip().lower()[:2]
        if tag in LANGS:
            return tag
    return "en"
