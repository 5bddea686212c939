"""The console, the room's screen and the staff's pages at every size: nothing overlaps, nothing is too small, axe minds nothing."""

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.measured import measures, violations
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_evening import CONSOLES
from tests.e2e.staged_scenes import WALLS, alert, words
from tests.needs import DEEP

pytestmark = pytest.mark.browser

SIZES = [(1180, 820), (820, 1180), (960, 540), (360, 740)]
SEEN_BY_AXE = [((1180, 820), "light"), ((360, 740), "dark")]
"""In the usual run one of them for each moment, in the deep one both."""
LONGEST_IN_SPANISH = (
    "arrivals", "moved", "few", "late_arrival", "last_step", "ended", "full_house", "go_round_waits", "round_closes", "floor",
    "break", "behind", "marked",
)  # fmt: skip
TAPPED = {
    "people": ("running", ["List", "Mara in the room", "Remove"]),
    "rename": ("arrivals", ["Rename"]),
    "answers": ("running", ["By person", "Enter"]),
    "on_paper": ("private", ["By person", "Enter"]),
    "room": ("arrivals", ["Square and room screen"]),
    "add": ("arrivals", ["Add a person without a phone"]),
    "late": ("late_arrival", ["List"]),
    "who": ("two_wait", ["See who"]),
    "skip": ("running", ["Skip step"]),
    "few": ("few", ["Show counts in the room"]),
    "end": ("last_step", ["End the group"]),
    "covered": ("running", ["Cover"]),
    "round_covered": ("go_round", ["Cover"]),
    "ask": ("running", ["Ask something"]),
    "marks": ("marked", ["Add a line", "Change the line"]),
    "line": ("floor", ["Put someone in line"]),
    "theme": ("written", ["Read what was written (8)", "Choose"]),
}
"""What opens by taps: the moment that it starts from, and the buttons that are tapped."""


async def screen(browser: Browser, door: StageDoor, path: str) -> Page:
    context = await browser.new_context(
        viewport={"width": 1180, "height": 820}, reduced_motion="reduce", service_workers="block", timezone_id="UTC"
    )
    page = await context.new_page()
    await page.goto(door.address + path)
    await page.locator("h1").first.wait_for(state="attached")
    await page.evaluate("document.fonts.ready")
    return page


async def holds(page: Page, what: str, *, main_button: bool = True) -> None:
    """Measure the page at all sizes by day and at the smallest by night; axe looks at it large by day and small by night."""
    looks = [*((size, "light") for size in SIZES), (SIZES[-1], "dark")]
    # In the usual run each moment is measured large, on a phone, and at one of the two sizes between.
    for size, theme in looks if DEEP else (looks[0], looks[1 + len(what) % 2], looks[-1]):
        await page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        await page.set_viewport_size({"width": size[0], "height": size[1]})
        where = f"{what} at {size[0]}x{size[1]}, {theme}"
        found = await measures(page)
        for wrong in ("overlapping", "covered", "small", "cut", "tiny", "sideways"):
            assert not found[wrong], f"{wrong} in {where}: {found[wrong]}"
        if main_button:
            assert found["next"]["inView"], f"Next is out of sight in {where}"
            assert found["next"]["height"] >= 64, f"Next is too small in {where}"
        if (size, theme) in SEEN_BY_AXE and (DEEP or (size, theme) == SEEN_BY_AXE[len(what) % 2]):
            assert await violations(page) == [], where


@pytest.mark.timeout(90)
@pytest.mark.parametrize(
    ("moment", "lang"), [*((moment, "en") for moment in CONSOLES), *((moment, "es") for moment in LONGEST_IN_SPANISH)]
)
async def test_the_console_holds_at_every_size(browser: Browser, door: StageDoor, moment: str, lang: str) -> None:
    page = await screen(browser, door, f"/staff/s/{moment}?lang={lang}")
    await holds(page, f"{moment} in {lang}", main_button=moment != "ended")
    await page.context.close()


@pytest.mark.timeout(90)
@pytest.mark.parametrize("name", TAPPED)
async def test_what_a_tap_opens_holds_at_every_size(browser: Browser, door: StageDoor, name: str) -> None:
    moment, taps = TAPPED[name]
    page = await screen(browser, door, f"/staff/s/{moment}")
    for tap in taps:
        await page.get_by_role("button", name=tap, exact=True).first.click()
    await holds(page, name)
    await page.context.close()


@pytest.mark.parametrize("moment", ["nobody_yet", "calm", "many_hints"])
@pytest.mark.parametrize("size", [(1180, 610), *SIZES])
async def test_an_alert_comes_in_sight_however_the_page_was_scrolled(
    browser: Browser, door: StageDoor, size: tuple[int, int], moment: str
) -> None:
    """C13."""
    page = await screen(browser, door, f"/staff/s/{moment}")
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    for far in (4, 5_000):
        await door.push(CONSOLES[moment]())
        await expect(page.locator(".waiting")).to_have_count(0)
        await page.evaluate("far => document.querySelectorAll('#screen *').forEach((one) => one.scrollTo(0, far))", far)
        await door.push({**CONSOLES[moment](), "waiting": [alert(asked=False, why=words("Safe tonight", "Seguridad"))]})
        line = page.locator(".waiting strong")
        await expect(line).to_be_in_viewport(ratio=1)
        assert await line.evaluate(
            """(one) => { const box = one.getBoundingClientRect();
                 return one.contains(document.elementFromPoint(box.x + 4, box.y + box.height / 2)); }"""
        ), "Something covers it"
    await page.context.close()


async def test_at_twice_the_size_the_step_keeps_most_of_the_tablet(browser: Browser, door: StageDoor) -> None:
    page = await screen(browser, door, "/staff/s/moved")
    await page.set_viewport_size({"width": 590, "height": 410})
    heights = await page.evaluate(
        "['.console-head', '.foot'].map((one) => document.querySelector(one).getBoundingClientRect().height)"
    )
    assert heights[0] <= 56 and heights[1] <= 80, heights
    found = await measures(page)
    for wrong in ("overlapping", "covered", "small", "cut", "sideways"):
        assert not found[wrong], f"{wrong}: {found[wrong]}"
    assert found["next"]["inView"]
    await page.context.close()


@pytest.mark.parametrize("size", [(960, 540), (360, 740)])
async def test_the_agenda_opens_by_a_tap_where_there_is_no_room(
    browser: Browser, door: StageDoor, size: tuple[int, int]
) -> None:
    page = await screen(browser, door, "/staff/s/running")
    await page.set_viewport_size({"width": size[0], "height": size[1]})
    agenda = page.get_by_role("navigation", name="Agenda")
    assert not await agenda.is_visible()
    await page.get_by_role("button", name="Step 3 of 7").click()
    await page.get_by_role("button", name="My top three tools").click()
    found = await measures(page)
    assert not found["overlapping"] and not found["covered"] and not found["small"]
    assert found["next"]["inView"]
    assert await violations(page) == []
    await page.get_by_role("button", name="Go here").click()
    assert door.asks[-1]["step"] == "w01.tools"
    assert not await agenda.is_visible()
    await page.context.close()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("speech", ["en", "es", "both"] if DEEP else ["both"])
async def test_the_rooms_screen_is_large_and_in_ink(browser: Browser, door: StageDoor, speech: str) -> None:
    page = await screen(browser, door, f"/display/unpaired#{speech}")
    await page.set_viewport_size({"width": 1920, "height": 1080})
    for moment in WALLS:
        await page.goto(f"{door.address}/display/{moment}#{speech}")
        await page.locator("h1").first.wait_for(state="attached")
        await page.wait_for_timeout(150)
        told = await page.evaluate(
            """() => {
              const ink = getComputedStyle(document.body).color;
              const texts = [...document.querySelectorAll('#screen *')].filter((one) =>
                [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
              // A letter of an SVG is drawn as large as the picture is.
              const size = (one) => parseFloat(getComputedStyle(one).fontSize)
                * (one.ownerSVGElement ? one.getScreenCTM().a : 1);
              const main = document.querySelector('.wall-main').getBoundingClientRect();
              const foot = document.querySelector('.wall-foot')?.getBoundingClientRect();
              return {
                small: texts.filter((one) => size(one) < innerHeight / 20 - 1).map((one) => one.textContent),
                pale: texts.filter((one) => getComputedStyle(one).color !== ink && !one.closest('svg')).map((one) => one.textContent),
                outside: main.top < 0 || main.bottom > (foot?.top ?? innerHeight) + 1 || main.right > innerWidth,
              };
            }"""
        )
        assert told == {"small": [], "pale": [], "outside": False}, moment
        assert await violations(page) == [], moment
    await page.context.close()


@pytest.mark.timeout(60)
@pytest.mark.parametrize("path", ["/page/sign_in", "/page/sign_in?error=slow_down", "/page/home", "/page/home?lang=es"])
async def test_the_staffs_pages_hold_at_every_size(browser: Browser, door: StageDoor, path: str) -> None:
    page = await screen(browser, door, path)
    await holds(page, path, main_button=False)
    await page.context.close()


async def test_the_measures_see_what_is_wrong(browser: Browser, door: StageDoor) -> None:
    """Break the page by hand: each measure must find it."""
    page = await screen(browser, door, "/staff/s/running")
    await page.evaluate("document.querySelector('.back').style.cssText = 'position: fixed; right: 400px; bottom: 30px'")
    found = await measures(page)
    assert found["overlapping"] and found["covered"]
    await page.evaluate("document.querySelector('#people-list').style.cssText = 'min-height: 0; height: 30px'")
    assert "List" in (await measures(page))["small"]
    await page.evaluate("document.querySelector('#next').style.cssText = 'position: fixed; top: 900px'")
    assert not (await measures(page))["next"]["inView"]
    await page.evaluate("document.querySelector('.live').setAttribute('role', 'img')")
    assert await violations(page)
    await page.context.close()
