"""Something wrong in a curriculum: where, what, and what to do."""

from dataclasses import dataclass
from pathlib import Path


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

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.what}. {self.todo[:1].upper()}{self.todo[1:]}."


class NotACurriculum(Exception):
    """A file that cannot be run; carries every finding."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(map(str, findings)))
        self.findings = findings
