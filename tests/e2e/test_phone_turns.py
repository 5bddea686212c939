"""Speaking turns and breaks on a phone: where this person is, what can be asked by finger and by keyboard, and nothing that counts down."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from goround.domain.base import Lang
from tests.e2e.measured import violations
from tests.e2e.phone_stage import (
    BREAK,
    FLOOR,
    PICTURE,
    QUESTION,
    ROUND,
    Json,
    Stage,
    arriving,
    mine,
    scene,
    turn,
    visit,
)
from tests.e2e.test_phone_answers import open_phone, press, reads

pytestmark = pytest.mark.browser


@pytest_asyncio.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(
        viewport={"width": 360, "height": 740}, reduced_motion="reduce", service_workers="block", timezone_id="UTC"
    )
    opened = await context.new_page()
    yield opened
    await context.close()


def spoken(prompt: Json, **changes: object) -> Json:
    return scene(visit=visit(prompt, who_sees=None, open=False, **changes))


def at(standing: str, before: int | None = None) -> Json:
    return mine(given=None, turn=turn(standing, before))


def turns(stage: Stage) -> list[Json]:
    return [ask for ask in stage.asks if ask["type"].endswith("_turn")]


async def buttons(page: Page) -> list[str]:
    return await page.locator(".reply button").all_inner_texts()


async def test_a_phone_says_how_many_come_before_until_it_is_the_turn(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = spoken(ROUND), at("to_come", 2)
    await open_phone(page, stage)
    await reads(page, "2 people before you")
    await expect(page.locator("main")).to_contain_text(ROUND["heading"]["en"])
    await expect(page.locator("main")).to_contain_text("Dana says whose turn it is.")
    assert await buttons(page) == ["Pass", "Later, please"]
    for standing, before, heading in (
        ("to_come", 1, "1 person before you"),
        ("to_come", 0, "You are next"),
        ("speaking", None, "It is your turn"),
        ("spoke", None, "You have had your turn"),
    ):
        await stage.tell(mine=at(standing, before))
        await reads(page, heading)
    assert await buttons(page) == []
    assert await violations(page) == []


async def test_nothing_on_the_page_counts_down(page: Page, stage: Stage) -> None:
    await page.clock.install()
    stage.scene, stage.mine = spoken(ROUND), at("speaking")
    await open_phone(page, stage)
    await reads(page, "It is your turn")
    before = await page.locator("#screen").inner_text()
    await page.clock.run_for(20_000)
    assert await page.locator("#screen").inner_text() == before


async def test_pass_and_later_are_the_same_size_and_asked_at_once(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = spoken(ROUND), at("to_come", 2)
    await open_phone(page, stage)
    boxes = [await one.bounding_box() for one in await page.locator(".reply button").all()]
    assert boxes[0] and boxes[1]
    assert (boxes[0]["width"], boxes[0]["height"]) == (boxes[1]["width"], boxes[1]["height"])
    await press(page, "Later, please")
    await stage.tell(mine=at("later", 4))
    await reads(page, "4 people before you")
    await expect(page.locator("main")).to_contain_text("You asked for later.")
    await press(page, "Pass")
    await stage.tell(mine=at("passed"))
    await reads(page, "You passed")
    assert await buttons(page) == ["I would like a turn after all"]
    await press(page, "I would like a turn after all")
    await stage.until(lambda: len(turns(stage)) == 3)
    assert turns(stage) == [
        {"type": "later_turn", "step": "craving.urge"},
        {"type": "pass_turn", "step": "craving.urge"},
        {"type": "later_turn", "step": "craving.urge"},
    ]


async def test_a_round_goes_by_keyboard_alone(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = spoken(ROUND), at("speaking")
    await open_phone(page, stage)
    assert await buttons(page) == ["Pass", "I am done"]
    for name in ("Pass", "I am done"):
        await page.keyboard.press("Tab")
        assert await page.evaluate("document.activeElement.textContent") == name
    await page.keyboard.press("Enter")
    await stage.until(lambda: turns(stage))
    await stage.tell(mine=at("spoke"))
    await reads(page, "You have had your turn")
    assert await page.evaluate("document.activeElement.textContent") == "You have had your turn"
    assert turns(stage) == [{"type": "end_turn", "step": "craving.urge"}]


async def test_a_pressed_button_never_becomes_another_under_the_finger(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = spoken(ROUND), at("to_come", 1)
    await open_phone(page, stage)
    await page.get_by_role("button", name="Pass").focus()
    await page.keyboard.press("Enter")
    await stage.until(lambda: turns(stage))
    await stage.tell(mine=at("passed"))
    await reads(page, "You passed")
    await page.keyboard.press("Enter")
    assert await page.evaluate("document.activeElement.textContent") == "You passed"
    assert len(turns(stage)) == 1


async def test_without_a_link_a_turn_is_not_asked_later_behind_the_back(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = spoken(ROUND), at("to_come", 2)
    await open_phone(page, stage)
    await stage.cut()
    await expect(page.locator(".news")).to_contain_text("No link.")
    await press(page, "Pass")
    await expect(page.get_by_role("alert")).to_contain_text("This was not sent: there is no link.")
    stage.mend()
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await expect(page.locator(".news")).to_have_count(0)
    assert turns(stage) == []
    await stage.tell(mine=at("to_come", 1))
    await expect(page.locator("main [role=alert]")).to_have_text("")


async def test_what_is_refused_is_said(page: Page, stage: Stage) -> None:
    stage.codes["ask_turn"] = {"code": "not_here"}
    stage.scene, stage.mine = spoken(FLOOR), at("listens")
    await open_phone(page, stage)
    await press(page, "Put me in line")
    await expect(page.get_by_role("alert")).not_to_have_text("")


async def test_the_floor_is_asked_for_kept_and_left(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = spoken(FLOOR), at("listens")
    await open_phone(page, stage)
    await reads(page, FLOOR["heading"]["en"])
    await press(page, "Put me in line")
    await stage.tell(mine=at("to_come", 1))
    await reads(page, "1 person before you")
    await stage.cut()
    await expect(page.locator(".news")).to_contain_text("No link.")
    await reads(page, "1 person before you")
    stage.mend()
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await expect(page.locator(".news")).to_have_count(0)
    await press(page, "Leave the line")
    await stage.tell(mine=at("passed"))
    await reads(page, FLOOR["heading"]["en"])
    await press(page, "Put me in line")
    await stage.tell(mine=at("speaking"))
    await reads(page, "It is your turn")
    await press(page, "I am done")
    await stage.tell(mine=at("spoke"))
    await reads(page, "You have had your turn")
    assert await buttons(page) == ["Put me in line again"]
    assert [ask["type"] for ask in turns(stage)] == ["ask_turn", "pass_turn", "ask_turn", "end_turn"]
    assert await violations(page) == []


async def test_a_turn_in_spanish_with_a_picture_and_a_note(page: Page, stage: Stage) -> None:
    stage.lang = "es"
    stage.scene, stage.mine = spoken(FLOOR, picture=PICTURE), {**at("to_come", 1), "lang": "es"}
    await open_phone(page, stage)
    await reads(page, "1 persona antes que tú")
    await expect(page.get_by_role("img", name=PICTURE["alt"]["es"])).to_be_attached()
    assert await buttons(page) == ["Salir de la fila"]


async def test_who_is_out_is_told_what_to_do(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = spoken(ROUND), at("listens")
    await open_phone(page, stage)
    await reads(page, "Listening is taking part.")
    await expect(page.locator("main")).to_contain_text("If you are back and would like a turn, tell Dana.")


async def test_a_turn_is_told_to_the_ears_without_a_name(page: Page, stage: Stage) -> None:
    stage.scene, stage.mine = spoken(ROUND), at("to_come", 0)
    await open_phone(page, stage)
    await stage.tell(mine=at("speaking"))
    await expect(page.locator("#announcer")).to_have_text("It is your turn")


# --- break ---


async def test_a_break_says_about_when_the_group_goes_on_and_nothing_else(page: Page, stage: Stage) -> None:
    since = 1_800_000_000_000
    await page.clock.install(time=(since + 60_000) / 1000)
    stage.now = lambda: since + 60_000  # type: ignore[method-assign]
    stage.scene, stage.mine = spoken(BREAK, since=since, due=since + 10 * 60_000), mine(given=None)
    await open_phone(page, stage)
    await reads(page, "Break")
    await expect(page.locator("main p")).to_have_text("We go on at about 8:10 AM.")
    assert await page.locator("main button").count() == 0
    assert await page.locator(".lamp-rest--low").count() == 1
    assert await violations(page) == []
    await stage.tell(scene=spoken(BREAK, since=since, due=since + 15 * 60_000))
    await expect(page.locator("main p")).to_have_text("We go on at about 8:15 AM.")
    await page.clock.fast_forward("15:00")
    await expect(page.locator("main p")).to_have_text("We go on soon.")


@pytest.mark.parametrize(("lang", "told"), [("en", "9:10 AM."), ("es", "esta hora: 9:10.")])
@pytest.mark.parametrize("zone", ["Europe/Paris", "Mars/Olympus"])
async def test_a_break_tells_the_time_of_the_site_wherever_the_phone_thinks_it_is(
    page: Page, stage: Stage, lang: Lang, told: str, zone: str
) -> None:
    since = 1_800_000_000_000
    await page.clock.install(time=(since + 60_000) / 1000)
    stage.now = lambda: since + 60_000  # type: ignore[method-assign]
    stage.lang, stage.zone = lang, zone
    stage.scene, stage.mine = spoken(BREAK, since=since, due=since + 10 * 60_000), mine(given=None, lang=lang)
    await open_phone(page, stage)
    # Of a zone that the browser does not know the phone's own clock is told.
    await expect(page.locator("main p")).to_contain_text(told if zone == "Europe/Paris" else told.replace("9", "8"))


async def test_a_break_covers_what_is_asked_on_arrival_and_a_pause_covers_both(page: Page, stage: Stage) -> None:
    own = mine(given=None, arrival=[arriving(QUESTION, "in.craving")])
    stage.scene, stage.mine = spoken(BREAK), own
    await open_phone(page, stage)
    await reads(page, "Break")
    await stage.tell(scene=spoken(ROUND))
    await reads(page, QUESTION["question"]["en"])
    await stage.tell(scene={**spoken(ROUND), "phase": "paused"})
    await reads(page, "Paused. Look up.")
