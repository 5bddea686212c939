"""The shadow of a log: what was changed or taken back in it, so that no replay and no export brings it back."""

from goround.domain.shadow import Shadow
from goround.domain.state import State


def shadow_of(last: State) -> Shadow:
    """The shadow that the end of a log throws on every moment before it.

    Args:
        last: the state after the newest entry; a shadow that was made of an earlier one shows what has been taken back since.
    """
    return Shadow(
        newest={
            (step, seat): (given.revision, given.passed)
            for step, by_seat in last.given.items()
            for seat, given in by_seat.items()
        },
        names={seat.id: seat.name for seat in last.seats.values()},
        walls=last.walls,
        lines={mark.id: mark.words for mark in last.marks},
        shows_all=last.rehearsal,
    )
