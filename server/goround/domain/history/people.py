"""What becomes of a state when people and screens come and go."""

from collections import Counter
from dataclasses import replace
from typing import assert_never

from goround.domain import events as e
from goround.domain.history.changes import changed_seat, put, without
from goround.domain.people import Mode
from goround.domain.state import Facilitator, Seat, Standing, State

GRACE_MS = 180_000
"""A link of somebody at home that was lost for no longer than this was never gone."""

Went = (
    e.Joined | e.Admitted | e.Removed | e.Renamed | e.Spoke | e.PresenceSaid | e.RemoteConfirmed | e.LinkLost | e.LinkBack | e.PhoneLeft
    | e.StaffBack | e.StaffAway | e.DisplayConnected | e.DisplayDisconnected | e.JoinCardShown | e.RoomDressed
)  # fmt: skip


Naming = e.Joined | e.Admitted | e.Removed | e.Renamed
"""What changes who has which name."""


def went(s: State, event: Went) -> State:
    """The state after one of these events."""
    match event:
        case e.Joined():
            standing = Standing.IN if event.mode is Mode.NO_DEVICE else Standing.DOOR
            seat = Seat(event.seat, len(s.seats) + 1, event.name, event.mode, event.lang, standing)
            return replace(s, seats=put(s.seats, seat.id, seat))
        case e.Admitted():
            return changed_seat(s, event.seat, standing=Standing.IN, presence="here", asks_where=False)
        case e.Removed():
            return changed_seat(s, event.seat, standing=Standing.REMOVED, confirmed=False)
        case e.Renamed():
            return changed_seat(s, event.seat, name=event.name)
        case e.Spoke():
            return changed_seat(s, event.seat, lang=event.lang)
        case e.PresenceSaid():
            return changed_seat(s, event.seat, presence=event.presence, asks_where=False)
        case e.PhoneLeft():
            return _left_by_phone(s, s.seats[event.seat])
        case e.RemoteConfirmed():
            return changed_seat(s, event.seat, confirmed=True)
        case e.LinkLost():
            return changed_seat(s, event.seat, linked=False, lost=s.at)
        case e.LinkBack():
            lost = s.seats[event.seat].lost
            known = s.seats[event.seat].confirmed and (lost is None or s.at - lost <= GRACE_MS)
            return changed_seat(s, event.seat, linked=True, lost=None, confirmed=known)
        case e.StaffBack():
            return replace(s, staff=put(s.staff, event.staff, Facilitator(event.staff, event.name, awake=True)))
        case e.StaffAway():
            return replace(s, staff=put(s.staff, event.staff, replace(s.staff[event.staff], awake=False)))
        case e.DisplayConnected():
            return replace(s, displays=put(s.displays, event.display, s.at))
        case e.DisplayDisconnected():
            return replace(s, displays=without(s.displays, event.display))
        case e.JoinCardShown():
            return replace(s, join_card=event.shown)
        case e.RoomDressed():
            return replace(s, speech=event.speech or s.speech, dark=s.dark if event.dark is None else event.dark)
        case _:
            assert_never(event)


def _left_by_phone(s: State, seat: Seat) -> State:
    if seat.standing is Standing.DOOR:
        return changed_seat(s, seat.id, phone_left=s.at, standing=Standing.REMOVED)
    if seat.mode is Mode.REMOTE:
        return changed_seat(s, seat.id, phone_left=s.at, presence="left", confirmed=False)
    return changed_seat(s, seat.id, phone_left=s.at, asks_where=seat.presence != "left")


def named(s: State) -> State:
    """Who of those who are in has a name that somebody else has too, and a device to add a letter with.

    Asked once an entry: an evening's hundreds are let in together.
    """
    names = {
        id: seat.name.casefold()
        for id, seat in s.seats.items()
        if seat.standing is Standing.IN and isinstance(seat.name, str)
    }
    often = Counter(names.values())
    same = (id for id, name in names.items() if often[name] > 1 and s.seats[id].mode is not Mode.NO_DEVICE)
    return replace(s, namesakes=frozenset(same))
