"""Every kind of question on every small screen: nothing to choose lies under a bar, errors come into view, and a ring is no choice."""

from typing import Any

import pytest
from playwright.async_api import Browser, Page, expect

from goround.domain.base import Lang
from tests.e2e.chosen_steps import CROWDED
from tests.e2e.chosen_steps import prompt as chosen
from tests.e2e.phone_stage import COMMIT, LIST, PICTURE, SEAT, WROTE, Json, Stage, arriving, given, mine, scene, visit
from tests.e2e.test_kinds_planned import BREATHE, IFTHEN, PLAN, prompt
from tests.e2e.test_phone_layout import LONG, SIZES, measured, phone
from tests.needs import DEEP

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]

KEYBOARD = [(360, 300), (320, 240)]
"""What is left of a phone over its keyboard."""
KINDS: dict[str, Json] = {
    "scale": LONG,
    **{kind: chosen(step) for kind, step in CROWDED.items()},
    "text": WROTE,
    "list": LIST,
    "commit": COMMIT,
    "ifthen": prompt(IFTHEN),
    "plan": prompt(PLAN),
    "breathe": prompt(BREATHE),
}
UNDER_A_BAR = """() => [...document.querySelectorAll('.ask label, .ask button, .ask textarea, .ask input[type=text], .who-sees, .ask .note, .reply button')]
  .filter((one) => one.getBoundingClientRect().height && !one.closest('.unseen'))
  .filter((one) => {
    one.scrollIntoView({ block: 'nearest', behavior: 'instant' });
    const a = one.getBoundingClientRect();
    const bars = [...document.querySelectorAll('.help-bar, .reply')].filter((bar) => !bar.contains(one));
    return bars.some((bar) => {
      const b = bar.getBoundingClientRect();
      return a.height <= b.top && a.bottom > b.top + .5 && a.top < b.bottom - .5 && a.right > b.left && a.left < b.right;
    });
  }).map((one) => one.innerText || one.tagName)"""
NEAR = """() => {
  const all = [...document.querySelectorAll('.ask label:not(.label), .ask .btn, .place, .reply .btn')].filter((one) => one.getBoundingClientRect().height)
    .map((one) => [one.innerText, one.getBoundingClientRect()]);
  const near = [];
  all.forEach(([one, a], at) => all.slice(at + 1).forEach(([other, b]) => {
    const [x, y] = [Math.max(b.left - a.right, a.left - b.right), Math.max(b.top - a.bottom, a.top - b.bottom)];
    if (x < 11.5 && y < 11.5) near.push(`${one} / ${other}`);
  }));
  return near;
}"""


@pytest.mark.parametrize(
    ("lang", "big"), [("es", True), ("en", False), *([("en", True), ("es", False)] if DEEP else ())]
)
@pytest.mark.parametrize("kind", KINDS)
async def test_no_bar_lies_over_anything_to_choose(
    browser: Browser, stage: Stage, kind: str, lang: Lang, big: bool
) -> None:
    stage.lang = lang
    stage.scene = scene(visit=visit(KINDS[kind], who_sees="facilitator"))
    stage.mine = mine(lang=lang, mode="remote")
    page = await phone(browser, stage, f"/s/{SEAT}", big=big)
    for width, height in [*SIZES, *KEYBOARD]:
        await page.set_viewport_size({"width": width, "height": height})
        where = f"{kind} at {width}x{height}"
        assert await page.evaluate(UNDER_A_BAR) == [], where
        assert await page.evaluate(NEAR) == [], where
        await measured(page, where)
    await page.context.close()


@pytest.mark.parametrize("lang", ["en", "es"])
async def test_a_question_on_arrival_fits_with_all_that_stands_around_it(
    browser: Browser, stage: Stage, lang: Lang
) -> None:
    held = given(standing="answered", revision=1, answer={"kind": "scale", "number": 3})
    asked = [arriving(LONG, "in.one", given=held), arriving(LONG, "in.two", picture=PICTURE)]
    stage.lang, stage.scene = lang, scene(phase="gathering", visit=None)
    stage.mine = mine(lang=lang, mode="remote", given=None, arrival=asked)
    page = await phone(browser, stage, f"/s/{SEAT}", big=True)
    for width, height in [*SIZES, *KEYBOARD]:
        await page.set_viewport_size({"width": width, "height": height})
        assert await page.evaluate(UNDER_A_BAR) == []
        await measured(page, f"arrival at {width}x{height}")
    await page.context.close()


@pytest.mark.parametrize("kind", ["multi", "rank", "list", "plan", "check", "ifthen"])
async def test_what_is_missing_is_brought_into_view_on_a_long_list(browser: Browser, stage: Stage, kind: str) -> None:
    stage.scene = scene(visit=visit(KINDS[kind]))
    page = await phone(browser, stage, f"/s/{SEAT}", big=True)
    await page.set_viewport_size({"width": 320, "height": 460})
    await page.locator(".reply button").nth(1).click()
    alert = page.locator(".ask [role=alert]")
    await expect(alert).not_to_have_text("")
    await expect(alert).to_be_in_viewport(ratio=1)
    under: Any = await alert.evaluate(
        "one => one.getBoundingClientRect().bottom > document.querySelector('.help-bar').getBoundingClientRect().top"
    )
    assert not under
    await page.context.close()


LOOKS = """() => {
  const label = document.querySelector('.ask label:not(.label)');
  const { backgroundColor, boxShadow, borderColor, outlineStyle } = getComputedStyle(label);
  return { choice: [backgroundColor, boxShadow, borderColor], ring: outlineStyle };
}"""


async def look(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = await page.evaluate(LOOKS)
    return found


@pytest.mark.parametrize("kind", ["scale", "choice", "list", "commit"])
async def test_the_ring_of_the_keyboard_does_not_look_chosen(browser: Browser, stage: Stage, kind: str) -> None:
    stage.scene = scene(visit=visit(KINDS[kind]))
    page = await phone(browser, stage, f"/s/{SEAT}")
    plain = await look(page)
    assert plain["ring"] == "none"
    await page.locator(".reply button").nth(1).click()
    assert await look(page) == plain, "A finger that sends too early leaves something that looks chosen"
    await page.evaluate("document.activeElement.blur()")
    await page.keyboard.press("Tab")
    await page.locator(".ask input").first.focus()
    assert await look(page) == {**plain, "ring": "dashed"}
    await page.keyboard.press("Space")
    assert (await look(page))["choice"] != plain["choice"]
    await page.context.close()
