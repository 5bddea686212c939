"""The base of every model, and the few value types that all of them share."""

from typing import Annotated, Any, Literal
from unicodedata import category, normalize

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator

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
    """A few words in every language of the program. A plain string is the English ones; where Spanish is missing, English is shown."""

    en: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
    es: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)] | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        return {"en": value} if isinstance(value, str) else value

    def in_(self, lang: Lang) -> str:
        """The words in this language, or the English ones where it has none."""
        return (self.es if lang == "es" else None) or self.en


def _tidy(text: str) -> str:
    """What somebody wrote, in one form, without what cannot be seen; line ends and the joiner of emoji stay."""
    kept = (letter for letter in normalize("NFC", text) if letter in "\n\u200d" or not category(letter).startswith("C"))
    tidy = "".join(kept).strip()
    if not tidy.strip("\u200d"):
        raise ValueError("nothing is written")
    return tidy


Written = Annotated[str, AfterValidator(_tidy)]
"""What a person wrote in an answer."""


class Erased(Model):
    """Stands where words stood whose key has been deleted."""

    erased: Literal[True] = True


ERASED = Erased()
