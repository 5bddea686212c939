"""The ghosts of one rehearsal: made-up people who come by themselves, answer at a human pace, and stay until it is over for good."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from aiohttp import ClientError

from goround.domain.rules.movement import UNDO_MS
from goround.domain.state import Phase, State
from goround.domain.steps import AnyStep
from goround.rehearsal.seat import NotLetIn, Pace, RehearsalSeat
from goround.runtime.clock import Clock

log = logging.getLogger(__name__)

CAST = (
    ("Ana", "es"),
    ("Ben", "en"),
    ("Carla", "en"),
    ("Dev", "en"),
    ("Jo", "en"),
    ("Mara", "en"),
    ("Rosa", "es"),
    ("Ty", "en"),
    ("Eli", "en"),
    ("Luz", "es"),
    ("Nia", "en"),
    ("Omar", "en"),
)
"""By number, from 1."""
UNEASY = 3
"""The one whose answers may raise an alert: a rehearsal is to hold what an evening can hold, and not the same from everybody."""
UNEASY_PERCENT = 60
APART_MS = 1_500
LOOK_MS = 1_000


@dataclass(frozen=True, slots=True)
class Company:
    """Ghosts of one rehearsal."""

    address: str
    """Of a door that takes their cards."""
    clock: Clock
    state: Callable[[], State | None]
    """The rehearsal as it is; None for as long as it is not at hand."""
    pace: Pace
    apart: int
    """Milliseconds between one who comes and the next."""

    async def stay(self, cards: Mapping[int, str]) -> None:
        """Come one after another, and stay until the end cannot be taken back any more."""
        async with asyncio.TaskGroup() as tasks:
            here = [tasks.create_task(self._take_part(place, *one)) for place, one in enumerate(cards.items())]
            await self._over()
            for one in here:
                one.cancel()

    async def _take_part(self, place: int, number: int, card: str) -> None:
        await self.clock.sleep_until(self.clock.now() + place * self.apart)
        name, lang = CAST[(number - 1) % len(CAST)]
        pace = replace(self.pace, alert_percent=UNEASY_PERCENT if number == UNEASY else 0)
        while True:
            # Under a device's own name it counts what it asks: who comes back must not count again from the start.
            seat = RehearsalSeat(self.address, name, self._step, self.clock, pace, f"ghost{self.clock.fresh_id()}")
            try:
                await seat.run(card, lang)
            except NotLetIn:
                if (state := self.state()) is not None and state.phase is not Phase.ENDED:
                    return  # there is no place for it
            except (ClientError, OSError):
                pass
            except Exception as error:  # noqa: BLE001 - a ghost that falls takes nobody with it; its error may hold an answer
                log.error("a ghost fell: %s", type(error).__name__)
                return
            await self._again()

    async def _again(self) -> None:
        """The end can be undone for a moment: then whoever has left comes back."""
        await self.clock.sleep_until(self.clock.now() + LOOK_MS)
        while (state := self.state()) is None or state.phase is Phase.ENDED:
            await self.clock.sleep_until(self.clock.now() + LOOK_MS)

    async def _over(self) -> None:
        ended: int | None = None
        while ended is None or self.clock.now() - ended <= UNDO_MS:
            await self.clock.sleep_until(self.clock.now() + LOOK_MS)
            state = self.state()
            if state is not None:
                ended = state.ended if state.phase is Phase.ENDED else None

    def _step(self, ref: str) -> AnyStep:
        state = self.state()
        if state is None:
            raise LookupError("the rehearsal is not at hand")
        return state.plan.steps[ref]
