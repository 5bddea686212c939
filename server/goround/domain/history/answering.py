"""What becomes of a state when answers are given, closed, and shown to the room."""

from dataclasses import replace
from typing import assert_never

from goround.domain import events as e
from goround.domain.history.changes import changed_visit, put, without
from goround.domain.history.movement import movement_of
from goround.domain.state import Given, Movement, State
from goround.domain.steps import Visibility

Told = (
    e.Answered | e.Passed | e.AnsweringOpened | e.AnsweringClosed | e.Revealed | e.Hidden | e.Released | e.Withdrawn
)  # fmt: skip


def told(s: State, event: Told) -> State:
    """The state after one of these events."""
    match event:
        case e.Answered():
            before = s.given_to(event.step).get(event.seat)
            late = before.counted if before else None
            counted = late if event.after_close else event.answer
            given = Given(event.revision, False, event.answer, event.after_close, event.by_staff, counted)
            return _gave(s, event.step, event.seat, given)
        case e.Passed():
            before = s.given_to(event.step).get(event.seat)
            counted = before.counted if before and event.after_close else None
            given = Given(event.revision, True, None, event.after_close, event.by_staff, counted)
            return _gave(s, event.step, event.seat, given)
        case e.AnsweringOpened():
            return replace(changed_visit(s, event.visit, open=True), movement=_unless_closed(s))
        case e.AnsweringClosed():
            return replace(changed_visit(s, event.visit, open=False), movement=movement_of(s, "closed"))
        case e.Revealed():
            shown = changed_visit(s, event.visit, revealed=True, tally=event.tally)
            if s.plan.steps[event.step].visibility is Visibility.ANONYMOUS and event.step not in s.released:
                shown = replace(shown, released=put(shown.released, event.step, event.tally))
            return replace(shown, movement=_unless_closed(s))
        case e.Hidden():
            return changed_visit(s, event.visit, revealed=False)
        case e.Released():
            up = {**s.on_wall(event.step), **dict.fromkeys(event.pieces, event.theme)}
            return replace(s, walls=put(s.walls, event.step, dict(sorted(up.items()))))
        case e.Withdrawn():
            return replace(s, walls=put(s.walls, event.step, without(s.on_wall(event.step), *event.pieces)))
        case _:
            assert_never(event)


def _unless_closed(s: State) -> Movement | None:
    """The newest movement, but not a close: once the room has seen answers, or gives them again, it is not to be taken back."""
    return None if s.movement is not None and s.movement.kind == "closed" else s.movement


def _gave(s: State, step: str, seat: str, given: Given) -> State:
    return s.but(given=put(s.given, step, put(s.given_to(step), seat, given)))
