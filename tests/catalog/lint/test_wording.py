"""Words that staff texts do not say, names on the wall, and facts that somebody typed."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from goround.catalog.check import check
from goround.catalog.facts import Facts
from tests.catalog.lint.pages import codes, doubts, step
from tests.catalog.written import TODAY, shipped_facts, written


def script(en: str, es: str = "Pueden pasar.") -> str:
    return f"script:\n  en: |\n    {en}\n  es: |\n    {es}"


def test_a_term_is_told_with_what_to_say_instead(tmp_path: Path) -> None:
    """F12: in facilitators' texts too, in both languages, at its own place."""
    text = step("slide", script("Look. Every ADDICT\n    has had a relapse.", "Pueden pasar. Un adicto."))
    found = doubts(tmp_path, text)
    assert [(finding.what, finding.todo) for finding in found] == [
        ("“addict” is not said here", "say instead: person with a substance use disorder"),
        (
            "“had a relapse” is not said here",
            "say instead: return to use; returned to use; treatment did not help enough yet",
        ),
        ("“adicto” is not said here", "say instead: persona con un trastorno por consumo de sustancias"),
    ]
    lines = text.splitlines()
    for finding, words in zip(found, ("ADDICT", "had a relapse", "adicto"), strict=True):
        assert lines[finding.line - 1][finding.column - 1 :].startswith(words)


def test_a_phrase_is_found_across_lines_and_marks(tmp_path: Path) -> None:
    """F12"""
    assert codes(tmp_path, step("slide", script("You stay\n    **clean** now."))) == ["banned_term"]


@pytest.mark.parametrize(
    "words",
    ["Clean your glasses.", "Relapse prevention.", "A cleaner street.", "Alcoholics Anonymous.", "Un círculo vicioso."],
)
def test_innocent_words_are_left_alone(words: str, tmp_path: Path) -> None:
    """F12"""
    assert codes(tmp_path, step("slide", script(words, words))) == []


def test_a_term_of_one_language_is_free_in_the_other(tmp_path: Path) -> None:
    """F12"""
    assert codes(tmp_path, step("slide", script("adicto", "addict"))) == []


def test_each_term_is_told_once_a_text(tmp_path: Path) -> None:
    """F12"""
    assert codes(tmp_path, step("slide", script("An addict, an addict, an addict."))) == ["banned_term"]


@pytest.mark.parametrize(
    "words",
    [
        "I am [name].",
        "I am <your name>.",
        "I am ____.",
        "MY NAME is",
        "Soy [nombre].",
        "Soy ___",
        "MI NOMBRE es",
        "(name)",
    ],
)
def test_nothing_on_the_wall_asks_for_a_name(words: str, tmp_path: Path) -> None:
    """F9"""
    text = step("slide", f'heading: {{en: "{words}", es: "{words}"}}')
    assert codes(tmp_path, text) == ["named_on_display"] * 2
    assert codes(tmp_path, step("slide", f'heading: {{en: "{words}", es: Hola}}', "room: nothing")) == []


def test_a_card_and_a_script_may_ask_for_one(tmp_path: Path) -> None:
    """F9: no screen of the room shows them."""
    fields = script("Say [name]. You can pass."), 'paper: {en: "My name: ____", es: "Mi nombre: ____"}'
    assert codes(tmp_path, step("slide", *fields)) == []
    assert codes(tmp_path, step("commit", 'closing: {en: "[name]", es: "[nombre]"}')) == []


@pytest.mark.parametrize("words", ["What is your first name?", "Say the name you like.", "_one_", "1 < 2 names"])
def test_words_about_names_are_no_room_for_one(words: str, tmp_path: Path) -> None:
    """F9"""
    assert codes(tmp_path, step("slide", f'heading: {{en: "{words}", es: Hola}}')) == []


def test_a_typed_fact_is_told_where_it_stands(tmp_path: Path) -> None:
    """F13"""
    text = step("slide", script("In danger\n    call 988 or 911, at 988.", "Pueden pasar, o llamar al 988."))
    found = doubts(tmp_path, text)
    assert [finding.sentence for finding in found] == ["“988” is a fact, and facts age. Write “{fact:line-988}”."] * 2
    lines = text.splitlines()
    assert all(lines[finding.line - 1][finding.column - 1 :].startswith("988") for finding in found)


@pytest.mark.parametrize("words", ["Call {fact:line-988}.", "Room 1988 and 9880.", "988th"])
def test_a_referenced_fact_and_another_number_are_not(words: str, tmp_path: Path) -> None:
    """F13"""
    assert codes(tmp_path, step("slide", f'heading: {{en: "{words}", es: Hola}}')) == []


def test_a_typed_beginning_of_a_word_gives_a_fact_away(tmp_path: Path) -> None:
    """F13: “rescue breath” is there in “rescue breaths”, too."""
    assert codes(tmp_path, step("slide", script("Give Rescue\n    breaths."))) == ["fact_typed"]


def aged(id: str, days: int) -> Facts:
    """The facts that came along, one of them to be looked at so many days from today."""
    known = dict(shipped_facts().known)
    known[id] = known[id].model_copy(update={"review_by": TODAY + timedelta(days)})
    return replace(shipped_facts(), known=known)


def test_a_fact_that_was_to_be_looked_at_is_told_at_each_reference(tmp_path: Path) -> None:
    """F13"""
    text = step("slide", script("You can pass. {fact:line-988}", "Pueden pasar. {fact:line-988}"))
    path = written(tmp_path, text)
    assert [finding.line for finding in check(path, aged("line-988", -1), today=TODAY)] == [16, 18]
    [first, _] = check(path, aged("line-988", -1), today=TODAY)
    assert first.what == "the fact “line-988” was to be looked at again by 2026-11-21"
    assert check(path, aged("line-988", 0), today=TODAY) == []
    assert check(path, aged("emergency", -1), today=TODAY) == [], "It is not in these words."


@pytest.mark.parametrize(
    ("typed", "todo"),
    [
        ("1-800-662-4357", "write “{fact:helpline-samhsa}”"),
        ("1 800 662 4357", "write “{fact:helpline-samhsa}”"),
        ("(800) 662-4357", "write “{fact:helpline-samhsa}”"),
        ("(555) 123-4567", "write it into facts.yaml with its source, and reference it here"),
        ("555-1234", "write it into facts.yaml with its source, and reference it here"),
    ],
)
def test_a_number_to_call_is_told_whole_however_it_is_typed(tmp_path: Path, typed: str, todo: str) -> None:
    """F13"""
    [told] = doubts(tmp_path, step("slide", script(f"You can pass. Call {typed} tonight.")))
    assert (told.code, told.todo) == ("fact_typed", todo)
    assert f"“{typed}”" in told.what


@pytest.mark.parametrize("innocent", ["the years 2025-2026", "from 10 to 20", "room 1204", "at 18:30", "10-20-30"])
def test_other_numbers_are_no_numbers_to_call(tmp_path: Path, innocent: str) -> None:
    """F13"""
    assert codes(tmp_path, step("slide", script(f"You can pass. We meet {innocent}."))) == []
