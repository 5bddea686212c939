"""How a test opens a staged console, finds a button, and waits for what the console asks."""

from typing import Any

from playwright.async_api import Browser, Locator, Page, expect

from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_scenes import NOW


async def at(browser: Browser, door: StageDoor, moment: str, *, clock: bool = False, clicker: bool = False) -> Page:
    """The console at a moment of the evening, linked. With ``clock`` the test turns the page's clock; with ``clicker`` its keys are on."""
    context = await browser.new_context(
        viewport={"width": 1180, "height": 820}, reduced_motion="reduce", service_workers="block"
    )
    page = await context.new_page()
    if clock:
        await page.clock.install(time=NOW)
    await page.goto(f"{door.address}/{moment if '/' in moment else f'staff/s/{moment}'}")
    if moment != "ended" and "/" not in moment:
        await expect(page.locator("#next")).to_have_attribute("aria-disabled", "false")
    if clicker:
        await turn_clicker_on(page)
    return page


async def turn_clicker_on(page: Page) -> None:
    """By taps, as on a real tablet; the way in shuts again."""
    await page.locator("#room-panel").click()
    await button(page, "Turn on").click()
    await expect(page.get_by_text("Clicker keys are on")).to_be_visible()
    await button(page.locator(".panel"), "Close").click()


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


async def asked(door: StageDoor, page: Page, count: int = 1) -> list[dict[str, Any]]:
    for _ in range(100):
        if len(door.asks) >= count:
            break
        await page.wait_for_timeout(20)
    return door.asks


async def let_pass(page: Page, door: StageDoor, ms: int) -> None:
    """Time goes on for the page and for its server alike: a link that is made anew brings the server's time with it."""
    door.now += ms
    await door.beat()
    await page.clock.run_for(ms)
