"""The replay in a real browser: time passes, somebody seeks by pointer and by keys, and the screens stand as they were without a reload."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from goround.domain import commands as c
from goround.review.exports import Reader
from goround.runtime.room import Room
from goround.web.export_files import Format, export_file
from tests.e2e.looking_back import Looker, Rooms, at_entry, entry_with, frame, goes, place_of, seconds
from tests.e2e.measured import DRAWN, violations
from tests.playbook import dana
from tests.review.evening import NAMES, after, lived
from tests.web.looked_back import CHANGED, EVERYBODY, LEFT_OUT, PAST, TAKEN_BACK, looked_back_on
from tests.web.premises import DANA, Premises, opened, staffed

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]


@pytest_asyncio.fixture(scope="module")
async def site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Premises]:
    folder = tmp_path_factory.mktemp("replayed")
    async with opened(staffed(folder / "accounts.db", folder / "site")) as place:
        yield place


@pytest_asyncio.fixture(scope="module")
async def rooms(site: Premises) -> Rooms:
    return Rooms(
        await looked_back_on(site), await looked_back_on(site, PAST), await looked_back_on(site, rehearsal=True)
    )


@pytest.fixture(scope="module")
def evening(rooms: Rooms) -> Room:
    """An evening that has ended."""
    return rooms.evening


@pytest_asyncio.fixture(scope="module")
async def looker(browser: Browser, site: Premises, rooms: Rooms) -> AsyncIterator[Looker]:
    context = await browser.new_context(
        locale="en", reduced_motion="reduce", service_workers="block", color_scheme="light"
    )
    one = Looker(site, context)
    yield one
    await context.close()
    assert [fault for fault in one.faults if "ERR_ABORTED" not in fault] == []


@pytest_asyncio.fixture(scope="module")
async def opened_page(looker: Looker, evening: Room) -> Page:
    """The replay with all of its screens, for all tests that go from one moment to another on it."""
    return await looker.opens(evening)


@pytest_asyncio.fixture
async def page(opened_page: Page, site: Premises, evening: Room) -> Page:
    """That page at the start of the first step, standing, with names, at seat 1."""
    await goes(opened_page, "#0/1/all/en/day/names")
    await at_entry(opened_page, entry_with(site, evening, '"type":"started"'))
    return opened_page


async def test_time_passes_and_no_screen_is_fetched_again(looker: Looker, page: Page, evening: Room) -> None:
    """B15 B16"""
    console = await frame(page, "facilitator")
    await frame(page, "participant")
    began, fetched = (await place_of(page))[0], len(looker.screens)
    await page.get_by_role("button", name="16").click()
    await page.get_by_role("button", name="Play").click()
    await expect(page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    await expect(page.get_by_text("A long silence is shortened.")).to_be_visible()
    await expect(console.locator(".agenda [aria-current]")).to_contain_text("One win")
    await expect(page.locator(".sign-words, .now small")).to_contain_text(
        [re.compile(f"Entry ({began + 4}|{began + 5})")], timeout=20_000
    )
    await page.get_by_role("button", name="Pause", exact=True).click()
    stood, _ = await place_of(page)
    told = await page.locator(".now strong").inner_text()
    clock = await console.locator(".console-head .time").inner_text()
    assert clock.startswith(told[:5]), "The console's clock says another time."
    await page.evaluate(DRAWN)
    assert await page.locator(".now strong").inner_text() == told and (await place_of(page))[0] == stood
    assert len(looker.screens) == fetched, "A screen was loaded again."


async def test_at_its_own_speed_a_minute_takes_a_minute(page: Page, evening: Room) -> None:
    """B15"""
    await goes(page, "#29")
    await at_entry(page, 29)
    await page.get_by_role("button", name="1×", exact=True).click()  # noqa: RUF001 - as it stands on the button
    await page.evaluate("window.began = performance.now()")
    shown = page.locator(".now strong")
    now = await shown.inner_text()
    await page.get_by_role("button", name="Play").click()
    await expect(shown).to_have_text(re.compile(f"{seconds(now) % 60 + 2:02d}$"))
    assert await page.evaluate("performance.now() - began") > 1_000, "Time passes faster than it did."
    assert (await place_of(page))[0] == 29
    await page.get_by_role("button", name="Pause", exact=True).click()


async def test_keys_seek_entry_by_entry_step_by_step_and_to_both_ends(
    page: Page, site: Premises, evening: Room
) -> None:
    """B17"""
    slider = page.get_by_role("slider", name="Time")
    await slider.focus()
    last = len(site.recording(evening.session).entries)
    await page.keyboard.press("End")
    await at_entry(page, last)
    assert re.fullmatch(rf"\d\d:\d\d:\d\d, After the end, entry {last} of {last}", (await place_of(page))[1])
    await page.keyboard.press("ArrowLeft")
    await at_entry(page, last - 1)
    await page.keyboard.press("ArrowRight")
    await at_entry(page, last)
    await page.keyboard.press("Home")
    await at_entry(page, 1)
    titles = []
    for _ in range(3):
        before = (await place_of(page))[0]
        await page.keyboard.press("PageUp")
        await expect(slider).not_to_have_attribute("aria-valuenow", str(before))
        titles.append((await place_of(page))[1].split(", ")[1])
    assert titles == ["One win", "Title of after", "Break"]
    await page.keyboard.press("PageDown")
    await expect(slider).to_have_attribute("aria-valuetext", re.compile("Title of after"))
    spoken = (await place_of(page))[1]
    await page.keyboard.press("Shift+ArrowRight")
    await expect(slider).not_to_have_attribute("aria-valuetext", spoken)
    await expect(slider).to_be_focused()


async def test_a_pointer_seeks_along_the_line(page: Page, evening: Room) -> None:
    """B17"""
    box = await page.get_by_role("slider").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    await page.mouse.move(box["x"] + 5, middle)
    await page.mouse.down()
    for part in (0.2, 0.4, 0.6, 0.8):
        await page.mouse.move(box["x"] + box["width"] * part, middle)
    await page.mouse.up()
    await expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", re.compile("Title of (plan|note)"))
    console = await frame(page, "facilitator")
    await expect(console.locator(".agenda [aria-current]")).to_contain_text(re.compile("Title of (plan|note)"))
    told = await page.locator(".now strong").inner_text()
    await expect(console.locator(".console-head .time")).to_have_text(re.compile(f"^{told[:5]}"))


async def test_the_newest_seek_wins_over_an_older_one_that_is_slow(page: Page, evening: Room) -> None:
    """B17"""
    held: list[Route] = []

    async def slow(route: Route) -> None:
        if not held:
            held.append(route)
            await asyncio.sleep(0)
            return
        await route.continue_()

    await page.route("**/replay/look?*", slow)
    await page.get_by_role("slider").focus()
    await page.keyboard.press("End")
    await page.keyboard.press("Home")
    await at_entry(page, 1)
    await held[0].abort()
    await page.unroute("**/replay/look?*")
    await at_entry(page, 1)
    assert await page.get_by_role("alert").inner_text() == ""


async def test_signs_are_words_on_focus_and_lead_there(page: Page, evening: Room) -> None:
    """B18"""
    signs = page.get_by_role("list", name="What stands out").get_by_role("button")
    said = [await one.get_attribute("aria-label") or "" for one in await signs.all()]
    assert [one.partition(", ")[2] for one in said] == [
        "An answer to “Title of craving” needed a look", "Noted: a strong moment", "Screens paused", "Screens went on", "Somebody asked for a person",
    ]  # fmt: skip
    await signs.first.focus()
    for _ in range(4):
        await page.keyboard.press("ArrowRight")
    await expect(signs.nth(4)).to_be_focused()
    await expect(page.locator(".sign-words")).to_contain_text("Somebody asked for a person")
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", re.compile("Title of plan"))
    console = await frame(page, "facilitator")
    await expect(console.get_by_text("1 person is waiting").first).to_be_visible()


async def test_a_phone_is_chosen_and_says_what_is_kept_back(page: Page, site: Premises, evening: Room) -> None:
    """B3 B19"""
    await goes(page, f"#{entry_with(site, evening, CHANGED)}")
    await page.get_by_label("Whose phone").select_option(label=f"Seat 5: {NAMES['ben']}")
    phone = await frame(page, "participant")
    await expect(phone.locator("#held-back")).to_have_text(re.compile("changed the answer later"))
    console = await frame(page, "facilitator")
    await console.get_by_role("button", name="By person").click()
    await expect(console.get_by_text("changed later")).to_be_visible()
    await page.get_by_label("Whose phone").select_option(label=f"Seat 3: {NAMES['dee']}")
    await expect((await frame(page, "participant")).locator("#held-back")).to_have_count(0)
    await page.evaluate(f"location.hash = '#{entry_with(site, evening, TAKEN_BACK) + 1}/5'")
    await expect(console.get_by_text("taken back later")).to_be_visible()
    for inside in page.frames:
        assert not [word for word in LEFT_OUT if word in await inside.content()]
    assert not [name for name in EVERYBODY if name in page.url]


async def test_where_answers_carry_no_name_the_phone_says_so(page: Page, site: Premises, evening: Room) -> None:
    """B19"""
    nameless = entry_with(site, evening, "unnamed ann")
    await goes(page, f"#{nameless + 4}/1/participant")
    phone = await frame(page, "participant")
    await expect(phone.locator("#held-back")).to_have_text(re.compile("Answers carry no name here"))
    assert "unnamed ann" not in await phone.content()


async def test_without_names_nobody_is_named_anywhere(page: Page, evening: Room) -> None:
    """B4"""
    await goes(page, "#60/2")
    await frame(page, "facilitator")
    assert NAMES["cam"] in await page.locator("#seat").inner_text()
    await page.get_by_label("Names").select_option(label="No names")
    console = await frame(page, "facilitator")
    await console.get_by_role("button", name="List", exact=True).last.click()
    await expect(console.get_by_text("Seat 2").first).to_be_visible()
    await expect((await frame(page, "participant")).locator("#screen h1").first).to_be_attached()
    for inside in page.frames:
        shown = await inside.locator("body").inner_text()
        assert not [name for name in EVERYBODY if re.search(rf"\b{name}\b", shown)], inside.url
    assert page.url.endswith("/seats")


async def test_what_is_pressed_on_a_screen_is_not_sent_and_says_so(looker: Looker, page: Page, evening: Room) -> None:
    """B16"""
    await goes(page, "#52/1")
    console = await frame(page, "facilitator")
    looker.asked.clear()
    await console.locator("#next").click()
    await expect(console.get_by_text("This is a replay. Nothing is sent.").first).to_be_visible()
    phone = await frame(page, "participant")
    await phone.get_by_role("button", name="I need a person").click()
    await expect(phone.locator("#still-note")).to_have_text("This is a replay. Nothing is sent.")
    await phone.get_by_role("link", name="Help line").click()
    assert [asked for asked in looker.asked if not asked.startswith("GET") and "/staff/touch" not in asked] == []
    kept: list[Any] = await page.evaluate(
        "indexedDB.databases().then((all) => [Object.keys(localStorage), all.length])"
    )
    assert kept == [[], 0], "Something stayed on the device."
    assert not [name for name in EVERYBODY if name in await page.evaluate("JSON.stringify({ ...sessionStorage })")]


async def test_after_the_end_the_end_pages_stand_and_the_way_back_is_open(page: Page, evening: Room) -> None:
    """B16"""
    await goes(page, "#999/1")
    await expect((await frame(page, "facilitator")).get_by_role("heading", name="The group has ended")).to_be_visible()
    await expect((await frame(page, "display")).locator("h1")).to_have_count(1)
    await expect(page.get_by_text("This is the end of the record.")).to_be_visible()
    await expect(page.get_by_role("button", name="Play")).to_have_attribute("aria-disabled", "true")
    await page.get_by_role("button", name=re.compile("One win")).click()
    await expect((await frame(page, "facilitator")).locator(".agenda [aria-current]")).to_contain_text("One win")
    await expect((await frame(page, "participant")).locator("#screen main")).not_to_contain_text("forget")


async def test_what_its_person_had_closed_is_closed_after_its_moment(page: Page, site: Premises, evening: Room) -> None:
    """B16"""
    raised = entry_with(site, evening, '"type":"alert_raised"')
    await goes(page, f"#{raised - 1}/5")
    await at_entry(page, raised - 1)
    phone = await frame(page, "participant")
    page_of_it, line = phone.get_by_role("button", name="Back to group"), phone.locator(".quiet-line")
    await expect(phone.locator("#screen h1")).to_be_visible()
    await page.get_by_role("button", name="Next entry").click()
    await expect(page_of_it).to_be_visible()
    await page.get_by_role("button", name="Next entry").click()
    await expect(page_of_it).to_have_count(0)
    await expect(line).to_be_visible()
    await line.get_by_role("button").click()
    await expect(page_of_it).to_be_visible()
    await page.get_by_role("button", name="Next step").click()
    await expect(page_of_it).to_have_count(0)


async def test_a_session_that_is_on_says_up_to_when_and_looks_again(
    looker: Looker, site: Premises, rooms: Rooms
) -> None:
    """B6"""
    room = rooms.on
    page = await looker.opens(room, "#999/1/display")
    await expect(page.get_by_text(re.compile(r"^Still on: up to \d\d:\d\d$"))).to_be_visible()
    before, _ = await place_of(page)
    await lived(room, site.clock, after(2, dana, c.Mark(kind="tension")))
    await room.settled()
    await page.get_by_role("button", name="Now", exact=True).click()
    last = len(site.recording(room.session).entries)
    assert last > before
    await at_entry(page, last)
    await expect(page.get_by_role("button", name=re.compile("Noted: tension"))).to_be_attached()


async def test_a_rehearsal_is_marked_and_shows_all(looker: Looker, site: Premises, rooms: Rooms) -> None:
    """B7"""
    room = rooms.rehearsal
    page = await looker.opens(room, f"#{entry_with(site, room, CHANGED)}/5/facilitator/en/day/seats")
    await expect(page.locator(".replay-head").get_by_text("Rehearsal", exact=True)).to_be_visible()
    assert await page.title() == "Rehearsal: Replay"
    console = await frame(page, "facilitator")
    await console.get_by_role("button", name="By person").click()
    await expect(console.get_by_text(re.compile(CHANGED))).to_be_visible()


async def test_it_is_worked_by_keyboard_alone(looker: Looker, evening: Room) -> None:
    """B17"""
    page = await looker.opens(evening, "#40/1/display")
    reached: list[str] = []
    for _ in range(26):
        await page.keyboard.press("Tab")
        reached.append(
            await page.evaluate(
                "(document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent).trim()"
            )
        )
        if await page.evaluate("document.activeElement.getAttribute('role') === 'slider'"):
            break
    assert reached[-1] == "Time", reached
    assert {"Tonight", "Facts", "Names", "Lock", "Play", "Step before", "Next entry"} <= set(reached)
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("slider")).not_to_have_attribute("aria-valuenow", "40")
    assert not await page.evaluate("document.activeElement.matches('iframe')")
    await page.keyboard.press("Tab")
    assert await page.evaluate("document.activeElement.textContent") == "All screens"


SIZES = [(1180, 820, "en", "day"), (1920, 1080, "es", "night"), (820, 1180, "es", "day"), (360, 740, "en", "night")]


@pytest.mark.parametrize(("width", "height", "lang", "theme"), SIZES)
async def test_nothing_for_axe_and_nothing_beyond_the_edge(
    looker: Looker, evening: Room, width: int, height: int, lang: str, theme: str
) -> None:
    """B20 B22"""
    page = await looker.opens(evening, f"#52/4/all/{lang}/{theme}/names", width=width, height=height)
    await frame(page, "facilitator")
    speech = page.get_by_label("Language on the screens").locator("option:checked")
    await expect(speech).to_have_text("Screens in Spanish" if lang == "es" else "Screens in English")
    await expect(page.locator(".looks > .btn")).to_have_text("Página en español")
    assert await violations(page) == []
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "It goes sideways."
    small = await page.evaluate(
        "[...document.querySelectorAll('button:not(.sign), a, select')].filter((one) => one.getBoundingClientRect().height < 47.5).map((one) => one.textContent)"
    )
    assert small == [], "Too small for a finger."
    if width >= 1100:
        assert await page.evaluate("document.documentElement.scrollHeight - innerHeight") <= 0, (
            "It does not fit the window."
        )
        assert await page.locator(".mirror").count() == 3
    else:
        await page.locator(".tabs button").nth(2).click()
        await frame(page, "participant")
        assert await page.locator(".mirror").count() == 1


async def test_the_place_is_there_again_behind_the_lock(looker: Looker, site: Premises, evening: Room) -> None:
    """B21"""
    page = await looker.opens(evening, "#44/2/display")
    await frame(page, "display")
    await page.get_by_role("button", name="Lock", exact=True).click()
    await page.goto(f"{site.address}/staff/s/{evening.session}/replay")
    await page.get_by_label("Password").fill(f"{DANA}-opens-the-door")
    await page.get_by_role("button", name="Unlock").click()
    await page.locator("main.replay").wait_for()
    await at_entry(page, 44)
    looker.faults[:] = [fault for fault in looker.faults if "403 (Forbidden)" not in fault]
    await expect(page.get_by_role("button", name=re.compile("^Room.s screen$"))).to_have_attribute(
        "aria-pressed", "true"
    )


async def test_a_copy_as_a_page_prints(browser: Browser, site: Premises, evening: Room, tmp_path: Path) -> None:
    """B13"""
    made = export_file(site.recording(evening.session), Format.HTML, Reader.FACILITATOR, "en")
    (tmp_path / "copy.html").write_bytes(made.content)
    page = await browser.new_page()
    await page.goto((tmp_path / "copy.html").as_uri())
    assert await violations(page) == []
    for name in ("Counted time", "One win", "They laughed together", NAMES["ben"]):
        await expect(page.get_by_text(name).first).to_be_visible()
    printed = await page.pdf(prefer_css_page_size=True)
    sheets = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert printed.startswith(b"%PDF") and sheets >= 7, "Each person begins a sheet of paper."
    await page.close()
