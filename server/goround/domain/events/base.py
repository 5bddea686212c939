"""What events share: which of their fields are stored under a key."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal

from goround.domain.base import Model

FORMAT = 1
"""The format in which new entries are written. Older ones are lifted to it when they are read."""

Retention = Literal["name", "record", "wall"]
Seals = Mapping[str, Retention]


class Event(Model):
    """Something that happened."""

    SEALED: ClassVar[Seals] = {}

    @classmethod
    def sealed(cls, fields: Mapping[str, Any]) -> Seals:
        """The sealed fields of an event with these fields, and the retention class of each."""
        return cls.SEALED
