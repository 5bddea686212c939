"""Something wrong or doubtful in a file that an author wrote: where, what, and what to do."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning"]
MOST_TOLD = 200
"""Nobody mends more mistakes than these before looking again."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake, with its place; line and column count from 1."""

    path: Path
    line: int
    column: int
    code: str
    what: str
    """A sentence without its full stop that says what is wrong."""
    todo: str
    """What to do about it, in the imperative."""
    severity: Severity = "error"
    """An error keeps a curriculum from being run; a warning is for its author."""
    step: str | None = None
    """The id of the step in which it is."""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.sentence}"

    @property
    def sentence(self) -> str:
        """What is wrong and what to do, on one line."""
        end = "?" if self.todo.startswith("did you mean") else "."
        return _on_one_line(f"{self.what}. {self.todo[:1].upper()}{self.todo[1:]}{end}")


def _on_one_line(sentence: str) -> str:
    """The sentence with its quotations short, and without what a terminal would obey."""
    short = re.sub(r"“([^”]{60})[^”]+”", r"“\1…”", " ".join(sentence.split()))
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in short)


def enough(findings: list[Finding]) -> list[Finding]:
    """The first of very many mistakes, and that there are more."""
    if len(findings) <= MOST_TOLD:
        return findings
    next_ = findings[MOST_TOLD]
    what = "there are more mistakes from here on"
    more = Finding(next_.path, next_.line, next_.column, "and_more", what, "mend the others first", step=next_.step)
    return [*findings[:MOST_TOLD], more]


class NotACurriculum(Exception):
    """A file that cannot be run; carries every finding."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings
