"""How people come in and go, and which screens they have (rules J1 to J10 of docs/spec.md)."""

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.base import Erased, Instant
from goround.domain.people import Mode, Viewer
from goround.domain.rules.refusal import Refused
from goround.domain.state import Phase, Standing, State

Decision = tuple[e.AnyEvent, ...] | Refused

MOST_SEATS = 1200
TOLD_AFTER_END_MS = 15 * 60_000
"""Links that come and go later than this after the end are no part of the session's record."""


def join(state: State, command: c.Join, by: Viewer) -> Decision:
    """J1: who joins waits at the door, until the session has ended."""
    if refused := _no_room(state, by.id):
        return refused
    return (e.Joined(seat=by.id, name=command.name, mode=command.mode, lang=command.lang),)


def add(state: State, command: c.AddSeat) -> Decision:
    """J2: a person without a device is in at once."""
    if refused := _no_room(state, command.seat):
        return refused
    return (e.Joined(seat=command.seat, name=command.name, mode=Mode.NO_DEVICE, lang="en"),)


def _no_room(state: State, seat: str) -> Refused | None:
    if state.phase is Phase.ENDED:
        return Refused("already_ended")
    if seat in state.seats:
        return Refused("seat_taken")
    if len(state.seats) >= MOST_SEATS:
        return Refused("full", {"most": MOST_SEATS})
    return None


def admit(state: State, command: c.Admit) -> Decision:
    """J3: one or all are let in; who was removed can be let in again."""
    if state.phase is Phase.ENDED:
        return Refused("already_ended")
    if any(seat not in state.seats for seat in command.seats):
        return Refused("no_such_seat")
    waiting = (seat for seat in dict.fromkeys(command.seats) if state.seats[seat].standing is not Standing.IN)
    return tuple(e.Admitted(seat=seat) for seat in waiting)


def rename(state: State, command: c.Rename) -> Decision:
    """J4: a facilitator can change the name that is shown."""
    seat = state.seats.get(command.seat)
    if seat is None:
        return Refused("no_such_seat")
    if not isinstance(seat.name, Erased) and seat.name == command.name:
        return ()
    return (e.Renamed(seat=seat.id, name=command.name),)


def remove(state: State, command: c.Remove) -> Decision:
    """J5: a seat's part in the session is ended; what it gave stays."""
    seat = state.seats.get(command.seat)
    if seat is None:
        return Refused("no_such_seat")
    return () if seat.standing is Standing.REMOVED else (e.Removed(seat=seat.id),)


def speak(state: State, command: c.Speak, by: Viewer) -> Decision:
    """J6: everybody chooses a language at any time."""
    seat = state.seats.get(by.id)
    if seat is None:
        return Refused("no_such_seat")
    return () if seat.lang == command.lang else (e.Spoke(seat=seat.id, lang=command.lang),)


def link(state: State, command: c.LoseLink | c.RegainLink, at: Instant) -> Decision:
    """J7: a seat's link is told once when it goes and once when it comes."""
    seat = state.seats.get(command.seat)
    if seat is None:
        return Refused("no_such_seat")
    if long_ended(state, at):
        return ()
    back = isinstance(command, c.RegainLink)
    if seat.linked == back:
        return ()
    return (e.LinkBack(seat=seat.id) if back else e.LinkLost(seat=seat.id),)


def display(state: State, command: c.ConnectDisplay | c.DisconnectDisplay) -> Decision:
    """J8: a display is connected and taken out by a facilitator."""
    here = command.display in state.displays
    if isinstance(command, c.ConnectDisplay):
        if state.phase is Phase.ENDED:
            return Refused("already_ended")
        return () if here else (e.DisplayConnected(display=command.display),)
    return (e.DisplayDisconnected(display=command.display),) if here else ()


def long_ended(state: State, at: Instant) -> bool:
    """J10: whoever looks at a session long after its end leaves no trace in its log."""
    return state.ended is not None and at - state.ended > TOLD_AFTER_END_MS
