"""The staff's home and the facts page in the browser: an evening put together by tap and by keyboard, and what copies, prints and closes."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.measured import violations
from tests.e2e.stage_door import StageDoor
from tests.needs import DEEP
from tests.review.evening import NAMES, WROTE

pytestmark = pytest.mark.browser

SIZES = [(1180, 820), (820, 1180), (960, 540), (360, 740), (320, 460)]
BOX = "() => document.documentElement.scrollWidth - innerWidth"


async def opened(
    browser: Browser, door: StageDoor, path: str, width: int = 1180, height: int = 820, **more: Any
) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", service_workers="block", **more
    )
    page = await context.new_page()
    await page.goto(f"{door.address}/page/{path}")
    return page


@pytest.mark.parametrize("lang", ["en", "es"] if DEEP else ["es"])
@pytest.mark.parametrize(("width", "height"), SIZES)
@pytest.mark.parametrize("path", ["home", "facts"])
async def test_nothing_for_axe_and_nothing_beyond_the_edge(
    browser: Browser, door: StageDoor, path: str, width: int, height: int, lang: str
) -> None:
    """E10"""
    page = await opened(browser, door, f"{path}?lang={lang}", width, height)
    if path == "home":
        for box in await page.locator(".choice-row input").all():
            await box.check()
    else:
        await page.locator("#person").select_option("2")
        await page.locator(".see-who").first.click()
    assert await violations(page) == []
    assert await page.evaluate(BOX) <= 0, "Something hangs over the edge."
    small = await page.evaluate(
        "() => [...document.querySelectorAll('button, a.btn, select, .choice, input.field')].filter((one) => one.offsetParent && one.getBoundingClientRect().height < 47.5).map((one) => one.outerHTML)"
    )
    assert small == [], "Too small for a finger."


async def evening_of(page: Page) -> list[tuple[str, str]]:
    """What the form would send of the evening."""
    sent = await page.evaluate(
        "() => [...new FormData(document.getElementById('begin'))].map(([k, v]) => [k, String(v)])"
    )
    return [(name, value) for name, value in sent if name == "curriculum" or name.startswith("break.")]


async def test_the_evening_follows_the_order_of_the_taps(browser: Browser, door: StageDoor) -> None:
    """W26"""
    page = await opened(browser, door, "home")
    await page.get_by_role("button", name="Tuesday group").first.click()
    await expect(page.get_by_label("Name of the group")).to_have_value("Tuesday group")
    await page.get_by_role("checkbox", name="Sleep and the first weeks").check()
    await page.get_by_role("checkbox", name="Check-in").check()
    assert await evening_of(page) == [("curriculum", "sleep"), ("break.sleep", "10"), ("curriculum", "in")]
    await expect(page.locator("#planned")).to_have_text(
        re.compile(r"^70 minutes planned\. Started now, it ends at about \d\d:\d\d\.$")
    )
    await expect(page.locator(".choice .order")).to_have_text(["2", "", "1"])
    confirm = page.get_by_label("I have read it")
    await expect(confirm).to_be_visible()
    await page.get_by_role("button", name="Take out: Sleep and the first weeks").click()
    await expect(confirm).to_be_hidden()
    assert await evening_of(page) == [("curriculum", "in")]


async def test_the_evening_is_put_together_by_keyboard_alone(browser: Browser, door: StageDoor) -> None:
    """W26"""
    page = await opened(browser, door, "home")
    await page.get_by_role("checkbox", name="Check-in").focus()
    await page.keyboard.press("Space")
    await page.get_by_role("checkbox", name="Riding out a craving").focus()
    await page.keyboard.press("Space")
    await page.get_by_role("button", name="Move up: Riding out a craving").focus()
    await page.keyboard.press("Enter")
    focused = "() => document.activeElement.getAttribute('aria-label')"
    assert await page.evaluate(focused) == "Move up: Riding out a craving", "The focus is lost by moving."
    assert await evening_of(page) == [("curriculum", "main"), ("break.main", "10"), ("curriculum", "in")]
    await page.get_by_role("button", name="No break here").focus()
    await page.keyboard.press("Enter")
    assert await evening_of(page) == [("curriculum", "main"), ("curriculum", "in")]
    await page.keyboard.press("Enter")
    await page.keyboard.press("ControlOrMeta+A")
    await page.keyboard.type("15")
    assert await evening_of(page) == [("curriculum", "main"), ("break.main", "15"), ("curriculum", "in")]
    await page.get_by_role("button", name="Take out: Riding out a craving").focus()
    await page.keyboard.press("Enter")
    assert await page.evaluate(focused) == "Take out: Check-in"
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("checkbox", name="Check-in")).to_be_focused()
    await expect(page.locator("#evening")).to_be_hidden()


async def test_what_was_typed_comes_back_in_its_order(browser: Browser, door: StageDoor) -> None:
    """W7"""
    page = await opened(browser, door, "home?error=break_minutes")
    assert await evening_of(page) == [("curriculum", "main"), ("break.main", "x"), ("curriculum", "in")]
    await expect(page.get_by_role("alert")).to_have_text("A break takes 1 to 120 minutes. Please write a number.")


async def test_copying_puts_the_text_on_the_clipboard(browser: Browser, door: StageDoor) -> None:
    """E10"""
    page = await opened(browser, door, "facts", permissions=["clipboard-read", "clipboard-write"])
    await page.get_by_role("button", name="Copy", exact=True).click()
    await expect(page.locator("#said-group")).to_have_text("Copied. It is now on the clipboard of this device.")
    whole = await page.evaluate("() => navigator.clipboard.readText()")
    assert whole.startswith("Tuesday group, ") and not [name for name in NAMES.values() if name in whole]
    await page.locator("#person").select_option(label=NAMES["cam"])
    await page.get_by_role("button", name="Copy this page only").click()
    await expect(page.locator("#said-person")).to_have_text(re.compile("^Copied"))
    part = await page.evaluate("() => navigator.clipboard.readText()")
    assert part.startswith(NAMES["cam"]) and WROTE["cam"] in part and WROTE["ann"] not in part


NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined });"
NEVER = NO_CLIPBOARD + "document.execCommand = () => false;"


async def test_without_a_clipboard_the_browser_copies_what_is_selected(browser: Browser, door: StageDoor) -> None:
    """E10: a page that came over plain http"""
    page = await opened(browser, door, "sign_in", permissions=["clipboard-read"])
    await page.add_init_script(NO_CLIPBOARD)
    await page.goto(f"{door.address}/page/facts")
    await page.get_by_role("button", name="Copy", exact=True).click()
    await expect(page.locator("#said-group")).to_have_text(re.compile("^Copied"))
    await expect(page.locator("#by-hand")).to_be_hidden()
    await page.evaluate(
        "() => { document.body.prepend(document.createElement('textarea')); document.querySelector('textarea').focus(); }"
    )
    await page.keyboard.press("ControlOrMeta+V")
    assert (await page.locator("textarea").first.input_value()).startswith("Tuesday group, ")


async def test_where_nothing_copies_the_text_stands_selected_and_the_page_says_so(
    browser: Browser, door: StageDoor
) -> None:
    """E10"""
    page = await opened(browser, door, "sign_in")
    await page.add_init_script(NEVER)
    await page.goto(f"{door.address}/page/facts")
    await page.get_by_role("button", name="Copy", exact=True).click()
    await expect(page.locator("#said-group")).to_have_text(re.compile("^This browser did not copy it"))
    await expect(page.get_by_label("Text to copy")).to_be_focused()
    selected = await page.evaluate(
        "() => { const at = document.activeElement; return at.selectionEnd - at.selectionStart === at.value.length && at.value.length; }"
    )
    assert selected > 100
    assert await violations(page) == []
    await page.get_by_role("button", name="Close").click()
    await expect(page.get_by_label("Text to copy")).to_be_hidden()


async def test_a_name_opens_by_a_tap_and_closes_by_itself(browser: Browser, door: StageDoor) -> None:
    """E10"""
    page = await opened(browser, door, "sign_in")
    await page.clock.install()
    await page.goto(f"{door.address}/page/facts")
    name = page.locator(".who").first
    await expect(name).to_be_hidden()
    await page.get_by_role("button", name=re.compile("^See who")).first.click()
    await expect(name).to_have_text(NAMES["ben"])
    await expect(name).to_be_visible()
    await page.clock.run_for(30_000)
    await expect(name).to_be_hidden()
    await expect(page.locator(".see-who").first).to_have_attribute("aria-expanded", "false")


async def test_one_part_is_open_at_a_time_and_none_at_first(browser: Browser, door: StageDoor) -> None:
    """E10"""
    page = await opened(browser, door, "facts")
    parts = page.locator(".part:visible h3")
    await expect(parts).to_have_count(0)
    for seat in ("ann", "ben"):
        await page.get_by_label("Person", exact=True).select_option(label=NAMES[seat])
        await expect(parts).to_have_text([NAMES[seat]])
    assert page.url.endswith("/page/facts"), "Whom somebody looks at is in the address."


async def test_paper_holds_the_group_without_names_or_one_person_alone(browser: Browser, door: StageDoor) -> None:
    """E10"""
    page = await opened(browser, door, "facts")
    await page.get_by_label("Person", exact=True).select_option(label=NAMES["ann"])
    await page.evaluate("() => { window.print = () => { window.printed = document.documentElement.dataset.print; }; }")
    await page.emulate_media(media="print")

    async def on_paper() -> str:
        return str(await page.evaluate("() => document.body.innerText"))

    group = await on_paper()
    assert "Counted time" in group and "They laughed together" in group
    assert not [name for name in NAMES.values() if name in group], "The group's paper names somebody."
    assert "Copy" not in group and "Sign out" not in group
    await page.emulate_media(media="screen")
    await page.get_by_role("button", name="Print this page only").click()
    assert await page.evaluate("() => window.printed") == "person"
    await page.emulate_media(media="print")
    alone = await on_paper()
    assert NAMES["ann"] in alone and WROTE["ann"] in alone and "Counted time" not in alone
    assert not [name for seat, name in NAMES.items() if seat != "ann" and name in alone]
    await page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert "Counted time" in await on_paper()


async def test_without_its_script_no_person_is_shown(browser: Browser, door: StageDoor) -> None:
    """E10"""
    page = await opened(browser, door, "facts", java_script_enabled=False)
    await expect(page.get_by_role("heading", level=1)).to_be_visible()
    await expect(page.locator(".part:visible, .who:visible, .needs-script:visible")).to_have_count(0)
