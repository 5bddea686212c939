"""What becomes of a state when speaking turns begin, end, are passed, put off and asked for."""

from typing import assert_never

from goround.domain import events as e
from goround.domain.base import SeatId, StepRef
from goround.domain.history.changes import changed_floor, closes, put, without
from goround.domain.state import Phase, State

Turned = e.RoundOpened | e.TurnBegan | e.TurnEnded | e.TurnPassed | e.TurnPutOff | e.TurnAsked


def turned(s: State, event: Turned) -> State:
    """The state after one of these events. M18: while people take turns nobody has forgotten the session."""
    after = _turned(s, event)
    return after if s.phase is Phase.ENDED else closes(after)


def _turned(s: State, event: Turned) -> State:
    match event:
        case e.RoundOpened():
            return changed_floor(s, event.step, order=event.order)
        case e.TurnBegan():
            # A tap on Undo means the newest thing: from here on it must not take the whole room back.
            s = _silent(s, event.step).but(movement=None)
            floor = s.floor(event.step)
            order = floor.order
            if s.plan.steps[event.step].turns == "queue":
                order = _less(order, event.seat)
            return changed_floor(
                s,
                event.step,
                order=order,
                put_off=_less(floor.put_off, event.seat),
                had=without(floor.had, event.seat),
                speaking=event.seat,
                since=s.at,
                spent=0,
                turns=event.turn,
            )
        case e.TurnEnded():
            return _silent(s, event.step)
        case e.TurnPassed():
            floor = s.floor(event.step)
            queue = s.plan.steps[event.step].turns == "queue"
            s = changed_floor(
                s,
                event.step,
                order=_less(floor.order, event.seat) if queue else floor.order,
                put_off=_less(floor.put_off, event.seat),
                had=put(floor.had, event.seat, "passed"),
            )
            return _hushed(s, event.step, event.seat)
        case e.TurnPutOff():
            floor = s.floor(event.step)
            s = changed_floor(
                s,
                event.step,
                put_off=(*_less(floor.put_off, event.seat), event.seat),
                had=without(floor.had, event.seat),
            )
            return _hushed(s, event.step, event.seat)
        case e.TurnAsked():
            floor = s.floor(event.step)
            return changed_floor(s, event.step, order=(*floor.order, event.seat), had=without(floor.had, event.seat))
        case _:
            assert_never(event)


def _silent(s: State, step: StepRef) -> State:
    """Whoever spoke has spoken."""
    floor = s.floor(step)
    if floor.speaking is None:
        return s
    return _hushed(changed_floor(s, step, had=put(floor.had, floor.speaking, "spoke")), step, floor.speaking)


def _hushed(s: State, step: StepRef, seat: SeatId) -> State:
    """This seat does not speak any more, if it did."""
    return changed_floor(s, step, speaking=None, since=None, spent=0) if s.floor(step).speaking == seat else s


def _less(seats: tuple[SeatId, ...], seat: SeatId) -> tuple[SeatId, ...]:
    return tuple(one for one in seats if one != seat)
