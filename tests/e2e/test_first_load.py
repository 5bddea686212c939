"""The way in on a bad network: few bytes and few modules up to the first question, and what comes after it may fail to come."""

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Route, expect

from goround.catalog.load import load
from goround.domain.base import Lang
from goround.domain.steps import AnyStep
from goround.shipped import shipped
from tests.e2e.measured import fetched, modules_before_it, watch_for_the_first_question
from tests.e2e.phone_stage import LINES, SEAT, Json, Stage, arriving, mine, scene, visit

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]
MOST_BYTES, MOST_MODULES = 70_000, 12
EXAMPLES = Path(__file__).parents[2] / "curricula/examples"
AFTERWARDS = re.compile(
    r"/participant/(after|ending|look|namesake|turn)\.js|/connection/tabs\.js|/steps/shown/|/phone-\w+\.json|/steps/(written|chosen|planned)\.css"
)
KEY = re.compile(r"\b(phone|help|link|look|who|saved|screen|refused)\.\w+")
"""A sentence that was told before its words were there."""


@pytest_asyncio.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A phone that was never here."""
    context = await browser.new_context(
        viewport={"width": 360, "height": 740}, reduced_motion="reduce", service_workers="block"
    )
    page = await context.new_page()
    await watch_for_the_first_question(page)
    yield page
    await context.close()


def prompt_of(step: AnyStep) -> Json:
    prompt: Json = json.loads(step.prompt().model_dump_json())
    return prompt


def example(kind: str) -> AnyStep:
    """The step of this kind in the example that authors read."""
    return next(step for step in load(EXAMPLES / f"{kind}.yaml").steps if step.kind == kind)


def asks(stage: Stage, step: AnyStep) -> None:
    """The room is on this step."""
    quiet: dict[str, Any] = {"who_sees": None, "open": False} if step.visibility is None else {}
    stage.scene = scene(visit=visit(prompt_of(step), **quiet))


async def comes_in(page: Page, stage: Stage, lang: Lang = "en") -> int:
    """Through the form to the first question; gives the bytes of both pages and all that they fetched."""
    stage.lang = lang
    await page.goto(stage.address)
    await page.wait_for_load_state("networkidle")
    form = await fetched(page)
    await page.goto(f"{stage.address}/s/{SEAT}")
    await page.wait_for_function("() => window.drawn")
    question = await fetched(page)
    assert not set(form) & set(question) - {"/"}, "The second page fetched again what the first had fetched."
    assert [name for name in form | question if name.endswith(".woff2")], "The font was not counted."
    return sum(form.values()) + sum(question.values())


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_the_questions_on_arrival_come_with_few_bytes(page: Page, stage: Stage, lang: Lang) -> None:
    """Q1"""
    block = load(shipped("curricula") / "blk-checkin-process.yaml")
    arrival = [arriving(prompt_of(step), step.id) for step in block.steps if step.arrival]
    assert len(arrival) == 5
    stage.scene, stage.mine = scene(phase="gathering", visit=None), mine(arrival=arrival, lang=lang)
    assert await comes_in(page, stage, lang) <= MOST_BYTES
    assert len(await modules_before_it(page)) <= MOST_MODULES


@pytest.mark.parametrize("kind", ["scale", "slide"])
async def test_a_first_step_comes_with_few_bytes_and_modules(page: Page, stage: Stage, kind: str) -> None:
    """Q1"""
    asks(stage, example(kind))
    assert await comes_in(page, stage) <= MOST_BYTES
    modules = await modules_before_it(page)
    assert any(module.endswith(f"steps/{kind}.js") for module in modules)
    assert len(modules) <= MOST_MODULES, modules


async def test_at_the_door_nothing_tells_what_the_room_is_on(page: Page, stage: Stage) -> None:
    """Q3"""
    stage.scene = {"kind": "door", "phase": "running", "rehearsal": False, "help_lines": LINES}
    stage.mine = mine(given=None)
    await page.goto(f"{stage.address}/s/{SEAT}")
    await reads(page, "That code was right.")
    await page.wait_for_load_state("networkidle")
    names: list[str] = await page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert not [name for name in names if "/steps/" in name and name.endswith(".js")]


# --- the link goes right after the first question ---


async def reads(page: Page, heading: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(heading)


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def speaks_whole_sentences(page: Page) -> None:
    """Nothing on the page is the name of a sentence, and no button is without a word."""
    assert not KEY.findall(await page.locator("#screen").inner_text())
    words = [(await button.inner_text()).strip() for button in await page.locator("#screen button:visible").all()]
    assert all(words), words


async def presses_everything(page: Page, stage: Stage) -> None:
    """What a person may press while there is no link, first what is for when it gets hard."""
    await press(page, "I need a person")
    await reads(page, "This was not sent")
    await expect(page.locator(".calls a")).to_have_count(3)
    await speaks_whole_sentences(page)
    await press(page, "Back to group")
    await press(page, "Hide")
    await expect(page.locator(".clock h1")).to_be_visible()
    await press(page, "Show")
    await page.locator("input[value='4']").check()
    await press(page, "Send")
    await reads(page, "Kept on this phone. Look up.")
    await speaks_whole_sentences(page)
    await press(page, "Change my answer")
    await expect(page.locator("input[value='4']")).to_be_checked()
    await press(page, "Leave as is")
    await reads(page, "Kept on this phone. Look up.")


async def test_without_a_link_right_after_the_first_question_everything_can_be_pressed(
    page: Page, stage: Stage
) -> None:
    """Q2"""
    asks(stage, example("scale"))
    await page.goto(f"{stage.address}/s/{SEAT}")
    await page.wait_for_load_state("networkidle")
    await page.context.set_offline(True)
    await stage.cut()
    await expect(page.locator(".news")).to_contain_text("No link.")
    await presses_everything(page, stage)
    await page.get_by_role("button", name="Aa").click()
    await page.get_by_role("radio", name="Big").check()
    await page.get_by_role("radio", name="Español").click()
    await expect(page.get_by_role("alert")).to_have_text(
        "That language could not be loaded. Please try again when the link is back."
    )
    await press(page, "Leave this group")
    await speaks_whole_sentences(page)
    await press(page, "Stay")
    await press(page, "Done")
    await reads(page, "Kept on this phone. Look up.")


async def test_what_did_not_come_after_the_first_question_comes_when_the_link_is_back(page: Page, stage: Stage) -> None:
    """Q2"""
    asks(stage, example("scale"))

    async def lost(route: Route) -> None:
        await route.abort()

    await page.route(AFTERWARDS, lost)
    await page.goto(f"{stage.address}/s/{SEAT}")
    await page.wait_for_load_state("networkidle")
    await stage.cut()
    await expect(page.locator(".news")).to_contain_text("No link.")
    await presses_everything(page, stage)
    await page.get_by_role("button", name="Aa").click()
    await speaks_whole_sentences(page)
    await page.get_by_role("button", name="Aa").click()
    await page.unroute(AFTERWARDS)
    stage.mend()
    await page.evaluate("window.dispatchEvent(new Event('online'))")
    await reads(page, "Saved. Look up.")
    await page.get_by_role("button", name="Aa").click()
    await page.get_by_role("radio", name="Español").check()
    await reads(page, "Tamaño de letra, idioma, salir")
    assert [ask["type"] for ask in stage.asks].count("answer") == 1
