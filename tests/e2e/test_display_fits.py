"""Whatever a curriculum asks or shows, in English, Spanish or both: the whole of it is on the room's screen, large enough, and nothing else."""

import re
from itertools import count

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.stage_door import StageDoor
from tests.e2e.walls import SHELVES, SPEECH, Moment, comes, every_moment, looked_over
from tests.needs import DEEP

pytestmark = pytest.mark.browser

VISITS = count(100)
EVERY_ROOM = [("both", 1920, 1080), ("es", 1920, 1080), ("en", 1920, 1080), ("both", 1024, 768)]
"""Both languages need the most room: the others are looked through in the deep run."""


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
    await comes(page, door, {**moment.scene, "visit": visit, "speech": speech})


def missing(moment: Moment, speech: str, said: str) -> list[str]:
    flat = re.sub(r"\s+", "", said)
    return [
        words for lang in SPEECH[speech] for words in moment.must_say(lang) if re.sub(r"\s+", "", words) not in flat
    ]


@pytest.mark.timeout(120)
@pytest.mark.parametrize("shelf", SHELVES)
@pytest.mark.parametrize(("speech", "width", "height"), EVERY_ROOM if DEEP else EVERY_ROOM[:1])
async def test_every_step_stands_whole_and_large_on_the_wall(
    browser: Browser, door: StageDoor, speech: str, width: int, height: int, shelf: str
) -> None:
    page = await room(browser, door, width, height)
    wrong = {}
    for moment in every_moment(shelf):
        await shown(page, door, moment, speech)
        found, said = await looked_over(page)
        lost = missing(moment, speech, said)
        if found or lost:
            wrong[moment.name] = {**found, **({"lost": lost} if lost else {})}
    await page.context.close()
    assert wrong == {}
