"""Whole ways by keyboard alone: the open floor and "I need a person" on a phone, and the facts page. Whatever has the focus is seen to have it."""

import re
from functools import partial
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.phone_stage import FLOOR, LINES, QUESTION, Json, Stage, alarm, mine, scene, turn, visit
from tests.e2e.stage_door import StageDoor
from tests.e2e.test_phone_answers import open_phone, reads
from tests.review.evening import NAMES, WROTE

pytestmark = pytest.mark.browser

FOCUSED = r"""() => {
  const on = document.activeElement, box = on.getBoundingClientRect();
  const rings = [on, on.closest('label')].filter(Boolean).map((one) => getComputedStyle(one));
  const at = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
  return {
    page: on === document.body,
    name: (on.getAttribute('aria-label') ?? (on.labels?.[0] ?? on).textContent).replace(/\s+/g, ' ').trim(),
    ring: rings.some((style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
    inSight: box.top >= 0 && box.bottom <= innerHeight && on.contains(at),
  };
}"""


async def tab_to(page: Page, name: str, *, key: str = "Tab") -> None:
    """Go from one to the next until this has the focus. On the way everything shows that it has it, and lies under nothing."""
    for _ in range(40):
        await page.keyboard.press(key)
        on: dict[str, Any] = await page.evaluate(FOCUSED)
        if on["page"]:  # past the last one it begins again
            continue
        assert on["ring"] and on["inSight"], f"“{on['name']}” has the focus, and nobody sees it"
        if on["name"].startswith(name):
            return
    raise AssertionError(f"“{name}” cannot be reached with {key}")


async def enters(page: Page, name: str) -> None:
    await tab_to(page, name)
    await page.keyboard.press("Enter")


async def stands_on(page: Page, heading: str) -> None:
    """A new page is begun at its heading, not at nothing."""
    await reads(page, heading)
    await page.wait_for_function("document.activeElement.tagName === 'H1'")


def in_line(standing: str, before: int | None = None) -> Json:
    return mine(given=None, turn=turn(standing, before))


WAYS = (
    ("Put me in line", "ask_turn", in_line("to_come", 1), "1 person before you"),
    ("Leave the line", "pass_turn", in_line("passed"), FLOOR["heading"]["en"]),
    ("Put me in line", "ask_turn", in_line("speaking"), "It is your turn"),
    ("I am done", "end_turn", in_line("spoke"), "You have had your turn"),
    ("Put me in line again", "ask_turn", in_line("to_come", 0), "You are next"),
)
"""What is pressed, what the room is asked, what it tells then, and the heading of the next page."""


def has_asked(stage: Stage, count: int) -> bool:
    return len(stage.asks) >= count


async def test_the_floor_is_asked_for_left_taken_and_given_back_by_keyboard_alone(page: Page, stage: Stage) -> None:
    """T4 T5 T7 T8"""
    stage.scene, stage.mine = scene(visit=visit(FLOOR, who_sees=None, open=False)), in_line("listens")
    await open_phone(page, stage)
    for count, (name, asked, then, heading) in enumerate(WAYS, start=1):
        await enters(page, name)
        await stage.until(partial(has_asked, stage, count))
        assert stage.asks[-1] == {"type": asked, "step": "craving.urge"}
        await stage.tell(mine=then)
        await stands_on(page, heading)


async def test_a_person_is_asked_for_numbers_reached_and_it_is_taken_back_by_keyboard_alone(
    page: Page, stage: Stage
) -> None:
    """C1 C2"""
    await open_phone(page, stage)
    await page.evaluate("performance.now = () => 10_000")
    await enters(page, "I need a person")
    await stage.tell(mine=mine(person={"standing": "sent", "by": None}))
    await stands_on(page, "Sent to Dana")
    for line in LINES:
        await page.keyboard.press("Tab")
        on = await page.evaluate(FOCUSED)
        assert line["number"] in on["name"] and on["ring"] and on["inSight"]
        assert await page.evaluate("document.activeElement.href") == f"tel:{line['number']}"
    await page.evaluate("performance.now = () => 12_000")
    await enters(page, "Take it back")
    await stage.until(lambda: stage.asks[-1]["type"] == "take_back")
    await stage.tell(mine=mine())
    await stands_on(page, "Taken back")
    await enters(page, "Back to group")
    await stands_on(page, QUESTION["question"]["en"])


async def test_the_page_of_an_alert_and_its_line_are_reached_by_keyboard_alone(page: Page, stage: Stage) -> None:
    """C9"""
    await open_phone(page, stage)
    await stage.tell(mine=mine(alarm=alarm()))
    await stands_on(page, "Your group leader has been told")
    for words in ("Crisis line", "Front desk", "If someone is in danger"):
        await tab_to(page, words)
    await enters(page, "Back to group")
    await stands_on(page, QUESTION["question"]["en"])
    await tab_to(page, "Open", key="Shift+Tab")
    await page.keyboard.press("Enter")
    await stands_on(page, "Your group leader has been told")


PRINTS = "window.print = () => { window.printed = document.documentElement.dataset.print; };"
CLIPBOARD = "() => navigator.clipboard.readText()"


@pytest.mark.parametrize(("width", "height"), [(1180, 820), (360, 740)])
async def test_the_facts_are_copied_printed_and_opened_by_keyboard_alone(
    browser: Browser, door: StageDoor, width: int, height: int
) -> None:
    """E10"""
    context = await browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", service_workers="block",
        permissions=["clipboard-read", "clipboard-write"],
    )  # fmt: skip
    page = await context.new_page()
    await page.add_init_script(PRINTS)
    await page.goto(f"{door.address}/page/facts")
    await enters(page, "Copy")
    await expect(page.locator("#said-group")).to_have_text(re.compile("^Copied"))
    assert str(await page.evaluate(CLIPBOARD)).startswith("Tuesday group, ")
    await enters(page, "Print")
    assert await page.evaluate("window.printed") == "group"
    await enters(page, "See who")
    await expect(page.locator("#who-1")).to_have_text(NAMES["ben"])
    await expect(page.locator("#who-1")).to_be_visible()
    await tab_to(page, "Person")
    await page.keyboard.type(NAMES["cam"][:5])
    await expect(page.locator(".part:visible h3")).to_have_text(NAMES["cam"])
    await enters(page, "Copy this page only")
    await expect(page.locator("#said-person")).to_have_text(re.compile("^Copied"))
    assert WROTE["cam"] in str(await page.evaluate(CLIPBOARD))
    await enters(page, "Print this page only")
    assert await page.evaluate("window.printed") == "person"
    await context.close()
