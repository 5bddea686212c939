"""The console behind its idle lock, in a real browser on the real site: what is covered, what goes on, and how it is opened again."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, Self

import pytest
import pytest_asyncio
from argon2 import PasswordHasher
from playwright.async_api import Browser, BrowserContext, Page, expect

from goround.records import staff
from goround.web.lock import IDLE_MS
from tests.e2e.measured import measures, violations
from tests.web.conftest import Company
from tests.web.people import Console, Phone
from tests.web.premises import DANA, ENDING, SAM, Premises, opened, staffed

pytestmark = pytest.mark.browser

MARK = "Zaunkoenig"
PIN = "271828"
SIZES = [(1180, 820), (820, 1180), (960, 540), (360, 740)]


class Tablet:
    """Dana's tablet with a console in Chromium; the company of people is led in by Sam, who is signed in elsewhere."""

    def __init__(self, site: Premises, sam: Console, phone: Phone, tablet: BrowserContext, page: Page) -> None:
        self.site, self.sam, self.phone, self.tablet, self.page = site, sam, phone, tablet, page
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))

    async def opens(self, path: str | None = None) -> Self:
        once = self.site.let_in(DANA, path or self.sam.path)
        await self.page.goto(self.site.address + once)
        return self

    async def another_tab(self) -> Page:
        page = await self.tablet.new_page()
        await page.goto(self.site.address + self.sam.path)
        return page

    async def drawn(self) -> str:
        """Everything in the page that script or eye could find, also what it came with."""
        return str(await self.page.evaluate("document.documentElement.outerHTML"))

    async def locks(self) -> None:
        await self.page.get_by_role("button", name="Lock", exact=True).click()
        await expect(self.page.get_by_role("heading", name="Locked")).to_be_visible()


@asynccontextmanager
async def tablet_at(browser: Browser, site: Premises, **look: Any) -> AsyncIterator[Tablet]:
    company = Company(site)
    sam = await (await company.staff(SAM)).starts()
    [phone] = await company.inside(sam, f"Ana {MARK}")
    await sam.goes_to("w01.craving")
    await phone.answers("w01.craving", 9)
    look = {"viewport": {"width": 1180, "height": 820}, **look}
    context = await browser.new_context(reduced_motion="reduce", service_workers="block", **look)
    tablet = Tablet(site, sam, phone, context, await context.new_page())
    try:
        yield tablet
        assert tablet.faults == [], "the page threw"
    finally:
        await context.close()
        for person in company.people:
            await person.close()


@pytest.fixture(scope="module")
def quick_hashing() -> Iterator[None]:
    """How slow hashing is in earnest is the library's own affair."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(staff, "_HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
        yield


@pytest.fixture(scope="module")
def accounts(tmp_path_factory: pytest.TempPathFactory, quick_hashing: None) -> Path:
    return tmp_path_factory.mktemp("accounts") / "records.db"


@pytest_asyncio.fixture
async def site(tmp_path: Path, accounts: Path) -> AsyncIterator[Premises]:
    async with opened(staffed(accounts, tmp_path / "site")) as place:
        yield place


async def types(page: Page, secret: str) -> None:
    await page.locator("#unlock-field").fill(secret)
    await page.keyboard.press("Enter")


async def test_the_lock_takes_every_name_out_of_the_page_and_the_pin_brings_them_back(
    browser: Browser, site: Premises
) -> None:
    """S14 S15"""
    site.site.pins.set(DANA, PIN)
    async with tablet_at(browser, site) as tablet:
        await tablet.opens()
        page = tablet.page
        await page.get_by_role("button", name="List", exact=True).click()
        await expect(page.locator(".panel")).to_contain_text(MARK)
        other = await tablet.another_tab()
        await tablet.locks()
        assert MARK not in await tablet.drawn() and tablet.phone.seat not in await tablet.drawn()
        await expect(other.get_by_role("heading", name="Locked")).to_be_visible()
        await page.reload()
        await expect(page.get_by_role("heading", name="Locked")).to_be_visible()
        assert MARK not in await tablet.drawn()
        assert MARK in str((await tablet.sam.line.sees())["scene"]["people"])
        await types(page, "271829")
        await expect(page.locator("#unlock-wrong")).to_have_text("That is not the PIN. Please try again.")
        await expect(page.locator("#unlock-field")).to_be_focused()
        await expect(page.locator("#unlock-field")).to_have_value("")
        await types(page, PIN)
        await expect(page.get_by_role("heading", name="Locked")).to_have_count(0)
        await expect(other.get_by_role("heading", name="Locked")).to_have_count(0)
        await page.get_by_role("button", name="List", exact=True).click()
        await expect(page.locator(".panel")).to_contain_text(MARK)


async def test_the_group_is_led_on_behind_the_lock(browser: Browser, site: Premises) -> None:
    """S14"""
    async with tablet_at(browser, site) as tablet:
        await tablet.page.clock.install()
        await tablet.opens()
        page = tablet.page
        await tablet.locks()
        await page.get_by_role("button", name="Pause screens").click()
        await tablet.phone.line.sees(lambda show: show["scene"]["phase"] == "paused")
        await page.clock.run_for(500)  # two presses at once are one
        await page.locator("#next").click()
        await tablet.phone.line.sees(lambda show: show["scene"]["phase"] == "running")
        here = (await tablet.phone.line.sees())["scene"]["visit"]["number"]
        await page.clock.run_for(500)
        await page.locator("#next").click()
        await tablet.phone.line.sees(lambda show: show["scene"]["visit"]["number"] > here)
        await tablet.phone.line.asks("need_person")
        await expect(page.locator("#next")).to_contain_text("1 person is waiting")
        assert MARK not in await tablet.drawn()
        for gone in ("List", "See who", "Skip step", "Uncover", "Cover", "Lock"):
            assert not await page.get_by_role("button", name=gone, exact=True).count(), gone
        await page.get_by_role("button", name="Unlock", exact=True).last.click()
        await expect(page.locator("#unlock-field")).to_be_focused()


async def test_without_a_pin_the_password_opens_and_it_works_by_the_keyboard_alone(
    browser: Browser, site: Premises
) -> None:
    """S15"""
    async with tablet_at(browser, site) as tablet:
        await tablet.opens()
        page = tablet.page
        await page.get_by_role("button", name="Lock", exact=True).focus()
        await page.keyboard.press("Enter")
        field = page.get_by_label("Your password")
        await expect(field).to_be_visible()
        for _ in range(40):
            await page.keyboard.press("Tab")
            if await field.evaluate("one => one === document.activeElement"):
                break
        await page.keyboard.type(DANA + ENDING)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("heading", name="Locked")).to_have_count(0)
        await expect(page.locator(".live :focus")).to_have_count(1)
        assert site.room(tablet.sam.session).state.here == tablet.sam.visit, "Opening the lock moved the room."


async def test_after_ten_wrong_pins_the_card_asks_for_the_password(browser: Browser, site: Premises) -> None:
    """S15"""
    site.site.pins.set(DANA, PIN)
    for _ in range(9):
        assert site.site.pins.check(DANA, "0000") == "wrong"
    async with tablet_at(browser, site) as tablet:
        await tablet.opens()
        page = tablet.page
        await tablet.locks()
        await types(page, "0000")
        await expect(page.get_by_label("Your password")).to_be_focused()
        await expect(page.locator("#unlock-wrong")).to_contain_text("Please use the password.")
        await types(page, DANA + ENDING)
        await expect(page.get_by_role("heading", name="Locked")).to_have_count(0)


@pytest.mark.timeout(90)
async def test_the_page_tells_its_last_touch_and_locks_after_five_minutes_without_one(
    browser: Browser, site: Premises
) -> None:
    """S14"""
    async with tablet_at(browser, site) as tablet:
        await tablet.page.clock.install()
        await tablet.opens()
        page = tablet.page
        await expect(page.locator("#next")).to_have_attribute("aria-disabled", "false")

        async def goes_by(ms: int) -> None:
            """On the tablet's clock and on the site's; beats go both ways meanwhile."""
            for _ in range(0, ms, 5_000):
                site.clock.advance(5_000)
                await page.clock.run_for(5_000)
                await page.wait_for_timeout(10)

        await goes_by(IDLE_MS - 60_000)
        await page.locator(".console-head h1").click()
        await goes_by(IDLE_MS - 60_000)
        assert await page.get_by_role("heading", name="Locked").count() == 0
        await goes_by(90_000)
        await expect(page.get_by_role("heading", name="Locked")).to_be_visible()
        assert MARK not in await tablet.drawn()


@pytest.mark.timeout(90)
async def test_a_tablet_without_a_link_locks_itself(browser: Browser, site: Premises) -> None:
    """S14"""
    async with tablet_at(browser, site) as tablet:
        await tablet.page.clock.install()
        await tablet.opens()
        page = tablet.page
        await expect(page.locator("#next")).to_have_attribute("aria-disabled", "false")
        site.site.stopping = True  # nobody is let in any more
        for screen in tuple(site.site.screens):
            if screen.sign_in and screen.viewer.id == DANA:
                screen.close(1012)
        await expect(page.locator(".banner")).to_be_visible()
        await tablet.tablet.set_offline(True)  # only now: without a network the page would not hear that it was closed
        for _ in range(0, IDLE_MS + 10_000, 10_000):
            await page.clock.run_for(10_000)
        await expect(page.get_by_role("heading", name="Locked")).to_be_visible()
        await expect(page.locator(".locked")).to_contain_text("Without a link it cannot be unlocked.")
        await expect(page.locator(".script").first).to_be_visible()
        assert MARK not in await tablet.drawn()


async def test_staffs_pages_leave_when_they_are_locked_and_come_back_by_the_pin(
    browser: Browser, site: Premises
) -> None:
    """S14 S15"""
    site.site.pins.set(DANA, PIN)
    async with tablet_at(browser, site) as tablet:
        await tablet.page.clock.install()
        await tablet.opens("/staff")
        page = tablet.page
        await expect(page.get_by_text("Blue group").first).to_be_visible()
        console = await tablet.another_tab()
        await console.get_by_role("button", name="Lock", exact=True).click()
        await page.clock.run_for(16_000)
        await expect(page.get_by_role("heading", name="Locked")).to_be_visible()
        assert "Blue group" not in await tablet.drawn()
        assert await violations(page) == []
        await page.get_by_label("Your PIN").fill("1111")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("alert")).to_have_text("That is not the PIN. Please try again.")
        await page.get_by_label("Your PIN").fill(PIN)
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Blue group").first).to_be_visible()
        assert page.url == f"{site.address}/staff"
        await expect(console.get_by_role("heading", name="Locked")).to_have_count(0)


async def test_a_pin_is_chosen_on_its_own_page(browser: Browser, site: Premises) -> None:
    """S15"""
    async with tablet_at(browser, site) as tablet:
        await tablet.opens("/staff/pin")
        page = tablet.page
        assert await violations(page) == []
        await page.get_by_label("New PIN").fill(PIN)
        await page.get_by_label("The same PIN again").fill(PIN)
        await page.get_by_label("Your password").fill(DANA + ENDING)
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("status")).to_have_text("The new PIN works from now on.")
        assert site.site.pins.works(DANA) and await violations(page) == []


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize(("lang", "scheme"), [("en-US", "light"), ("es-MX", "dark")])
async def test_the_locked_console_fits_every_size(
    browser: Browser, site: Premises, size: tuple[int, int], lang: str, scheme: Any
) -> None:
    """S14"""
    width, height = size
    look = {"viewport": {"width": width, "height": height}, "locale": lang, "color_scheme": scheme}
    async with tablet_at(browser, site, **look) as tablet:
        await tablet.opens()
        page = tablet.page
        await tablet.phone.line.asks("need_person")
        await page.get_by_role("button", name="Lock" if lang == "en-US" else "Bloquear", exact=True).click()
        await page.locator("#unlock-field").wait_for()
        await page.evaluate("document.fonts.ready")
        found = await measures(page)
        next_button = found.pop("next")
        assert next_button["inView"] and next_button["height"] >= 63.5
        assert {what: which for what, which in found.items() if which} == {}
        await page.get_by_role("button", name="Unlock" if lang == "en-US" else "Abrir", exact=True).last.click()
        box = await page.locator("#unlock-field").bounding_box()
        foot = await page.locator(".foot").bounding_box()
        assert box and foot and box["y"] >= 0 and box["y"] + box["height"] <= foot["y"], "The field lies under the bar."
        assert await violations(page) == []
