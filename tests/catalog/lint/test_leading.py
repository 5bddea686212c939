"""What a leader plans by, that people may pass, and what is missing for somebody."""

from pathlib import Path

import pytest

from goround.catalog.lint.absent import ON_PAPER_ALREADY
from goround.catalog.lint.passing import DISCLOSING
from goround.catalog.load import compiled
from tests.catalog.lint.pages import KINDS, codes, doubts, step
from tests.catalog.written import replaced, written

SILENT = "script: {en: Go., es: Sigan.}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_that_says_all_is_not_doubted(kind: str, tmp_path: Path) -> None:
    """F9, F10"""
    assert codes(tmp_path, step(kind)) == []


@pytest.mark.parametrize(
    ("minutes", "sentence"), [("6", "5 minutes together, and “minutes” says 6"), ("4.5", "says 4.5")]
)
def test_minutes_add_up(minutes: str, sentence: str, tmp_path: Path) -> None:
    """F9"""
    [finding] = doubts(tmp_path, replaced(step("scale"), ("minutes: 5", f"minutes: {minutes}")))
    assert (finding.code, finding.line, finding.column, finding.step) == ("minutes_do_not_add_up", 7, 1, None)
    assert finding.what.endswith(sentence)


def test_minutes_add_up_in_tenths(tmp_path: Path) -> None:
    """F9: 0.1 and 0.2 are 0.3."""
    text = replaced(step("scale"), ("minutes: 5", "minutes: 0.3"), ("    minutes: 5", "    minutes: 0.1"))
    other = text[text.index("  - id: ask") :].replace("id: ask", "id: more").replace("minutes: 0.1", "minutes: 0.2")
    assert codes(tmp_path, text + other) == []


def test_a_core_step_has_a_script(tmp_path: Path) -> None:
    """F9"""
    assert codes(tmp_path, step("scale", script="")) == ["core_without_script"]
    assert codes(tmp_path, step("scale", "core: false", script="")) == []


@pytest.mark.parametrize("kind", KINDS)
def test_who_tells_something_hears_that_they_may_pass(kind: str, tmp_path: Path) -> None:
    """F9: in each language of the step."""
    told = codes(tmp_path, step(kind, SILENT))
    assert told == (["pass_not_said"] * 2 if kind in DISCLOSING else [])
    english = step(kind, "script: {en: You can skip it., es: Sigan.}")
    assert codes(tmp_path, english) == (["pass_not_said"] if kind in DISCLOSING else [])


@pytest.mark.parametrize(
    "field",
    [
        "tags: [safety]\nvisibility: facilitator",
        "tags: [use]\nvisibility: facilitator",
        "content_note: {en: On use., es: Del uso.}",
    ],
)
def test_so_does_who_is_asked_about_safety_or_use_or_is_warned(field: str, tmp_path: Path) -> None:
    """F9"""
    assert codes(tmp_path, step("scale", *field.split("\n"), SILENT)) == ["pass_not_said"] * 2
    assert codes(tmp_path, step("scale", *field.split("\n"))) == []


def test_so_does_who_reads_a_slide_about_safety(tmp_path: Path) -> None:
    """F9"""
    assert codes(tmp_path, step("slide", "tags: [safety]", SILENT)) == ["pass_not_said"] * 2


@pytest.mark.parametrize(
    ("en", "es"),
    [("You can pass.", "Puedes pasar."), ("Skip it.", "Puedes saltarla."), ("Say “pass”.", "Si quieres, pasa."),
     ("PASS if you like.", "Sáltala."), ("You may skip.", "Pasen si quieren."), ("Skip", "Salta")],
)  # fmt: skip
def test_passing_is_said_in_several_ways(en: str, es: str, tmp_path: Path) -> None:
    """F9: in the question as well as in the script."""
    assert codes(tmp_path, step("commit", f"question: {{en: {en!r}, es: {es!r}}}", SILENT)) == []


@pytest.mark.parametrize(
    ("en", "es"),
    [("It passed.", "Ya pasaron."), ("A passage.", "El paseo."), ("The skipper.", "Un asalto."), ("Compass", "Compás")],
)
def test_other_words_do_not_say_it(en: str, es: str, tmp_path: Path) -> None:
    """F9"""
    assert codes(tmp_path, step("commit", f"question: {{en: {en!r}, es: {es!r}}}", SILENT)) == ["pass_not_said"] * 2


def test_a_hint_does_not_tell_participants(tmp_path: Path) -> None:
    """F9: they never read it."""
    hints = "hints: {more: {en: They can pass., es: Pueden pasar.}}"
    assert codes(tmp_path, step("commit", SILENT, hints)) == ["pass_not_said"] * 2


def test_a_step_without_spanish_is_not_asked_to_say_it_in_spanish(tmp_path: Path) -> None:
    """F9"""
    text = replaced(
        step("commit", "question: How?", "script: Go.", paper=False), (", es: Uno}\n    minutes", "}\n    minutes")
    )
    assert sorted(set(codes(tmp_path, text))) == ["missing_paper", "missing_spanish", "pass_not_said"]
    assert codes(tmp_path, text).count("pass_not_said") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_a_step_says_how_it_is_done_on_paper(kind: str, tmp_path: Path) -> None:
    """F10"""
    assert codes(tmp_path, step(kind, paper=False)) == ([] if kind in ON_PAPER_ALREADY else ["missing_paper"])


def test_missing_spanish_is_told_once_a_field_where_it_stands(tmp_path: Path) -> None:
    """F10"""
    text = step(
        "slide",
        "heading: Hello",
        'text: {en: "One.\\n\\nTwo."}',
        'picture: {file: a.png, alt: "A wave"}',
        "hints: {more: Look}",
    )
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    found = doubts(tmp_path, text)
    assert {finding.code for finding in found} == {"missing_spanish"}
    assert [(finding.what, finding.line) for finding in found] == [
        (f"“{name}” has no Spanish", line + 1)
        for line, words in enumerate(text.splitlines())
        for name in ("heading", "text", "alt", "more")
        if f"{name}:" in words
    ]


@pytest.mark.parametrize("words", ['"1234"', '"..."', '"1 + 1"'])
def test_what_holds_no_letter_needs_no_spanish(words: str, tmp_path: Path) -> None:
    """F10"""
    assert codes(tmp_path, step("slide", f"heading: {words}")) == []


def test_blank_spanish_is_told(tmp_path: Path) -> None:
    """F10"""
    found = compiled(written(tmp_path, step("slide", 'heading: {en: Hello, es: " "}'))).findings
    assert [finding.code for finding in found] == ["empty"]
