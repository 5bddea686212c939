"""One rehearsed evening: strangers come over their own connections, it is led to its end while things go wrong, and the verdict is found."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from goround.domain.agenda import Agenda
from goround.domain.curriculum import Curriculum
from goround.domain.people import Role, Viewer
from goround.journal.folder import DataFolder
from goround.journal.site_key import SiteKey
from goround.journal.sql import SqlJournal
from goround.journal.vault import Vault
from goround.records.staff import Account
from goround.rehearsal.claims import Claims
from goround.rehearsal.faults import Kills, SeatFaults
from goround.rehearsal.leader import FAST, Console, Patience, StaffPages, new_display
from goround.rehearsal.person import Pace, Person
from goround.rehearsal.phone import Phone
from goround.rehearsal.screen import REPLY_S, Screen
from goround.rehearsal.seat import join
from goround.rehearsal.stage import Stage
from goround.rehearsal.stepped_clock import SteppedClock, drive
from goround.rehearsal.verdict import verdict
from goround.runtime.clock import Clock

GROUP = "Practice group"
NAMES = ("Ana", "Ben", "Carla", "Dev", "Eli", "Fay", "Gus", "Jo", "Kim", "Lena", "Mara", "Noor", "Omar", "Rosa", "Ty")
QUICK = Pace(200, 2_500, 300, 2_000, change_percent=12, call_percent=2, speak_percent=3)
HUMAN = Pace(change_percent=12, call_percent=2, speak_percent=3)
LAST_REPLIES_MS = 120_000
LOOK_MS = 500
LEVEL_TRIES = 20
MOST_SAID = 5

Tell = Callable[[int, int], None]
"""Told how many steps of how many were delivered."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is rehearsed, by how many, and how."""

    curricula: tuple[Curriculum, ...]
    seats: int
    seed: int
    faults: bool
    kills: bool
    """Whether the server may be killed among the faults."""
    fast: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where it is rehearsed: a running server, and what the verdict reads of its folder."""

    stage: Stage
    clock: Clock
    data: Path
    site: SiteKey
    leader: Account
    password: str


@dataclass(slots=True)
class Outcome:
    """How it went."""

    session: str
    steps: int
    of: int
    answers: int
    passes: int
    refused: int
    drops: int
    alerts: int
    restarts: int
    seconds: float
    wrong: list[str]
    """A sentence for everything that was not kept."""
    claims: list[Claims] = field(repr=False)


async def rehearse(plan: Plan, place: Place, tell: Tell = lambda done, of: None) -> Outcome:
    """Rehearse an evening from the sign-in to its end, and judge it.

    Raises:
        NotOpened: the staff's home refused the agenda.
        NotLetIn: the door gave somebody no seat.
        Fell: the server stopped by itself.
        NoAnswer: the server did not answer any more.
    """
    began, restarts, said = time.monotonic(), place.stage.restarts, len(place.stage.said())
    evening = _Evening(plan, place, tell)
    try:
        wrong = await evening.run()
    except BaseExceptionGroup as group:
        raise _first(group) from None
    wrong += [f"The server said: {line}" for line in place.stage.said()[said:] if " ERROR " in line][:MOST_SAID]
    claims = evening.claims
    phones = [one for one in claims if one.viewer.role is Role.PARTICIPANT]
    return Outcome(
        session=evening.session,
        steps=len(evening.console.delivered),
        of=len(evening.agenda.places),
        answers=sum(one.count("answer") for one in phones),
        passes=sum(one.count("pass") for one in phones),
        refused=sum(one.refused() for one in claims),
        drops=sum(screen.drops for screen in evening.screens),
        alerts=evening.console.claims.count("see"),
        restarts=place.stage.restarts - restarts,
        seconds=time.monotonic() - began,
        wrong=list(dict.fromkeys(wrong)),
        claims=claims,
    )


def _first(group: BaseExceptionGroup[BaseException]) -> BaseException:
    """What made the others fall."""
    found: BaseException = group
    while isinstance(found, BaseExceptionGroup):
        found = found.exceptions[0]
    return found


class _Evening:
    def __init__(self, plan: Plan, place: Place, tell: Tell) -> None:
        self.agenda = Agenda(blocks=plan.curricula)
        self.session = ""
        self.console: Console
        self.screens: list[Screen] = []
        self._phones: list[Phone] = []
        self._plan, self._place, self._tell = plan, place, tell
        questions = sum(step.answerable for step in self.agenda.steps.values())
        self._kills = Kills(plan.seed, plan.seats * questions * 3 // 4, on=plan.faults and plan.kills)
        self._rising = self._over = False
        self._tasks = asyncio.TaskGroup()
        self._living: list[asyncio.Task[None]] = []

    @property
    def claims(self) -> list[Claims]:
        """What every screen says."""
        return [screen.claims for screen in self.screens]

    async def run(self) -> list[str]:
        """Come together, be led to the end, and be judged."""
        async with self._tasks:
            await self._come_together()
            if isinstance(self._place.clock, SteppedClock):
                time_passes = drive(self._place.clock, self._place.stage.advance, self._waits, lambda: self._over)
                self._tasks.create_task(time_passes)
            await self.console.lead(self._plan.seats)
            await self._last_replies()
            wrong = await self._judge()
            self._over = True
            for phone in self._phones:
                phone.cut()
            for task in self._living:
                task.cancel()
        return wrong

    def _waits(self) -> bool:
        return not self._over and (self._rising or any(screen.waits for screen in self.screens))

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        self._living.append(self._tasks.create_task(work))

    async def _come_together(self) -> None:
        """The facilitator opens the session, the room's screen is switched on, and everybody comes to the door."""
        place, plan = self._place, self._plan
        address, clock = place.stage.address, place.clock
        device = f"r{clock.fresh_id()}"
        pages = StaffPages(address)
        await pages.sign_in(place.leader.account, place.password)
        self.session = await pages.open(GROUP, plan.curricula)
        self.console = Console(
            address, self.session, pages.cookie, clock, Claims("the console", Viewer(Role.FACILITATOR, place.leader.id)),
            f"{device}c", FAST if plan.fast else Patience(), self._tell, self._may_leave,
        )  # fmt: skip
        path, cookie = await new_display(address)
        wall = Claims("the room's screen", Viewer(Role.DISPLAY, path.rpartition("/")[2]))
        display = Screen(address, path, cookie, clock, wall, f"{device}d")
        for screen in (self.console, display):
            self.screens.append(screen)
            self._begin(screen.live())
        async with asyncio.timeout(REPLY_S):
            await self.console.came
            await display.came
        await pages.take_display(self.session, display.seen["scene"]["word"])
        for number in range(plan.seats):
            phone = await self._joins(number, str(self.console.scene["code"]), f"{device}s{number}")
            self.screens.append(phone)
            self._phones.append(phone)
            self._begin(phone.live())

    async def _joins(self, number: int, code: str, device: str) -> Phone:
        plan, place = self._plan, self._place
        name = NAMES[number % len(NAMES)] + (f" {number // len(NAMES) + 1}" if number >= len(NAMES) else "")
        lang, mode = ("en", "es", "en")[number % 3], ("on_site", "on_site", "remote")[number % 3]
        path, cookie = await join(place.stage.address, code, name, lang=lang, mode=mode)
        chance = Random(f"{plan.seed} person {number}")
        person = Person(
            lambda ref: self.agenda.steps[ref], lambda: chance.getrandbits(64), QUICK if plan.fast else HUMAN
        )
        claims = Claims(f"seat {number + 1}", Viewer(Role.PARTICIPANT, path.rpartition("/")[2]))
        faults = SeatFaults(plan.seed, number, on=plan.faults)
        return Phone(place.stage.address, path, cookie, place.clock, claims, device, person, faults, self._sent)

    def _sent(self) -> None:
        if self._kills.sent():
            self._kill()

    def _may_leave(self, last: bool) -> bool:
        if last and self._kills.owed:
            self._kill()
            return False
        return True

    def _kill(self) -> None:
        if not self._place.stage.down:
            self._kills.done += 1
            self._place.stage.kill()
            self._tasks.create_task(self._come_back())

    async def _come_back(self) -> None:
        clock = self._place.clock
        await clock.sleep_until(clock.now() + self._kills.down())
        self._rising = True
        try:
            await self._place.stage.start_again()
        finally:
            self._rising = False

    async def _last_replies(self) -> None:
        """Phones are woken, links come back, and what waits in outboxes goes out."""
        clock = self._place.clock
        until = clock.now() + LAST_REPLIES_MS
        while clock.now() < until and (
            any(phone.owes or phone.asleep for phone in self._phones)
            or any(screen.link is None for screen in self.screens)
        ):
            await clock.sleep_until(clock.now() + LOOK_MS)
        for phone in self._phones:
            phone.claims.owed = phone.owes

    async def _judge(self) -> list[str]:
        """Judge once every screen has all that was sent to it and the log has not grown meanwhile."""
        clock, data, site = self._place.clock, DataFolder(self._place.data), self._place.site
        journal, vault = SqlJournal(data.journal, read_only=True), Vault(data.vault, site, read_only=True)
        apart = ""
        try:
            for _ in range(LEVEL_TRIES):
                await self._place.stage.settle()
                before = self.console.scene["entry"]
                behind = [screen.claims.label for screen in self.screens if not await screen.is_level()]
                head = journal.head(self.session)
                stored, shown = head.seq if head else 0, self.console.scene["entry"]
                if not behind and stored == shown == before:
                    wrong = verdict(journal, vault, site, self.session, self.claims)
                    if journal.head(self.session) == head:  # else it has grown as it was read
                        return wrong
                apart = f"The console shows entry {shown} and the log has {stored} entries."
                if behind:
                    apart = f"These screens do not get level with what they are sent: {', '.join(behind)}."
                await clock.sleep_until(clock.now() + LOOK_MS)
            return [apart, *verdict(journal, vault, site, self.session, self.claims)]
        finally:
            journal.close()
            vault.close()
