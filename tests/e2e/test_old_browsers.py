"""A browser below the floor, that knows neither our modules nor cascade layers: a plain page at once in both languages, never a blank one."""

import re

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.e2e.phone_stage import SEAT, Stage
from tests.e2e.stage_door import StageDoor

pytestmark = pytest.mark.browser


async def falls_short(page: Page) -> None:
    """From now on scripts are syntax that it does not know, and style sheets are ignored where they stand in a layer."""

    async def script(route: Route) -> None:
        await route.fulfill(status=200, content_type="text/javascript", body="let newer = a ?.? b;")

    async def sheet(route: Route) -> None:
        answer = await route.fetch()
        text = await answer.text()
        await route.fulfill(response=answer, body="" if "@layer" in text else text)

    await page.route(re.compile(r"\.js$"), script)
    await page.route(re.compile(r"\.css$"), sheet)


@pytest.mark.parametrize("screen", ["phone", "console", "wall"])
async def test_below_the_floor_there_is_a_plain_page_in_both_languages(
    browser: Browser, stage: Stage, door: StageDoor, screen: str
) -> None:
    addresses = {
        "phone": f"{stage.address}/s/{SEAT}",
        "console": f"{door.address}/staff/s/running",
        "wall": f"{door.address}/display/quiet",
    }
    page = await browser.new_page(viewport={"width": 360, "height": 740})
    await falls_short(page)
    await page.goto(addresses[screen])
    for lang in ("en", "es"):
        told = page.locator(f"#screen p[lang={lang}]").first
        await expect(told).to_be_visible()
        await expect(told).to_be_in_viewport()
    await page.close()
