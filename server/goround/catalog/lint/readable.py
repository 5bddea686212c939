"""How hard participants' words are to read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from goround.catalog.finding import Finding
from goround.catalog.lint.page import Page
from goround.catalog.lint.sentences import sentences, words
from goround.catalog.lint.syllables import english, spanish
from goround.catalog.said import Said
from goround.catalog.wordlist import tidy
from goround.domain.base import Lang

LEAST_WORDS = 100
"""Fewer words say nothing about a grade."""
HARDEST_GRADE = 6.0
LEAST_EASE = 65.0
"""Where “bastante fácil” begins on the INFLESZ scale (Barrio-Cantalejo and others, 2008): 0, 40, 55, 65, 80, 100."""
MOST_WORDS = 20
_NAMED = 3
_LEAST_NAMED = 6


@dataclass(frozen=True, slots=True)
class Counted:
    """How many words, syllables and sentences; words that are taught, and numbers, are left out of the first two."""

    words: int
    syllables: int
    sentences: int

    @property
    def grade(self) -> float:
        """The grade of a US school by Flesch and Kincaid (1975)."""
        return 0.39 * self.words / self.sentences + 11.8 * self.syllables / self.words - 15.59

    @property
    def ease(self) -> float:
        """Szigriszt-Pazos' perspicuity (1993) of a Spanish text."""
        return 206.835 - 62.3 * self.syllables / self.words - self.words / self.sentences


def counted(texts: Sequence[str], taught: frozenset[str], syllables: Callable[[str], int]) -> Counted:
    """These texts together."""
    found = [words(sentence) for text in texts for sentence in sentences(text)]
    said = [word for row in found for word in row if tidy(word) not in taught and not any(map(str.isdigit, word))]
    return Counted(len(said), sum(map(syllables, said)), len(found))


def reading_grade(page: Page) -> Iterator[Finding]:
    """English is for the sixth grade or lower."""

    def excess(one: Counted) -> float:
        return one.grade - HARDEST_GRADE

    yield from _too_hard(
        page,
        "en",
        english,
        excess,
        "reading_grade",
        "the English for participants is of reading grade {grade:.1f}, over 6",
    )


def reading_ease_es(page: Page) -> Iterator[Finding]:
    """Spanish is at least “bastante fácil”."""

    def excess(one: Counted) -> float:
        return LEAST_EASE - one.ease

    what = "the Spanish for participants has an ease of {ease:.1f} on the INFLESZ scale, under 65 (“bastante fácil”)"
    yield from _too_hard(page, "es", spanish, excess, "reading_ease_es", what)


def _too_hard(
    page: Page, lang: Lang, syllables: Callable[[str], int], excess: Callable[[Counted], float], code: str, what: str
) -> Iterator[Finding]:
    taught = page.words.taught[lang]
    texts = [said for said in page.for_participants() if said.lang == lang]
    whole = counted([said.text for said in texts], taught, syllables)
    if whole.words < LEAST_WORDS or round(excess(whole), 1) <= 0:
        return
    weights: list[tuple[float, Said]] = []
    for said in texts:
        one = counted([said.text], taught, syllables)
        if one.words >= _LEAST_NAMED and excess(one) > 0:
            weights.append((excess(one) * one.words, said))
    hardest = sorted(weights, key=lambda pair: -pair[0])[:_NAMED]
    named = "; ".join(f"line {said.line} (“{_begin(said.text)}”)" for _, said in hardest)
    todo = "use shorter words and sentences" + (f", first in: {named}" if named else "")
    yield page.doubt(("steps",), code, what.format(grade=whole.grade, ease=whole.ease), todo)


def _begin(text: str) -> str:
    first = text.split()
    return " ".join(first[:4]) + (" …" if len(first) > 4 else "")


def long_sentence(page: Page) -> Iterator[Finding]:
    """A sentence has twenty words at most. Those of facts are told where the facts stand."""
    elsewhere = set()
    if page.curriculum:
        spoken = (words_ for fact in page.facts.all for words_ in (fact.words.en, fact.words.es or ""))
        elsewhere = {sentence for text in spoken for sentence in sentences(text)}
    for said in page.for_participants():
        for sentence in sentences(said.text):
            count = len(words(sentence))
            if count > MOST_WORDS and sentence not in elsewhere:
                what = f"this sentence has {count} words: “{_begin(sentence)}”"
                yield page.doubt(
                    page.find(said, sentence), "long_sentence", what, f"make it two; {MOST_WORDS} words are the most"
                )
