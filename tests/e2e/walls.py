"""Every moment of every curriculum on the room's screen, what must stand there, and what can be measured of how it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.async_api import Page

from goround.catalog.load import load
from goround.review.preview import play, stages
from tests.e2e.measured import DRAWN
from tests.e2e.stage_door import StageDoor
from tests.e2e.staged_scenes import NOW, Scene

CURRICULA = Path(__file__).parents[2] / "curricula"
NO_CURRICULA = {"facts", "words"}
SPEECH = {"en": ("en",), "es": ("es",), "both": ("en", "es")}
SENTENCE_ENDS = re.compile(r"(?<=[.!?])\s+")
"""Two languages side by side may go on sentence by sentence."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A step as the room sees it, before or after what came together is shown."""

    name: str
    scene: Scene

    @property
    def prompt(self) -> dict[str, Any]:
        asks: dict[str, Any] = self.scene["visit"]["prompt"]
        return asks

    @property
    def results(self) -> dict[str, Any] | None:
        shown: dict[str, Any] | None = self.scene["visit"]["results"]
        return shown

    def must_say(self, lang: str) -> list[str]:
        """What must be there to read in this language."""
        prompt = self.prompt
        said = [prompt.get("heading") or prompt["question"]]
        if prompt["kind"] == "check" and not self.results:
            said += [item["question"] for item in prompt["items"]]
        if prompt["kind"] == "plan":
            said += [field["label"] for field in prompt["fields"]]
        if prompt["kind"] == "breathe" and prompt["text"]:
            said.append(prompt["text"])
        if self.results:
            said += _counted(prompt, self.results)
        lines = [_in(words, lang) for words in said]
        if prompt["kind"] in ("slide", "goround", "openfloor") and prompt["text"]:
            lines += [line for block in prompt["text"].get(lang) or prompt["text"]["en"] for line in _lines(block)]
        return [*lines, *((self.results or {}).get("texts", ()))]


def _counted(prompt: dict[str, Any], results: dict[str, Any]) -> list[dict[str, Any]]:
    """The words beside the counts."""
    match prompt["kind"]:
        case "choice" | "multi" | "rank":
            return [option["words"] for option in prompt["options"]]
        case "list" | "commit":
            return [option["words"] for option in prompt["suggestions"] if results["counts"].get(option["id"])]
        case "check":
            return [item["question"] for item in prompt["items"]]
        case _:
            return []


def _in(words: dict[str, Any], lang: str) -> str:
    said: str = words.get(lang) or words["en"]
    return said


def _lines(block: dict[str, Any]) -> list[str]:
    parts = block["items"] if block["kind"] == "list" else [block["runs"]]
    return [sentence for runs in parts for sentence in SENTENCE_ENDS.split("".join(run["words"] for run in runs))]


SHELVES = [*sorted(one.name for one in CURRICULA.glob("*.yaml") if one.stem not in NO_CURRICULA), "examples"]
"""Every curriculum, and the examples together."""


def every_moment(shelf: str) -> Iterator[Moment]:
    """Every step that a room's screen shows, asked and with what came together."""
    for path in sorted((CURRICULA / shelf).glob("*.yaml")) if shelf == "examples" else [CURRICULA / shelf]:
        curriculum = load(path)
        for step in curriculum.steps:
            if step.arrival:
                continue
            for stage in stages(step):
                scene = play(curriculum, step.id, stage, "es", NOW, ()).seen("display").scene
                drawn = scene.model_dump(mode="json")
                if drawn["visit"] is not None and stage != "answered":
                    yield Moment(f"{path.stem}.{step.id} {stage}", drawn)


async def comes(page: Page, door: StageDoor, scene: Scene) -> None:
    """This scene is shown in the place of another step's."""
    await page.evaluate("document.querySelector('.wall-main').former = true")
    await door.push(scene)
    await page.wait_for_function(
        "() => { const main = document.querySelector('.wall-main'); return main && !main.former && main.querySelector('h1'); }"
    )
    await drawn(page)


async def drawn(page: Page) -> None:
    """Once the screen stands still: what was tried and did not fit is gone."""
    await page.evaluate("document.fonts.ready")
    before = None
    for _ in range(40):
        await page.evaluate(DRAWN)
        after = await page.evaluate("document.getElementById('screen').innerHTML")
        if after == before:
            return
        before = after
    raise AssertionError("The room's screen does not come to rest.")


WALL = """() => {
  const wall = document.querySelector('.wall'), main = wall.querySelector('.wall-main'), foot = wall.querySelector('.wall-foot');
  const least = Math.min(innerHeight, innerWidth / 1.25) / 20 - .2;
  const texts = [...wall.querySelectorAll('*')].filter((one) => !one.closest('.unseen, title')
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  const size = (one) => parseFloat(getComputedStyle(one).fontSize) * (one.closest('svg') ? one.getScreenCTM().d : 1);
  const words = (one) => one.textContent.trim().slice(0, 40);
  const of = (token) => { const one = document.createElement('i'); one.style.color = `var(${token})`; document.body.append(one); const { color } = getComputedStyle(one); one.remove(); return color; };
  const inks = ['--ink', '--act', '--card'].map(of);
  const ink = (one) => { const { color, fill } = getComputedStyle(one); return one.closest('svg') ? fill : color; };
  // Each line of each text: no two lie over each other.
  const lines = texts.flatMap((one) => [...one.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim()).flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...range.getClientRects()].map((box) => ({ box, one }));
  }));
  const over = [];
  lines.forEach(({ box: a, one }, at) => lines.slice(at + 1).forEach(({ box: b, one: other }) => {
    const [wide, high] = [Math.min(a.right, b.right) - Math.max(a.left, b.left), Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)];
    if (wide > 2 && high > .35 * Math.min(a.height, b.height)) over.push(`${words(one)} / ${words(other)}`);
  }));
  const box = main.getBoundingClientRect();
  return {
    small: texts.filter((one) => size(one) < least).map((one) => `${Math.round(size(one))}: ${words(one)}`),
    pale: texts.filter((one) => !inks.includes(ink(one))).map(words),
    outside: lines.filter(({ box: at }) => at.left < 0 || at.right > innerWidth || at.top < 0 || at.bottom > innerHeight).map(({ one }) => words(one)),
    over,
    onFoot: foot ? box.bottom > foot.getBoundingClientRect().top + 1 : false,
    aboveIt: box.top < 0,
    scrolls: document.documentElement.scrollHeight > innerHeight + 1 || document.documentElement.scrollWidth > innerWidth + 1,
  };
}"""
"""Everything that is wrong with how a wall stands."""

WELL = {"small": [], "pale": [], "outside": [], "over": [], "onFoot": False, "aboveIt": False, "scrolls": False}
SAID = "() => document.querySelector('.wall').textContent.replace(/\\s+/g, ' ')"
PAGES = "() => { const end = document.querySelector('.wall-foot .end'); return end ? Number(end.textContent.split('/')[1]) : 1; }"


async def looked_over(page: Page) -> tuple[dict[str, Any], str]:
    """What is wrong on any page of this wall, and all the words of its pages."""
    wrong: dict[str, Any] = {}
    said: list[str] = []
    pages: int = await page.evaluate(PAGES)
    for at in range(pages):
        if at:
            await page.keyboard.press("PageDown")
        await drawn(page)
        found: dict[str, Any] = await page.evaluate(WALL)
        wrong |= {f"{name} on page {at + 1}": value for name, value in found.items() if value != WELL[name]}
        said.append(await page.evaluate(SAID))
    return wrong, " ".join(said)
