"""Breathing together: every screen is at the same place of the same breath, nothing jumps, and nobody has to fill anything in."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from goround.domain.steps.breathe import BreatheAnswer
from tests.e2e.phone_stage import Stage
from tests.e2e.staged_scenes import NOW
from tests.e2e.test_kinds_planned import BREATHE, prompt, stepped, tab_to, taken
from tests.e2e.test_phone_answers import open_phone, reads

pytestmark = pytest.mark.browser

AIR = "document.querySelector('.breath-air').style.transform"


@pytest_asyncio.fixture
async def page(browser: Browser) -> AsyncIterator[Page]:
    context = await browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    opened = await context.new_page()
    yield opened
    await context.close()


async def test_who_takes_part_has_nothing_to_fill_in(page: Page, stage: Stage) -> None:
    stage.scene = stepped(BREATHE, since=stage.now())
    await open_phone(page, stage)
    pace = "Breathe in: 4 seconds. Hold: 1 second. Breathe out: 6 seconds. Rest: 1 second. 3 breaths."
    await expect(page.get_by_role("img", name=pace)).to_be_visible()
    await expect(page.locator("main")).not_to_contain_text("Eyes open is fine.")  # the author's own words say how
    await tab_to(page, "I took part")
    await page.keyboard.press("Enter")
    await reads(page, "Saved. Look up.")
    assert taken(BREATHE, stage) == BreatheAnswer(took_part=True)


async def test_without_words_of_its_own_it_says_that_eyes_may_stay_open(page: Page, stage: Stage) -> None:
    stage.scene = stepped(BREATHE.model_copy(update={"text": None}), since=stage.now())
    await open_phone(page, stage)
    await expect(page.locator("main")).to_contain_text("Eyes open is fine. You can just sit.")


STEPS_OF_FRAMES = """() => {
  const size = () => parseFloat(document.querySelector('.breath-air').style.transform.slice(6));
  let former = size();
  window.steps = [];
  const look = () => { steps.push(Math.abs(size() - former)); former = size(); requestAnimationFrame(look); };
  requestAnimationFrame(look);
}"""
DRAW = """async ({ ui, kind, part, prompt, elapsed, off }) => {
  const [{ html, render }, { [part]: Part }] = await Promise.all([import(ui), import(kind)]);
  window.off = off;
  const beat = { since: elapsed === null ? null : Date.now() + off - elapsed, now: () => Date.now() + window.off };
  document.body.replaceChildren(Object.assign(document.createElement('main'), { id: 'here' }));
  render(html`<${Part} prompt="${prompt}" beat="${beat}" chosen="${null}" choose="${() => undefined}" />`, document.getElementById('here'));
}"""


async def breathing(page: Page, stage: Stage, part: str, elapsed: int | None, off: int = 0) -> None:
    """One screen's part alone, on a device whose clock the test turns and which is ``off`` by so much."""
    await page.goto(f"{stage.address}/bye")
    kind = "steps/shown/breathe.js" if part == "Wall" else "steps/breathe.js"
    urls = {"ui": stage.assets.url("vendor/ui.js"), "kind": stage.assets.url(kind)}
    facts = {"part": part, "prompt": prompt(BREATHE), "elapsed": elapsed, "off": off}
    await page.evaluate(DRAW, {**urls, **facts})


async def stop_clock(page: Page) -> None:
    await page.clock.install(time=NOW)
    await page.goto("about:blank")
    await page.clock.pause_at(NOW + 60_000)


async def told(page: Page) -> tuple[str, float]:
    words = " ".join(await page.locator(".breath-words > *").all_inner_texts()).strip()
    return words, float(str(await page.evaluate(AIR)).strip("scale()"))


async def test_two_screens_with_the_same_beat_show_the_same(browser: Browser, stage: Stage, page: Page) -> None:
    other = await browser.new_page()
    await stop_clock(page)
    await stop_clock(other)
    await breathing(page, stage, "Ask", elapsed=900)
    await breathing(other, stage, "Wall", elapsed=900, off=200_000)
    seen = []
    for _ in range(12):
        await page.clock.run_for(1_000)
        await other.clock.run_for(1_000)
        (words, size), (elsewhere, its_size) = await told(page), await told(other)
        assert words == elsewhere
        assert size == pytest.approx(its_size, abs=0.01), "They are a frame apart or more"
        seen.append((words, size))
    parts = ["breathe_in"] * 3 + ["hold"] + ["out"] * 6 + ["rest", "breathe_in"]
    assert [words.split()[0] for words, _ in seen] == [f"breathe.{part}" for part in parts]
    assert [words.split()[1] for words, _ in seen] == list("234112345611")
    sizes = [size for _, size in seen]
    assert sizes[3] == max(sizes) == pytest.approx(1, abs=0.01)
    assert sizes[:4] == sorted(sizes[:4]) and sizes[4:10] == sorted(sizes[4:10], reverse=True)
    await other.close()


async def test_a_clock_that_is_set_right_makes_no_jump(page: Page, stage: Stage) -> None:
    await stop_clock(page)
    await breathing(page, stage, "Ask", elapsed=900)
    await page.evaluate(STEPS_OF_FRAMES)
    for off, there in ((700, "breathe.out 1"), (-400, "breathe.out 3"), (5_000, "breathe.hold 1")):
        await page.evaluate("off => { window.off = off; }", off)
        await page.clock.run_for(3_500)
        assert (await told(page))[0] == there, "It did not catch up"
    steps = await page.evaluate("steps")
    assert len(steps) > 500 and max(steps) > 0.001, "Nothing moved"
    assert max(steps) <= 0.012, "The circle jumped"


async def test_a_breath_rests_before_it_begins_and_after_the_last_one(page: Page, stage: Stage) -> None:
    await stop_clock(page)
    await breathing(page, stage, "Ask", elapsed=None)
    await page.clock.run_for(5_000)
    assert await told(page) == ("breathe.before", 0.62)
    await breathing(page, stage, "Ask", elapsed=3 * 12_000 - 1_500)
    await expect(page.locator(".breath-side")).not_to_contain_text("breathe.last")
    await page.clock.run_for(2_000)
    await expect(page.locator(".breath-side")).to_contain_text("breathe.last")
    await expect(page.locator("#announcer")).to_have_text("breathe.last")
    assert await told(page) == ("", 0.62)


async def test_nothing_moves_for_who_wants_that_and_the_count_is_not_spoken(page: Page, stage: Stage) -> None:
    await page.emulate_media(reduced_motion="reduce")
    await page.add_init_script(
        "window.spoken = []; new MutationObserver((all) => all.forEach(({ target, addedNodes }) => {"
        " if (target.closest?.('[aria-live], [role=status], [role=alert]')) addedNodes.forEach((node) => spoken.push(node.textContent)); }))"
        ".observe(document, { subtree: true, childList: true, characterData: true })"
    )
    stage.scene = stepped(BREATHE, since=stage.now())
    await open_phone(page, stage)
    await page.evaluate(
        "window.widths = new Set(); setInterval(() => widths.add(document.querySelector('.breath-air').style.transform), 20)"
    )
    await page.wait_for_function("() => widths.size > 2")
    widths = [float(str(width).strip("scaleX()")) for width in await page.evaluate("[...widths]")]
    assert set(widths) <= {n / 4 for n in range(5)} | {round(n / 6, 6) for n in range(7)}, (
        "It moves between two seconds"
    )
    assert await page.evaluate("document.getAnimations().length") == 0
    assert not [words for words in await page.evaluate("spoken") if words.strip()]
