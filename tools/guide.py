"""``make guide``: the pictures of the facilitator's guide, drawn by the screens themselves."""

import asyncio
import sys
from pathlib import Path

from PIL import Image
from playwright.async_api import async_playwright

from tests.e2e.phone_stage import QUESTION, mine, visit
from tests.e2e.phone_stage import scene as phone_scene
from tests.e2e.staged_scenes import wall
from tests.needs import PACKAGES, find
from tools.moments import SIZES, Moment, stages, taken

OUT = Path(__file__).parents[1] / "docs" / "guide"
WIDE, NARROW = 1000, 360
PICTURES = {
    "home": Moment("staff", "home"),
    "arriving": Moment("console", "arrivals"),
    "question": Moment("console", "running"),
    "round": Moment("console", "go_round"),
    "locked": Moment("console", "locked"),
    "facts": Moment("staff", "facts"),
    "phone": Moment("phone", scene=phone_scene(visit=visit(QUESTION)), mine=mine()),
    "wall": Moment("wall", scene=wall()),
}
"""Each picture by its name: English, by day."""


async def main() -> int:
    """Draw them all."""
    chromium = find("chromium")
    if chromium is None:
        print(f"There is no chromium here: sudo apt-get install {PACKAGES['chromium']}")
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    async with async_playwright() as playwright, stages() as (door, phone):
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, moment in PICTURES.items():
            width, height = SIZES[moment.screen]
            context = await browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme="light",
                reduced_motion="reduce",
                service_workers="block",
            )
            picture = await taken(context, moment, "en", "day", door, phone)
            await context.close()
            wide = NARROW if moment.screen == "phone" else WIDE
            picture.resize((wide, round(picture.height * wide / picture.width)), Image.Resampling.LANCZOS).save(
                OUT / f"{name}.webp", quality=82, method=6
            )
        await browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
