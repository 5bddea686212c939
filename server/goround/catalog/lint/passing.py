"""Wherever people tell something of themselves they hear that they may pass."""

import re
from collections.abc import Iterator

from goround.catalog.finding import Finding
from goround.catalog.lint.page import Page
from goround.catalog.said import Said
from goround.domain.base import Lang
from goround.domain.steps import AnyStep

DISCLOSING = frozenset({"text", "list", "ifthen", "plan", "commit", "goround", "openfloor"})
"""Kinds in which people write, choose or say something about themselves."""
_SAYS: dict[Lang, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:pass|skip)\b", re.IGNORECASE),
    "es": re.compile(
        r"\b(?:pasar(?!on)|pas(?:a|as|o|e|es|en)|s[aá]lt(?:a|ar|as|e|en|es)(?:l[aeo]s?)?)\b", re.IGNORECASE
    ),
}
_SAY: dict[Lang, tuple[str, str]] = {"en": ("English", "You can pass."), "es": ("Spanish", "Pueden pasar.")}


def pass_not_said(page: Page) -> Iterator[Finding]:
    """What participants read, or what is said aloud, tells that one may pass: in each language of the step."""
    for place, step in enumerate(page.curriculum.steps if page.curriculum else ()):
        if not _discloses(step):
            continue
        for lang, (name, example) in _SAY.items():
            texts = [said for said in page.of_step(place) if said.lang == lang and said.text]
            if texts and not any(_SAYS[lang].search(said.text) for said in texts if _is_heard(said, step)):
                what = f"nothing in the step “{step.id}” says in {name} that people may pass"
                where = "the question" if step.arrival else "the script or the question"
                yield page.doubt(("steps", place), "pass_not_said", what, f"add “{example}” to {where}")


def _discloses(step: AnyStep) -> bool:
    return step.kind in DISCLOSING or bool(step.tags) or step.content_note is not None


def _is_heard(said: Said, step: AnyStep) -> bool:
    """Nobody speaks the script of an arrival step: each person is asked alone."""
    return said.for_participants or ("script" in said.keys and not step.arrival)
