"""Words that staff texts do not say, and names where everybody looks."""

import re
from collections.abc import Iterator

from goround.catalog.finding import Finding
from goround.catalog.lint.page import Page
from goround.catalog.wordlist import tidy

_NAME = re.compile(
    r"[\[<(][^\])>]{0,20}\b(?:name|nombre)\b[^\])>]{0,20}[\])>]|_{3,}|\b(?:NAME|NOMBRE)\b|\b(?:N|n)ame: ?\.{3,}"
)
NOT_IN_THE_ROOM = frozenset({"paper", "content_note", "closing", "alt"})
"""Fields for participants that no screen of the room shows."""


def banned_term(page: Page) -> Iterator[Finding]:
    """Each term that staff texts do not say, with what to say instead. Facilitators' texts count too."""
    for said in page.texts:
        banned = page.words.banned[said.lang]
        if banned is None:
            continue
        text = tidy(said.typed.replace("*", ""))
        for term in dict.fromkeys(found[0] for found in banned.finditer(text)):
            use = page.words.instead[said.lang][term]
            yield page.doubt(page.find(said, term), "banned_term", f"“{term}” is not said here", f"say instead: {use}")


def named_on_display(page: Page) -> Iterator[Finding]:
    """Nothing asks for a name on the room's screen."""
    steps = page.curriculum.steps if page.curriculum else ()
    for said in page.for_participants():
        if said.step is None or steps[said.step].on_display == "nothing" or NOT_IN_THE_ROOM & set(said.keys):
            continue
        if found := _NAME.search(said.text):
            what = f"“{found[0]}” leaves room for a name, and the room's screen shows it"
            yield page.doubt(
                (said.line, said.column), "named_on_display", what, "ask without a name, or write “room: nothing”"
            )
