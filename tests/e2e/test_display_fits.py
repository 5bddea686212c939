"""Whatever a curriculum asks or shows, in English, Spanish or both: the whole of it is on the room's screen, large enough, and nothing else."""

import re
from itertools import count

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.stage_door import StageDoor
from tests.e2e.walls import SPEECH, Moment, drawn, every_moment, looked_over

pytestmark = pytest.mark.browser

VISITS = count(100)


async def room(browser: Browser, door: StageDoor, width: int, height: int) -> Page:
    context = await browser.new_context(
        viewport={"width": width, "height": height}, reduced_motion="reduce", service_workers="block"
    )
    page = await context.new_page()
    await page.goto(f"{door.address}/display/join")
    await expect(page.locator(".code")).to_be_visible()
    return page


async def shown(page: Page, door: StageDoor, moment: Moment, speech: str) -> None:
    """This moment comes onto the screen, as one that was not there before."""
    visit = {**moment.scene["visit"], "number": next(VISITS)}
    await door.push({**moment.scene, "phase": "running", "code": None, "visit": None, "quiet": True})
    await expect(page.locator(".wall--rest .lamp")).to_be_visible()
    await door.push({**moment.scene, "visit": visit, "speech": speech})
    if moment.prompt["kind"] != "break":
        await expect(page.locator(".wall-foot .lamp")).to_be_visible()
        await expect(page.locator("h1").first).to_be_visible()
    await drawn(page)


def missing(moment: Moment, speech: str, said: str) -> list[str]:
    flat = re.sub(r"\s+", "", said)
    return [
        words for lang in SPEECH[speech] for words in moment.must_say(lang) if re.sub(r"\s+", "", words) not in flat
    ]


@pytest.mark.parametrize("speech", ["en", "es", "both"])
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768)])
async def test_every_step_of_every_curriculum_stands_whole_and_large_on_the_wall(
    browser: Browser, door: StageDoor, speech: str, width: int, height: int
) -> None:
    page = await room(browser, door, width, height)
    wrong = {}
    for moment in every_moment():
        await shown(page, door, moment, speech)
        found, said = await looked_over(page)
        lost = missing(moment, speech, said)
        if found or lost:
            wrong[moment.name] = {**found, **({"lost": lost} if lost else {})}
    assert wrong == {}
    await page.context.close()
