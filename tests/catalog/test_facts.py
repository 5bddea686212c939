"""Facts: one place for each, references in any words, and what is said of those that are not there."""

from pathlib import Path

import pytest

from goround.catalog.facts import Facts, facts_beside, read_facts
from goround.catalog.finding import Finding
from goround.catalog.load import compiled
from goround.domain.curriculum import FactUsed
from goround.domain.text import plain
from goround.shipped import shipped
from tests.catalog.written import GOOD, replaced, written

FACTS = """\
facts:
  - id: line
    words: {en: "988", es: "988"}
    source: The line
    reviewed: 2026-11-01
    review_by: 2027-05-01
  - id: rest
    words: {en: Rest helps., es: Descansar ayuda.}
    source: A book
    reviewed: 2026-11-01
    review_by: 2027-05-01
    typed: {en: [rest helps], es: [descansar ayuda]}
"""


def facts(folder: Path, text: str = FACTS) -> tuple[Facts, list[Finding]]:
    return read_facts(written(folder, text, "facts.yaml"))


def told(findings: list[Finding]) -> list[str]:
    return [
        str(finding).partition("/facts.yaml:")[2] or str(finding).partition("/w01.yaml:")[2] for finding in findings
    ]


def test_a_reference_is_replaced_in_its_language(tmp_path: Path) -> None:
    """F5"""
    path = written(tmp_path, replaced(
        GOOD,
        ("{en: Welcome, es: Les saludo}", '{en: "Call {fact:line}.", es: "Llama al {fact:line}."}'),
        ("      en: Say hello.\n      es: Saluden.", '      en: "**{fact:rest}** Yes."\n      es: "**{fact:rest}** Sí."'),
    ))  # fmt: skip
    result = compiled(path, facts(tmp_path)[0])
    assert result.curriculum, result.findings
    hello = result.curriculum.steps[0]
    assert hello.prompt().lines("en")[0] == "Call 988." and hello.prompt().lines("es")[0] == "Llama al 988."
    assert hello.script and plain(hello.script.in_("es")) == "Descansar ayuda. Sí."
    used = result.curriculum.facts
    assert used == {
        id: FactUsed(source=fact.source, reviewed=fact.reviewed) for id, fact in facts(tmp_path)[0].known.items()
    }
    assert result.facts_at == {
        "line": [("steps", 0, "heading", "en"), ("steps", 0, "heading", "es")],
        "rest": [("steps", 0, "script", "en"), ("steps", 0, "script", "es")],
    }


def test_a_field_that_is_only_a_fact_is_in_both_languages(tmp_path: Path) -> None:
    """F5"""
    path = written(tmp_path, replaced(GOOD, ("{en: Welcome, es: Les saludo}", '"{fact:rest}"')))
    result = compiled(path, facts(tmp_path)[0])
    assert result.curriculum and result.curriculum.steps[0].prompt().lines("es")[0] == "Descansar ayuda."


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ('"Call {fact:lines}."', "13:5: there is no fact “lines”. Write “{fact:line}”."),
        ('"{fact:zzz}"', "13:5: there is no fact “zzz”. Use one of: line, rest; or add it to facts.yaml."),
        ('"Call {line}."', "13:5: “{” and “}” are used for facts only. Write {fact:some-id}, or other marks."),
        ('"Call {fact:line"', "13:5: “{” and “}” are used for facts only. Write {fact:some-id}, or other marks."),
        (
            "{fact:line}",
            '13:14: “{fact:line}” is read as a field here, not as a fact. Put it in quotes: "{fact:line}".',
        ),
    ],
)
def test_a_reference_that_cannot_be_followed_is_told_once(tmp_path: Path, words: str, sentence: str) -> None:
    """F5"""
    path = written(tmp_path, replaced(GOOD, ("{en: Welcome, es: Les saludo}", words)))
    assert told(compiled(path, facts(tmp_path)[0]).findings) == [sentence]


def test_a_fact_in_a_field_that_takes_no_words_is_told_once(tmp_path: Path) -> None:
    """F5, F7"""
    path = written(tmp_path, replaced(GOOD, ("kind: scale", 'kind: "{fact:zzz}"')))
    assert [one.split(":")[0] for one in told(compiled(path, facts(tmp_path)[0]).findings)] == ["17"]


BAD: dict[str, tuple[str, str, str]] = {
    "twice": ("id: rest", "id: line", "7:5: the id “line” is used twice. Give each fact an id of its own."),
    "before its review": ("review_by: 2027-05-01", "review_by: 2026-05-01", "6:5: “review_by” is before “reviewed”. Write a later day."),
    "no source": ("    source: The line\n", "", "2:5: “source” is missing. Add it."),
    "a misspelt field": ("source: The", "sourec: The", "4:5: “sourec” is not a field here. Did you mean “source”?"),
    "typed too short": ("[rest helps]", "[up]", "12:18: item 1 of “en” of “typed” is shorter than 3 letters. Write more of it."),
    "no list": (FACTS, "facts: none\n", "1:1: “facts” is not a list."),
    "no facts": (FACTS, "fact: []\n", "1:1: “fact” is not a field here. Did you mean “facts”?"),
    "nothing": (FACTS, "", "1:1: the file is empty."),
    "no YAML": (FACTS, "facts: [", "1:9: this is not YAML"),
    "a word": (FACTS, "hello", "1:1: the file is not in the right form. Write its fields under it: facts."),
}  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "sentence"), BAD.values(), ids=BAD)
def test_a_mistake_in_the_file_of_facts_is_told(tmp_path: Path, good: str, bad: str, sentence: str) -> None:
    """F1, F5"""
    [said] = told(facts(tmp_path, replaced(FACTS, (good, bad)))[1])
    assert said.startswith(sentence), said


def test_facts_are_those_beside_the_curriculum_or_those_that_came_along(tmp_path: Path) -> None:
    """F14"""
    assert facts_beside(tmp_path) == shipped("curricula") / "facts.yaml"
    path = written(tmp_path, replaced(GOOD, ("{en: Welcome, es: Les saludo}", '"{fact:line-988}"')))
    assert compiled(path).curriculum
    facts(tmp_path)
    assert facts_beside(tmp_path) == tmp_path / "facts.yaml"
    assert [finding.code for finding in compiled(path).findings] == ["unknown_fact"]


def test_every_fact_that_came_along_has_both_languages() -> None:
    """F5"""
    known, findings = read_facts(shipped("curricula") / "facts.yaml")
    assert not findings
    assert len(known.known) >= 20 and all(fact.words.es for fact in known.all)
