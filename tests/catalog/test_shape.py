"""What the models refuse, in the words of whoever writes the file: which field, what is wrong, and what to do."""

from pathlib import Path

import pytest

from goround.catalog.load import load
from goround.catalog.shape import field_names, named, owners
from goround.domain.base import Words
from goround.domain.curriculum import Curriculum, Review
from goround.domain.steps import Visibility
from goround.domain.steps.scale import NumberAlert, Scale
from goround.domain.steps.text import ShortText
from tests.catalog.written import GOOD, replaced, shipped_facts, told, written

MISTAKES: dict[str, tuple[str, str, str]] = {
    "a field is missing": ("    minutes: 2\n", "", "9:5: “minutes” is missing. Add it."),
    "the id is missing": ("id: w01\n", "", "1:1: “id” is missing. Add it."),
    "English is missing": (
        "{en: Welcome, es: Les saludo}", "{es: Les saludo}",
        "13:5: “heading” has no English words. Write them under “en”.",
    ),
    "a language that is none": (
        "{en: Welcome, es: Les saludo}", "{en: Welcome, fr: Bonjour}",
        "13:28: “fr” is not a field here. The fields here are en, es.",
    ),
    "a misspelt field": ("    minutes: 2", "    minuten: 2", "12:5: “minuten” is not a field here. Did you mean “minutes”?"),
    "a field of another kind": (
        "    minutes: 2", "    labels: {0: a}\n    minutes: 2",
        "12:5: “labels” is not a field here. The fields here are arrival, at_least, content_note,",
    ),
    "the file says its own hash": ("aim: {", "sha256: abc\naim: {", "5:1: “sha256” is not a field here. Take it out."),
    "a kind that is near one": ("kind: scale", "kind: scales", "17:5: there is no step kind “scales”. Did you mean “scale”?"),
    "a kind that is none": ("kind: scale", "kind: 7", "17:5: there is no step kind “7”. Use one of: slide, scale, choice,"),
    "no kind": ("  - kind: scale\n    id", "  - id", "17:5: item 2 of “steps” has no kind. Add the step's kind."),
    "a kind of group that is none": (
        "kind: relapse_prevention", "kind: relapse",
        "2:1: “kind” cannot be “relapse”. Use one of: psychoeducation, skills, relapse_prevention, refusal, family_group,",
    ),
    "too many minutes": ("minutes: 4.5", "minutes: 999", "20:5: “minutes” is too large. Write 240 or less."),
    "no minutes": ("minutes: 4.5", "minutes: 0", "20:5: “minutes” is too small. Write more than 0."),
    "a number that is words": ("minutes: 4.5", "minutes: soon", "20:5: “minutes” is not a number. Write a number without"),
    "a number in quotes": ("minutes: 4.5", 'minutes: "4.5"', "20:5: “minutes” is not a number. Write a number without quotes."),
    "a long number": ("minutes: 4.5", f"minutes: {'9' * 5000}", "20:5: “minutes” is not a number."),
    "a label beyond the scale": ("      10: {", "      11: {", "24:7: “11” is too large. Write 10 or less."),
    "a label on a word": ("      10: {", "      ten: {", "24:7: “ten” is not a whole number. Write a whole number without"),
    "a yes for true": ("    minutes: 2", "    core: yes\n    minutes: 2", "12:5: “core” is neither true nor false. Write true"),
    "a list for words": ("{en: Welcome, es: Les saludo}", "[a]", "13:5: “heading” is not in the right form. Write words, or"),
    "a list for a script": ("      en: Say hello.", "      en: [a]", "15:7: “en” of “script” is not in the right form. Write words,"),
    "nothing for words": ("{en: Welcome, es: Les saludo}", "", "13:5: “heading” is not in the right form."),
    "an empty text": ("es: Saluden.", 'es: ""', "16:7: “es” of “script”: nothing is written here. Write some words, or take"),
    "steps that are no list": (GOOD[GOOD.index("steps:") :], "steps: none\n", "8:1: “steps” is not a list."),
    "no steps": (GOOD[GOOD.index("steps:") :], "steps: []\n", "8:1: “steps” has too few items. Write 1 or more."),
    "a step that is a word": (GOOD[GOOD.index("  - kind: sc") :], "  - later\n", "17:5: item 2 of “steps” is not in the right form."),
    "an audience that is none": ("[participants]", "[everybody]", "6:12: item 1 of “audience” cannot be “everybody”."),
    "a field twice": ("    minutes: 2", "    minutes: 2\n    minutes: 3", "13:5: “minutes” stands here twice. Keep one of the two."),
    "two steps of one id": ("id: craving", "id: hello", "18:5: the step id “hello” is used twice. Give each step an id"),
    "a step that may not be passed": ("    minutes: 2", "    pass: false\n    minutes: 2", "12:5: everybody may pass on every step."),
    "an alert that nobody reads": (
        "    visibility: anonymous", "    visibility: anonymous\n    alert: {at_or_above: 8}",
        "26:5: an alert cannot be raised from answers that are “anonymous”. Write “visibility: facilitator”,",
    ),
    "half a review": ("steps:", "review: {clinician: {by: A}}\nsteps:", "8:10: “on” is missing. Add it."),
    "a day that is none": ("steps:", "review: {clinician: {by: A, on: 2026-13-01}}\nsteps:", "8:29: “on” is not a day."),
    "a long list": ("es: Saluden.", "es: '" + "a " * 10_001 + "'", "16:7: “es” of “script”: this text is longer than 20000 letters."),
    "a long name": ("id: hello", f"id: {'a' * 65}", "10:5: “id” is longer than 64 letters. Make it shorter."),
}  # fmt: skip


@pytest.mark.parametrize(("good", "bad", "sentence"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_told_once_with_its_place(tmp_path: Path, good: str, bad: str, sentence: str) -> None:
    """F1, F4"""
    [said] = told(written(tmp_path, replaced(GOOD, (good, bad))))
    assert said.startswith(sentence), said


def test_every_mistake_is_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    """F1"""
    several = ("id: w01", "id: W 01"), ("    minutes: 2", "    minutes: 0"), ("kind: scale", "kind: a")
    assert [one.split(" ")[0] for one in told(written(tmp_path, replaced(GOOD, *several)))] == [
        "1:1:",
        "12:5:",
        "17:5:",
    ]


def test_both_languages_of_a_text_are_told(tmp_path: Path) -> None:
    """F1: not only the first that cannot be drawn."""
    bad = replaced(GOOD, ("en: Say hello.", 'en: "# Say"'), ("es: Saluden.", "es: '[a](b)'"))
    assert told(written(tmp_path, bad)) == [
        "15:7: “en” of “script”: a heading (“#”) is not drawn on screens. Write paragraphs, lists, **strong** or *em* only.",
        "16:7: “es” of “script”: a link is not drawn on screens. Write paragraphs, lists, **strong** or *em* only.",
    ]


@pytest.mark.parametrize("word", ["No", "yes", "on", "Off", "12:30", "1e5", "0x10", "2026-01-01", "=", "nan", "nadie"])
def test_words_stay_words(tmp_path: Path, word: str) -> None:
    """F3: only true, false, null and plain numbers are anything else, so a label “No” is a text."""
    scale = load(written(tmp_path, replaced(GOOD, ("{en: None, es: Nada}", f"{{en: {word}, es: Nada}}")))).steps[1]
    assert isinstance(scale, Scale)
    assert scale.labels[0] == Words(en=word, es="Nada")


@pytest.mark.parametrize("value", ["1", "0.5", "true", "null", "~"])
def test_other_values_are_no_words(tmp_path: Path, value: str) -> None:
    """F3: nothing is guessed."""
    [said] = told(written(tmp_path, replaced(GOOD, ("{en: None, es: Nada}", f"{{en: {value}, es: Nada}}"))))
    assert said == "23:11: “en” of “0” is not a text. Write it in quotes."


def test_a_field_is_named_by_what_it_belongs_to() -> None:
    assert named(()) == "the file"
    assert named(("steps", 1, "minutes")) == "“minutes”"
    assert named(("steps", 1, "options", 2)) == "item 3 of “options”"
    assert named(("title", "es")) == "“es” of “title”"
    assert named(("es",)) == "“es”"


def test_the_models_of_a_place_are_found_by_its_keys() -> None:
    assert owners(Curriculum, ("review",)) == [Review]
    assert owners(Curriculum, ("steps", 3, "scale", "alert")) == [NumberAlert]
    assert owners(Curriculum, ("steps", 3, "text")) == [ShortText], "A field of this name in another kind is none."
    assert {"for", "pass"} <= set(field_names(Scale)) and "sha256" not in field_names(Curriculum)


def test_what_a_file_says_is_what_is_led(tmp_path: Path) -> None:
    curriculum = load(written(tmp_path, GOOD), shipped_facts())
    hello, craving = curriculum.steps
    assert (curriculum.id, curriculum.aim.es, hello.id) == ("w01", "Conocer las señales.", "hello")
    assert isinstance(craving, Scale)
    assert (craving.question.en, craving.minutes, craving.visibility) == ("How strong: now?", 4.5, Visibility.ANONYMOUS)
