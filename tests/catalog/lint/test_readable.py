"""Reading grade, ease and long sentences, each told where an author can mend it."""

from pathlib import Path

from goround.catalog.facts import Facts, read_facts
from tests.catalog.lint.pages import doubts, step
from tests.catalog.written import replaced, written

EASY = "Sit where you like. Put your feet on the floor. Look at one thing. Take a slow breath. Let it go. "
HARD = "Considerable improvement is frequently observed following individual participation. "
FACIL = "Siéntate donde quieras. Pon los pies en el piso. Mira una cosa. Respira con calma. Suelta el aire. "
DIFICIL = (
    "Frecuentemente observamos mejoramientos considerables posteriormente a ejercicios respiratorios personalizados. "
)


def text(en: str, es: str) -> str:
    return f'text:\n  en: "{en}"\n  es: "{es}"'


def test_hard_english_is_told_with_its_number_and_the_hardest_texts(tmp_path: Path) -> None:
    """F11"""
    fields = text(EASY * 6 + HARD * 6, FACIL), f'heading: {{en: "{HARD.strip()}", es: Hola}}'
    [finding] = doubts(tmp_path, step("slide", *fields))
    assert finding.code == "reading_grade" and (finding.line, finding.step) == (8, None)
    assert finding.what.startswith("the English for participants is of reading grade 6.7, over 6"), finding.what
    assert finding.todo.startswith(
        "use shorter words and sentences, first in: line 18 (“Considerable improvement is frequently …”)"
    )


def test_hard_spanish_is_told_on_the_scale_of_its_own(tmp_path: Path) -> None:
    """F11"""
    [finding] = doubts(tmp_path, step("slide", text(EASY, FACIL * 3 + DIFICIL * 8)))
    assert finding.code == "reading_ease_es"
    assert "on the INFLESZ scale, under 65 (“bastante fácil”)" in finding.what


def test_fewer_than_a_hundred_words_have_no_grade(tmp_path: Path) -> None:
    """F11"""
    assert doubts(tmp_path, step("slide", text(HARD * 10, DIFICIL * 9))) == []
    assert len(doubts(tmp_path, step("slide", text(HARD * 13, DIFICIL * 12)))) == 2


def test_what_facilitators_read_is_not_graded(tmp_path: Path) -> None:
    """F11"""
    script = f'script: {{en: "Pass. {HARD * 20}", es: "Pasen. {DIFICIL * 20}"}}'
    assert doubts(tmp_path, step("slide", script)) == []


def test_words_that_are_taught_make_no_text_hard(tmp_path: Path) -> None:
    """F11"""
    taught = "Naloxone, buprenorphine, methadone and benzodiazepines are not the same. "
    assert doubts(tmp_path, step("slide", text(taught * 10 + EASY * 3, FACIL))) == []
    untaught = (
        taught.replace("Naloxone", "Pomegranate")
        .replace("methadone", "caterpillar")
        .replace("benzodiazepines", "hippopotamuses")
    )
    assert [finding.code for finding in doubts(tmp_path, step("slide", text(untaught * 10 + EASY * 3, FACIL)))] == [
        "reading_grade"
    ]


TWENTY = "one two three four five six seven eight nine ten one two three four five six seven eight nine ten"


def test_a_sentence_of_twenty_words_is_the_longest(tmp_path: Path) -> None:
    """F11"""
    assert doubts(tmp_path, step("slide", text(f"{TWENTY}. Yes", f"{TWENTY}: sí"))) == []
    [finding] = doubts(tmp_path, step("slide", text(f"{TWENTY} more", "sí")))
    assert finding.what == "this sentence has 21 words: “one two three four …”"


def test_a_long_sentence_is_told_at_its_own_line(tmp_path: Path) -> None:
    """F11: inside of a text of several lines, in either language."""
    words = (
        "text:\n  en: |\n    Look up.\n\n    - Short.\n    - And here we **say**, with many words and\n      more of them, that "
        "a line can go on for so long that nobody reads it.\n  es: >-\n    Mira. Y aquí decimos, con muchas palabras y más todavía, "
        "que una línea puede seguir tanto\n    que ya nadie más la lee."
    )
    english, spanish = doubts(tmp_path, step("slide", words))
    lines = (tmp_path / "w01.yaml").read_text().splitlines()
    assert lines[english.line - 1][english.column - 1 :].startswith("And here we")
    assert lines[spanish.line - 1][spanish.column - 1 :].startswith("Y aquí decimos")


def test_a_long_sentence_of_a_fact_is_the_business_of_its_file(tmp_path: Path) -> None:
    """F11"""
    facts = shaped(tmp_path, f"Rest {TWENTY}.")
    assert doubts(tmp_path, step("slide", text("{fact:rest} Yes.", "Sí.")), facts) == []
    [finding] = doubts(tmp_path, step("slide", text(f"Now {{fact:rest}} {TWENTY}", "Sí.")), facts)
    assert finding.code == "long_sentence"


def test_options_and_items_are_sentences_of_their_own(tmp_path: Path) -> None:
    """F11"""
    options = ", ".join(f"{{id: o{n}, words: {{en: one two three four, es: uno dos tres}}}}" for n in range(8))
    assert doubts(tmp_path, step("choice", f"options: [{options}]")) == []


def shaped(folder: Path, words: str) -> Facts:
    fact = replaced(
        "facts: [{id: rest, words: {en: WORDS, es: Sí.}, source: A, reviewed: 2026-11-01, review_by: 2027-11-01}]",
        ("WORDS", words),
    )
    facts, findings = read_facts(written(folder, fact, "facts.yaml"))
    assert not findings
    return facts
