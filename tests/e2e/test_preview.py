"""The preview in a real browser: its screens are drawn by their own modules, stand still, and follow the file."""

import re
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, get_args

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Frame, Page, expect

from goround.catalog.load import compiled
from goround.catalog.skeletons import STEPS
from goround.review.preview import stages
from goround.shipped import shipped
from tests.e2e.measured import violations
from tests.needs import DEEP
from tests.web.test_preview import SAMPLE, WAVES, Alone, alone

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

EXAMPLES = shipped("curricula") / "examples"
SCREENS = ("participant", "facilitator", "display")
PREVIEW_ONLY = "This is a preview. Nothing is sent."


class Desk:
    """An author at the preview: a browser that writes down what fails in it and what it asks."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.faults: list[str] = []
        self.asked: list[str] = []
        context.on("weberror", lambda error: self.faults.append(str(error.error)))
        context.on("console", lambda told: self.faults.append(told.text) if told.type == "error" else None)
        context.on("request", lambda request: self.asked.append(f"{request.method} {request.url}"))

    async def opens(self, place: Alone, hash: str = "", *, width: int = 1440, height: int = 900) -> Page:
        page = await self.context.new_page()
        page.on("websocket", lambda _: self.faults.append("a socket was opened"))
        await page.set_viewport_size({"width": width, "height": height})
        await page.goto(f"{place.address}/{hash}")
        await page.locator("#screen main").wait_for()
        return page


@pytest_asyncio.fixture
async def desk(browser: Browser) -> AsyncIterator[Desk]:
    context = await browser.new_context(locale="en", reduced_motion="reduce", service_workers="block")
    author = Desk(context)
    yield author
    await context.close()
    # A server may go before its page: that page then asks in vain, and says so.
    assert [fault for fault in author.faults if "ERR_CONNECTION" not in fault] == []


@pytest_asyncio.fixture
async def place(tmp_path: Path) -> AsyncIterator[Alone]:
    file = Path(shutil.copy(SAMPLE, tmp_path / "look.yaml"))
    async with alone(file) as opened:
        yield opened


async def frame(page: Page, screen: str, place: int = 0) -> Frame:
    """The drawn inside of a screen in the page."""
    handle = await page.locator(f".mirror--{screen} iframe").nth(place).element_handle()
    inside = await handle.content_frame()
    assert inside is not None
    await inside.locator("#screen h1").first.wait_for(state="attached")
    return inside


@pytest.mark.parametrize("kind", STEPS if DEEP else ("scale", "check", "text", "goround"))
async def test_every_kind_is_drawn_on_every_screen_in_both_languages(desk: Desk, kind: str) -> None:
    """P1 P2"""
    file = EXAMPLES / f"{kind}.yaml"
    curriculum = compiled(file).curriculum
    assert curriculum is not None
    step = next(step for step in curriculum.steps if step.kind == kind)
    async with alone(file) as place:
        page = await desk.opens(place, f"#{step.id}/both/asked/day")
        for moment in stages(step):
            if moment != "asked":
                spoken = "Somebody speaks" if step.turns else "Answered"
                await page.get_by_role(
                    "button", name={"answered": spoken, "shown": "Shown to the room"}[moment]
                ).click()
            drawn = {(screen, nth): await words(await frame(page, screen, nth)) for screen, nth in _places()}
            assert all(len(text) > 20 for text in drawn.values()), (kind, moment, drawn)
            assert not [at for at, text in drawn.items() if "did not work" in text or "no funcionó" in text]
            assert drawn["participant", 0] != drawn["participant", 1], "Both phones speak one language."
            assert "Tuesday group" in drawn["participant", 0] and "Grupo del martes" in drawn["participant", 1]


def _places() -> list[tuple[str, int]]:
    return [("participant", 0), ("participant", 1), ("facilitator", 0), ("display", 0)]


async def words(inside: Frame) -> str:
    await expect(inside.locator("#screen [aria-busy]")).to_have_count(0)
    return " ".join((await inside.locator("#screen").inner_text()).split())


async def test_a_screen_stands_at_its_own_size_and_fits(desk: Desk, place: Alone) -> None:
    """P1"""
    for width in (1440, 1180, 800, 420):
        page = await desk.opens(place, "#urge-now/both/asked/day", width=width, height=820)
        for screen, size in (("participant", [360, 740]), ("facilitator", [1180, 820]), ("display", [1920, 1080])):
            inside = await frame(page, screen)
            assert await inside.evaluate("[innerWidth, innerHeight]") == size
            box = await page.locator(f".mirror--{screen}").first.bounding_box()
            drawn = await page.locator(f".mirror--{screen} iframe").first.bounding_box()
            assert (
                box
                and drawn
                and abs(box["width"] - 2 - drawn["width"]) < 2
                and abs(box["height"] - drawn["height"]) < 6
            )
        assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (
            f"At {width} it goes sideways."
        )
        await page.close()


async def test_what_is_pressed_on_a_phone_is_not_sent_and_says_so(desk: Desk, place: Alone) -> None:
    """P3"""
    page = await desk.opens(place, "#urge-now/en/asked/day")
    phone = await frame(page, "participant")
    desk.asked.clear()
    await phone.locator("input[name=number]").nth(7).check()
    await phone.get_by_role("button", name="Send").click()
    await expect(phone.get_by_text(PREVIEW_ONLY)).to_be_visible()
    assert await phone.locator("input[name=number]").nth(7).is_checked(), "What was chosen is gone."
    await phone.get_by_role("button", name="Skip").click()
    await expect(phone.get_by_text(PREVIEW_ONLY)).to_be_visible()
    await phone.get_by_role("button", name="I need a person").click()
    await expect(phone.locator("#still-note")).to_have_text(PREVIEW_ONLY)
    await phone.get_by_role("link", name="Help line").click()
    await phone.get_by_role("button", name="Aa").click()
    await phone.get_by_label("Big").check()
    assert [asked for asked in desk.asked if "/state?" not in asked and not asked.startswith("GET")] == []
    assert await kept(page) == [[], [], 0], "Something stayed on the device."


async def kept(page: Page) -> list[Any]:
    """What this origin keeps on the device, as the page around the screens sees it: names in storage, databases, cookies."""
    found: list[Any] = await page.evaluate(
        "indexedDB.databases().then((all) => [Object.keys(localStorage), all.map((one) => one.name), document.cookie.length])"
    )
    return found


async def test_a_phone_that_was_left_comes_back(desk: Desk, tmp_path: Path) -> None:
    """P3"""
    text = SAMPLE.read_text("utf-8").replace("    kind: scale\n", "    kind: scale\n    for: [remote]\n", 1)
    (tmp_path / "home.yaml").write_text(text, "utf-8")
    async with alone(tmp_path / "home.yaml") as place:
        page = await desk.opens(place, "#urge-now/en/asked/day")
        phone = await frame(page, "participant")
        await phone.get_by_role("button", name="Leave quickly").click()
        await expect(
            page.frame_locator(".mirror--participant iframe").get_by_role("button", name="Send")
        ).to_be_visible()
    desk.faults[:] = [fault for fault in desk.faults if "Framing" not in fault and "404" not in fault]


async def test_what_is_pressed_on_a_console_is_not_sent_and_says_so(desk: Desk, place: Alone) -> None:
    """P3"""
    page = await desk.opens(place, "#hardest-hour/en/answered/day")
    console = await frame(page, "facilitator")
    desk.asked.clear()
    for name in ("Pause screens", "Close answering"):
        await console.get_by_role("button", name=name).click()
        await expect(console.locator("#screen").get_by_text(PREVIEW_ONLY)).to_be_visible()
    await console.get_by_role("button", name="Way in").click()
    await console.locator("svg.square").wait_for()
    await console.get_by_label(re.compile("Connect the room")).fill("LAMP")
    await console.get_by_role("button", name="Connect", exact=True).click()
    await expect(console.locator("#screen").get_by_text(PREVIEW_ONLY)).to_be_visible()
    assert [asked for asked in desk.asked if not asked.startswith("GET")] == []
    assert await kept(page) == [[], [], 0]


async def test_private_words_are_on_the_phone_after_answering(desk: Desk) -> None:
    """P4"""
    async with alone(WAVES) as place:
        page = await desk.opens(place, "#plan-alone/en/answered/day")
        phone = await frame(page, "participant")
        await expect(phone.locator("#screen")).to_contain_text(re.compile(r"only on this phone.*If .*, then I "))
        await phone.get_by_role("button", name="Change my answer").click()
        await expect(phone.locator(".ifthen-whole")).to_be_visible()


async def test_breathing_runs_by_the_clock(desk: Desk, browser: Browser) -> None:
    """P3"""
    async with alone(WAVES) as place:
        page = await desk.opens(place, "#surf/en/asked/day")
        phone = await frame(page, "participant")
        before = await words(phone)
        await expect(phone.locator("#screen")).not_to_have_text(before, timeout=5_000)
        assert re.search(r"Breathe (in|out)", before)


async def test_day_and_night_and_the_language_reach_every_screen(desk: Desk, place: Alone) -> None:
    """P1"""
    page = await desk.opens(place, "#urge-now/en/asked/day")
    await page.get_by_role("button", name="Dark").click()
    await page.get_by_role("button", name="Español", exact=True).last.click()
    await expect(page.locator("html")).to_have_attribute("data-theme", "night")
    for screen in SCREENS:
        inside = await frame(page, screen)
        await expect(inside.locator("html")).to_have_attribute("data-theme", "night")
        await expect(inside.locator("html")).to_have_attribute("lang", "es")
    assert page.url.endswith("#urge-now/es/asked/night")
    await page.reload()
    await expect(page.locator("#step")).to_contain_text("Step 2")
    assert page.url.endswith("#urge-now/es/asked/night"), "A reload forgot what was looked at."


async def test_saving_the_file_draws_it_again_at_the_same_step(desk: Desk, place: Alone) -> None:
    """P5"""
    page = await desk.opens(place, "#ready/en/answered/day")
    good = place.file.read_text("utf-8")
    place.file.write_text(good.replace('title: {en: "A first look at an urge"', 'title: {en: "A newer look"'), "utf-8")
    await expect(page.locator("h1")).to_have_text("A newer look")
    await expect(page.locator("#step")).to_contain_text("Step 5")
    place.file.write_text(good.replace("kind: scale\n", "kind: scales\n", 1), "utf-8")
    broken = page.get_by_role("region", name="look.yaml cannot be run as it is now")
    await expect(broken).to_contain_text(re.compile(r"Mistake\. Line \d+, column \d+: .*scales"))
    await expect(page.locator("h1")).to_have_text("A newer look")
    await expect(page.frame_locator(".mirror--facilitator iframe").locator("#screen")).to_contain_text("A newer look")
    await expect(page.locator("#announcer")).to_contain_text("cannot be run")
    first, _, rest = good.partition("  - id: urge-now")
    without = first + rest[rest.index("  - id: ") :]
    place.file.write_text(without, "utf-8")
    await expect(broken).to_have_count(0)
    await expect(page.locator("#step")).to_contain_text("Step 4")
    assert page.url.endswith("#ready/en/answered/day")


async def test_what_check_finds_stands_beside_its_step(desk: Desk, place: Alone) -> None:
    """P5"""
    text = place.file.read_text("utf-8").replace("minutes: 30\n", "minutes: 31\n", 1)
    place.file.write_text(re.sub(r'(heading: \{en: )"', r'\1"The addict. ', text, count=1), "utf-8")
    page = await desk.opens(place)
    await expect(page.get_by_role("region", name="About the whole file")).to_contain_text(
        re.compile(r"Please look\. Line \d+, column \d+: .*31")
    )
    await expect(page.locator(".preview-step .finding")).to_contain_text("addict")
    await expect(page.locator(".preview-steps [aria-current]")).to_contain_text("1 finding")
    assert await page.locator(".preview-step .finding svg.shape").count() == 1, (
        "The word alone tells how much it weighs."
    )
    await page.get_by_role("button", name="Next step").click()
    await expect(page.locator(".preview-step .finding")).to_have_count(0)
    await expect(page.get_by_text("Not yet reviewed by a clinician.")).to_be_visible()


async def test_everything_is_reached_with_keys_alone(desk: Desk, place: Alone) -> None:
    """P2"""
    page = await desk.opens(place)
    await page.keyboard.press("ArrowRight")
    await expect(page.locator("#step")).to_contain_text("Step 2")
    await expect(page.locator("#announcer")).to_contain_text("Step 2 of 6")
    await page.keyboard.press("ArrowLeft")
    await page.keyboard.press("ArrowLeft")
    await expect(page.locator("#step")).to_contain_text("Step 1")
    await tab(page, "One small step")
    await page.keyboard.press("Enter")
    await expect(page.locator(".preview-steps [aria-current]")).to_contain_text("One small step")
    await tab(page, "Answered")
    await page.keyboard.press("Space")
    await expect(page.get_by_role("button", name="Answered")).to_have_attribute("aria-pressed", "true")
    await page.keyboard.press("ArrowLeft")
    await expect(page.locator("#step")).to_contain_text("Step 4")
    await tab(page, "Next step", "Shift+Tab")
    await page.keyboard.press("Enter")
    await expect(page.locator("#step")).to_contain_text("Step 5")
    assert await page.evaluate("document.activeElement.textContent") == "Next step", "The button lost the focus."
    ring = await page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid"
    assert await page.evaluate("history.length") == 2, "Looking around filled the browser's history."


async def tab(page: Page, name: str, key: str = "Tab") -> None:
    for _ in range(40):
        await page.keyboard.press(key)
        if name in (await page.evaluate("document.activeElement.closest('button, a')?.textContent ?? ''")):
            return
    raise AssertionError(f"“{name}” is not reached with the {key} key.")


@pytest.mark.parametrize(
    ("theme", "lang"),
    [("day", "es"), ("night", "en"), *([("day", "en"), ("night", "es")] if DEEP else [])],
)
async def test_axe_minds_nothing(browser: Browser, lang: str, theme: str, tmp_path: Path) -> None:
    """P2"""
    file = tmp_path / "look.yaml"
    text = (
        SAMPLE.read_text("utf-8")
        .replace("minutes: 30\n", "minutes: 31\n", 1)
        .replace("audience: [participants]", "audience: [family]")
    )
    file.write_text(text, "utf-8")
    context = await browser.new_context(locale=lang, reduced_motion="reduce", service_workers="block")
    async with alone(file) as place:
        desk = Desk(context)
        page = await desk.opens(
            place, f"#hardest-hour/both/shown/{theme}", width=1180 if lang == "es" else 420, height=820
        )
        insides = [await frame(page, screen) for screen in SCREENS]
        # The page before its frames: axe would else compare the landmarks of four documents.
        assert await violations(page) == []
        file.write_text("id: [", "utf-8")
        await page.locator(".broken-file").wait_for()
        assert await violations(page) == []
        for inside in insides:
            assert await violations(inside) == []  # type: ignore[arg-type]
    await context.close()


async def test_a_server_that_is_gone_is_told(desk: Desk, place: Alone, tmp_path: Path) -> None:
    """P5"""
    async with alone(place.file) as other:
        page = await desk.opens(other)
        await frame(page, "facilitator")
    await expect(page.get_by_role("alert")).to_contain_text("This page gets no answer any more")


def test_the_moments_of_the_page_are_those_of_the_rules() -> None:
    """P2"""
    from goround.review.preview import JUST_NOW_MS, Stage

    assert set(get_args(Stage)) == set(JUST_NOW_MS)
