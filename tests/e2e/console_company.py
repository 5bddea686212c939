"""A real evening at a real console: arrival questions that can raise an alert, a step for the group and one without names, and people who come by phone or have none."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page, expect

from goround.catalog.shelf import Shelf
from goround.domain import commands as c
from goround.domain.curriculum import Curriculum
from goround.domain.people import Role, Viewer
from goround.domain.state import Seat, State
from goround.domain.steps import Visibility
from goround.domain.steps.scale import NumberAlert
from tests.playbook import curriculum, scale, slide, words
from tests.web.people import Phone
from tests.web.premises import DANA, Premises, opened, staffed, until

CRAVING, REST, URGE, QUIET = "w01.craving", "w01.rest", "w01.urge", "w01.quiet"
"""Two questions on arrival; a step for the group; one without names."""
DANA_LEADS = Viewer(Role.FACILITATOR, DANA)


def evening() -> Curriculum:
    craving = scale("craving", Visibility.FACILITATOR).model_copy(
        update={
            "arrival": True,
            "title": words("Craving today", "Las ganas hoy"),
            "alert": NumberAlert(at_or_above=8),
        }
    )
    rest = scale("rest", Visibility.FACILITATOR).model_copy(
        update={
            "arrival": True,
            "title": words("Sleep last night", "El sueño de anoche"),
            "alert": NumberAlert(at_or_above=10),
        }
    )
    urge, quiet = scale("urge", Visibility.GROUP), scale("quiet", Visibility.ANONYMOUS)
    return curriculum("w01", craving, rest, slide("hello"), urge, quiet, slide("bye"))


class Company:
    """One session, Dana's tablet in Chromium, and phones that are sockets."""

    def __init__(self, site: Premises, browser: Browser) -> None:
        self.site, self.browser = site, browser
        self.phones: dict[str, Phone] = {}
        self.session = ""
        self.page: Page

    async def opens(self, size: tuple[int, int] = (1180, 820), lang: str = "en", *, clock: bool = False) -> Page:
        """Dana starts the group and opens its console; with ``clock`` the test turns the page's clock."""
        context = await self.browser.new_context(
            viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", service_workers="block"
        )
        self.page = await context.new_page()
        await self.page.goto(self.site.address + self.site.let_in(DANA))
        session = await self.page.evaluate(
            """async () => (await fetch('/staff/sessions', { method: 'POST',
                 body: new URLSearchParams([['group', 'Blue group'], ['curriculum', 'w01']]) })).url"""
        )
        self.session = session.rsplit("/", 1)[1]
        if clock:
            await self.page.clock.install(time=self.site.now())
        await self.page.goto(f"{session}?lang={lang}")
        await self.is_linked()
        return self.page

    async def is_linked(self) -> None:
        await expect(self.page.locator("#next")).to_have_attribute("aria-disabled", "false")

    @property
    def state(self) -> State:
        return self.site.room(self.session).state

    def seat(self, name: str) -> Seat:
        return next(seat for seat in self.state.seats.values() if seat.name == name)

    async def leads(self, command: c.AnyCommand) -> None:
        """Something that staff ask for elsewhere than on this tablet."""
        outcome = await self.site.room(self.session).ask(command, DANA_LEADS)
        assert outcome.code in ("ok", "nothing"), outcome

    async def starts(self) -> None:
        await self.leads(c.Start(until=self.site.now() + 5_000))

    async def goes_to(self, step: str) -> None:
        if self.state.visit is None:
            await self.starts()
        assert self.state.visit is not None
        await self.leads(c.Jump(visit=self.state.visit.number, step=step, until=self.site.now() + 5_000))

    async def comes(self, name: str, mode: str = "on_site", *, inside: bool = True) -> Phone:
        """Somebody joins by phone; let in, unless they wait at the door."""
        phone = await Phone(self.site).joins(str(self.state.code), name, mode=mode)
        self.phones[name] = phone
        if inside:
            await self.leads(c.Admit(seats=(phone.seat,)))
            await phone.line.sees(lambda show: show["scene"]["kind"] == "participant")
        return phone

    async def adds(self, name: str) -> None:
        """Somebody without a device."""
        await self.leads(c.AddSeat(seat=f"paper{len(self.state.seats)}", name=name))

    async def gives(self, name: str, step: str, number: int) -> None:
        reply = await self.phones[name].answers(step, number)
        assert reply["code"] == "ok", reply

    async def loses_link(self, name: str) -> None:
        """The phone goes, and the room hears of it."""
        await self.phones[name].line.close()
        await until(lambda: not self.seat(name).linked, self.site.clock)

    async def taps(self, *names: str) -> None:
        for name in names:
            await button(self.page, name).click()

    async def knows(self, holds: Any) -> None:
        """Wait until the room's own state is so."""
        await until(lambda: holds(self.state))

    async def goes_home(self) -> None:
        for phone in self.phones.values():
            await phone.close()
        await self.page.context.close()


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


@asynccontextmanager
async def come_together(browser: Browser, folder: Path) -> AsyncIterator[Company]:
    """A site of its own, and whoever comes."""
    staff = await asyncio.to_thread(staffed, folder / "accounts.db", folder / "site")
    async with opened(staff, curricula=Shelf(None, (evening(),))) as site:
        company = Company(site, browser)
        yield company
        await company.goes_home()
