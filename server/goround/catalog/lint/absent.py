"""What is not there for somebody: the other language, or a way without a device."""

import re
from collections.abc import Iterator

from goround.catalog.finding import Finding
from goround.catalog.lint.page import Page
from goround.catalog.shape import named

_LETTER = re.compile(r"[^\W\d_]")
ON_PAPER_ALREADY = frozenset({"slide", "scale", "breathe", "goround", "openfloor", "break"})
"""Kinds whose own sentence about paper is enough."""


def missing_spanish(page: Page) -> Iterator[Finding]:
    """Words are there in Spanish too, unless they are only numbers or signs."""
    english = {said.keys: said.text for said in page.texts if said.lang == "en"}
    for said in page.texts:
        if said.lang == "es" and not said.text.strip() and _LETTER.search(english[said.keys]):
            yield page.doubt(said.keys, "missing_spanish", f"{named(said.keys)} has no Spanish", "write it under “es”")


def missing_paper(page: Page) -> Iterator[Finding]:
    """Who has no device is told how the step is done."""
    for place, step in enumerate(page.curriculum.steps if page.curriculum else ()):
        if step.kind not in ON_PAPER_ALREADY and step.paper is None:
            what = f"the step “{step.id}” does not say how it is done on paper"
            yield page.doubt(("steps", place), "missing_paper", what, "add “paper” for people without a device")
