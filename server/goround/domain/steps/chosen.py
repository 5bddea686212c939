"""What ``choice`` and ``multi`` share: options to choose from, how many chose each, and options that raise an alert."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from goround.domain.base import Model, Words
from goround.domain.steps.base import BY_NAME, Option, OptionId, Slip, Step, Visibility, same_ids


class OptionAlert(Model):
    """Options that tell the group leaders to look at a person now."""

    options: Annotated[tuple[OptionId, ...], Field(min_length=1, max_length=8)]
    """The ids of these options."""


class FromOptions(Step):
    """A step with a question and options."""

    question: Words
    """What people are asked."""
    options: Annotated[tuple[Option, ...], Field(min_length=2, max_length=8)]
    """What can be chosen."""
    visibility: Visibility = Visibility.ANONYMOUS
    alert: OptionAlert | None = None
    """Answers that tell the group leaders to look at a person now."""

    @property
    def option_ids(self) -> tuple[str, ...]:
        """The ids of the options, in order."""
        return tuple(option.id for option in self.options)

    def counted(self, chosen: Sequence[str]) -> dict[OptionId, int]:
        """How often each option was chosen, in the order of the options."""
        return {id: sum(1 for one in chosen if one == id) for id in self.option_ids}

    def slips(self) -> Iterator[Slip]:
        """Options that are there twice; an alert on an option that is not there, or where nobody reads who chose it."""
        yield from super().slips()
        yield from same_ids("options", self.option_ids)
        for place, id in enumerate(self.alert.options if self.alert else ()):
            if id not in self.option_ids:
                yield Slip(
                    ("alert", "options", place),
                    "dangling",
                    f"there is no option “{id}” in this step",
                    "use the id of one of its options",
                )
        yield from alert_unread(self.alert, self.visibility)


def alert_unread(alert: object, visibility: Visibility | None) -> Iterator[Slip]:
    """A slip where an alert could not say whose it is."""
    if alert is not None and visibility not in BY_NAME:
        what = f"an alert cannot be raised from answers that are “{visibility}”"
        yield Slip(("alert",), "alert_unread", what, "write “visibility: facilitator”, or take the alert out")
