"""Somebody who looks back at an evening in a browser: what they open, where they are on the line of time, and what stands on the screens."""

from typing import NamedTuple

from playwright.async_api import BrowserContext, Frame, Page, expect

from goround.runtime.room import Room
from tests.web.premises import DANA, Premises


class Rooms(NamedTuple):
    """What is looked back at. They are lived before anybody signs in: whoever was away for an evening is locked out."""

    evening: Room
    on: Room
    rehearsal: Room


class Looker:
    """A supervisor at a browser that writes down what fails in it and what it asks."""

    def __init__(self, site: Premises, context: BrowserContext) -> None:
        self.site, self.context = site, context
        self.faults: list[str] = []
        self.asked: list[str] = []
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", lambda told: self.faults.append(told.text) if told.type == "error" else None)
        context.on("request", lambda request: self.asked.append(f"{request.method} {request.url}"))

    async def opens(self, room: Room, hash: str = "", *, width: int = 1180, height: int = 820) -> Page:
        page = await self.context.new_page()
        page.on("websocket", lambda _: self.faults.append("a socket was opened"))
        await page.set_viewport_size({"width": width, "height": height})
        await page.goto(self.site.address + self.site.let_in(DANA))
        await page.goto(f"{self.site.address}/staff/s/{room.session}/replay{hash}")
        await page.locator("main.replay").wait_for()
        return page

    @property
    def screens(self) -> list[str]:
        """The pages of screens that were fetched."""
        return [asked for asked in self.asked if "/replay/screen/" in asked and not asked.endswith("/square")]


async def goes(page: Page, hash: str) -> None:
    """Write another address after the "#"."""
    await page.evaluate("(hash) => { location.hash = hash; }", hash)


def entry_with(site: Premises, room: Room, word: str) -> int:
    return next(one.seq for one in site.recording(room.session).entries if word in one.model_dump_json())


async def frame(page: Page, screen: str) -> Frame:
    """The drawn inside of a screen in the page."""
    handle = await page.locator(f".mirror--{screen} iframe").element_handle()
    inside = await handle.content_frame()
    assert inside is not None
    await inside.locator("#screen h1").first.wait_for(state="attached")
    return inside


async def place_of(page: Page) -> tuple[int, str]:
    """The entry that the slider is at, and what it says aloud."""
    slider = page.get_by_role("slider")
    return int(await slider.get_attribute("aria-valuenow") or 0), await slider.get_attribute("aria-valuetext") or ""


async def at_entry(page: Page, entry: int) -> None:
    await expect(page.get_by_role("slider")).to_have_attribute("aria-valuenow", str(entry))


def seconds(time: str) -> int:
    hours, minutes, rest = (int(part) for part in time.split(":"))
    return (hours * 60 + minutes) * 60 + rest
