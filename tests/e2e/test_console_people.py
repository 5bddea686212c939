"""People at a real console: who is at the door, who is here, what staff say of them, and what is entered on paper."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from goround.domain import commands as c
from goround.domain.state import Standing
from tests.e2e.console_company import CRAVING, QUIET, REST, URGE, Company, button, come_together
from tests.e2e.staged_scenes import MINUTE

pytestmark = pytest.mark.browser


@pytest_asyncio.fixture
async def company(browser: Browser, tmp_path: Path) -> AsyncIterator[Company]:
    async with come_together(browser, tmp_path) as come:
        yield come


async def focused(page: Page) -> str:
    """What the keyboard stands on: never the page itself."""
    await page.wait_for_timeout(150)
    await expect(page.locator(":focus")).to_have_count(1)
    said: str = await page.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
    return said


async def text(page: Page) -> str:
    return await page.locator("#screen").inner_text()


# --- at the door ---


async def test_everybody_at_the_door_is_let_in_by_one_tap(company: Company) -> None:
    page = await company.opens()
    await company.comes("Mike", inside=False)
    await company.comes("Rosa", "remote", inside=False)
    await company.comes("mike", inside=False)
    rows = page.locator(".door li")
    await expect(rows).to_have_count(3)
    await expect(rows.nth(0)).to_contain_text("Two people have this name")
    await expect(rows.nth(1)).to_contain_text("at home")
    await company.taps("Admit all (3)")
    await company.knows(lambda state: all(seat.standing is Standing.IN for seat in state.seats.values()))
    await expect(page.locator(".door")).to_contain_text("Nobody is waiting at the door.")
    await expect(page.get_by_role("status")).to_have_text("3 let in")


async def test_one_is_let_in_and_the_keyboard_stays_near(company: Company) -> None:
    page = await company.opens()
    for name in ("Ben", "Carla"):
        await company.comes(name, inside=False)
    await expect(page.locator(".door li")).to_have_count(2)
    await button(page, "Admit").focus()
    await page.keyboard.press("Enter")
    await company.knows(lambda state: company.seat("Ben").standing is Standing.IN)
    await expect(page.locator(".door li")).to_have_count(1)
    assert await focused(page) in ("Rename", "Admit")


async def test_who_is_turned_away_sees_whom_to_call_and_can_be_let_in_again(company: Company) -> None:
    page = await company.opens()
    phone = await company.comes("Ben", inside=False)
    await company.taps("Turn somebody away")
    await expect(page.locator(".door .confirm")).to_contain_text("sees only whom to call")
    await company.taps("Turn away")
    shown = await phone.line.sees(lambda show: show["scene"]["kind"] == "removed")
    assert set(shown["scene"]) == {"kind", "help_lines", "rehearsal"}
    await expect(page.locator(".door")).to_contain_text("You can let this person in again")
    assert await focused(page)
    await company.taps("List", "Let in again")
    await phone.line.sees(lambda show: show["scene"]["kind"] == "participant")


async def test_covered_nobody_is_let_in(company: Company) -> None:
    page = await company.opens()
    for name in ("Ben", "Carla"):
        await company.comes(name, inside=False)
    await expect(button(page, "Admit all (2)")).to_be_visible()
    await company.taps("Cover")
    await expect(page.get_by_role("button", name="Admit")).to_have_count(0)
    assert "2 at the door" in await text(page) and "Ben" not in await text(page)
    assert str(company.state.code)[:4] in await text(page), "The way in stays in sight."
    await company.taps("Uncover", "Admit all (2)")
    await company.knows(lambda state: company.seat("Carla").standing is Standing.IN)


async def test_who_comes_after_the_start_is_let_in_by_a_tap(company: Company) -> None:
    page = await company.opens()
    await company.goes_to(URGE)
    await company.comes("Jo", inside=False)
    await expect(page.get_by_text("1 at the door")).to_be_visible()
    assert "Jo" not in await text(page)
    await page.locator("#door-list").click()
    await company.taps("Admit")
    await company.knows(lambda state: company.seat("Jo").standing is Standing.IN)


# --- who is here ---


async def test_presence_is_what_a_facilitator_says_by_one_tap(company: Company) -> None:
    page = await company.opens()
    for name in ("Ana", "Ben"):
        await company.comes(name)
    await expect(page.get_by_text("2 here")).to_be_visible()
    await company.taps("List", "Stepped out")
    await company.knows(lambda state: company.seat("Ana").presence == "out")
    assert await focused(page) == "Is back", "The keyboard stands on the opposite."
    await company.taps("Is back")
    await company.knows(lambda state: company.seat("Ana").presence == "here")
    await page.get_by_role("button", name="Ben").click()
    await company.taps("Has left")
    await company.knows(lambda state: company.seat("Ben").presence == "left")
    await company.taps("Close")
    await expect(page.get_by_text("1 here")).to_be_visible()
    await expect(page.locator(".people", has_text="1 here")).to_contain_text("1 in the room, 1 left")


async def test_the_link_of_a_phone_in_the_room_is_told_only_while_a_question_is_open(company: Company) -> None:
    page = await company.opens()
    await company.comes("Ana")
    await company.loses_link("Ana")
    await company.taps("List")
    row = page.locator(".lines-people > li")
    await expect(row).to_contain_text("in the room")
    await expect(row).not_to_contain_text("no link")
    await company.goes_to(URGE)
    await expect(row).to_contain_text("phone has no link")
    await company.taps("Close")
    await expect(page.get_by_text("1 here")).to_be_visible()


async def test_somebody_at_home_is_here_by_link_with_a_grace_and_is_confirmed(company: Company) -> None:
    page = await company.opens()
    await company.comes("Luz", "remote")
    await company.taps("List")
    row = page.locator(".lines-people > li")
    await expect(row).to_contain_text("at home, link there")
    await expect(row).to_contain_text("not yet seen or heard")
    await company.taps("Seen or heard")
    await company.knows(lambda state: company.seat("Luz").confirmed)
    await expect(row).not_to_contain_text("not yet")
    await company.loses_link("Luz")
    await expect(row).to_contain_text("no link just now")
    company.site.clock.advance(2 * MINUTE)
    await company.comes("Ben")
    await expect(row.first).to_contain_text("no link for 2 minutes")
    await company.taps("Close")
    await expect(page.get_by_text("2 here")).to_be_visible()
    company.site.clock.advance(2 * MINUTE)
    await company.adds("Otis")
    await expect(page.locator(".people", has_text="2 here")).to_contain_text("1 at home without a link")
    await company.taps("List")
    await expect(row.first).to_contain_text("no link since")


async def test_a_person_without_a_phone_is_added_in_two_taps_and_marked(company: Company) -> None:
    page = await company.opens()
    await company.taps("Add a person without a phone", "Add")
    await company.knows(lambda state: len(state.seats) == 1)
    assert await focused(page) == "Add a person without a phone"
    await company.taps("List")
    await expect(page.locator(".lines-people > li")).to_contain_text("on paper")


async def test_names_close_by_themselves_but_never_a_form(company: Company) -> None:
    page = await company.opens(clock=True)
    await company.comes("Ana")
    await company.taps("List")
    await page.clock.run_for(31_000)
    await expect(page.locator(".panel")).to_have_count(0)
    await company.taps("List")
    await page.get_by_role("button", name="Ana").click()
    await company.taps("Rename")
    await page.get_by_label("Name that is shown").fill("Ana B.")
    await page.clock.run_for(45_000)
    await expect(page.get_by_label("Name that is shown")).to_have_value("Ana B.")
    await page.clock.run_for(30_000)
    assert "Ana" not in await text(page), "It covers by itself."
    await company.is_linked()
    await company.taps("Uncover", "List")
    await expect(page.get_by_label("Name that is shown")).to_have_value("Ana B.")
    await company.taps("Save")
    await company.knows(lambda state: any(seat.name == "Ana B." for seat in state.seats.values()))
    assert (await focused(page)).startswith("Ana B.")


# --- on paper ---


async def test_an_answer_on_paper_outlives_half_a_minute_the_cover_and_the_next_step(company: Company) -> None:
    page = await company.opens(clock=True)
    await company.adds("Otis")
    await company.goes_to(URGE)
    await page.locator("#by-person").click()
    await company.taps("Enter")
    assert await focused(page) == "panel-title"
    await page.get_by_role("radio", name="7").check()
    await page.clock.run_for(45_000)
    await expect(page.get_by_role("radio", name="7")).to_be_checked()
    await page.clock.run_for(30_000)
    assert "Otis" not in await text(page)
    await company.is_linked()
    await company.taps("Uncover", "Go on")
    await company.goes_to("w01.bye")
    await expect(page.get_by_text("The group has moved on.")).to_be_visible()
    await expect(page.get_by_role("radio", name="7")).to_be_checked()
    await company.taps("Save")
    seat = company.seat("Otis").id
    await company.knows(lambda state: seat in state.given_to(URGE))
    given = company.state.given_to(URGE)[seat]
    assert given.by_staff and given.answer.number == 7  # type: ignore[union-attr]
    await expect(page.get_by_text("An answer on paper is not saved yet.")).to_have_count(0)


async def test_an_answer_without_a_name_is_said_to_be_saved(company: Company) -> None:
    page = await company.opens()
    await company.adds("Otis")
    await company.goes_to(QUIET)
    await page.locator("#by-person").click()
    await company.taps("Enter")
    await page.get_by_role("radio", name="4").check()
    await company.taps("Save")
    await expect(page.locator(".said")).to_have_text("Saved, and marked “entered by staff”.")
    assert await focused(page)


async def test_what_is_refused_stays_in_the_form_and_can_be_saved_again(company: Company) -> None:
    page = await company.opens()
    await company.adds("Otis")
    await company.goes_to(URGE)
    await page.locator("#by-person").click()
    await company.taps("Enter")
    await page.get_by_role("radio", name="7").check()
    await company.leads(c.Pass(step=URGE, revision=0, seat=company.seat("Otis").id))
    await company.taps("Save")
    await expect(page.locator(".said")).to_contain_text("changed on another device")
    await expect(page.get_by_role("radio", name="7")).to_be_checked()
    await company.taps("Save")
    await company.knows(lambda state: not state.given_to(URGE)[company.seat("Otis").id].passed)


# --- on arrival ---


async def test_who_came_through_the_arrival_questions_stands_in_numbers_and_by_a_tap(company: Company) -> None:
    page = await company.opens()
    for name in ("Ana", "Ben"):
        await company.comes(name)
    await company.adds("Otis")
    await company.gives("Ana", CRAVING, 3)
    await company.gives("Ana", REST, 6)
    await company.phones["Ben"].line.asks("pass", step=CRAVING, revision=0)
    lines = page.locator(".arrival li")
    await expect(lines.nth(0)).to_have_text("Craving today1 answered, 1 skipped, 1 not yet")
    await expect(lines.nth(1)).to_have_text("Sleep last night1 answered, 2 not yet")
    await page.locator("#arrival-list").click()
    rows = page.locator(".lines-people > li")
    await expect(rows.nth(0)).to_contain_text("Craving today: 3")
    await expect(rows.nth(1)).to_contain_text("Craving today: skipped")
    await button(rows.nth(2), "Enter").click()
    await page.get_by_role("radio", name="2").check()
    await company.taps("Save")
    await company.knows(lambda state: company.seat("Otis").id in state.given_to(CRAVING))
    await expect(rows.nth(2)).to_contain_text("Craving today: 2entered by staff")
    await company.taps("Close", "List")
    await expect(page.locator(".lines-people > li").nth(1)).to_contain_text("skipped 1 question on arrival")


async def test_after_the_start_one_line_tells_who_is_not_through(company: Company) -> None:
    page = await company.opens()
    await company.comes("Ana")
    await company.goes_to(URGE)
    await expect(page.get_by_text("1 person is not through yet")).to_be_visible()
    await company.gives("Ana", CRAVING, 3)
    await company.gives("Ana", REST, 6)
    await expect(page.get_by_text("is not through yet")).to_have_count(0)
    await company.taps("List", "Answers on arrival")
    await expect(page.locator(".lines-people > li")).to_contain_text("Sleep last night: 6")
