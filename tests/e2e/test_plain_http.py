"""An evening over a link that is no secure context: no function is missing, staff see that it is not encrypted, and nobody comes from elsewhere."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Browser, ConsoleMessage, Page, async_playwright, expect

from goround.catalog.shelf import Shelf
from goround.domain.steps import Visibility
from tests.e2e.measured import violations
from tests.playbook import curriculum, scale, slide
from tests.web.conftest import accounts, quick_hashing  # noqa: F401 - fixtures
from tests.web.premises import DANA, Premises, opened, staffed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

NAME = "group.test"
"""A name in place of the machine's address: browsers trust plain http on loopback and nowhere else."""
URGE = curriculum("first", scale("urge", Visibility.FACILITATOR), slide("end"), title="A first look")


@asynccontextmanager
async def strangers(chromium: Path) -> AsyncIterator[Browser]:
    """Chromium to which the name leads to this machine."""
    async with async_playwright() as playwright:
        leads = [f"--host-resolver-rules=MAP {NAME} 127.0.0.1", "--no-sandbox", "--disable-gpu"]
        browser = await playwright.chromium.launch(executable_path=chromium, args=leads)
        yield browser
        await browser.close()


class Evening:
    """Dana at her tablet and Ana with her phone, over plain http."""

    def __init__(self, browser: Browser, site: Premises) -> None:
        self.browser, self.site = browser, site
        self.address = f"http://{NAME}:{urlsplit(site.address).port}"
        self.faults: list[str] = []

    async def device(self, width: int, height: int) -> Page:
        context = await self.browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", service_workers="block"
        )
        return self.watched(await context.new_page())

    def watched(self, page: Page) -> Page:
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self.heard)
        return page

    def heard(self, said: ConsoleMessage) -> None:
        """What the browser makes of our headers (S8)."""
        if said.type == "error" and "Policy" in said.text:
            self.faults.append(said.text)


async def test_nothing_is_missing_without_a_secure_context(
    chromium: Path,
    tmp_path: Path,
    accounts: Path,  # noqa: F811
) -> None:
    """X3 X4 X5"""
    folder = staffed(accounts, tmp_path)
    async with (
        strangers(chromium) as browser,
        opened(folder, public=f"http://{NAME}", curricula=Shelf(None, (URGE,)), plain_http=True) as site,
    ):
        evening = Evening(browser, site)
        dana, ana = await evening.device(1180, 820), await evening.device(360, 740)
        await dana_opens_the_door(evening, dana)
        session = dana.url.rsplit("/", 1)[1]
        await ana_comes_in(evening, ana, str(site.room(session).state.code))
        await dana.get_by_role("button", name="Admit", exact=True).click()
        await dana.get_by_role("button", name="Start: Title of urge").click()
        await an_answer_outlives_a_reload_and_moves_to_another_tab(evening, ana)
        await expect(dana.locator(".live")).to_contain_text("1")
        [answered] = [event for event in site.events(session, "answered")]
        assert answered.step == "first.urge"
        await dana_copies_the_facts(evening, dana, session)
        assert evening.faults == []


async def dana_opens_the_door(evening: Evening, dana: Page) -> None:
    await dana.goto(evening.address + evening.site.let_in(DANA))
    assert await dana.evaluate("() => isSecureContext") is False, "This test would prove nothing."
    await expect(dana.get_by_text("This link is not encrypted.")).to_be_visible()
    await dana.get_by_label("Name of the group").fill("Blue group")
    await dana.get_by_role("checkbox", name="A first look").check()
    await dana.get_by_role("button", name="Start", exact=True).click()
    await dana.wait_for_url(re.compile(r"/staff/s/\w+$"))
    for width, height in ((1180, 820), (960, 560), (360, 740)):
        await dana.set_viewport_size({"width": width, "height": height})
        await expect(dana.get_by_text("This link is not encrypted", exact=True)).to_be_in_viewport()
        assert await violations(dana) == []
    await dana.set_viewport_size({"width": 1180, "height": 820})


async def ana_comes_in(evening: Evening, ana: Page, code: str) -> None:
    await ana.goto(evening.address)
    await expect(ana.get_by_text("You can join only here in the room")).to_be_visible()
    await expect(ana.get_by_label("From home")).to_have_count(0)
    assert await violations(ana) == []
    await ana.get_by_label("Code on the room screen").fill(code)
    await ana.get_by_label("What should we call you?").fill("Ana")
    await ana.get_by_role("button", name="Join").last.click()
    await ana.wait_for_url(re.compile(r"/s/\w+$"))


async def an_answer_outlives_a_reload_and_moves_to_another_tab(evening: Evening, ana: Page) -> None:
    await ana.locator("label", has=ana.get_by_role("radio", name=re.compile("^7"))).click()
    await ana.reload()
    await expect(ana.get_by_role("radio", name=re.compile("^7"))).to_be_checked()
    tab = evening.watched(await ana.context.new_page())
    await tab.goto(ana.url)
    await expect(ana.get_by_role("heading", level=1)).to_have_text("Open in another tab")
    await expect(tab.get_by_role("radio", name=re.compile("^7"))).to_be_checked()
    await tab.get_by_role("button", name="Send", exact=True).click()
    await expect(tab.get_by_role("heading", level=1)).to_have_text("Saved. Look up.")


async def dana_copies_the_facts(evening: Evening, dana: Page, session: str) -> None:
    await dana.goto(f"{evening.address}/staff/s/{session}/facts")
    await dana.get_by_role("button", name="Copy", exact=True).click()
    await expect(dana.locator("#said-group")).to_have_text(re.compile("^Copied"))
