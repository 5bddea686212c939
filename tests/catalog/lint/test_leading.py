"""What a leader plans by, that people may pass, and what is missing for somebody."""

from pathlib import Path

import pytest

from goround.catalog.lint.absent import ON_PAPER_ALREADY
from goround.catalog.lint.passing import DISCLOSING
from goround.catalog.load import compiled
from tests.catalog.lint.pages import ARRIVING, KINDS, REST, codes, doubts, step
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


def test_breaks_and_what_is_asked_on_arrival_are_not_counted(tmp_path: Path) -> None:
    """F9: the minutes are those in which the group is at work."""
    text = step("scale") + REST + ARRIVING
    assert codes(tmp_path, text) == []
    [finding] = doubts(tmp_path, replaced(text, ("minutes: 5", "minutes: 16")))
    assert finding.what == (
        "the steps take 5 minutes together without breaks and questions on arrival, and “minutes” says 16"
    )


@pytest.mark.parametrize(
    ("minutes", "seconds", "sentence"),
    [
        ("5", "50", None),
        ("4.9", "50", "6 people at 50 seconds each take 5 minutes, and this round has 4.9"),
        ("5", "90", "6 people at 90 seconds each take 9 minutes, and this round has 5"),
    ],
)
def test_a_round_has_time_for_six_people(minutes: str, seconds: str, sentence: str | None, tmp_path: Path) -> None:
    """F9"""
    text = step("goround", f"seconds: {seconds}").replace("minutes: 5", f"minutes: {minutes}")
    found = doubts(tmp_path, text)
    assert [(finding.code, finding.line, finding.what) for finding in found] == (
        [("round_too_short", 11, sentence)] if sentence else []
    )


def test_a_round_that_says_no_seconds_has_a_minute_for_each(tmp_path: Path) -> None:
    """F9"""
    text = step("goround").replace("    seconds: 50\n", "")
    assert codes(tmp_path, text) == ["round_too_short"]
    assert codes(tmp_path, text.replace("minutes: 5", "minutes: 6")) == []


@pytest.mark.parametrize("more", [REST, REST.replace("10", "10\n    core: true"), ARRIVING])
def test_nobody_leads_a_rest_or_what_each_is_asked_alone(more: str, tmp_path: Path) -> None:
    """F9: so neither needs a script, or more about paper than its kind says."""
    assert codes(tmp_path, step("slide") + more) == []


def test_who_is_asked_alone_reads_that_they_may_pass(tmp_path: Path) -> None:
    """F9: nobody speaks the script of an arrival step."""
    about_use = "tags: [use]\n    script: {en: You can pass., es: Pueden pasar.}\n    arrival: true"
    text = step("slide") + ARRIVING.replace("arrival: true", about_use)
    found = doubts(tmp_path, text)
    assert [finding.code for finding in found] == ["pass_not_said"] * 2
    assert {finding.todo for finding in found} == {
        "add “You can pass.” to the question",
        "add “Pueden pasar.” to the question",
    }
    asked = replaced(
        text,
        ("question: {en: How is it?, es: ¿Cómo va?}", "question: {en: How is it? Or pass., es: ¿Cómo va? O pasa.}"),
    )
    assert codes(tmp_path, asked) == []


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
