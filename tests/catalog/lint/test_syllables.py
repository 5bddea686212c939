"""Syllables, counted by hand, and the sentences that both formulas need."""

import pytest

from goround.catalog.lint.readable import Counted, counted
from goround.catalog.lint.sentences import sentences, words
from goround.catalog.lint.syllables import english, spanish

ENGLISH = {
    1: "the eyes breath breathe breathed walked whole shoes goes tongue tried priest don't you're clothes smiled",
    2: "wanted needed craving people little handle settled something sometimes someone evening being quiet special patient "
    "question alone careful safety lonely movement homework themselves uses changes places minutes rhythm maybe coffee anxious "
    "trial science agreed worried followed so-so ankle lion action didn't nurse's tiredness create",
    3: "idea reaction medicine naloxone radio serious usual created settlement government however easier audience video area",
    4: "emergency situation exercises anxiety society recovery usually immediate variety",
    5: "orientation imagination",
}
SPANISH = {
    1: "el tu muy hoy bien qué voy rey buey y fue pie dio guion",
    2: "día días agua también tiempo sueño cuerpo puedes quieres guía seguir aquí oír país raíz leer creer cree caer real ciudad "
    "ruido viuda ahí estoy reyes ansia aún",
    3: "ayuda ahora guitarra pingüino oído teatro poeta cuidado cuídate prohibido alcohol situación ansiedad actúa emoción Uruguay "
    "diría huellitas",
    4: "aéreo ahorita respiración medicina continúa escríbelo alegría",
    5: "enfermería necesidades",
}
IN_ENGLISH = [(word, count) for count, some in ENGLISH.items() for word in some.split()]
IN_SPANISH = [(word, count) for count, some in SPANISH.items() for word in some.split()]


@pytest.mark.parametrize(("word", "count"), IN_ENGLISH)
def test_english_syllables_are_those_that_are_heard(word: str, count: int) -> None:
    """F11"""
    assert english(word) == count


@pytest.mark.parametrize(("word", "count"), IN_SPANISH)
def test_spanish_syllables_are_those_that_are_heard(word: str, count: int) -> None:
    """F11: i and u join the vowel beside them, with an accent they do not; an h between vowels parts nothing."""
    assert spanish(word) == count


def test_enough_words_were_counted_by_hand() -> None:
    assert len({word for word, _ in IN_ENGLISH}) >= 60 and len({word for word, _ in IN_SPANISH}) >= 60


def test_large_and_small_letters_and_both_apostrophes_are_alike() -> None:
    """F11"""
    assert english("DON\u2019T") == english("don't") == 1
    assert spanish("PAÍS") == spanish("país") == 2


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("Say: yes", ["Say:", "yes"]),
        ("First item\nSecond item", ["First item", "Second item"]),
        ("Take 1.5 hours at 10:30 or a.m.", ["Take 1.5 hours at 10:30 or a.m."]),
        ("“Stay.” He stayed… (Yes!) So", ["“Stay.”", "He stayed…", "(Yes!)", "So"]),
        ("¿Cómo va? ¡Bien! -", ["¿Cómo va?", "¡Bien!"]),
        ("... \n\n .", []),
    ],
)
def test_a_sentence_ends_with_its_mark_or_its_line(text: str, found: list[str]) -> None:
    """F11"""
    assert list(sentences(text)) == found


def test_words_are_counted_as_they_are_read() -> None:
    """F11"""
    assert words("You don't call the 988 call-back line, “Ana's”.") == [
        "You",
        "don't",
        "call",
        "the",
        "988",
        "call-back",
        "line",
        "Ana's",
    ]


def test_numbers_and_words_that_are_taught_are_left_out_of_the_count() -> None:
    """F11: of words and syllables, not of sentences."""
    assert counted(
        ["A craving is a wave.", "Call 988. Naloxone."], frozenset({"craving", "naloxone"}), english
    ) == Counted(5, 5, 3)


def test_the_formulas_give_what_they_give_by_hand() -> None:
    """F11: 100 words, 130 syllables, 10 sentences; and for Spanish 200 syllables."""
    assert Counted(100, 130, 10).grade == pytest.approx(0.39 * 10 + 11.8 * 1.3 - 15.59) == pytest.approx(3.65)
    assert Counted(100, 200, 10).ease == pytest.approx(206.835 - 62.3 * 2 - 10) == pytest.approx(72.235)
