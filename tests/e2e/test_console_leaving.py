"""A phone has left the group: the console asks where its person is, and one tap says it."""

import pytest
from playwright.async_api import Browser, expect

from tests.e2e.console_page import asked, at, button
from tests.e2e.measured import violations
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_scenes import NAMES

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("word", "presence"), [("Still here", "here"), ("Has left", "left")])
async def test_one_tap_says_where_the_person_is(browser: Browser, door: StageDoor, word: str, presence: str) -> None:
    """J17"""
    page = await at(browser, door, "phone_left")
    left = page.get_by_role("region", name="Left on their phone")
    await expect(left).to_contain_text(NAMES[2])
    await expect(left).to_contain_text("Left the group on their phone at 18:40. Still in the room?")
    await button(left, word).click()
    [ask] = await asked(door, page)
    assert ask == {"type": "say_presence", "seat": "s3", "presence": presence}
    assert await violations(page) == []
    await page.context.close()


async def test_covered_it_names_nobody(browser: Browser, door: StageDoor) -> None:
    """J17"""
    page = await at(browser, door, "phone_left")
    await button(page, "Cover").click()
    await expect(page.get_by_role("region", name="Left on their phone")).to_have_count(0)
    assert not [name for name in (NAMES[2], NAMES[7]) if name in await page.locator("#screen").inner_text()]
    await page.context.close()


async def test_the_list_says_whose_phone_has_left(browser: Browser, door: StageDoor) -> None:
    """J17"""
    page = await at(browser, door, "phone_left")
    await page.locator("#people-list").click()
    row = page.locator(".lines-people li").filter(has_text=NAMES[2])
    await expect(row).to_contain_text("Left the group on their phone at 18:40.")
    await page.context.close()


async def test_beside_an_alert_a_phone_that_left_is_no_lost_link(browser: Browser, door: StageDoor) -> None:
    """C1 J17"""
    page = await at(browser, door, "phone_left_while_waiting")
    await button(page, "See who").click()
    await expect(page.locator(".alerts")).to_contain_text("Left the group on their phone at 18:40.")
    await page.context.close()
