"""``make screens``: every kind of step on phone, console and room's screen, and the moments of an evening, in both languages, by day and by
night, one sheet each."""

import asyncio
import io
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from socket import create_server

from aiohttp import web
from PIL import Image, ImageDraw, ImageFont
from playwright.async_api import Browser, Page, async_playwright

from goround.catalog.load import load
from goround.catalog.skeletons import STEPS
from goround.domain.base import Lang
from goround.review.preview import stages
from goround.runtime.clock import SystemClock
from goround.shipped import shipped
from goround.web.previewed_file import build_preview
from tests.needs import PACKAGES, find
from tools.moments import MOMENTS, pictured

CHECKOUT = Path(__file__).parents[1]
OUT = CHECKOUT / "docs" / "screens"
SIZES = {"participant": (360, 740), "facilitator": (1180, 820), "display": (1920, 1080)}
ROWS: tuple[tuple[Lang, str], ...] = (("en", "day"), ("en", "night"), ("es", "day"), ("es", "night"))
HIGH, GAP, LINE = 560, 14, 30
MOST_BYTES = 250_000
PAPER, INK = "#d9d6cf", "#22282b"
DRAWN_MS, BREATHS_IN_MS = 200, 3_000
"""How long a screen is let be before its picture is taken: until it stands still, or, where it moves, until it has begun to."""


class Evening(SystemClock):
    """The same hour in every picture."""

    def now(self) -> int:
        """Half past six on a Tuesday in November."""
        return int(datetime(2026, 11, 24, 18, 30, tzinfo=UTC).timestamp() * 1000)


@dataclass(frozen=True)
class Shot:
    """One screen at one stage of the step."""

    screen: str
    stage: str


async def main() -> int:
    """Draw the sheets that are named, or all."""
    chromium = find("chromium")
    if chromium is None:
        print(f"There is no chromium here: sudo apt-get install {PACKAGES['chromium']}")
        return 1
    OUT.mkdir(exist_ok=True)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name in sys.argv[1:] or (*STEPS, *MOMENTS):
            sheet = await (moments(browser, name) if name in MOMENTS else drawn(browser, name))
            path = OUT / f"{name}.webp"
            path.write_bytes(small(sheet))
            print(f"{path.relative_to(CHECKOUT)}: {sheet.width}x{sheet.height}, {path.stat().st_size // 1000} kB")
        await browser.close()
    return 0


async def drawn(browser: Browser, kind: str) -> Image.Image:
    """The sheet of one kind: a row for each language and light."""
    path = shipped("curricula") / "examples" / f"{kind}.yaml"
    step = load(path).steps[1]
    seen = stages(step)
    shots = [Shot("participant", stage) for stage in seen[:2]] + [Shot("facilitator", seen[-1])]
    rooms = [Shot("display", stage) for stage in dict.fromkeys((seen[0], seen[-1] if step.shared else seen[0]))]
    rows = []
    async with served(path) as address, opened(browser, moving=kind == "breathe") as pages:
        for lang, theme in ROWS:
            pictures = {}
            for shot in (*shots, *rooms):
                where = f"{address}/screen/{step.id}/{shot.stage}/{shot.screen}/{lang}?theme={theme}"
                pictures[shot] = await taken(
                    pages[shot.screen], where, BREATHS_IN_MS if kind == "breathe" else DRAWN_MS
                )
            rows.append(row([pictures[shot] for shot in shots], [pictures[shot] for shot in rooms]))
    return sheet(kind, rows)


async def moments(browser: Browser, name: str) -> Image.Image:
    """A sheet of an evening's moments: a row for each language and light."""
    rows = []
    for lang, theme in ROWS:
        taken = await pictured(browser, name, lang, theme)
        screens = [picture for moment, picture in taken if moment.screen != "wall"]
        rows.append(row(screens, [picture for moment, picture in taken if moment.screen == "wall"]))
    return sheet(name, rows)


@asynccontextmanager
async def served(path: Path) -> AsyncIterator[str]:
    """The preview of this file, on a free port of this machine."""
    listening = create_server(("127.0.0.1", 0))
    runner = web.AppRunner(build_preview(path, shipped("client_web"), Evening()), access_log=None)
    await runner.setup()
    await web.SockSite(runner, listening).start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    await runner.cleanup()


@asynccontextmanager
async def opened(browser: Browser, *, moving: bool) -> AsyncIterator[dict[str, Page]]:
    """A page of the right size for each screen. Only what is about movement may move."""
    context = await browser.new_context(reduced_motion="no-preference" if moving else "reduce")
    faults: list[str] = []
    pages = {}
    for screen, (width, height) in SIZES.items():
        pages[screen] = await context.new_page()
        pages[screen].on("pageerror", lambda error: faults.append(str(error)))
        await pages[screen].set_viewport_size({"width": width, "height": height})
    yield pages
    await context.close()
    if faults:
        raise SystemExit(f"A screen threw. {faults[0]}")


async def taken(page: Page, where: str, after_ms: int) -> Image.Image:
    """A picture of one screen, once everything on it is drawn."""
    await page.goto(where, wait_until="load")
    await page.locator("#screen :is(h1, h2)").first.wait_for()
    await page.evaluate("() => document.fonts.ready.then(() => true)")
    await page.wait_for_timeout(after_ms)
    return Image.open(io.BytesIO(await page.screenshot())).convert("RGB")


def row(one_by_one: list[Image.Image], rooms: list[Image.Image]) -> Image.Image:
    """Phones and console side by side, the rooms one below the other."""
    room_high = (HIGH - GAP) // 2
    parts = [scaled(picture, HIGH) for picture in one_by_one]
    walls = [scaled(picture, room_high) for picture in rooms]
    width = sum(part.width for part in parts) + GAP * (len(parts) - 1) + (GAP + walls[0].width if walls else 0)
    made = Image.new("RGB", (width, HIGH), PAPER)
    left = 0
    for part in parts:
        made.paste(part, (left, 0))
        left += part.width + GAP
    for place, wall in enumerate(walls):
        made.paste(wall, (left, place * (room_high + GAP)))
    return made


def scaled(picture: Image.Image, high: int) -> Image.Image:
    """The picture this high."""
    return picture.resize((round(picture.width * high / picture.height), high), Image.Resampling.LANCZOS)


def sheet(kind: str, rows: list[Image.Image]) -> Image.Image:
    """The rows below one another, each under its name."""
    width, each = rows[0].width + 2 * GAP, HIGH + LINE + GAP
    made = Image.new("RGB", (width, each * len(rows) + GAP), PAPER)
    pen, font = ImageDraw.Draw(made), ImageFont.load_default(size=18)
    for place, (picture, (lang, theme)) in enumerate(zip(rows, ROWS, strict=True)):
        top = GAP + place * each
        pen.text((GAP, top), f"{kind}: {'English' if lang == 'en' else 'Spanish'}, by {theme}", INK, font)
        made.paste(picture, (GAP, top + LINE))
    return made


def small(made: Image.Image) -> bytes:
    """The sheet as good as it can be in its size."""
    for quality in range(88, 20, -6):
        out = io.BytesIO()
        made.save(out, "WEBP", quality=quality, method=6)
        if out.tell() <= MOST_BYTES:
            return out.getvalue()
    raise SystemExit(f"{re.sub(r'0{3}$', '', str(MOST_BYTES))} kB are not enough for a sheet of {made.size}.")


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
