"""A rehearsal in the browser: from the sign-in to made-up people who answer, by keyboard alone, marked on every screen and covering nothing."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from goround.catalog.shelf import Shelf
from goround.domain.curriculum import Review
from goround.domain.steps import Visibility
from goround.runtime.room import Room
from tests.e2e.console_page import at
from tests.e2e.measured import DRAWN, violations
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_evening import CONSOLES
from tests.e2e.staged_scenes import WALLS
from tests.playbook import curriculum, scale, slide
from tests.web.conftest import Company, accounts, company, quick_hashing, site  # noqa: F401 - fixtures
from tests.web.premises import DANA, ENDING, Premises, until
from tests.web.rehearsing import haunted, rehearses

pytestmark = pytest.mark.browser

PRACTICE = curriculum(
    "first", scale("urge", Visibility.FACILITATOR), slide("end"), title="A first look", review=Review()
).model_copy(update={"sha256": "a" * 64})
REVIEWED = curriculum("other", scale("urge", Visibility.FACILITATOR), slide("end"), title="Another evening")


async def screen(browser: Browser, width: int, height: int) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", service_workers="block"
    )
    return await context.new_page()


async def tabs_to(page: Page, selector: str) -> None:
    """Press Tab until this has the focus."""
    for _ in range(60):
        if await page.evaluate(f"() => document.activeElement.matches({selector!r})"):
            return
        await page.keyboard.press("Tab")
    raise AssertionError(f"No way leads to {selector} by keyboard.")


@pytest.mark.timeout(60)
async def test_from_the_sign_in_to_made_up_people_who_answer_by_keyboard_alone(
    browser: Browser,
    site: Premises,  # noqa: F811
    company: Company,  # noqa: F811
) -> None:
    """H1 H2 H4 H6"""
    site.site.shelf = Shelf(None, (REVIEWED, PRACTICE))
    real = await (await company.staff()).starts("Tuesday group", "other")
    [ana] = await company.inside(real, "Ana")
    before = site.room(real.session).state.seq
    async with haunted(site):
        page = await screen(browser, 1180, 820)
        await page.goto(f"{site.address}/staff")
        await expect(page.get_by_label("Account")).to_be_focused()
        await page.keyboard.type(DANA)
        await tabs_to(page, "[type=password]")
        await page.keyboard.type(DANA + ENDING)
        await page.keyboard.press("Enter")
        await page.wait_for_url(re.compile(r"/staff$"))
        await tabs_to(page, "#curriculum-2")
        await page.keyboard.press("Space")
        await tabs_to(page, "#rehearse-now")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Enter")
        await expect(page.get_by_label("8 people")).to_be_visible()
        await page.keyboard.press("Tab")
        await page.keyboard.press("ArrowLeft")
        await expect(page.get_by_label("3 people")).to_be_checked()
        assert await violations(page) == []
        await page.keyboard.press("Shift+Tab")
        await page.keyboard.press("Shift+Tab")
        await page.keyboard.press("Enter")
        await page.wait_for_url(re.compile(r"/staff/s/\w+$"))
        room = site.room(page.url.rsplit("/", 1)[1])
        await until(lambda: len(room.state.seats) == 3, site.clock)
        await expect(page.get_by_text("Rehearsal", exact=True)).to_be_visible()
        await page.get_by_role("button", name="Admit all (3)").press("Enter")
        await page.get_by_role("button", name="Start: Title of urge").press("Enter")
        await until(lambda: len(room.state.given_to("first.urge")) == 3, site.clock)
        await expect(page.get_by_text("3 answered", exact=True)).to_be_visible()
        assert await violations(page) == []
        await page.context.close()
    real_one = site.room(real.session).state
    assert set(real_one.seats) == {ana.seat}, "Somebody made up sits among real people."
    told = [entry.by for entry in site.recording(real.session).entries if entry.seq > before]
    assert set(told) <= {"room"}, "Somebody of the rehearsal asked for something in the real session."


@pytest.mark.parametrize(("width", "height"), [(360, 740), (320, 460)])
async def test_a_real_phone_is_told_before_it_gives_a_name_and_until_the_end(
    browser: Browser,
    site: Premises,  # noqa: F811
    company: Company,  # noqa: F811
    width: int,
    height: int,
) -> None:
    """H4 H7"""
    room = await _rehearsal(site, company)
    code = str(room.state.code)
    page = await screen(browser, width, height)
    await page.goto(site.address)
    mark = page.locator("header").get_by_text("Rehearsal", exact=True)
    # Typed, it may be a real group's in the other order: nothing is said before the server has found it.
    await page.get_by_label("Code on the room screen").press_sequentially("42 lamp")
    await expect(page.get_by_text("ehearsal")).to_have_count(0)
    await page.goto(f"{site.address}/j/{code}")
    told = page.get_by_text("This code is for a rehearsal. It is for practice, not for a real group.")
    await expect(told).to_be_visible()
    await expect(mark).to_be_visible()
    assert await violations(page) == []
    await page.get_by_label("What should we call you?").fill("Real")
    await page.get_by_role("button", name="Join", exact=True).click()
    await expect(page.get_by_role("heading", name="That code was right.")).to_be_visible()
    await expect(mark).to_be_visible()
    console = await (await company.staff()).opens(room.session)
    await console.line.asks("admit", seats=[page.url.rsplit("/", 1)[1]])
    await expect(page.get_by_role("heading", name="You are in. Welcome.")).to_be_visible()
    await expect(mark).to_be_visible()
    assert (await console.moves("start"))["code"] == "ok"
    await expect(page.get_by_role("radio", name="7")).to_be_attached()
    await expect(mark).to_be_visible()
    assert (await console.moves("end"))["code"] == "ok"
    await expect(page.get_by_role("heading", name="Thank you for being here")).to_be_visible()
    await expect(mark).to_be_visible()
    assert await violations(page) == []
    await page.context.close()


async def _rehearsal(site: Premises, company: Company) -> Room:  # noqa: F811
    site.site.shelf = Shelf(None, (PRACTICE,))
    async with haunted(site):
        room = await rehearses(site, await company.staff(), "first")
    return room


OVER = """() => {
  const band = document.querySelector('.rehearsal-band').getBoundingClientRect();
  return [...document.querySelectorAll('.wall h1, .wall p, .wall li, .wall svg, .wall span, .wall figure')]
    .filter((one) => { const box = one.getBoundingClientRect(); return box.height > 0 && box.top < band.bottom - .5; })
    .map((one) => one.textContent.slice(0, 40));
}"""


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768)])
async def test_the_rooms_screen_says_it_above_every_page_and_covers_none(
    browser: Browser, door: StageDoor, width: int, height: int
) -> None:
    """H4"""
    page = await at(browser, door, "display/join")
    await page.set_viewport_size({"width": width, "height": height})
    await expect(page.locator(".rehearsal-band")).to_have_count(0)
    for moment, scene in WALLS.items():
        if moment in ("unpaired", "removed"):
            continue
        await door.push({**scene(), "rehearsal": True})
        await expect(page.locator(".rehearsal-band")).to_have_text("Rehearsal / Ensayo")
        await page.evaluate(DRAWN)
        assert await page.evaluate(OVER) == [], moment
        if moment in ("join", "ended", "results"):
            assert await violations(page) == [], moment
    await page.context.close()


async def test_the_console_says_it_at_every_size_and_after_the_end(browser: Browser, door: StageDoor) -> None:
    """H4"""
    page = await at(browser, door, "running")
    for width, height in ((1180, 820), (820, 1180), (960, 540), (360, 740), (320, 460)):
        await page.set_viewport_size({"width": width, "height": height})
        await door.push({**CONSOLES["running"](), "rehearsal": True})
        mark = page.get_by_text("Rehearsal", exact=True)
        await expect(mark).to_be_in_viewport(ratio=1)
        assert await page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    await door.push({**CONSOLES["ended"](), "rehearsal": True})
    await expect(page.get_by_text("Rehearsal", exact=True)).to_be_visible()
    assert await violations(page) == []
    await page.context.close()
