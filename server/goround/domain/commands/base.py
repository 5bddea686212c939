"""What commands share: where they start from, and the short types of their fields."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from goround.domain.base import Model

VisitNumber = Annotated[int, Field(ge=0)]
Revision = Annotated[int, Field(ge=0)]
AlertId = Annotated[str, StringConstraints(pattern=r"^a[0-9]{1,6}$")]
MarkId = Annotated[str, StringConstraints(pattern=r"^m[0-9]{1,6}$")]
Pieces = Annotated[tuple[Annotated[int, Field(ge=0, le=9999)], ...], Field(min_length=1, max_length=500)]
"""Places of written pieces in a tally, from 0."""
SkipReason = Literal["time", "not_now", "done_before", "safety", "later"]
OneLine = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
"""A line that a facilitator writes."""


class Command(Model):
    """Something asked."""
