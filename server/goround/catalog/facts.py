"""Facts that age: each stands once in ``facts.yaml``, with its source and the day it was looked at, and is referenced from steps."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from goround.catalog.finding import MOST_TOLD, Finding, NotACurriculum, enough
from goround.catalog.near import nearest
from goround.catalog.places import Key, Placed, Value, parse, read_raw
from goround.catalog.shape import shaped
from goround.domain.base import Model, Words
from goround.domain.curriculum import FactId, FactUsed, Said
from goround.shipped import shipped

FACTS_FILE = "facts.yaml"
REFERENCE = re.compile(r"\{fact:([^{}]*)\}")
Typed = Annotated[tuple[Annotated[str, StringConstraints(min_length=3, max_length=120)], ...], Field(max_length=20)]


class TypedAs(Model):
    """Words that give away that somebody typed a fact instead of referencing it."""

    en: Typed = ()
    """In English."""
    es: Typed = ()
    """In Spanish."""


class Fact(Model):
    """One fact: what is put in the place of its reference, where it comes from, and until when it holds."""

    id: FactId
    """Small letters, digits and hyphens: {fact:this-id} stands for its words."""
    words: Words
    """What is put in the place of the reference: a sentence, or a piece of one."""
    source: Said
    """Where it was read, and when."""
    reviewed: date
    """When somebody last checked it."""
    review_by: date
    """After this day it has to be checked again."""
    typed: TypedAs = TypedAs()
    """Words that give away that somebody typed it instead."""


class FactFile(Model):
    """The whole of ``facts.yaml``."""

    facts: Annotated[tuple[Fact, ...], Field(max_length=500)]
    """Every fact, once."""


@dataclass(frozen=True, slots=True)
class Facts:
    """Every fact by its id."""

    known: Mapping[str, Fact] = field(default_factory=dict)
    placed: Placed = field(default_factory=lambda: Placed(None))
    all: tuple[Fact, ...] = ()
    """As they stand in the file."""


def read_facts(path: Path) -> tuple[Facts, list[Finding]]:
    """The facts of a file, and what is wrong in it."""
    try:
        placed = parse(path, read_raw(path))
    except OSError as error:
        sentence = f"the file cannot be read: {error.strerror}"
        return Facts(), [Finding(path, 1, 1, "unreadable", sentence, "check its name and rights")]
    except NotACurriculum as error:
        return Facts(), error.findings
    file, findings = shaped(path, placed, FactFile, placed.value)
    known: dict[str, Fact] = {}
    for place, fact in enumerate(file.facts if file else ()):
        at = placed.at(("facts", place, "id"))
        if fact.id in known:
            findings.append(
                Finding(path, *at, "twice", f"the id “{fact.id}” is used twice", "give each fact an id of its own")
            )
        if fact.review_by < fact.reviewed:
            at = placed.at(("facts", place, "review_by"))
            findings.append(
                Finding(path, *at, "before_review", "“review_by” is before “reviewed”", "write a later day")
            )
        known[fact.id] = fact
    return Facts(known, placed, file.facts if file else ()), enough(placed.findings + findings)


def facts_beside(folder: Path) -> Path:
    """The file of facts for the curricula of a folder: its own, or the one that came with the program."""
    own = folder / FACTS_FILE
    return own if own.exists() else shipped("curricula") / FACTS_FILE


class Resolving:
    """Puts facts in the place of their references, in the language in which each reference stands."""

    def __init__(self, path: Path, placed: Placed, facts: Facts) -> None:
        self._path, self._placed, self._facts = path, placed, facts
        self.used: dict[str, FactUsed] = {}
        self.places: dict[str, list[tuple[Key, ...]]] = {}
        """Where each fact is referenced."""
        self.findings: list[Finding] = []

    def resolved(self, value: Value, keys: tuple[Key, ...] = ()) -> Any:
        """The value with every reference replaced; what names no fact is told and stays."""
        if isinstance(value, dict):
            return {key: self.resolved(inner, (*keys, key)) for key, inner in value.items()}
        if isinstance(value, list):
            return [self.resolved(inner, (*keys, place)) for place, inner in enumerate(value)]
        if not isinstance(value, str) or "{" not in value:
            return value
        if self._wrong(value, keys):
            return value
        if keys and keys[-1] in ("en", "es"):
            return self._in(value, str(keys[-1]))
        if re.search(r"[^\W\d_]", REFERENCE.sub("", value)):
            return self._in(value, "en")
        return {"en": self._in(value, "en"), "es": self._in(value, "es")}

    def _wrong(self, value: str, keys: tuple[Key, ...]) -> bool:
        before = len(self.findings)
        for id in REFERENCE.findall(value):
            if id not in self._facts.known:
                todo = self._meant(id) if len(self.findings) < MOST_TOLD else f"add it to {FACTS_FILE}"
                self._told(keys, "unknown_fact", f"there is no fact “{id}”", todo)
            else:
                self.places.setdefault(id, []).append(keys)
        if set("{}") & set(REFERENCE.sub("", value)):
            self._told(keys, "braces", "“{” and “}” are used for facts only", "write {fact:some-id}, or other marks")
        return len(self.findings) > before

    def _meant(self, id: str) -> str:
        """Which fact may be meant; all of them where none is near."""
        begun = [known for known in self._facts.known if id and known.startswith(f"{id}-")]
        near = None if begun else nearest(id, self._facts.known)
        if near:
            return f"write “{{fact:{near}}}”"
        several = ", ".join(begun or self._facts.known)
        return f"use one of: {several}; or add it to {FACTS_FILE}" if several else f"add it to {FACTS_FILE}"

    def _told(self, keys: tuple[Key, ...], code: str, what: str, todo: str) -> None:
        self.findings.append(Finding(self._path, *self._placed.at(keys), code, what, todo))

    def _in(self, value: str, lang: str) -> str:
        def words(reference: re.Match[str]) -> str:
            fact = self._facts.known[reference[1]]
            self.used[fact.id] = FactUsed(source=fact.source, reviewed=fact.reviewed)
            return (fact.words.es if lang == "es" else None) or fact.words.en

        return REFERENCE.sub(words, value)
