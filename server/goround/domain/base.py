"""The base of every model, and the few value types that all of them share."""

from typing import Annotated, Literal
from unicodedata import category, normalize

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

Instant = Annotated[int, Field(ge=0)]
"""Milliseconds since 1970-01-01 UTC. Within one log an instant never runs back."""

SeatId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,32}$")]
StaffId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,32}$")]
DisplayId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]{1,32}$")]
StepRef = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]*\.[a-z0-9][a-z0-9-]*$", max_length=130)]
"""A step of an agenda: ``<curriculum id>.<step id>``."""


def _without_tricks(name: str) -> str:
    """J11: a name in one form, without what cannot be seen: controls, and marks that turn the direction of what stands beside it.

    The joiner of emoji (U+200D) stays.
    """
    kept = (letter for letter in normalize("NFC", name) if letter == "\u200d" or not category(letter).startswith("C"))
    tidy = " ".join("".join(kept).split())
    if not tidy.strip("\u200d"):
        raise ValueError("a name needs a letter that can be seen")
    return tidy


ShownName = Annotated[str, StringConstraints(min_length=1, max_length=40), AfterValidator(_without_tricks)]
Lang = Literal["en", "es"]


class Model(BaseModel):
    """A frozen value that refuses unknown fields and never repeats its input in an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Words(Model):
    """One text in every language of the program."""

    en: Annotated[str, StringConstraints(max_length=4000)]
    es: Annotated[str, StringConstraints(max_length=4000)]


class Erased(Model):
    """Stands where words stood whose key has been deleted."""

    erased: Literal[True] = True


ERASED = Erased()
