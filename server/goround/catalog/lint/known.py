"""Facts: referenced and not typed, and looked at again in time."""

import re
from collections.abc import Iterator
from functools import cache

from goround.catalog.facts import FACTS_FILE, Fact
from goround.catalog.finding import Finding
from goround.catalog.lint.page import Page
from goround.catalog.wordlist import tidy


def fact_typed(page: Page) -> Iterator[Finding]:
    """A fact that ages is referenced: typed words grow old unseen."""
    given_away = [
        (fact.id, lang, tidy(typed))
        for fact in page.facts.all
        for lang, several in (("en", fact.typed.en), ("es", fact.typed.es))
        for typed in several
        if tidy(typed)
    ]
    for said in page.texts:
        text = tidy(said.typed.replace("*", ""))
        numbers = _NUMBER.findall(text)
        told: set[str] = set()
        for number in numbers:
            id = next(
                (id for id, _, typed in given_away if len(_digits(typed)) > 6 and _digits(typed) in _digits(number)), ""
            )
            told.add(id)
            what, todo = f"“{number}” is a number to call, and such numbers age", f"write “{{fact:{id}}}”"
            yield page.doubt(
                page.find(said, number),
                "fact_typed",
                what,
                todo if id else f"write it into {FACTS_FILE} with its source, and reference it here",
            )
        for id, lang, typed in given_away:
            if lang == said.lang and typed in text and id not in told and _whole(typed).search(text):
                told.add(id)
                yield page.doubt(
                    page.find(said, typed),
                    "fact_typed",
                    f"“{typed}” is a fact, and facts age",
                    f"write “{{fact:{id}}}”",
                )


_NUMBER = re.compile(
    r"(?<![\w-])\+?(?:\d{1,2}[\s.-])?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?!\w)|(?<![\w-])\d{3}-\d{4}(?!\w)"
)
"""A number to call, as people write it."""


def _digits(number: str) -> str:
    return "".join(letter for letter in number if letter.isdigit())


@cache
def _whole(typed: str) -> re.Pattern[str]:
    """Finds it where a word begins; a number only as a whole."""
    end = r"(?!\w)" if typed[-1].isdigit() else ""
    return re.compile(rf"(?<!\w){re.escape(typed)}{end}")


def fact_old(page: Page) -> Iterator[Finding]:
    """A fact that is referenced was looked at not too long ago."""
    for id, places in page.facts_at.items():
        fact = page.facts.known[id]
        if fact.review_by < page.today:
            for keys in places:
                yield page.doubt(keys, "fact_old", *_old(fact))


def fact_old_itself(page: Page) -> Iterator[Finding]:
    """The same, in the file of facts."""
    for place, fact in enumerate(page.facts.all):
        if fact.review_by < page.today:
            yield page.doubt(("facts", place, "review_by"), "fact_old", *_old(fact))


def _old(fact: Fact) -> tuple[str, str]:
    what = f"the fact “{fact.id}” was to be looked at again by {fact.review_by}"
    return what, f"compare it with its source, and write the new days into {FACTS_FILE}"
