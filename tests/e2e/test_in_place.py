"""The form's page becomes the screen of the seat that was taken, in the browser that people have, against the real server."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from tests.e2e.measured import violations
from tests.web.conftest import Company, accounts, company, quick_hashing, site  # noqa: F401 - fixtures
from tests.web.people import Console
from tests.web.premises import Premises

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]
SEAT = re.compile(r"/s/\w+$")
HERE = "window.here === 'still the same page'"


@pytest_asyncio.fixture
async def console(company: Company) -> Console:  # noqa: F811
    return await company.console()


@pytest_asyncio.fixture
async def phone(browser: Browser, site: Premises) -> AsyncIterator[Page]:  # noqa: F811
    """A phone at the form."""
    context = await browser.new_context(
        viewport={"width": 360, "height": 740}, reduced_motion="reduce", service_workers="block"
    )
    page = await context.new_page()
    await page.goto(site.address)
    await page.evaluate("window.here = 'still the same page'")
    yield page
    await context.close()


async def all_is_here(page: Page) -> None:
    await page.wait_for_load_state("networkidle")


async def joins(page: Page, code: str, name: str) -> None:
    await page.get_by_label("Code on the room screen").fill(code)
    await page.get_by_label("What should we call you?").fill(name)
    await page.get_by_role("button", name="Join", exact=True).click()


async def waits(page: Page) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text("That code was right.")


async def test_the_form_becomes_the_seat_without_another_page(
    phone: Page,
    console: Console,
    site: Premises,  # noqa: F811
) -> None:
    """Q5"""
    await all_is_here(phone)
    before = await phone.evaluate("history.length")
    await joins(phone, console.code, "Ana")
    await waits(phone)
    assert SEAT.search(phone.url) and await phone.evaluate(HERE)
    assert await phone.title() == "Group" and await phone.evaluate("history.length") == before
    assert "Ana" not in phone.url and await violations(phone) == []
    room = site.room(console.session)
    assert [seat.name for seat in room.state.seats.values()] == ["Ana"]
    await phone.reload()
    await waits(phone)
    assert not await phone.evaluate(HERE)


async def test_a_seat_taken_so_answers_like_any_other(phone: Page, console: Console) -> None:
    """Q5"""
    await all_is_here(phone)
    await joins(phone, console.code, "Ana")
    await waits(phone)
    await console.line.asks("admit", seats=[phone.url.rsplit("/", 1)[1]])
    await console.moves("start")
    while console.line.shows[-1]["scene"]["stage"]["prompt"]["kind"] != "scale":
        assert (await console.moves("next"))["code"] == "ok"
    await phone.locator(".numbers label").nth(4).click()
    await phone.get_by_role("button", name="Send", exact=True).click()
    await expect(phone.get_by_role("button", name="Change my answer")).to_be_visible()
    assert await phone.evaluate(HERE)


async def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(phone: Page, console: Console) -> None:
    """W2 Q5"""
    await all_is_here(phone)
    await joins(phone, "LAMP99" if console.code != "LAMP99" else "LAMP88", "Ana")
    code = phone.get_by_label("Code on the room screen")
    await expect(code).to_be_focused()
    await expect(code).to_have_attribute("aria-invalid", "true")
    await expect(phone.locator("#code-error")).to_have_text(
        "No group has that code right now. Check the code and try again."
    )
    await expect(phone.get_by_label("What should we call you?")).to_have_value("Ana")
    assert await violations(phone) == []
    await joins(phone, console.code, " ")
    await expect(phone.get_by_label("What should we call you?")).to_be_focused()
    await expect(phone.locator("#code-error")).to_have_count(0)
    await expect(phone.locator("#name-error")).to_have_text("Type a name. A nickname is fine.")
    await joins(phone, console.code, "Ana")
    await waits(phone)
    assert await phone.evaluate(HERE)


async def test_without_a_link_the_form_says_so_and_works_when_it_is_back(phone: Page, console: Console) -> None:
    """Q5"""
    await all_is_here(phone)
    await phone.context.set_offline(True)
    await joins(phone, console.code, "Ana")
    await expect(phone.get_by_role("status").filter(has_text="That did not reach the group.")).to_be_visible()
    await expect(phone.get_by_label("What should we call you?")).to_have_value("Ana")
    await phone.context.set_offline(False)
    await phone.get_by_role("button", name="Join", exact=True).click()
    await waits(phone)


async def test_two_taps_take_one_seat(phone: Page, console: Console, site: Premises) -> None:  # noqa: F811
    """Q5"""
    await all_is_here(phone)
    await phone.get_by_label("Code on the room screen").fill(console.code)
    await phone.get_by_label("What should we call you?").fill("Ana")
    await phone.get_by_role("button", name="Join", exact=True).dblclick()
    await waits(phone)
    room = site.room(console.session)
    assert len(room.state.seats) == 1


async def test_where_it_could_not_be_fetched_ahead_the_form_leads_in(
    browser: Browser,
    site: Premises,  # noqa: F811
    console: Console,
) -> None:
    """Q5"""
    context = await browser.new_context(service_workers="block")
    page = await context.new_page()

    async def breaks_off(route: Route) -> None:
        await route.abort()

    await page.route("**/participant/*.js", breaks_off, times=3)
    await page.goto(site.address)
    await all_is_here(page)
    await page.evaluate("window.here = 'still the same page'")
    await joins(page, console.code, "Ana")
    await page.wait_for_url(SEAT)
    await waits(page)
    assert not await page.evaluate(HERE)
    await context.close()
