"""A whole evening's company: Dana at her tablet, the room's screen, three phones in Chromium, seven by socket, and two people on paper."""

import re
from collections.abc import Sequence
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, expect

from goround.domain.people import Role, Viewer
from goround.domain.state import Phase, State
from tests.e2e.measured import violations
from tests.e2e.mirrors import Mirror, Mirrors, listen
from tests.e2e.seatmates import Seatmate
from tests.web.premises import DANA, ENDING, Premises, until

TABLET, PHONE, WALL = (1180, 820), (360, 740), (1920, 1080)
ON_SITE = ("Ben", "Carla", "Eli", "Fay")
AT_HOME = ("Luz", "Nia")
ON_PAPER = ("Otis", "Pat")
LATE = "Jo"
DOUBLE_TAP_MS = 450


async def a_page(browser: Browser, size: tuple[int, int], lang: str = "en-US") -> Page:
    """A device of its own: its cookies and its storage are nobody else's."""
    context: BrowserContext = await browser.new_context(
        viewport={"width": size[0], "height": size[1]}, service_workers="block", reduced_motion="reduce", locale=lang
    )
    return await context.new_page()


class Evening:
    """Everybody of the evening, and what they do."""

    def __init__(self, browser: Browser, site: Premises) -> None:
        self.browser, self.site = browser, site
        self.session = self.code = ""
        self.mirrors = Mirrors(site, "")
        self.mates: dict[str, Seatmate] = {}
        self.phones: dict[str, Page] = {}
        self.told = 0
        """The server's time that the console knows."""
        self.console: Page
        self.wall: Page

    # --- Dana ---

    async def dana_opens_her_tablet(self) -> None:
        """A browser that knows nothing of her, the sign-in, and nothing else."""
        self.console = await a_page(self.browser, TABLET)
        newest = listen(self.console, self.hears)
        await self.console.goto(f"{self.site.address}/staff")
        await self.console.get_by_label("Account").fill(DANA)
        await self.console.get_by_label("Password").fill(DANA + ENDING)
        await self.console.get_by_role("button", name="Sign in").click()
        await expect(self.console).to_have_url(re.compile(r"/staff$"))
        self.mirrors.screens["console"] = Mirror("console", Viewer(Role.FACILITATOR, DANA), newest, self.console)

    def hears(self, message: dict[str, Any]) -> None:
        """What the server tells the console."""
        self.told = max(self.told, message.get("now", 0))

    async def dana_starts(self, group: str, titles: Sequence[str], rest: int) -> None:
        """She chooses curricula in order with a break after the first, says yes to what nobody has reviewed, and opens the door."""
        await self.console.get_by_label("Name of the group").fill(group)
        for title in titles:
            await self.console.get_by_role("checkbox", name=re.compile(f"^.*{re.escape(title)}")).first.check()
        await self.console.get_by_label("Break after this, minutes").fill(str(rest))
        for box in await self.console.get_by_role("checkbox", name=re.compile("^I have read")).all():
            await box.check()
        await self.console.get_by_role("button", name="Start", exact=True).click()
        await self.console.wait_for_url(re.compile(r"/staff/s/"))
        self.session = self.mirrors.session = self.console.url.rsplit("/", 1)[1]
        state = self.site.room(self.session).state
        assert isinstance(state.code, str)
        self.code = state.code

    async def dana_comes_back(self) -> None:
        """Her browser was killed: she signs in on another one and opens the group that runs."""
        await self.dana_opens_her_tablet()
        await self.console.get_by_role("link", name=re.compile("^Open")).first.click()
        await self.console.wait_for_url(re.compile(r"/staff/s/"))
        await expect(self.console.locator("#next")).to_be_visible()

    @property
    def state(self) -> State:
        """The session as it is."""
        return self.site.room(self.session).state

    async def jump(self, step: str) -> None:
        """Dana goes to a step by the agenda."""
        line = next(one for one in self.state.plan.places if one.ref == step)
        there = (
            self.console.locator(".agenda").get_by_role("button", name=re.compile(re.escape(line.step.title.en))).last
        )
        await there.click()
        await self.takes_a_moment()
        await self.console.get_by_role("button", name="Go here").click()
        await until(lambda: self.state.visit is not None and self.state.visit.step == step)

    async def ends(self) -> None:
        """Dana ends the group, once she has read what is still open."""
        await self.taps("End the group")
        await expect(self.console.get_by_text("Still open:")).to_be_visible()
        await self.takes_a_moment()
        await self.console.locator(".confirm").get_by_role("button", name="End the group").click()
        await until(lambda: self.state.phase is Phase.ENDED)

    async def press(self, name: str | re.Pattern[str]) -> None:
        """The main button, once it says this, whoever waits."""
        button = self.console.locator("#next")
        await expect(button.locator("span").last).to_have_text(name)
        before = self.site.room(self.session).state.seq
        await self.takes_a_moment()
        await button.click()
        await until(lambda: self.site.room(self.session).state.seq > before)

    async def takes_a_moment(self) -> None:
        """Two movements within less than half a second are one for the console: it takes them for a double tap."""
        await self.console.wait_for_timeout(DOUBLE_TAP_MS)

    async def taps(self, *names: str) -> None:
        """Buttons of the console, one after the other."""
        await self.takes_a_moment()
        for name in names:
            await self.console.get_by_role("button", name=name, exact=True).first.click()

    # --- the room ---

    async def the_wall_is_on(self) -> None:
        """The display shows a word, and the console takes it."""
        self.wall = await a_page(self.browser, WALL)
        newest = listen(self.wall)
        await self.wall.goto(f"{self.site.address}/display")
        word = (await self.wall.get_by_text(re.compile(r"^[A-Z]{4}$")).inner_text()).strip()
        await self.console.get_by_role("button", name="Square and room screen").click()
        await self.console.get_by_label(re.compile("^Connect the room.s screen$")).fill(word)
        await self.taps("Connect")
        await until(lambda: self.site.room(self.session).state.displays)
        await self.taps("Close")
        (display,) = self.site.room(self.session).state.displays
        self.mirrors.screens["wall"] = Mirror("wall", Viewer(Role.DISPLAY, display), newest, self.wall)

    async def comes_with_a_phone(self, name: str, lang: str, mode: str, address: str | None = None) -> Page:
        """Somebody joins in Chromium, by the form."""
        page = await a_page(self.browser, PHONE, "es-US" if lang == "es" else "en-US")
        newest = listen(page)
        await page.goto(f"{address or self.site.address}/")
        await page.locator("input[name=code]").fill(self.code.lower())
        await page.locator("input[name=name]").fill(name)
        await page.locator(f"input[name=mode][value={mode}]").check()
        await page.locator("form button:not([type=button])").last.click()
        await page.wait_for_url(re.compile(r"/s/"))
        seat = page.url.rsplit("/", 1)[1]
        self.phones[name] = page
        self.mirrors.screens[name] = Mirror(name, Viewer(Role.PARTICIPANT, seat), newest, page)
        return page

    async def comes(self, name: str, mode: str = "on_site", lang: str = "en") -> Seatmate:
        """Somebody joins whose phone is a socket."""
        mate = await Seatmate(self.site, name, mode, lang).joins(self.code)
        self.mates[name] = mate
        self.mirrors.screens[name] = Mirror(name, mate.viewer, mate.newest)
        return mate

    def seat(self, name: str) -> str:
        """The seat under this name."""
        seats = self.site.room(self.session).state.seats.values()
        return next(seat.id for seat in seats if seat.name == name)

    async def is_here(self, name: str) -> None:
        """Wait until somebody of this name has a seat."""
        await until(lambda: any(seat.name == name for seat in self.state.seats.values()))

    async def goes_on(self, minutes: float) -> None:
        """Time passes while Dana leads on: without her touches the tablet would lock itself."""
        self.site.clock.advance(round(minutes * 60_000))
        for screen in self.site.site.screens:
            if screen.sign_in:
                self.site.site.locks.touch(screen.sign_in)
        await until(lambda: self.told >= self.site.clock.now())

    async def everybody_answers(self, answer: Any, *but: str) -> None:
        """Everybody with a socket gives this answer to what the room is on."""
        visit = self.state.visit
        assert visit is not None
        for name, mate in self.mates.items():
            if name not in but:
                await mate.sees(lambda show: show["scene"]["visit"]["number"] == visit.number)
                assert await mate.answers(answer) == "ok", name

    async def goes_home(self) -> None:
        for mate in self.mates.values():
            await mate.goes_home()
        for context in self.browser.contexts:
            await context.close()

    async def nothing_for_axe(self, *pages: Page) -> None:
        for page in pages or (self.console, self.wall, *self.phones.values()):
            assert await violations(page) == [], page.url
