"""One line of the doctor: what was looked at, how it stands, what was found, and what to do."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Line:
    """How one thing stands."""

    about: str
    state: State
    found: str
    do: str = ""


def ok(about: str, found: str) -> Line:
    """It is as it should be."""
    return Line(about, "ok", found)


def warn(about: str, found: str, do: str) -> Line:
    """Sessions can be led; somebody should see to it."""
    return Line(about, "warn", found, do)


def fail(about: str, found: str, do: str) -> Line:
    """Sessions cannot be led, or something may be lost."""
    return Line(about, "fail", found, do)
