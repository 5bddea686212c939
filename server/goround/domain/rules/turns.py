"""How people take turns to speak in a go-round and an open floor (rules T1 to T9 of docs/spec.md)."""

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.base import Instant, SeatId, StepRef
from goround.domain.people import Role, Viewer
from goround.domain.rules.order import drawn_order, to_come
from goround.domain.rules.refusal import Refused
from goround.domain.state import Phase, Standing, State
from goround.domain.steps.goround import GoRound

Decision = tuple[e.AnyEvent, ...] | Refused


def opened(state: State, step: StepRef, draw: int) -> tuple[e.AnyEvent, ...]:
    """T1: the order of a go-round is drawn when the room first comes to it; coming back goes on where it was."""
    config = state.plan.steps[step]
    if not isinstance(config, GoRound) or step in state.floors:
        return ()
    return (e.RoundOpened(step=step, order=drawn_order(state, config, draw)),)


def turn(state: State, command: c.Turning, by: Viewer, at: Instant) -> Decision:
    """T3 to T9: turns are given by a facilitator; passed, put off, ended and asked for by their person or by a facilitator."""
    if state.phase is Phase.ENDED:
        return Refused("already_ended")
    visit = state.visit
    if visit is None:
        return Refused("not_started")
    if isinstance(command, c.NextTurn):
        if by.locked and command.seat is not None:
            return Refused("not_yours_to_ask")  # V19: behind its lock a screen knows no seat
        return _next(state, command, visit.number, visit.step, at)
    if command.step != visit.step:
        return Refused("moved_already")
    if state.plan.steps[visit.step].turns is None:
        return Refused("no_turns_here")
    seat = _seat(state, command.seat, by)
    if isinstance(seat, Refused):
        return seat
    return _of_person(state, command, seat, by.role is Role.FACILITATOR)


def _next(state: State, command: c.NextTurn, visit: int, step: StepRef, at: Instant) -> Decision:
    """T3: the next turn starts from the turns that there have been, so that two tablets give one."""
    floor = state.floor(step)
    if command.visit != visit or command.turn != floor.turns:
        return Refused("moved_already")
    if at > command.until:
        return Refused("too_late")
    if state.phase is Phase.PAUSED:
        return Refused("paused")
    if state.plan.steps[step].turns is None:
        return Refused("no_turns_here")
    if command.seat is not None:
        seat = state.seats.get(command.seat)
        if seat is None:
            return Refused("no_such_seat")
        if not seat.takes_part:
            return Refused("not_here")
        if floor.speaking == seat.id:
            return ()
        return (e.TurnBegan(step=step, seat=seat.id, turn=floor.turns + 1),)
    coming = to_come(state, step)
    if not coming:
        return Refused("nobody_to_come")
    return (e.TurnBegan(step=step, seat=coming[0], turn=floor.turns + 1),)


def _seat(state: State, named: SeatId | None, by: Viewer) -> SeatId | Refused:
    """T4: a participant speaks for the own seat only."""
    if by.role is Role.PARTICIPANT and named not in (None, by.id):
        return Refused("not_yours_to_ask")
    seat = state.seats.get(by.id if by.role is Role.PARTICIPANT else named or "")
    if seat is None:
        return Refused("no_such_seat")
    if seat.standing is not Standing.IN:
        return Refused("not_in_yet")
    return seat.id


def _of_person(
    state: State, command: c.EndTurn | c.PassTurn | c.LaterTurn | c.AskTurn, seat: SeatId, by_staff: bool
) -> Decision:
    step = command.step
    floor = state.floor(step)
    queue = state.plan.steps[step].turns == "queue"
    match command:
        case c.EndTurn():
            return (e.TurnEnded(step=step, seat=seat),) if floor.speaking == seat else ()
        case c.PassTurn():
            waits = seat in floor.order if queue else seat not in floor.had
            if floor.speaking != seat and not waits:
                return ()
            return (e.TurnPassed(step=step, seat=seat, by_staff=by_staff),)
        case c.LaterTurn():
            if queue:
                return Refused("no_turns_here")
            if floor.had.get(seat) == "spoke" and floor.speaking != seat:
                return ()
            if floor.put_off and floor.put_off[-1] == seat:
                return ()
            return (e.TurnPutOff(step=step, seat=seat, by_staff=by_staff),)
        case c.AskTurn():
            if not queue:
                return Refused("no_turns_here")
            if not state.seats[seat].takes_part:
                return Refused("not_here")
            if seat in floor.order or floor.speaking == seat:
                return ()
            return (e.TurnAsked(step=step, seat=seat, by_staff=by_staff),)
