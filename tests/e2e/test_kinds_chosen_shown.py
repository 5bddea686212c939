"""Chosen options counted on phones, in the room and on the console: every word fits, in the author's order, and nothing that axe minds."""

import pytest
from playwright.async_api import Page, expect

from goround.domain.base import Lang
from goround.domain.steps.base import Step
from tests.e2e.chosen_steps import (
    CHECK,
    COUNTS,
    CROWDED,
    ITEMS,
    MINUTES,
    STEPS,
    WILL,
    accepted,
    counted,
    open_phone,
    prompt,
    seen,
    tally,
)
from tests.e2e.measured import DRAWN, measures, violations
from tests.e2e.phone_stage import Json, Stage, scene
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_evening import CONSOLES
from tests.e2e.staged_scenes import WALLS, asked, console, wall

pytestmark = pytest.mark.browser

NARROW = {"width": 320, "height": 460}
ROOM = {"width": 1920, "height": 1080}
LEAST = 1920 * 0.0285
"""The smallest letters of a wall, in pixels: what does not fit stands on pages."""


# --- how phones look ---


@pytest.mark.parametrize("lang", ["en", "es"])
@pytest.mark.parametrize("kind", STEPS)
async def test_asked_and_with_results_a_phone_holds_the_longest_words(
    page: Page, stage: Stage, kind: str, lang: Lang
) -> None:
    step = CROWDED[kind]
    await page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    await open_phone(page, stage, step, lang)
    await page.locator(".options label, .place").first.click()
    await holds(page, f"{kind} asked in {lang}")
    small = await page.locator(".options label, .place").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect().height).filter((height) => height < 56)"
    )
    assert small == [], "An answer is smaller than a finger"
    await stage.tell(scene=scene(visit=seen(step, open=False, results=tally(step))))
    await page.get_by_role("button", name={"en": "Do not send", "es": "No enviar"}[lang]).click()
    await expect(page.locator(".bars").first).to_be_visible()
    await holds(page, f"{kind} with results in {lang}")


async def holds(page: Page, what: str) -> None:
    found = await measures(page)
    assert not found["sideways"], f"{what} scrolls sideways"
    assert found["tiny"] == [], what
    assert found["small"] == [], what
    assert await violations(page) == [], what


async def lines(page: Page) -> list[str]:
    """The counted options as they are heard."""
    return [" ".join(text.split()) for text in await page.locator(".bars li").evaluate_all(HEARD)]


HEARD = """all => all.map((one) => {
  const heard = one.cloneNode(true);
  heard.querySelectorAll('[aria-hidden]').forEach((silent) => silent.remove());
  return heard.textContent.replace(/\\s*:\\s*/g, ': ');
})"""


@pytest.mark.parametrize("kind", STEPS)
async def test_results_are_counted_in_the_authors_order_on_phone_room_and_console(
    page: Page, stage: Stage, door: StageDoor, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    step, results = STEPS[kind], counted(kind)
    await open_phone(page, stage, step, open=False, results=results)
    assert await lines(page) == COUNTS[kind]
    assert "%" not in await page.locator("main").inner_text()

    monkeypatch.setitem(WALLS, "kind", lambda: in_room(step, results=results))
    await page.set_viewport_size(ROOM)  # type: ignore[arg-type]
    await page.goto(f"{door.address}/display/kind")
    await expect(page.locator(".bars").first).to_be_visible()
    assert await lines(page) == COUNTS[kind]

    monkeypatch.setitem(CONSOLES, "kind", lambda: on_console(step, results))
    await page.set_viewport_size({"width": 1180, "height": 820})
    await page.goto(f"{door.address}/staff/s/kind")
    await expect(page.locator(".counts .bars").first).to_be_visible()
    assert await lines(page) == COUNTS[kind]
    assert await violations(page) == []


# --- the room ---


def in_room(step: Step, results: Json | None = None) -> Json:
    plain = {"since": None, "content_note": None, "picture": None, "who_sees": "anonymous"}
    return wall(quiet=False, visit=asked(prompt=prompt(step), open=False, results=results, **plain))


IN_ROOM = """() => {
  const main = document.querySelector('.wall-main');
  const box = main.getBoundingClientRect();
  const texts = [...main.querySelectorAll('*')].filter((one) => !one.closest('.unseen')
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  return {
    above: box.top < 0,
    below: box.bottom > document.querySelector('.wall-foot').getBoundingClientRect().top,
    outside: texts.filter((one) => { const at = one.getBoundingClientRect(); return at.left < 0 || at.right > innerWidth || at.bottom > innerHeight; }).length,
    least: Math.min(...texts.map((one) => parseFloat(getComputedStyle(one).fontSize))),
    scrolls: document.documentElement.scrollHeight > innerHeight,
  };
}"""


@pytest.mark.parametrize("words_are", ["usual", "longest"])
@pytest.mark.parametrize("kind", STEPS)
async def test_the_room_holds_every_word_without_a_scroll(
    page: Page, door: StageDoor, monkeypatch: pytest.MonkeyPatch, kind: str, words_are: str
) -> None:
    step = (STEPS if words_are == "usual" else CROWDED)[kind]
    monkeypatch.setitem(WALLS, "asked", lambda: in_room(step))
    monkeypatch.setitem(WALLS, "results", lambda: in_room(step, tally(step)))
    await page.set_viewport_size(ROOM)  # type: ignore[arg-type]
    for moment, lang in (("asked", "en"), ("asked", "es"), ("results", "en"), ("results", "es")):
        await page.goto("about:blank")
        await page.goto(f"{door.address}/display/{moment}#{lang}")
        await expect(page.locator(".wall-main h1")).to_be_visible()
        await page.evaluate("document.fonts.ready")
        await page.evaluate(DRAWN)
        found = await page.evaluate(IN_ROOM)
        least = found.pop("least")
        assert found == {"above": False, "below": False, "outside": 0, "scrolls": False}, (moment, lang)
        assert least >= LEAST - 0.1, (moment, lang)
    assert await violations(page) == []


async def test_the_wall_marks_what_is_so_by_a_word_and_a_shape_and_says_why(
    page: Page, door: StageDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(WALLS, "asked", lambda: in_room(CHECK))
    monkeypatch.setitem(WALLS, "shown", lambda: in_room(CHECK, counted("check")))
    await page.set_viewport_size(ROOM)  # type: ignore[arg-type]
    await page.goto(f"{door.address}/display/asked")
    await expect(page.locator(".questions li")).to_have_text([one["question"]["en"] for one in ITEMS])
    assert "The answer" not in await page.locator("main").inner_text()
    await page.goto(f"{door.address}/display/shown")
    await expect(page.locator(".item .so")).to_have_text(["The answer:", "The answer:"])
    shape = await page.locator(".so").first.evaluate("one => getComputedStyle(one, '::before').width")
    assert float(shape.removesuffix("px")) > 10
    for one in (WILL, MINUTES):
        await expect(page.get_by_text(one["en"])).to_be_visible()


# --- the console ---


def on_console(step: Step, results: Json) -> Json:
    """The group's answers by name, and one person without a device who has not answered."""
    plain = console(waiting=[])
    stage = plain["stage"] | {"prompt": prompt(step), "who_sees": "group"}
    people = [one | {"given": None, "status": "not_yet", "revision": 0} for one in plain["people"]]
    return {**plain, "stage": stage, "counts": plain["counts"] | {"tally": results}, "people": people}


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("choice", {"option": "o1"}),
        ("multi", {"options": ["o1", "o2"]}),
        ("check", {"items": {"willpower": "not-so", "waking": "o1"}}),
        ("rank", {"order": ["o1", "o2"]}),
    ],
)
async def test_staff_enter_what_stands_on_a_card(
    page: Page, door: StageDoor, monkeypatch: pytest.MonkeyPatch, kind: str, answer: Json
) -> None:
    step = STEPS[kind]
    monkeypatch.setitem(CONSOLES, "kind", lambda: on_console(step, counted(kind)))
    await page.set_viewport_size({"width": 1180, "height": 820})
    await page.goto(f"{door.address}/staff/s/kind")
    await expect(page.locator("#next")).to_have_attribute("aria-disabled", "false")
    await page.locator("#by-person").click()
    await page.get_by_role("button", name="Enter").first.click()
    if kind == "check":
        await page.get_by_role("radio", name="Not true").check()
        await page.get_by_role("radio", name="Call for help").check()
    else:
        fields = page.locator(".answer-for .options label, .answer-for .place")
        await fields.nth(1).click()
        if kind != "choice":
            await fields.nth(2).click()
    assert await violations(page) == []
    await page.get_by_role("button", name="Save").click()
    for _ in range(100):
        if door.asks:
            break
        await page.wait_for_timeout(20)
    assert [ask["answer"] for ask in door.asks] == [answer]
    accepted(step, door.asks[0]["answer"])
