"""What no single step shows: coming in, alerts, turns, the room's own cards, the console of an evening, and the pages of staff, one sheet each."""

import io
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from PIL import Image
from playwright.async_api import Browser, BrowserContext

from goround.domain.base import Lang
from tests.e2e.phone_stage import BREAK, QUESTION, ROUND, SEAT, Stage, alarm, arriving, mine, scene, staged, turn, visit
from tests.e2e.stage_door import StageDoor, opened
from tests.e2e.staged_scenes import NOW, asked, wall
from tests.e2e.staged_words import WROTE
from tests.e2e.walls import drawn

Json = dict[str, Any]
SIZES = {"phone": (360, 740), "console": (1180, 820), "staff": (1180, 1100), "wall": (1920, 1080)}
THEMES = [{"words": words, "pieces": pieces} for words, pieces in (("Family", 5), ("Walking", 3), ("Prayer", 2))]
ASKED_ALOUD = {"en": "Who comes first for you tonight?", "es": "¿Quién va primero para ti esta noche?"}


@dataclass(frozen=True)
class Moment:
    """One screen at one moment, and what is tapped on it before the picture is taken."""

    screen: str
    name: str = ""
    scene: Json = field(default_factory=dict)
    mine: Json = field(default_factory=dict)
    taps: str | None = None
    """The key of the word on a button that is pressed first."""


def on_phone(prompt: Json | None = None, **own: Any) -> Moment:
    """A phone while the room is at this prompt."""
    shown = visit(prompt, who_sees=None if prompt else "facilitator")
    return Moment("phone", scene=scene(visit=shown), mine=own)


def on_wall(**changes: Any) -> Moment:
    """The room's screen."""
    return Moment("wall", scene=wall(**changes))


def wrote(**shown: Any) -> Json:
    """The wall of what people wrote."""
    results = {"kind": "text", "answers": 11, "texts": ["My dog waits for me", "music", "Music"], "themes": THEMES}
    return asked(number=5, prompt=WROTE, who_sees="anonymous", open=False, results=results, **shown)


def spoken(prompt: Json) -> Json:
    """The room at something that asks no screen for an answer."""
    return asked(number=6, prompt=prompt, who_sees=None, open=False, since=NOW)


ARRIVING = [arriving(QUESTION, "arrive.craving"), arriving({**QUESTION, "question": ASKED_ALOUD}, "arrive.mood")]
MOMENTS: Mapping[str, tuple[Moment, ...]] = {
    "arrival": (
        on_phone(arrival=ARRIVING),
        on_phone(alarm=alarm()),
        on_phone(alarm=alarm("unseen")),
        Moment("console", "arrivals"),
        on_wall(phase="gathering", visit=None, code="LAMP27"),
        on_wall(code="LAMP27"),
    ),
    "turns": (
        on_phone(ROUND, turn=turn("to_come", 3)),
        on_phone(ROUND, turn=turn("to_come", 0)),
        on_phone(ROUND, turn=turn("speaking")),
        Moment("console", "go_round"),
        on_wall(visit=spoken(ROUND)),
        on_wall(visit=spoken(BREAK)),
    ),
    "evening": (
        on_phone(BREAK),
        Moment("console", "running", taps="console.cover"),
        Moment("console", "locked"),
        on_wall(visit=wrote()),
        on_wall(phase="paused"),
    ),
    "staff": (Moment("staff", "home"), Moment("staff", "facts")),
}
"""Every sheet by its name."""


@asynccontextmanager
async def stages() -> AsyncIterator[tuple[StageDoor, Stage]]:
    """The staged console, room's screen and pages of staff, and a staged phone."""
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(opened()), await stack.enter_async_context(staged())


async def pictured(browser: Browser, name: str, lang: Lang, theme: str) -> list[tuple[Moment, Image.Image]]:
    """The screens of one sheet in one language and light."""
    scheme: Any = "dark" if theme == "night" else "light"
    async with stages() as (door, phone):
        made = []
        for moment in MOMENTS[name]:
            width, height = SIZES[moment.screen]
            context = await browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                reduced_motion="reduce",
                service_workers="block",
            )
            made.append((moment, await taken(context, moment, lang, theme, door, phone)))
            await context.close()
        return made


async def taken(
    context: BrowserContext, moment: Moment, lang: Lang, theme: str, door: StageDoor, phone: Stage
) -> Image.Image:
    """The picture of one moment, in a browser's context of its own."""
    page = await context.new_page()
    match moment.screen:
        case "phone":
            phone.lang, phone.scene, phone.mine = lang, moment.scene, mine(**{"lang": lang, **moment.mine})
            await page.goto(f"{phone.address}/s/{SEAT}")
        case "wall":
            await page.goto(f"{door.address}/display/join")
            await page.locator(".code").wait_for()
            await door.push({**moment.scene, "speech": lang, "dark": theme == "night"})
        case "console":
            await page.goto(f"{door.address}/staff/s/{moment.name}?lang={lang}")
        case _:
            await page.goto(f"{door.address}/page/{moment.name}?lang={lang}")
    await page.locator("h1, h2, #next").first.wait_for()
    if moment.taps:
        await page.get_by_role("button", name=door.catalogues.speak(lang)(moment.taps), exact=True).first.click()
    if moment.screen == "staff":
        await page.evaluate("document.fonts.ready")
    else:
        await drawn(page)
    return Image.open(io.BytesIO(await page.screenshot())).convert("RGB")
