"""The room's screen through an evening: the way in, the newest choice of language and light, themes, pages, rest, and never a name."""

import re
from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from tests.e2e.console_page import at, button
from tests.e2e.measured import violations
from tests.e2e.phone_stage import SEAT, Stage, scene, visit
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_scenes import MINUTE, NOW, WALLS, asked, wall
from tests.e2e.staged_words import MUCH, WROTE
from tests.e2e.walls import WALL, WELL, drawn

pytestmark = pytest.mark.browser

TIMES = "\u00d7\u00a0"
QUESTION = {"en": "How strong is the urge right now?", "es": "¿Qué tan fuertes son las ganas ahora mismo?"}
BREAK = {"kind": "break", "heading": {"en": "Break", "es": "Descanso"}, "minutes": 15}
THEMES = [{"words": "Family", "pieces": 5}, {"words": "Walking", "pieces": 2}, {"words": "Prayer", "pieces": 1}]


async def wall_at(browser: Browser, door: StageDoor, moment: str, *, clock: bool = False) -> Page:
    page = await at(browser, door, f"display/{moment}", clock=clock)
    await page.set_viewport_size({"width": 1920, "height": 1080})
    return page


def heading(page: Page) -> Any:
    return page.get_by_role("heading", level=1)


def wrote(*texts: str, number: int = 5, themes: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """What people wrote, as it was released."""
    return asked(
        number=number, prompt=WROTE, who_sees="anonymous", open=False,
        results={"kind": "text", "answers": 11, "texts": list(texts), "themes": themes or []},
    )  # fmt: skip


async def test_the_way_in_comes_by_a_tap_and_the_step_comes_back_after(browser: Browser, door: StageDoor) -> None:
    page = await wall_at(browser, door, "question")
    await expect(heading(page)).to_have_text(QUESTION["en"])
    await expect(page.locator(".wall-foot")).to_have_text("Answer on your phone or on paper. Take your time.")
    await door.push(wall(code="LAMP27"))
    await expect(page.locator(".code")).to_have_text("LAMP 27")
    await expect(page.get_by_role("img")).to_be_visible()
    await expect(page.locator(".wall-foot")).to_have_text("Come in when you are ready. Puedes entrar cuando quieras.")
    await expect(page.get_by_text(QUESTION["en"])).to_have_count(0)
    assert await violations(page) == []
    await door.push(wall(code="LAMP27", phase="paused"))
    await expect(heading(page)).to_have_text("Paused")
    await door.push(wall())
    await expect(heading(page)).to_have_text(QUESTION["en"])
    await page.context.close()


async def test_the_way_in_comes_over_a_screen_that_rests_too(browser: Browser, door: StageDoor) -> None:
    page = await wall_at(browser, door, "quiet")
    await door.push(wall(visit=None, quiet=True, code="LAMP27"))
    await expect(page.locator(".code")).to_have_text("LAMP 27")
    await door.push(wall(visit=None, quiet=True))
    await expect(heading(page)).to_have_text("Look at your own screen")
    await page.context.close()


async def speaks(page: Page, *languages: str) -> None:
    """The question stands there in these languages and no other."""
    for lang, words in QUESTION.items():
        await expect(page.get_by_text(words)).to_have_count(1 if lang in languages else 0)


async def test_of_the_screen_and_the_console_the_newest_choice_holds(
    browser: Browser, door: StageDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = await wall_at(browser, door, "question")
    await speaks(page, "en")
    await door.push(wall(speech="both"))
    await speaks(page, "en", "es")
    await page.locator("h1").click()
    await button(page, "Español").click()
    await speaks(page, "es")
    await door.push(wall(speech="both", visit=asked(open=False)))
    await speaks(page, "es")
    await door.push(wall(speech="en"))
    await speaks(page, "en")
    await door.push(wall(speech="es"))
    await speaks(page, "es")
    await page.locator("h1").click()
    await button(page, "English").click()
    await speaks(page, "en")
    monkeypatch.setitem(WALLS, "question", lambda: wall(speech="es"))
    await page.reload()
    await speaks(page, "en")
    await page.context.close()


async def test_the_light_is_chosen_from_the_console_or_at_the_screen(browser: Browser, door: StageDoor) -> None:
    page = await wall_at(browser, door, "question")
    root = page.locator("html")
    await expect(root).to_have_attribute("data-theme", "day")
    await door.push(wall(dark=True))
    await expect(root).to_have_attribute("data-theme", "night")
    await page.locator("h1").click()
    await button(page, "Lights up").click()
    await expect(root).to_have_attribute("data-theme", "day")
    await door.push(wall(dark=True, visit=asked(number=4)))
    await expect(root).to_have_attribute("data-theme", "day")
    await page.context.close()


async def test_what_a_leader_chose_for_one_evening_does_not_stay_for_the_next(
    browser: Browser, door: StageDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = await wall_at(browser, door, "question")
    await door.push(wall(speech="es", dark=True))
    await speaks(page, "es")
    monkeypatch.setitem(WALLS, "next_evening", lambda: wall())
    await page.goto(f"{door.address}/display/next_evening")
    await speaks(page, "en")
    await expect(page.locator("html")).to_have_attribute("data-theme", "day")
    await page.context.close()


async def test_themes_stand_by_how_many_they_are_and_what_was_written_below_them(
    browser: Browser, door: StageDoor
) -> None:
    page = await wall_at(browser, door, "none_up")
    await expect(page.locator(".pieces")).to_have_text("A group leader reads them first.")
    await door.push(wall(visit=wrote("my dog", "Music", "music", themes=THEMES)))
    await expect(page.locator(".weighted li")).to_have_text(
        [f"Family {TIMES}5", f"Walking {TIMES}2", f"Prayer {TIMES}1"]
    )
    await expect(page.locator(".gathered li")).to_have_text([f"“Music” {TIMES}2", "“my dog”"])
    sizes = await page.locator(".weighted li").evaluate_all(
        "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert sizes == sorted(sizes, reverse=True)
    assert 2.1 < sizes[0] / sizes[2] < 2.3, "the square of the size follows the count"
    below = await page.locator(".gathered").bounding_box()
    above = await page.locator(".weighted").bounding_box()
    assert above and below and above["y"] + above["height"] <= below["y"]
    assert await page.evaluate(WALL) == WELL
    assert await violations(page) == []
    await page.context.close()


async def test_a_phone_shows_themes_and_what_was_written_in_small(browser: Browser, stage: Stage) -> None:
    results = {"kind": "text", "answers": 11, "texts": ["my dog"], "themes": THEMES}
    shown = visit(prompt=WROTE, who_sees="anonymous", open=False, results=results)
    page = await browser.new_page(viewport={"width": 320, "height": 460})
    stage.scene = scene(visit=shown)
    await page.goto(f"{stage.address}/s/{SEAT}")
    await expect(page.locator(".weighted li")).to_have_text(
        [f"Family {TIMES}5", f"Walking {TIMES}2", f"Prayer {TIMES}1"]
    )
    await expect(page.locator(".quotes li")).to_have_text(["“my dog”"])
    assert not await page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert await violations(page) == []
    await page.close()


async def test_what_is_too_much_turns_slowly_and_stays_once_somebody_turns_it(
    browser: Browser, door: StageDoor
) -> None:
    page = await wall_at(browser, door, "too_much", clock=True)
    place = page.locator(".wall-foot .end")
    await expect(place).to_have_text("1 / 4")
    await page.clock.run_for(20_000)
    await expect(place).to_have_text("1 / 4")
    await page.clock.run_for(5_000)
    await expect(place).to_have_text("2 / 4")
    await page.keyboard.press("PageDown")
    await expect(place).to_have_text("3 / 4")
    await expect(page.get_by_role("navigation")).to_have_count(0)
    await page.clock.run_for(60_000)
    await expect(place).to_have_text("3 / 4")
    await page.keyboard.press("ArrowLeft")
    await expect(place).to_have_text("2 / 4")
    await page.keyboard.press("a")
    await button(page, "Next page (2 of 4)").press("Enter")
    await expect(place).to_have_text("3 / 4")
    await page.context.close()


async def test_pages_go_with_their_step(browser: Browser, door: StageDoor) -> None:
    page = await wall_at(browser, door, "too_much")
    place = page.locator(".wall-foot .end")
    await expect(place).to_have_text("1 / 4")
    await page.keyboard.press("PageDown")
    await expect(place).to_have_text("2 / 4")
    await door.push(wall(visit=asked(number=9)))
    await expect(heading(page)).to_have_text(QUESTION["en"])
    await expect(place).to_have_count(0)
    await page.context.close()


async def test_both_languages_stand_beside_each_other_line_by_line(browser: Browser, door: StageDoor) -> None:
    page = await wall_at(browser, door, "quiet")
    await door.push(wall(speech="both", visit=asked(number=4, prompt=MUCH, who_sees=None, open=False)))
    await expect(page.locator(".pair").first).to_be_visible()
    await drawn(page)
    assert await page.evaluate(WALL) == WELL
    for lang in ("en", "es"):
        assert await page.locator(f".pair [lang={lang}]").count() == await page.locator(".pair").count()
    assert await violations(page) == []
    await page.context.close()


async def test_a_rest_has_a_ring_and_a_pause_the_lamp(browser: Browser, door: StageDoor) -> None:
    page = await wall_at(browser, door, "quiet")
    await door.push(
        wall(visit=asked(number=4, prompt=BREAK, who_sees=None, open=False, since=NOW, due=NOW + 15 * MINUTE))
    )
    await expect(heading(page)).to_have_text("Break")
    await expect(page.locator(".second")).to_have_text("Descanso")
    told = page.locator("main p").last
    await expect(told).to_have_text(re.compile(r"We go on at about (\d+:\d\d) [AP]M\. Volvemos .*: \d+:\d\d\.$"))
    await expect(page.locator(".wall-foot")).to_have_count(0)
    for moment, words, lit in (
        (None, "Break", False),
        (wall(phase="paused"), "Paused", True),
        (wall(visit=None, quiet=True), "Look at your own screen", True),
        (wall(phase="ended", visit=None), "Thank you for being here.", False),
    ):
        if moment:
            await door.push(moment)
        await expect(heading(page)).to_have_text(words)
        await expect(page.locator(".lamp")).to_have_count(1)
        await expect(page.locator(".lamp--low")).to_have_count(0 if lit else 1)
        assert await page.evaluate(WALL) == WELL
        assert await violations(page) == []
    await page.context.close()


async def test_a_lost_link_leaves_the_step_for_two_minutes_and_brings_it_back(
    browser: Browser, door: StageDoor
) -> None:
    page = await wall_at(browser, door, "question", clock=True)
    await expect(heading(page)).to_have_text(QUESTION["en"])
    await page.clock.run_for(1_000)
    await door.cut()
    await page.wait_for_function("document.querySelector('h1')")
    await page.clock.run_for(MINUTE)
    await expect(heading(page)).to_have_text(QUESTION["en"])
    await page.clock.run_for(2 * MINUTE)
    await expect(heading(page)).to_have_text("One moment, please")
    door.held = False
    for _ in range(60):
        await page.clock.run_for(1_000)
        if await heading(page).text_content() == QUESTION["en"]:
            break
    await expect(heading(page)).to_have_text(QUESTION["en"])
    await page.context.close()
