"""Who waits, and the room, at a real console: names by a new tap only, what was done, and how the room's screen is dressed and shown here."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from goround.domain import commands as c
from tests.e2e.console_company import CRAVING, REST, URGE, Company, button, come_together
from tests.e2e.measured import measures, violations
from tests.needs import DEEP

pytestmark = pytest.mark.browser
SIZES = [(1180, 820), (820, 1180), (960, 540), (360, 740)]


@pytest_asyncio.fixture
async def company(browser: Browser, tmp_path: Path) -> AsyncIterator[Company]:
    async with come_together(browser, tmp_path) as come:
        yield come


async def says(company: Company) -> str:
    return await company.page.locator("#screen").inner_text()


# --- who waits ---


async def test_many_answers_are_one_line_below_who_asked(company: Company) -> None:
    page = await company.opens()
    for name in ("Ana", "Ben", "Carla"):
        await company.comes(name)
    await company.gives("Ana", CRAVING, 9)
    await company.gives("Ben", CRAVING, 10)
    await company.phones["Carla"].line.asks("need_person")
    boxes = page.locator(".alerts > .waiting")
    await expect(boxes).to_have_count(2)
    await expect(boxes.nth(0)).to_contain_text("1 person is waiting")
    await expect(boxes.nth(1)).to_have_text("2 answers to look atSee")
    await expect(page.locator("#next small")).to_have_text("1 person is waiting, 2 answers to look at")
    await expect(page.get_by_role("alert")).to_have_text("1 person is waiting, 2 answers to look at")
    assert not [name for name in ("Ana", "Ben", "Carla") if name in await says(company)]
    await page.locator("#see-answers").click()
    await expect(boxes.nth(1)).to_contain_text("Ana")
    await expect(boxes.nth(1)).to_contain_text("Answer to “Craving today”")
    await expect(boxes.nth(1).locator(".gave")).to_have_text(["Answered: 9", "Answered: 10, Most"])
    assert "Carla" not in await says(company)


async def test_a_new_alert_never_shows_its_name_without_a_new_tap(company: Company) -> None:
    page = await company.opens()
    for name in ("Ana", "Ben"):
        await company.comes(name)
    await company.phones["Ana"].line.asks("need_person")
    await company.taps("See who")
    await expect(page.locator(".waiting--who")).to_contain_text("Ana")
    await company.phones["Ben"].line.asks("need_person")
    await expect(page.locator(".waiting--who")).to_contain_text("1 more")
    assert "Ben" not in await says(company)
    await company.taps("See all")
    await expect(page.locator(".waiting--who")).to_contain_text("Ben")
    await company.taps("Cover", "Uncover")
    assert "Ana" not in await says(company), "What was covered is not opened again by itself."


@pytest.mark.parametrize("size", [(1180, 820), (360, 740)])
async def test_who_asks_while_a_list_of_answers_is_open_and_scrolled_comes_in_sight(
    company: Company, size: tuple[int, int]
) -> None:
    """C13."""
    page = await company.opens(size)
    names = [f"Person {letter}" for letter in "ABCDEFG"]
    for name in names:
        await company.comes(name)
        await company.gives(name, CRAVING, 9)
    await page.locator("#see-answers").click()
    await expect(page.locator(".waiting--who li")).to_have_count(7)
    await page.evaluate("document.querySelectorAll('#screen *').forEach((one) => one.scrollTo(0, 5000))")
    await company.phones[names[0]].line.asks("need_person")
    line = page.locator(".waiting strong", has_text="1 person is waiting")
    await expect(line).to_be_in_viewport(ratio=1)
    assert await line.evaluate(
        """(one) => { const box = one.getBoundingClientRect();
             return one.contains(document.elementFromPoint(box.x + 4, box.y + box.height / 2)); }"""
    ), "Something covers it"


async def test_what_was_done_is_said_by_one_tap(company: Company) -> None:
    page = await company.opens()
    await company.comes("Ana")
    await company.phones["Ana"].line.asks("need_person")
    await button(page, "See who").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator(".waiting--who")).to_be_focused()
    await company.taps("I\u2019ve got it")
    await company.knows(lambda state: state.alerts["a1"].standing == "seen")
    await expect(page.locator(".waiting--who")).to_contain_text("Dana has it")
    await company.taps("Done", "Talked in the break")
    await company.knows(lambda state: state.alerts["a1"].done == "talked_in_break")
    await expect(page.locator(".alerts > .waiting")).to_have_count(0)
    await expect(page.locator(":focus")).to_have_count(1)


async def test_what_somebody_has_stays_counted_and_each_of_several_reads_as_taken(company: Company) -> None:
    """C13."""
    page = await company.opens()
    for name in ("Ana", "Ben"):
        await company.comes(name)
    await company.gives("Ana", CRAVING, 9)
    await company.gives("Ana", REST, 10)
    line = page.locator(".alerts > .waiting")
    await page.locator("#see-answers").click()
    await company.taps("I\u2019ve got it")
    await company.knows(lambda state: all(one.standing == "seen" for one in state.alerts.values()))
    for what in await page.locator(".what").all():
        await expect(what).to_contain_text("Dana has it")
    await expect(page.locator(".what")).to_have_count(2)
    await button(line, "Close").click()
    await expect(line.locator("strong")).to_have_text("2 answers. Somebody has them.")
    await company.gives("Ben", CRAVING, 8)
    await expect(line.locator("strong")).to_have_text("1 answer to look at, 2 not done yet")
    await company.leads(c.End(visit=0, until=company.site.now() + 5_000))
    await expect(page.get_by_role("heading", level=1)).to_have_text("The group has ended")
    await expect(page.locator(".waiting strong")).to_have_text("1 answer to look at, 2 not done yet")


async def test_an_answer_that_was_changed_since_is_told_as_it_is_now(company: Company) -> None:
    page = await company.opens()
    await company.comes("Ana")
    await company.gives("Ana", CRAVING, 9)
    await page.locator("#see-answers").click()
    await expect(page.locator(".gave")).to_have_text("Answered: 9")
    reply = await company.phones["Ana"].answers(CRAVING, 3, revision=1)
    assert reply["code"] == "ok", reply
    await expect(page.locator(".gave")).to_have_text("Answer was changed. Now: 3")
    await company.taps("Cover")
    assert "Now: 3" not in await says(company)


async def test_who_left_quickly_after_grave_words_is_told_with_the_hour(company: Company) -> None:
    page = await company.opens()
    await company.comes("Luz", "remote")
    await company.gives("Luz", CRAVING, 10)
    await company.loses_link("Luz")
    await page.locator("#see-answers").click()
    await expect(page.locator(".waiting--who")).to_contain_text("no link since")


# --- the room ---


async def test_the_rooms_screen_is_dressed_and_shows_the_way_in_by_a_tap(company: Company) -> None:
    page = await company.opens()
    await company.goes_to(URGE)
    await page.locator("#room-panel").click()
    await expect(page.get_by_role("img", name="Square to scan")).to_be_visible()
    await company.taps("Show the join card")
    await company.knows(lambda state: state.join_card)
    await company.taps("Take the join card off")
    await company.knows(lambda state: not state.join_card)
    speech = page.get_by_role("group", name="Languages of the room\u2019s screen")
    await button(speech, "Both").click()
    await company.knows(lambda state: state.speech == "both")
    await expect(button(speech, "Both")).to_have_attribute("aria-pressed", "true")
    await button(page.get_by_role("group", name="Light of the room\u2019s screen"), "Dark").click()
    await company.knows(lambda state: state.dark is True)


async def test_the_rooms_view_stands_on_this_tablet_and_leads_back(company: Company) -> None:
    page = await company.opens()
    console = page.url
    await company.comes("Ana")
    await page.locator("#room-panel").click()
    await page.get_by_role("link", name="Show the room\u2019s view on this tablet").click()
    await page.wait_for_url("**/room")
    await company.goes_to(URGE)
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Question of urge?")
    await page.reload()
    await expect(page.get_by_role("heading", level=1)).to_contain_text("Question of urge?")
    assert "Ana" not in await page.locator("body").inner_text() and "Script of" not in await page.content()
    assert await violations(page) == []
    back = page.get_by_role("link", name="Back to the console")
    box = await back.bounding_box()
    assert box is not None and box["height"] >= 48
    await back.focus()
    await page.keyboard.press("Enter")
    await page.wait_for_url(console.split("?")[0])
    await expect(page.locator("#next")).to_be_visible()


# --- at every size ---


async def crowd(company: Company) -> None:
    """Twelve people in every way, and two more at the door."""
    for name in ("Ana", "Ben", "Carla", "Dev", "Jo", "Mike", "Rosa", "Wilhelmina-Alexandra"):
        await company.comes(name)
    for name in ("Luz", "Nia"):
        await company.comes(name, "remote")
    for name in ("Otis", "Pat"):
        await company.adds(name)
    for name in ("Ty", "Wilhelmina-Alexandra Montgomery"):
        await company.comes(name, "remote", inside=False)
    await company.gives("Ana", CRAVING, 9)
    await company.gives("Luz", CRAVING, 10)
    await company.phones["Ben"].line.asks("pass", step=CRAVING, revision=0)
    await company.phones["Carla"].line.asks("need_person")


@pytest.mark.timeout(180)
@pytest.mark.parametrize("lang", ["en", "es"] if DEEP else ["es"])
async def test_every_list_holds_at_every_size_with_twelve_people(company: Company, lang: str) -> None:
    page = await company.opens(lang=lang)
    await crowd(company)

    async def holds(what: str) -> None:
        for size in SIZES:
            await page.set_viewport_size({"width": size[0], "height": size[1]})
            found = await measures(page)
            for wrong in ("overlapping", "covered", "small", "cut", "tiny", "sideways"):
                assert not found[wrong], f"{wrong} of {what} at {size[0]}x{size[1]}: {found[wrong]}"
            assert found["next"]["inView"], what
        await page.emulate_media(color_scheme="dark")
        assert await violations(page) == [], what
        await page.emulate_media(color_scheme="light")
        await page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})
        assert await violations(page) == [], what

    async def shuts() -> None:
        await page.keyboard.press("Escape")
        await expect(page.locator(".panel")).to_have_count(0)

    await holds("the lobby")
    for opener in ("#see-who", "#see-answers"):
        await page.locator(opener).click()
        await holds(opener)
        await page.locator(".waiting--who .btn").last.click()
    await page.locator("#people-list").click()
    await page.get_by_role("button", name="Luz").click()
    await page.get_by_role("button", name="Otis").click()
    await holds("people")
    await shuts()
    await page.locator("#arrival-list").click()
    await holds("arrival")
    await page.locator(".given .btn").first.click()
    await expect(page.get_by_role("radio")).to_have_count(11)
    await holds("an answer on paper")
    await shuts()
    await page.locator("#room-panel").click()
    await holds("the way in")
    await shuts()
    await company.goes_to(URGE)
    await page.locator("#door-list").click()
    await holds("the door after the start")
    await shuts()
    await holds("the start")
