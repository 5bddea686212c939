"""What every browser test here has: one Chromium for a module, and a stage for one phone."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from tests.e2e.phone_stage import Stage, staged
from tests.e2e.stage_door import StageDoor, opened


@pytest_asyncio.fixture(scope="module")
async def browser(chromium: Path) -> AsyncIterator[Browser]:
    """Chromium, started once for the tests of a module."""
    async with async_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu"]
        launched = await playwright.chromium.launch(executable_path=chromium, args=options)
        yield launched
        await launched.close()


@pytest_asyncio.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A phone of its own, held upright."""
    context = await browser.new_context(
        viewport={"width": 360, "height": 740}, reduced_motion="reduce", service_workers="block"
    )
    yield await context.new_page()
    await context.close()


@pytest_asyncio.fixture
async def stage() -> AsyncIterator[Stage]:
    """One phone's page, and a room that says what the test wants it to say."""
    async with staged() as set_up:
        yield set_up


@pytest_asyncio.fixture
async def door() -> AsyncIterator[StageDoor]:
    """The console, the room's screen and the staff's pages at any staged moment. No screen may throw."""
    async with opened() as stage_door:
        yield stage_door
        assert stage_door.faults == [], "a screen threw"
