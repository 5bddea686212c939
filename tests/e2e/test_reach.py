"""The page that tells whether a phone reaches the group, with each part broken in turn, and what staff see of it."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route, WebSocketRoute, expect

from tests.e2e.measured import violations
from tests.web.conftest import accounts, quick_hashing, site  # noqa: F401 - fixtures
from tests.web.premises import DANA, Premises

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

SOCKET = re.compile(r"/reach/socket$")
ANDROID = (
    "Mozilla/5.0 (Linux; Android 13; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120 Mobile Safari/537.36"
)
MINUTE = 60_000
EDGE = "() => document.documentElement.scrollWidth - innerWidth"


@asynccontextmanager
async def a_phone(
    browser: Browser, place: Premises, *, ahead: int = 0, script: str = "", **more: Any
) -> AsyncIterator[Page]:
    """A phone whose clock is as the group's, or this much ahead."""
    settings = {"viewport": {"width": 360, "height": 740}, "user_agent": ANDROID, "service_workers": "block", **more}
    context = await browser.new_context(**settings)
    page = await context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    await page.clock.set_fixed_time((place.now() + ahead) / 1000)
    if script:
        await page.add_init_script(script)
    yield page
    assert faults == []
    await context.close()


async def checks(page: Page, place: Premises) -> None:
    """Open the page and wait until everything is tried."""
    await page.goto(f"{place.address}/reach")
    await tried(page)


async def tried(page: Page) -> None:
    await expect(page.get_by_role("listitem")).not_to_have_count(0, timeout=20_000)


def part(page: Page, name: str) -> Any:
    return page.get_by_role("listitem").filter(has=page.get_by_text(name, exact=True))


async def verdict(page: Page) -> str:
    return (await page.get_by_role("status").inner_text()).replace("\u00a0", " ")


async def test_a_phone_that_reaches_the_group_says_so_and_staff_see_it_come_and_go(
    browser: Browser,
    site: Premises,  # noqa: F811
) -> None:
    """X8 X10"""
    desk = await browser.new_page(viewport={"width": 1180, "height": 820}, reduced_motion="reduce")
    await desk.goto(f"{site.address}{site.let_in(DANA)}")
    await desk.get_by_role("link", name="Check phones").click()
    await expect(desk.get_by_role("heading", level=1)).to_have_text("Check phones")
    await expect(desk.get_by_text("No phone has come yet.")).to_be_visible()
    async with a_phone(browser, site) as phone:
        await checks(phone, site)
        assert re.fullmatch(r"This phone reaches the group: page, live link, \d+ ms\.", await verdict(phone))
        await expect(phone.get_by_text("this is phone 1")).to_be_visible()
        for name in ("Page", "Live link", "There and back", "Browser storage", "Clock", "Encryption", "Browser"):
            await expect(part(phone, name)).to_contain_text("Works")
        assert await violations(phone) == []
        row = desk.get_by_role("listitem").filter(has_text="Phone 1, Android phone")
        await expect(row).to_contain_text("This phone reaches the group: page, live link,", timeout=10_000)
        await expect(desk.get_by_text("No phone has come yet.")).to_be_hidden()
        assert await violations(desk) == []
        await phone.goto("about:blank")
        await expect(row).to_have_count(0, timeout=10_000)
    await desk.context.close()


async def test_a_network_that_swallows_live_links_is_told_from_a_server_that_is_gone(
    browser: Browser,
    site: Premises,  # noqa: F811
) -> None:
    """X9"""
    async with a_phone(browser, site) as phone:
        await phone.route_web_socket(SOCKET, lambda link: link.close())
        await checks(phone, site)
        assert await verdict(phone) == "This phone cannot take part yet."
        await expect(part(phone, "Live link")).to_contain_text("this network blocks the live link")
        await expect(part(phone, "Live link")).to_contain_text("Does not work")
        await expect(part(phone, "There and back")).to_have_count(0)
        [seen] = site.site.reach.phones()
        assert seen.found is not None and seen.found.link == "swallowed", "Staff are not told."
        assert await violations(phone) == []

        async def dead(route: Route) -> None:
            await route.abort()

        await phone.route(re.compile("/reach/"), dead)
        await by_keyboard_again(phone)
        await expect(part(phone, "Live link")).to_contain_text("computer does not answer.")
        await phone.context.set_offline(True)
        await by_keyboard_again(phone)
        await expect(part(phone, "Live link")).to_contain_text("This phone has no network.")


async def by_keyboard_again(phone: Page) -> None:
    """Check again, without a finger."""
    again = phone.get_by_role("button", name="Check again")
    await expect(again).not_to_have_attribute("aria-disabled", "true")
    for _ in range(5):
        await phone.keyboard.press("Tab")
        if await again.evaluate("(one) => one === document.activeElement"):
            break
    await phone.keyboard.press("Enter")
    await tried(phone)


async def test_another_page_in_the_place_of_an_answer_is_no_answer(
    browser: Browser,
    site: Premises,  # noqa: F811
) -> None:
    """X9"""

    async def portal(route: Route) -> None:
        await route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to our Wi-Fi</h1>")

    async with a_phone(browser, site) as phone:
        await phone.route_web_socket(SOCKET, lambda link: link.close())
        await phone.route(re.compile("/reach/here$"), portal)
        await checks(phone, site)
        await expect(part(phone, "Live link")).to_contain_text("does not answer")


@pytest.mark.parametrize(
    ("echoes", "told"), [(0, "It opens, but nothing comes back"), (2, "It opens and then breaks off")]
)
async def test_a_live_link_that_falls_silent_or_breaks_off(
    browser: Browser,
    site: Premises,  # noqa: F811
    echoes: int,
    told: str,
) -> None:
    """X9"""

    async def link(route: WebSocketRoute) -> None:
        heard = 0

        async def answer(number: str | bytes) -> None:
            nonlocal heard
            heard += 1
            if heard <= echoes:
                route.send(f'{{"n": {int(number)}, "now": {site.now()}}}')
            elif echoes:
                await route.close()
            else:
                await phone.evaluate("() => globalThis.ring()")

        route.on_message(answer)

    async with a_phone(browser, site, script=RINGS) as phone:
        await phone.route_web_socket(SOCKET, link)
        await checks(phone, site)
        await expect(part(phone, "Live link")).to_contain_text(told)
        assert await verdict(phone) == "This phone cannot take part yet."


RINGS = """
const real = window.setTimeout;
window.setTimeout = (act, ms, ...more) => { if (ms === 5000) globalThis.ring = act; return real(act, ms, ...more); };
"""
"""The bell that ends the wait for an echo can be rung by the test, so that nobody waits."""
LATE = """
let now = 0;
performance.now = () => (now += 900);
"""
"""Between any two looks at the stopwatch 900 ms have gone by."""
FORGETS = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
NO_INDEXED = "indexedDB.open = () => { throw new DOMException('no', 'SecurityError'); };"
NO_COOKIES = "Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false });"
OLD = "delete window.structuredClone;"


NOT_WELL = [
    (LATE, 0, "Live link", "It works, but slowly.", True),
    (FORGETS, 0, "Browser storage", "This browser keeps nothing.", True),
    (NO_INDEXED, 0, "Browser storage", "This browser keeps nothing.", True),
    (NO_COOKIES, 0, "Browser storage", "This browser blocks cookies", False),
    (OLD, 0, "Browser", "It is too old.", False),
    ("", 7 * MINUTE, "Clock", "It is 7 minutes ahead.", True),
    ("", -90 * MINUTE, "Clock", "It is 90 minutes behind.", True),
    ("", 2 * MINUTE - 5_000, "Clock", "It is right.", True),
]
"""What is wrong, by how much the clock is ahead, which part says it, how, and whether one can take part all the same."""


async def test_each_part_that_is_not_well_is_told_in_plain_words(
    browser: Browser,
    site: Premises,  # noqa: F811
) -> None:
    """X11"""
    for script, ahead, part_of_it, told, takes_part in NOT_WELL:
        async with a_phone(browser, site, script=script, ahead=ahead) as phone:
            await checks(phone, site)
            await expect(part(phone, part_of_it)).to_contain_text(told)
            assert ("reaches the group" in await verdict(phone)) is takes_part, told
            if script == LATE:
                assert await verdict(phone) == "This phone reaches the group, but slowly: page, live link, 900 ms."


async def test_a_room_that_checks_at_once_is_told_to_wait(
    browser: Browser,
    site: Premises,  # noqa: F811
) -> None:
    """X9"""
    site.site.reach.links = 1_000
    async with a_phone(browser, site) as phone:
        await checks(phone, site)
        await expect(part(phone, "Live link")).to_contain_text("Many phones are checking right now.")
    site.site.reach.links = 0


async def test_without_javascript_there_is_a_plain_sentence(
    browser: Browser,
    site: Premises,  # noqa: F811
) -> None:
    """X8"""
    async with a_phone(browser, site, java_script_enabled=False) as phone:
        await phone.goto(f"{site.address}/reach")
        await expect(phone.get_by_text("This phone opens the page.")).to_be_visible()
        await expect(phone.locator("noscript p")).to_contain_text("JavaScript is off")
        await expect(phone.locator("noscript p")).to_be_visible()


async def test_in_spanish_on_the_smallest_phone_by_night_nothing_hangs_over_and_axe_minds_nothing(
    browser: Browser,
    site: Premises,  # noqa: F811
) -> None:
    """X8"""
    small = {"width": 320, "height": 460}
    async with a_phone(browser, site, viewport=small, color_scheme="dark", locale="es-MX") as phone:
        await phone.route_web_socket(SOCKET, lambda link: link.close())
        await checks(phone, site)
        assert await verdict(phone) == "Este teléfono todavía no puede participar."
        await expect(part(phone, "Conexión en vivo")).to_contain_text("esta red bloquea la conexión en vivo")
        assert await phone.evaluate(EDGE) <= 0
        assert await violations(phone) == []
        await phone.goto(f"{site.address}{site.let_in(DANA, '/staff/reach')}")
        await expect(phone.get_by_role("heading", level=1)).to_have_text("Probar teléfonos")
        assert await phone.evaluate(EDGE) <= 0
        assert await violations(phone) == []
