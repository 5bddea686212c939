"""What a replay keeps back: answers, names and pieces on the wall that were changed or taken back after the moment that is looked at.

Live nothing lies in the shadow. A shadow is made once from a whole log by ``review.shadow``; here it is laid over a former state.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from goround.domain.base import Erased, SeatId, StepRef
from goround.domain.commands import MarkId
from goround.domain.state import Given, State
from goround.domain.steps import OnWall, Visibility

Later = Literal["changed", "taken_back"]
"""What became of an answer after the moment that is looked at: its person gave another one, or passed after all."""


class Withheld(Erased):
    """Stands in a replay where an answer stood that was changed or taken back later."""

    later: Later


@dataclass(frozen=True, slots=True)
class Shadow:
    """What is known at the end of a log, and decides what a look at any moment before it may show."""

    newest: Mapping[tuple[StepRef, SeatId], tuple[int, bool]] = field(default_factory=dict)
    """For each answer: its newest revision, and whether that is a pass."""
    names: Mapping[SeatId, str | Erased] = field(default_factory=dict)
    """Under what name each seat is known at the end."""
    walls: Mapping[StepRef, OnWall] = field(default_factory=dict)
    """What still stands on each wall at the end, and as what."""
    lines: Mapping[MarkId, str | Erased | None] = field(default_factory=dict)
    """The words of each mark at the end."""
    shows_all: bool = False
    """A rehearsal: nobody's words are in it, so nothing is kept back."""


NOTHING = Shadow()
"""Live: what is shown is what is."""


def is_erased(words: object) -> bool:
    """Whether a key was deleted, rather than something kept back here."""
    return isinstance(words, Erased) and not isinstance(words, Withheld)


def under(state: State, shadow: Shadow) -> State:
    """A former state as a replay may show it.

    What was changed or taken back later stands there as ``Withheld``; seats bear the name that they had in the end; the wall holds only what
    was left on it. An anonymous step is left as it is: its single answers are in no view, and its tally was made once.
    """
    if shadow is NOTHING or shadow.shows_all or state.agenda is None:
        return state
    return replace(
        state,
        given={step: _given(state, step, by_seat, shadow) for step, by_seat in state.given.items()},
        seats={id: replace(seat, name=shadow.names.get(id, seat.name)) for id, seat in state.seats.items()},
        walls={step: _wall(up, shadow.walls.get(step, {})) for step, up in state.walls.items()},
        marks=tuple(
            mark if mark.words is None else replace(mark, words=shadow.lines.get(mark.id)) for mark in state.marks
        ),
    )


def _given(state: State, step: StepRef, by_seat: Mapping[SeatId, Given], shadow: Shadow) -> Mapping[SeatId, Given]:
    if state.plan.steps[step].visibility is Visibility.ANONYMOUS:
        return by_seat
    return {seat: _kept_back(given, *shadow.newest.get((step, seat), (0, False))) for seat, given in by_seat.items()}


def _kept_back(given: Given, newest: int, passed: bool) -> Given:
    if given.revision < newest:
        hidden = Withheld(later="taken_back" if passed else "changed")
        return replace(given, answer=given.answer and hidden, counted=given.counted and hidden)
    if given.passed and given.counted is not None:
        return replace(given, counted=Withheld(later="taken_back"))
    if given.after_close and given.counted is not None:
        return replace(given, counted=Withheld(later="changed"))
    return given


def _wall(up: OnWall, left: OnWall) -> OnWall:
    return {piece: theme for piece, theme in up.items() if piece in left and left[piece] == theme}


__all__ = ["NOTHING", "Later", "Shadow", "Withheld", "is_erased", "under"]
