"""How many syllables a word has: what both reading formulas count. Hyphenation, which libraries use instead, counts fewer."""

import re
from functools import lru_cache

_KNOWN = {
    word: count
    for count, words in {
        1: "aches aren't asked can't clothes don't eye eyed eyes pier piers priest priests weren't won't",
        2: "breakfast business cashier cement evening evenings every frontier goodbye headaches hundred hundreds maybe naked "
        "persuade rugged sacred science soldier someone wednesday wicked",
        3: "anyone argument behavior behaviors everyday everyone everything everywhere familiar oasis placebo recipe recipes "
        "sciences scientist suicide theater wherever",
        4: "diabetes entirety everybody scientific unfamiliar",
    }.items()
    for word in words.split()
}
"""English words that the rules below get wrong."""

_SPLIT = re.compile(
    r"(?<![cstgx])ia(?!ge)|(?<=[ct])iate"  # media, appreciate; not special, marriage
    r"|(?<![cstgxh])(?<!ll)(?<!n)io(?!ur)|(?<=\bl)ion"  # radio, lion; not action, million
    r"|(?<![cst])ie(?=t|nt|nc)|ie(?=ty)|ie(?=rs?$|st$)|(?<![qg])iu"  # quiet, society, easier, stadium; not patient
    r"|(?<![qg])ua|(?<![qg])ue(?=[ln])|(?<![qgb])ui(?=[dn]|ci|ti)"  # usual, fluent, ruin; not guard, build  # codespell:ignore ue
    r"|(?<![pg])(?<!som)eo(?!pard)|(?<=cr)e(?=at(?!ure))|(?<=r)e(?=act|ality)|(?<=id)e(?=al)|(?<=us)e(?=um)"  # video, create, idea  # codespell:ignore som,pard,ure
    r"|o(?=e[mt])|(?<=\bc)o(?=o[pr])|a(?=o)|[aeiouy](?=ings?$)|[aeou]y(?=[aeiou](?!d$))|(?<=[aeiouy][^aeiouy])ea(?=s?$)"
)
"""Vowels that stand together and are heard apart."""

_SILENT = re.compile(
    r"(?:(?<=[aeiouy][^aeiouyl])|(?<=[aeiouy][^aeiouy][^aeiouyl]))e(?=(?:ly|li|lihood|ments?|ful|fully|less|lessly|ty|lines?)$)"
    r"|(?<=[aeiouy]l)e(?=ly$)"
)
"""An e inside a word that is not heard: lonely, movement, hopeful, safety."""

_FIRST = re.compile(
    r"(?:some|home|life|time|side|safe|name|place|there|where|here|fire|like|take|care|wake|white|smoke|phone|bare|note)"
    r"(?=[bcdfghjklmnpqrstvwyz][a-z]*[aeiouy])(?!(?:ly|ment|ful|fully|less|lessly|ty|n(?:ing|ed|er))$)"  # codespell:ignore ment
)
"""The first part of a compound, which ends in an e that is not heard: something, homework."""


@lru_cache(maxsize=20_000)
def english(word: str) -> int:
    """The syllables of an English word; one with a hyphen is counted by its parts."""
    return sum(_english(part) for part in word.lower().replace("\u2019", "'").split("-") if part)


def _english(word: str) -> int:
    if word in _KNOWN:
        return _KNOWN[word]
    stem, apostrophe, tail = word.partition("'")
    if not apostrophe:
        return _heard(word)
    if tail == "t" and stem.endswith("n"):
        return _english(stem[:-1]) + 1
    hissing = tail == "s" and re.search(r"(?:[sxz]|[cs]h|[csz]e|ge)$", stem)
    apart = tail in ("ll", "ve", "d") and stem[-1:] not in "aeiouy"
    return _english(stem) + bool(hissing or apart)


def _heard(word: str) -> int:
    word = word.replace("qu", "q")
    if first := _FIRST.match(word):
        return 1 + _heard(word[first.end() :])
    if word.endswith("ness") and len(word) > 6:
        return _heard(word[:-4]) + 1
    if re.search(r"[^aeiou]es$", word) and not re.search(r"(?:[cgsxz]|[cs]h)es$", word):
        word = word[:-1]
    if not re.search(r"(?:[ei]|pp|mp)lement", word):  # codespell:ignore lement
        word = _SILENT.sub("", word)
    count = (
        len(re.findall(r"[aeiouy]+", word)) + len(_SPLIT.findall(word)) + bool(re.search(r"(?:[aeiouy]s|th)ms?$", word))
    )
    silent = re.search(r"[^aeiouy]e$|(?<!ar)gue$|[^aeiouytd]ed$", word) and not re.search(r"[^aeiouylr]led?$", word)
    return max(1, count - bool(silent))


@lru_cache(maxsize=20_000)
def spanish(word: str) -> int:
    """The syllables of a Spanish word: i and u join a vowel beside them unless they carry an accent; an h between vowels parts nothing."""
    word = re.sub(r"(?<!c)h|-", "", word.lower())
    word = re.sub(r"qu(?=[eéií])|gu(?=[eéií])", "g", word)
    word = re.sub(r"y(?![aeiouáéíóú])", "i", word)
    return max(1, sum(_joined(run) for run in re.findall(r"[aeiouáéíóúü]+", word)))


def _joined(run: str) -> int:
    strong = sum(letter in "aeoáéó" for letter in run)
    accented = len(re.findall(r"(?<=[aeoáéó])[íú]|[íú](?=[aeoáéó])", run))
    return max(1, strong + accented)
