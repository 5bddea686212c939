"""What goes wrong in a rehearsal, by seed: to each seat's frames and phones, and to the server itself."""

from collections.abc import Iterator
from enum import StrEnum
from random import Random

LAG_MS = 2_000
SLEEP_MS = (5_000, 40_000)
DOWN_MS = 6_000
MOST_KILLS = 2


class Fault(StrEnum):
    """What goes wrong as a phone sends something."""

    NONE = "none"
    CUT_BEFORE = "cut before it is sent"
    CUT_AFTER = "cut after it is sent, before the reply"
    TWICE = "sent twice"
    LAG = "up to two seconds of lag"
    STALE = "a stale second device sends an older revision"
    SLEEP = "the phone sleeps for a while"


DECK = (*(one for one in Fault if one is not Fault.NONE), *(Fault.NONE,) * 5)


class SeatFaults:
    """What happens to one seat: dealt from a deck, so that each seat meets everything before anything comes again."""

    def __init__(self, seed: int, seat: int, *, on: bool) -> None:
        self._chance = Random(f"{seed} seat {seat}")
        self._dealt = self._deal() if on else iter(())

    def next(self) -> Fault:
        """What happens to the next frame."""
        return next(self._dealt, Fault.NONE)

    def lag(self) -> int:
        """For how many milliseconds a frame is held up."""
        return self._chance.randint(0, LAG_MS)

    def sleep(self) -> int:
        """For how many milliseconds a phone sleeps."""
        return self._chance.randint(*SLEEP_MS)

    def stays(self) -> bool:
        """Whether a connection that is cut after a frame lives on for a moment, so that the server surely has the frame."""
        return self._chance.random() < 0.5

    def _deal(self) -> Iterator[Fault]:
        while True:
            yield from self._chance.sample(DECK, len(DECK))


class Kills:
    """When the server is killed: as so many frames have been sent. If the evening is too short for that, at its last step."""

    def __init__(self, seed: int, frames: int, *, on: bool) -> None:
        self._chance = Random(f"{seed} server")
        self.done = self._sent = 0
        self._due = (
            {self._chance.randint(1, max(1, frames)) for _ in range(self._chance.randint(1, MOST_KILLS))}
            if on
            else set()
        )

    def sent(self) -> bool:
        """A frame has gone out; whether the server dies now."""
        self._sent += 1
        return self._sent in self._due

    @property
    def owed(self) -> bool:
        """Whether it should have died and has not yet."""
        return bool(self._due) and not self.done

    def down(self) -> int:
        """After how many milliseconds it is started again."""
        return self._chance.randint(0, DOWN_MS)
