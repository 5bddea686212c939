"""The words that the check goes by: those that groups teach, and those that staff texts do not say, with what to say instead."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field, StringConstraints

from goround.catalog.finding import Finding, NotACurriculum, enough
from goround.catalog.places import Placed, parse, read_raw
from goround.catalog.shape import shaped
from goround.domain.base import Lang, Model
from goround.shipped import shipped

WORDS_FILE = "words.yaml"
Word = Annotated[str, StringConstraints(pattern=r"^[^\W\d_]+(?:['\u2019-][^\W\d_]+)*$", max_length=60)]
Term = Annotated[str, StringConstraints(min_length=1, max_length=120, strip_whitespace=True)]


class Taught(Model):
    """Words that are taught in groups: left out of the reading grade. Each form is written out."""

    en: Annotated[tuple[Word, ...], Field(max_length=2000)] = ()
    es: Annotated[tuple[Word, ...], Field(max_length=2000)] = ()


class Banned(Model):
    """Terms of one language, and what to say instead of any of them."""

    lang: Lang
    terms: Annotated[tuple[Term, ...], Field(min_length=1, max_length=500)]
    use: Annotated[str, StringConstraints(min_length=1, max_length=300)]


class WordFile(Model):
    """The whole of ``words.yaml``."""

    taught: Taught = Taught()
    banned: Annotated[tuple[Banned, ...], Field(max_length=500)] = ()


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of a file, ready to be looked for."""

    taught: Mapping[Lang, frozenset[str]] = field(default_factory=lambda: {"en": frozenset(), "es": frozenset()})
    instead: Mapping[Lang, Mapping[str, str]] = field(default_factory=lambda: {"en": {}, "es": {}})
    """What to say instead of each term, by the term in small letters."""
    banned: Mapping[Lang, re.Pattern[str] | None] = field(default_factory=lambda: {"en": None, "es": None})
    """Finds every term of a language as whole words, the longest first."""


def read_words(path: Path) -> tuple[WordList, list[Finding]]:
    """The words of a file, and what is wrong in it."""
    try:
        placed = parse(path, read_raw(path))
    except OSError as error:
        sentence = f"the file cannot be read: {error.strerror}"
        return WordList(), [Finding(path, 1, 1, "unreadable", sentence, "check its name and rights")]
    except NotACurriculum as error:
        return WordList(), error.findings
    file, findings = shaped(path, placed, WordFile, placed.value)
    findings = placed.findings + findings
    words = _list(path, placed, file, findings) if file else WordList()
    return words, enough(findings)


def _list(path: Path, placed: Placed, file: WordFile, findings: list[Finding]) -> WordList:
    instead: dict[Lang, dict[str, str]] = {"en": {}, "es": {}}
    for place, banned in enumerate(file.banned):
        for number, term in enumerate(banned.terms):
            known = instead[banned.lang]
            if tidy(term) in known:
                at = placed.at(("banned", place, "terms", number))
                findings.append(Finding(path, *at, "twice", f"“{term}” stands here twice", "keep one of the two"))
            known[tidy(term)] = banned.use
    taught: dict[Lang, frozenset[str]] = {
        "en": frozenset(map(tidy, file.taught.en)),
        "es": frozenset(map(tidy, file.taught.es)),
    }
    return WordList(taught, instead, {lang: whole_words(terms) for lang, terms in instead.items()})


def tidy(words: str) -> str:
    """Words in the one form in which they are compared."""
    return " ".join(words.replace("\u2019", "'").lower().split())


def whole_words(terms: Mapping[str, str]) -> re.Pattern[str] | None:
    """What finds each of these terms, but not inside another word."""
    longest_first = sorted(terms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if terms else None


def words_beside(folder: Path) -> Path:
    """The file of words for the curricula of a folder: its own, or the one that came with the program."""
    own = folder / WORDS_FILE
    return own if own.exists() else shipped("curricula") / WORDS_FILE
