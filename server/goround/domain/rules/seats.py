"""How people come in and go, and which screens they have (rules J1 to J15 of docs/spec.md)."""

from unicodedata import normalize

from goround.domain import commands as c
from goround.domain import events as e
from goround.domain.base import Erased, Instant
from goround.domain.people import Mode, Viewer
from goround.domain.rules.refusal import Refused
from goround.domain.state import Phase, Standing, State

Decision = tuple[e.AnyEvent, ...] | Refused

MOST_SEATS = 1200
MOST_LETTERS = 40
"""Of a name (J11)."""
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
    return () if seat.standing is Standing.REMOVED else (*_silenced(state, seat.id), e.Removed(seat=seat.id))


def _silenced(state: State, seat: str) -> tuple[e.AnyEvent, ...]:
    """T9: who goes while speaking has spoken, also where the turn rests since the room is elsewhere."""
    return tuple(e.TurnEnded(step=step, seat=seat) for step, floor in state.floors.items() if floor.speaking == seat)


def leave(state: State, by: Viewer) -> Decision:
    """J17: who leaves on the own phone is gone from the door, and from home; in the room a facilitator says where the person is."""
    seat = state.seats.get(by.id)
    if seat is None:
        return Refused("no_such_seat")
    if state.phase is Phase.ENDED or seat.standing is Standing.REMOVED or seat.phone_left is not None:
        return ()
    silenced = _silenced(state, seat.id) if seat.mode is Mode.REMOTE else ()
    return (*silenced, e.PhoneLeft(seat=seat.id))


def say_presence(state: State, command: c.SayPresence) -> Decision:
    """J12: where a person is, a facilitator says; their phone never does. Whoever is out or gone is waited for nowhere."""
    seat = state.seats.get(command.seat)
    if seat is None:
        return Refused("no_such_seat")
    if seat.standing is not Standing.IN:
        return Refused("not_in_yet")
    if state.phase is Phase.ENDED:
        return Refused("already_ended")
    if seat.presence == command.presence and not seat.asks_where:
        return ()
    silenced = () if command.presence == "here" else _silenced(state, seat.id)
    return (*silenced, e.PresenceSaid(seat=seat.id, presence=command.presence))


def confirm_remote(state: State, command: c.ConfirmRemote) -> Decision:
    """J13: that somebody at home is really there, a facilitator says; after a link was lost for more than three minutes, again."""
    seat = state.seats.get(command.seat)
    if seat is None:
        return Refused("no_such_seat")
    if seat.standing is not Standing.IN:
        return Refused("not_in_yet")
    if seat.mode is not Mode.REMOTE:
        return Refused("not_remote")
    if state.phase is Phase.ENDED:
        return Refused("already_ended")
    return () if seat.confirmed else (e.RemoteConfirmed(seat=seat.id),)


def add_letter(state: State, command: c.AddLetter, by: Viewer) -> Decision:
    """J14: of two who are in under one name, each may add a letter; at the door nobody is told that there is another."""
    seat = state.seats.get(by.id)
    if seat is None:
        return Refused("no_such_seat")
    if seat.standing is not Standing.IN:
        return Refused("not_in_yet")
    if seat.id not in state.namesakes or isinstance(seat.name, Erased):
        return Refused("no_namesake")
    letter = next((one for one in normalize("NFC", command.letter) if one.isalpha()), None)
    if letter is None:
        return Refused("nothing_written")
    ending = f" {letter.upper()}."
    name = f"{seat.name[: MOST_LETTERS - len(ending)].rstrip()}{ending}"
    others = (one for one in state.seats.values() if one.standing is Standing.IN and one.id != seat.id)
    taken = {one.name.casefold() for one in others if isinstance(one.name, str)}  # nobody is told who is at the door
    if name.casefold() in taken:
        return Refused("name_taken")
    return (e.Renamed(seat=seat.id, name=name),)


def room_screen(state: State, command: c.ShowJoinCard | c.DressRoom) -> Decision:
    """J15: the way in comes onto the room's screen by a tap and goes with the next step; a facilitator chooses its languages and its light."""
    if state.phase is Phase.ENDED:
        return Refused("already_ended")
    if isinstance(command, c.ShowJoinCard):
        return () if state.join_card == command.shown else (e.JoinCardShown(shown=command.shown),)
    same = command.speech in (None, state.speech) and command.dark in (None, state.dark)
    return () if same else (e.RoomDressed(speech=command.speech, dark=command.dark),)


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
