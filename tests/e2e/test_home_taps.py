"""From the sign-in to the first question on phones in at most eight taps, with everything real but the time."""

import re

import pytest
from playwright.async_api import Browser, Page, expect

from goround.catalog.shelf import Shelf
from goround.domain.curriculum import Review
from goround.domain.steps import Visibility
from tests.playbook import curriculum, scale, slide
from tests.web.conftest import Company, accounts, company, quick_hashing, site  # noqa: F401 - fixtures
from tests.web.people import Phone
from tests.web.premises import DANA, ENDING, Premises

pytestmark = pytest.mark.browser

UNREAD = curriculum(
    "first", scale("urge", Visibility.FACILITATOR), slide("end"), title="A first look", review=Review()
).model_copy(update={"sha256": "a" * 64})


class Taps:
    """A finger that counts. Typing is no tap: the field has the focus already, or was tapped."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    async def on(self, name: str, role: str = "button", exact: bool = True) -> None:
        await self.page.get_by_role(role, name=name, exact=exact).first.click()  # type: ignore[arg-type]
        self.count += 1


@pytest.mark.timeout(60)
async def test_eight_taps_lead_from_the_sign_in_to_the_first_question(
    browser: Browser,
    site: Premises,  # noqa: F811
    company: Company,  # noqa: F811
) -> None:
    """W27"""
    former = await company.console("Tuesday group")
    assert former.session
    site.site.shelf = Shelf(None, (UNREAD, curriculum("other", slide("hello"))))
    context = await browser.new_context(
        viewport={"width": 1180, "height": 820}, reduced_motion="reduce", service_workers="block"
    )
    page = await context.new_page()
    taps = Taps(page)
    await page.goto(f"{site.address}/staff")
    await expect(page.get_by_label("Account")).to_be_focused()
    await page.keyboard.type(DANA)
    await page.get_by_label("Password").click()
    taps.count += 1
    await page.keyboard.type(DANA + ENDING)
    await taps.on("Sign in")
    await taps.on("Tuesday group")
    await taps.on("A first look", "checkbox", exact=False)
    await taps.on("I have read it", "checkbox", exact=False)
    await expect(page.get_by_role("button", name="Start", exact=True)).to_be_in_viewport()
    await taps.on("Start")
    await page.wait_for_url(re.compile(r"/staff/s/\w+$"))
    code = str(site.room(page.url.rsplit("/", 1)[1]).state.code)
    phones = [await company.new(Phone).joins(code, name) for name in ("Ana", "Ben")]
    await taps.on("Admit all (2)")
    await taps.on("Start: Title of urge")
    for phone in phones:
        shown = await phone.line.sees(lambda show: show["scene"].get("visit"))
        assert shown["scene"]["visit"]["prompt"]["question"]["en"] == "Question of urge?"
    assert taps.count <= 8, f"It took {taps.count} taps."
    await context.close()
