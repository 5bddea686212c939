"""Sentences, and the words in them."""

import re
from collections.abc import Iterator

WORD = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
"""A word or a number."""
_END = re.compile(r"(?<=[.!?…:])[\"'”\u2019»)\]*]*(?:\s+|$)|\n")


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text: they end with . ! ? : or with the line, so that each item of a list is one."""
    begin = 0
    for end in _END.finditer(text):
        yield from _worded(text[begin : end.end()])
        begin = end.end()
    yield from _worded(text[begin:])


def _worded(sentence: str) -> Iterator[str]:
    if WORD.search(sentence):
        yield sentence.strip()


def words(sentence: str) -> list[str]:
    """The words and numbers of a sentence."""
    return WORD.findall(sentence)
