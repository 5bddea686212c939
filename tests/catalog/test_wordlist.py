"""The word list: its form, and the words of it that came along."""

from pathlib import Path

import pytest

from goround.catalog.wordlist import read_words, tidy, words_beside
from goround.shipped import shipped
from tests.catalog.written import replaced, written

WORDS = """\
taught: {en: [craving, craving's], es: [ganas]}
banned:
  - {lang: en, terms: [addict, "clean  time"], use: person with an addiction}
  - {lang: es, terms: [adicto], use: persona con adicción}
"""


def test_words_are_compared_in_one_form(tmp_path: Path) -> None:
    """F11, F12"""
    words, findings = read_words(written(tmp_path, WORDS, "words.yaml"))
    assert not findings
    assert words.taught == {"en": {"craving", "craving's"}, "es": {"ganas"}}
    assert words.instead["en"] == {"addict": "person with an addiction", "clean time": "person with an addiction"}
    assert tidy("Craving\u2019s  and\nMore") == "craving's and more"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("an addict.", ["addict"]),
        ("addicted", []),
        ("an ex-addict", ["addict"]),
        ("clean time", ["clean time"]),
        ("re addict_", []),
    ],
)
def test_terms_are_whole_words(tmp_path: Path, text: str, found: list[str]) -> None:
    """F12"""
    pattern = read_words(written(tmp_path, WORDS, "words.yaml"))[0].banned["en"]
    assert pattern and pattern.findall(text) == found


def test_the_longest_term_is_found_first(tmp_path: Path) -> None:
    """F12"""
    longer = replaced(WORDS, ("[addict,", "[addict, addict in recovery, recovering addict,"))
    pattern = read_words(written(tmp_path, longer, "words.yaml"))[0].banned["en"]
    assert pattern and pattern.findall("a recovering addict, an addict in recovery") == [
        "recovering addict",
        "addict in recovery",
    ]


BAD = {
    "twice": ("terms: [adicto]", "terms: [adicto, Adicto]", "4:32: “Adicto” stands here twice. Keep one of the two."),
    "no such language": ("lang: es", "lang: fr", "4:6: “lang” cannot be “fr”. Use one of: en, es."),
    "a phrase that is taught": (
        "ganas",
        "muchas ganas",
        "1:41: item 1 of “es” of “taught” has letters that do not belong",
    ),
    "nothing to say instead": (", use: persona con adicción", "", "4:5: “use” is missing. Add it."),
    "no terms": ("[adicto]", "[]", "4:16: “terms” has too few items. Write 1 or more."),
    "an empty term": ("[adicto]", '[" "]', "4:24: item 1 of “terms” is empty."),
    "a misspelt field": ("banned:", "baned:", "2:1: “baned” is not a field here. Did you mean “banned”?"),
    "no YAML": ("taught: {", "taught: [", "1:"),
}


@pytest.mark.parametrize(("good", "bad", "sentence"), BAD.values(), ids=BAD)
def test_a_mistake_in_the_word_list_is_told(tmp_path: Path, good: str, bad: str, sentence: str) -> None:
    """F1"""
    path = written(tmp_path, replaced(WORDS, (good, bad)), "words.yaml")
    [finding] = read_words(path)[1]
    assert str(finding).removeprefix(f"{path}:").startswith(sentence), finding


def test_a_list_that_is_not_there_is_told(tmp_path: Path) -> None:
    """F2"""
    assert [finding.code for finding in read_words(tmp_path / "words.yaml")[1]] == ["unreadable"]


def test_the_list_that_came_along_is_whole() -> None:
    """F12: the words of the plan for language are in it, and innocent ones are not."""
    path = words_beside(shipped("curricula"))
    words, findings = read_words(path)
    assert not findings and path.parent == shipped("curricula")
    for lang, terms in {
        "en": ("addict", "abuser", "drug abuse", "clean time", "dirty urine"),
        "es": ("adicto", "drogadicto"),
    }.items():
        for term in terms:
            assert words.banned[lang].search(term), term  # type: ignore[index, union-attr]
    for phrase in ("clean your glasses", "relapse prevention", "child abuse", "sleep habits"):
        assert not words.banned["en"].search(phrase), phrase  # type: ignore[union-attr]
