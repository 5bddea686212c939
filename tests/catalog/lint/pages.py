"""A curriculum of one step, put together by a test, and the doubts about it."""

from pathlib import Path

from goround.catalog.check import check
from goround.catalog.facts import Facts
from goround.catalog.finding import Finding
from goround.catalog.wordlist import WordList
from tests.catalog.written import TODAY, shipped_facts, shipped_words, written

HEAD = """\
id: one
kind: skills
version: "1"
title: {en: One, es: Uno}
aim: {en: One, es: Uno}
audience: [participants]
minutes: 5
steps:
  - id: ask
    title: {en: One, es: Uno}
    minutes: 5
"""
SCRIPT = "script: {en: You can pass., es: Pueden pasar.}"
PAPER = "paper: {en: Write., es: Escribe.}"
QUESTION = "question: {en: How is it?, es: ¿Cómo va?}"
HEADING = "heading: {en: Hello, es: Hola}"
OPTIONS = "options: [{id: a, words: {en: A, es: A}}, {id: b, words: {en: B, es: B}}, {id: c, words: {en: C, es: C}}]"
KINDS = {
    "slide": [HEADING],
    "scale": [QUESTION],
    "choice": [QUESTION, OPTIONS],
    "multi": [QUESTION, OPTIONS],
    "check": [HEADING, f"items: [{{id: i, {QUESTION}, {OPTIONS}, right: a, because: {{en: So, es: Así}}}}]"],
    "text": [QUESTION, "visibility: private"],
    "list": [QUESTION],
    "rank": [QUESTION, OPTIONS],
    "ifthen": [QUESTION, OPTIONS.replace("options", "situations"), OPTIONS.replace("options", "responses")],
    "plan": [HEADING, "fields: [{id: f, label: {en: F, es: F}}]"],
    "breathe": [HEADING, "rounds: 1"],
    "commit": [QUESTION],
    "goround": [HEADING, "seconds: 50"],
    "openfloor": [HEADING],
}
"""What a step of each kind needs."""


REST = """\
  - id: rest
    title: {en: Rest, es: Descanso}
    minutes: 10
    kind: break
"""
ARRIVING = """\
  - id: arrives
    title: {en: Now, es: Ahora}
    minutes: 1
    kind: scale
    arrival: true
    question: {en: How is it?, es: ¿Cómo va?}
"""


def step(kind: str, *fields: str, paper: bool = True, script: str = SCRIPT) -> str:
    """A file with one step; a field that is given takes the place of the usual one."""
    given = {field.partition(":")[0] for field in fields}
    usual = [*KINDS[kind], *([script] if script else []), *([PAPER] if paper else [])]
    lines = [f"kind: {kind}", *(field for field in usual if field.partition(":")[0] not in given), *fields]
    return HEAD + "".join(f"    {line}\n" for field in lines for line in field.split("\n"))


def doubts(folder: Path, text: str, facts: Facts | None = None, words: WordList | None = None) -> list[Finding]:
    """The warnings about a file in which nothing is wrong."""
    found = check(written(folder, text), facts or shipped_facts(), words or shipped_words(), today=TODAY)
    assert all(finding.severity == "warning" for finding in found), [str(finding) for finding in found]
    return found


def codes(folder: Path, text: str) -> list[str]:
    """The codes of the warnings about a file."""
    return [finding.code for finding in doubts(folder, text)]
