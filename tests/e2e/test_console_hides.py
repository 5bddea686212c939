"""What the console and the room's screen hide and when, who waits, and what is said when an ask is refused or the link is lost."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.console_page import asked, at, button
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_scenes import CONSOLES, MINUTE, NAMES, alert, console

pytestmark = pytest.mark.browser


# --- who waits ---


async def test_an_alert_interrupts_once_and_without_a_name(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "calm")
    assert await page.get_by_role("alert").inner_text() == ""
    await door.push(console(waiting=[alert()]))
    await expect(page.get_by_role("alert")).to_have_text("1 person is waiting")
    await expect(page.locator("#next")).to_contain_text("1 person is waiting")
    assert await page.locator(f"text={alert()['name']}").count() == 0
    await button(page, "See who").click()
    await button(page, "I\u2019ve got it").click()
    assert (await asked(door, page))[0] == {"type": "see", "alert": "a1"}
    await door.push(console(waiting=[alert(standing="seen", seen_by="Dana R.")]))
    await button(page, "Done").click()
    await button(page, "Talked now").click()
    assert (await asked(door, page, 2))[1] == {"type": "resolve", "alert": "a1", "done": "talked_now"}
    await page.context.close()


async def test_nothing_that_is_read_aloud_carries_a_name(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "late_arrival")
    await page.evaluate(
        """() => {
          window.heard = [];
          const note = () => document.querySelectorAll('[role=status], [role=alert], [aria-live]').forEach((one) => window.heard.push(one.textContent));
          new MutationObserver(note).observe(document.body, { subtree: true, childList: true, characterData: true });
          note();
        }"""
    )
    door.replies.update({name: {"code": "no_such_seat"} for name in ("rename", "remove", "admit", "see")})
    await button(page, "See who").click()
    await button(page, "I\u2019ve got it").click()
    await button(page, "Close").click()
    for opener, then in (("List", "Rename"), ("List", "Admit")):
        await button(page, opener).click()
        await button(page, then).click()
        if then == "Rename":
            await button(page, "Save").click()
            await button(page, "Not now").click()
        await page.wait_for_timeout(150)
        await button(page.locator(".panel"), "Close").click()
    heard = " ".join(await page.evaluate("window.heard"))
    assert "That place is not in this group." in heard
    assert not [name for name in NAMES if name in heard]
    await page.context.close()


# --- what is hidden ---

SECRETS = (*NAMES, "Call on nobody by name", "8 answered")


async def hidden(page: Page) -> bool:
    text = await page.locator("#screen").inner_text()
    return not [secret for secret in SECRETS if secret in text]


async def test_cover_hides_names_answers_and_hints_and_nothing_stops(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    await button(page, "List").click()
    await button(page, "Cover").click()
    assert await hidden(page)
    text = await page.locator("#screen").inner_text()
    for kept in ("How strong is the urge right now?", "1 person is waiting", "Next: Urge surfing", "Pause screens"):
        assert kept in text
    await page.locator("#next").click()
    assert (await asked(door, page))[0]["type"] == "next"
    await button(page, "Uncover").click()
    assert "8 answered" in await page.locator("#screen").inner_text()
    await page.context.close()


@pytest.mark.parametrize("moment", ["running", "arrivals"])
async def test_a_minute_without_a_touch_covers(browser: Browser, door: StageDoor, moment: str) -> None:
    page = await at(browser, door, moment, clock=True)
    await page.clock.run_for(MINUTE - 5_000)
    assert not await hidden(page)
    await page.locator(".console-head").click()
    await page.clock.run_for(MINUTE - 5_000)
    assert not await hidden(page)
    await page.clock.run_for(6_000)
    assert await hidden(page)
    await page.context.close()


async def test_a_clicker_is_no_touch(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running", clock=True, clicker=True)
    await page.clock.run_for(MINUTE - 5_000)
    await page.keyboard.press("PageDown")
    await page.clock.run_for(6_000)
    assert await hidden(page)
    await page.context.close()


@pytest.mark.parametrize("opener", ["List", "By person", "See who"])
async def test_names_close_by_themselves(browser: Browser, door: StageDoor, opener: str) -> None:
    page = await at(browser, door, "running", clock=True)
    await button(page, opener).click()
    await expect(page.get_by_text("Mara", exact=False).first).to_be_visible()
    await page.clock.run_for(29_000)
    await expect(page.get_by_text("Mara", exact=False).first).to_be_visible()
    await page.clock.run_for(2_000)
    await expect(page.get_by_text("Mara", exact=False)).to_have_count(0)
    await page.context.close()


async def test_covered_the_door_is_told_of_only_while_somebody_waits(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "nobody_yet")
    await button(page, "Cover").click()
    await expect(page.get_by_text("Covered", exact=True)).to_be_visible()
    assert "at the door" not in (await page.locator("#screen").inner_text()).lower()
    await door.push(CONSOLES["arrivals"]())
    await expect(page.get_by_text("7 at the door. Uncover to let people in.")).to_be_visible()
    await page.context.close()


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_on_a_phone_the_buttons_below_stay_within_the_edge_covered_or_not(
    browser: Browser, door: StageDoor, lang: str
) -> None:
    page = await at(browser, door, f"staff/s/last_step?lang={lang}")
    await page.set_viewport_size({"width": 360, "height": 740})
    for _ in range(2):
        await page.locator(".console-foot .btn").nth(1).click()
        edges = await page.locator(".console-foot .btn").evaluate_all(
            "all => all.map((one) => one.getBoundingClientRect().right)"
        )
        assert max(edges) <= 360, edges
    await page.context.close()


# --- refused, and cut off ---


async def test_a_refusal_is_a_sentence_by_the_button(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    door.replies["next"] = {"code": "moved_already"}
    await page.locator("#next").click()
    await expect(page.locator(".shelf .said")).to_contain_text("moved on")
    await expect(page.get_by_role("status")).to_contain_text("moved on")
    await page.context.close()


async def test_what_was_said_aloud_is_gone_from_the_page_some_seconds_later(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running", clock=True)
    door.replies["next"] = {"code": "moved_already"}
    await page.locator("#next").click()
    await expect(page.locator(".shelf .said")).to_contain_text("moved on")
    await page.clock.run_for(100)
    await expect(page.get_by_role("status")).to_contain_text("moved on")
    await page.clock.run_for(11_000)
    await expect(page.get_by_role("status")).to_be_empty()
    await expect(page.locator(".shelf .said")).to_contain_text("moved on")
    await page.context.close()


async def test_without_a_link_next_is_refused_in_words(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    await door.cut()
    await expect(page.locator(".banner")).to_contain_text("No link. Trying again.")
    await expect(page.locator("#next")).to_have_attribute("aria-disabled", "true")
    await page.locator("#next").click(force=True)
    await expect(page.locator(".shelf .said")).to_contain_text("There is no link, so nothing has moved.")
    assert door.asks == []
    door.held = False
    await expect(page.locator("#next")).to_have_attribute("aria-disabled", "false", timeout=20_000)
    await expect(page.locator(".banner")).to_have_count(0)
    await page.context.close()


async def test_the_page_answers_beats_from_its_script(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    await door.beat()
    for _ in range(50):
        if door.awake:
            break
        await page.wait_for_timeout(20)
    assert door.awake
    await page.context.close()


async def test_the_keyboard_alone_is_enough(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "running")
    await page.locator("#people-list").focus()
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.id") == "panel-title"
    await page.keyboard.press("Escape")
    await expect(page.locator(".panel")).to_have_count(0)
    await page.wait_for_timeout(50)
    assert await page.evaluate("document.activeElement.id") == "people-list"
    await page.locator("#next").focus()
    assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    assert (await asked(door, page))[0]["type"] == "next"
    await page.context.close()


# --- the room's screen ---


async def test_the_rooms_screen_keeps_still_and_then_rests(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "display/question", clock=True)
    await expect(page.get_by_role("heading", level=1)).to_have_text("How strong is the urge right now?")
    await page.clock.run_for(1_000)
    await door.cut()
    await page.wait_for_timeout(200)
    await page.clock.run_for(100_000)
    await expect(page.get_by_role("heading", level=1)).to_have_text("How strong is the urge right now?")
    await page.clock.run_for(30_000)
    await expect(page.get_by_role("heading", level=1)).to_have_text("One moment, please")
    await page.context.close()


async def test_a_tap_offers_the_languages_of_the_rooms_screen(browser: Browser, door: StageDoor) -> None:
    page = await at(browser, door, "display/question")
    await expect(page.get_by_role("navigation")).to_have_count(0)
    await page.locator("h1").click()
    await button(page, "Español").click()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("ganas")
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("ganas")
    await page.context.close()
