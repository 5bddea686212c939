"""The ghosts of rehearsals, as the site knows them: who is called to which rehearsal, and by which card each is let in.

Ghosts are made-up people. A card opens one rehearsal and nothing else; a code is no card, and a card is no code.
"""

from asyncio import Queue
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from goround.domain.base import SeatId
from goround.domain.state import Phase, State
from goround.runtime.clock import Clock
from goround.runtime.room import Room

NUMBERS = (3, 8, 12)
USUAL = 8
MOST_REHEARSALS = 4
"""So many with ghosts at a time: they take from what real groups need of this machine."""
_SEAT = "ghost"
"""How the id of a ghost's seat begins: no id that is drawn holds its letters, so that the log tells for ever who was one."""


class NotARehearsal(Exception):
    """Ghosts are called to rehearsals alone."""


class Called(NamedTuple):
    """The ghosts that are to come to a rehearsal: each one's number and card."""

    session: str
    cards: Mapping[int, str]


class Ghosts:
    """Whoever brings ghosts takes what is in ``calls``."""

    def __init__(self, clock: Clock) -> None:
        self.calls: Queue[Called] = Queue()
        self._clock = clock
        self.cards: dict[str, tuple[str, int]] = {}
        """The rehearsal that each opens, and the number of the ghost that holds it."""

    def call(self, room: Room, numbers: Iterable[int]) -> None:
        """Call these to a rehearsal.

        Raises:
            NotARehearsal: it is a session with people.
        """
        if not room.state.rehearsal:
            raise NotARehearsal
        cards = {number: self._clock.token() for number in numbers}
        self.cards.update({card: (room.session, number) for number, card in cards.items()})
        self.calls.put_nowait(Called(room.session, cards))

    def call_back(self, room: Room) -> None:
        """After a restart: those who had come to a rehearsal come back to their seats."""
        numbers = sorted(number for seat in room.state.seats if (number := number_of(seat)))
        if numbers and room.state.rehearsal and room.state.phase is not Phase.ENDED:
            self.call(room, numbers)

    def dismiss(self, session: str) -> None:
        """The rehearsal is over: its cards open nothing any more."""
        self.cards = {card: one for card, one in self.cards.items() if one[0] != session}


def number_of(seat: SeatId) -> int:
    """Which ghost has this seat; 0 where a person has it."""
    number = seat.removeprefix(_SEAT)[:2]
    return int(number) if seat.startswith(_SEAT) and number.isdecimal() else 0


def seat_of(state: State, number: int, fresh: str) -> SeatId:
    """The seat that this ghost has in the rehearsal, or a fresh one."""
    return next((seat for seat in state.seats if number_of(seat) == number), f"{_SEAT}{number:02}{fresh}")
