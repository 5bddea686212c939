"""One numbered line of the log."""

from typing import Annotated

from pydantic import Field

from goround.domain.base import Instant, Model
from goround.domain.events.any import AnyEvent


class Entry(Model):
    """One numbered line of the log: the events of one accepted command."""

    session: Annotated[str, Field(pattern=r"^[a-z0-9]{1,32}$")]
    seq: Annotated[int, Field(ge=1)]
    at: Instant
    by: Annotated[str, Field(max_length=48)]
    """Who asked: ``seat:k3x9``, ``staff:...``, ``room``."""
    ref: Annotated[str, Field(max_length=64, pattern=r"^[^:]+:[0-9]{1,15}$")] | None
    """The device's own number of the ask, ``<device>:<count>``."""
    events: Annotated[tuple[Annotated[AnyEvent, Field(discriminator="type")], ...], Field(min_length=1)]
