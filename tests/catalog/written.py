"""Files that a test writes, and what the check says of them."""

from datetime import date
from functools import cache
from pathlib import Path

from goround.catalog.check import check
from goround.catalog.facts import Facts, facts_beside, read_facts
from goround.catalog.finding import Finding
from goround.catalog.wordlist import WordList, read_words, words_beside
from goround.shipped import shipped

TODAY = date(2026, 11, 22)
GOOD = """\
id: w01
kind: relapse_prevention
version: "1"
title: {en: Week one, es: Semana uno}
aim: {en: Know the signs., es: Conocer las señales.}
audience: [participants]
minutes: 6.5
steps:
  - kind: slide
    id: hello
    title: {en: Hello, es: Hola}
    minutes: 2
    heading: {en: Welcome, es: Les saludo}
    script:
      en: Say hello.
      es: Saluden.
  - kind: scale
    id: craving
    title: {en: Craving, es: Ganas}
    minutes: 4.5
    question: {en: "How strong: now?", es: "¿Qué tan fuerte: ahora?"}
    labels:
      0: {en: None, es: Nada}
      10: {en: Most, es: Lo más}
    visibility: anonymous
    script: {en: Choose a number., es: Elijan un número.}
"""
"""A small curriculum in which nothing is wrong or doubtful."""


def written(folder: Path, text: str | bytes, name: str = "w01.yaml") -> Path:
    """A file with these words."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def replaced(text: str, *pairs: tuple[str, str]) -> str:
    """The text with the first of each of these words replaced."""
    for old, new in pairs:
        assert old in text, f"{old!r} is not there to be replaced."
        text = text.replace(old, new, 1)
    return text


@cache
def shipped_facts() -> Facts:
    """The facts that came along."""
    return read_facts(facts_beside(shipped("curricula")))[0]


@cache
def shipped_words() -> WordList:
    """The word list that came along."""
    return read_words(words_beside(shipped("curricula")))[0]


def found(path: Path) -> list[Finding]:
    """What the check finds in this file."""
    findings = check(path, shipped_facts(), shipped_words(), today=TODAY)
    for finding in findings:
        assert finding.line >= 1 and finding.column >= 1
        assert str(finding) == f"{path}:{finding.line}:{finding.column}: {finding.sentence}"
        assert finding.sentence[-1] in ".?" and finding.sentence.isprintable()
    return findings


def told(path: Path) -> list[str]:
    """The same as sentences behind their places."""
    return [f"{finding.line}:{finding.column}: {finding.sentence}" for finding in found(path)]
