"""The way in on a bad network and a slow phone: what the form and the first question weigh, and when they can be used.

Chromium stands for the phone: 300 ms latency, 500 kbit/s both ways, a processor six times slower, nothing in its cache. It slows a socket's
handshake and not its frames. The server is ``goround serve`` in a process of its own; a facilitator lets everybody in at once.
"""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from playwright.async_api import Browser, BrowserContext, Page, async_playwright
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin

from bench.child import Server
from bench.stage import Link, scales, stage
from bench.table import against, table
from goround.catalog.load import load
from goround.domain.steps import AnyStep
from goround.runtime.clock import SystemClock
from goround.shipped import shipped
from tests.needs import PACKAGES, find

LATENCY_MS, BITS_A_SECOND, SLOWER = 300, 500_000, 6
USABLE_MS, ASKED_MS, MOST_BYTES, MOST_MODULES = 1_500, 1_000, 70_000, 12
MOST_ROUNDS = 5
"""One takes ten seconds."""
AT_THE_DOOR_S = 2.0
"""So long somebody waits at the door in the second way in."""
HEAD = (
    "first step", "bytes in all", "font", "scripts", "style sheets", "both pages", "modules",
    "form usable ms", "question after Join ms", "after being let in ms", "targets",
)  # fmt: skip
WATCHED = """
  new MutationObserver(() => {
    if (document.documentElement.dataset.script) window.usable ??= performance.now();
    if (window.drawn || !document.querySelector('#screen :is(.numbers, .options) input, #screen main.ask:not(.ask--calm, [aria-busy]) h1')) return;
    window.drawn = performance.now();
    requestAnimationFrame(() => setTimeout(() => { window.asked = Date.now(); }));
  }).observe(document, { subtree: true, childList: true, attributes: true });
  addEventListener('submit', () => sessionStorage.setItem('joined', Date.now()), true);
"""
FETCHED = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter(({ transferSize, startTime }) => transferSize > 0 && startTime >= (window.weighed ?? 0) && startTime < (window.drawn ?? Infinity))
  .map(({ name, encodedBodySize }) => [name, encodedBodySize])"""
"""What came over the wire since it was weighed last: the form's page becomes the seat's."""
SORTS = {".js": "scripts", ".css": "style sheets", ".woff2": "font"}


@dataclass
class Found:
    """One way in."""

    usable: float
    asked: float
    sizes: Counter[str] = field(default_factory=Counter)
    modules: int = 0


def measure(folder: Path, rounds: int) -> str:
    """A table with a row for each kind of first step."""
    chromium = find("chromium")
    if chromium is None:
        return f"There is no chromium here: sudo apt-get install {PACKAGES['chromium']}"
    slide = next(step for step in load(shipped("curricula/examples") / "slide.yaml").steps if step.kind == "slide")
    steps: dict[str, Sequence[AnyStep]] = {
        "question on arrival": load(shipped("curricula") / "blk-checkin-process.yaml").steps,
        "scale": scales(2),
        "slide": (slide, *scales(1)),
    }
    rows = []
    for number, (what, agenda) in enumerate(steps.items()):
        place = folder / str(number)
        place.mkdir()
        [room] = stage(place / "stage", place / "site.key", [0], agenda)
        with Server(place / "stage", place / "site.key") as server:
            at_once, later = asyncio.run(_ways_in(chromium, server.address, room.console, min(rounds, MOST_ROUNDS)))
        rows.append(_row(what, at_once, later))
    return table(HEAD, rows)


async def _ways_in(chromium: Path, address: str, console: Link, rounds: int) -> tuple[list[Found], list[Found]]:
    """So many who are let in at once and so many who wait at the door, in turns, after one of each that is not counted."""
    at_once, later = [], []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for number in range(rounds + 1):
            at_once.append(await _come_in(browser, address, console, f"Ana {number}", 0))
            later.append(await _come_in(browser, address, console, f"Ben {number}", AT_THE_DOOR_S))
        await browser.close()
    return at_once[1:], later[1:]


def _row(what: str, at_once: list[Found], later: list[Found]) -> tuple[str, ...]:
    usable, asked = median(one.usable for one in at_once + later), median(one.asked for one in at_once)
    sizes, modules = at_once[-1].sizes, max(one.modules for one in at_once)
    in_all = sum(sizes.values())
    targets = (
        against(in_all <= MOST_BYTES, f"{MOST_BYTES:,} bytes"),
        against(modules <= MOST_MODULES, f"{MOST_MODULES} modules"),
        against(usable <= USABLE_MS, f"{USABLE_MS:,} ms"),
        against(asked <= ASKED_MS, f"{ASKED_MS:,} ms"),
    )
    parts = (f"{sizes[sort]:,}" for sort in ("font", "scripts", "style sheets", "pages"))
    let_in = f"{median(one.asked for one in later):,.0f}"
    return (what, f"{in_all:,}", *parts, str(modules), f"{usable:,.0f}", f"{asked:,.0f}", let_in, "; ".join(targets))


async def _come_in(browser: Browser, address: str, console: Link, name: str, at_the_door: float) -> Found:
    """Somebody new fills in the form and is let in, at once or after a while at the door."""
    context = await browser.new_context(viewport={"width": 360, "height": 740}, service_workers="block")
    try:
        async with _facilitator(address, console, at_the_door) as (code, let_in):
            page = await _slow_phone(context)
            await page.goto(address)
            await page.wait_for_function(
                "() => window.usable && performance.getEntriesByName('first-contentful-paint').length"
            )
            painted = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
            usable: float = await page.evaluate(f"Math.max(window.usable, {painted})")
            await page.fill("#code", code)
            await page.fill("#name", name)
            # A person takes longer for a name than the phone for what it fetches meanwhile.
            await page.wait_for_load_state("networkidle")
            found = Found(usable, 0)
            await _weigh(page, found)
            await page.click(".form .btn--main")
            await page.wait_for_function("() => window.asked", timeout=60_000)
            asked, joined = await page.evaluate("[window.asked, Number(sessionStorage.getItem('joined'))]")
            found.asked = asked - (let_in[0] if at_the_door else joined)
            found.modules = await _weigh(page, found)
            return found
    finally:
        await context.close()


async def _slow_phone(context: BrowserContext) -> Page:
    page = await context.new_page()
    await page.add_init_script(WATCHED)
    tools = await context.new_cdp_session(page)
    speed = BITS_A_SECOND / 8
    await tools.send("Network.enable")
    await tools.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY_MS, "downloadThroughput": speed, "uploadThroughput": speed},
    )
    await tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


async def _weigh(page: Page, found: Found) -> int:
    """Add what came over the wire for this page; gives how many modules it asked for, fetched before or now."""
    for name, size in await page.evaluate(FETCHED):
        found.sizes[SORTS.get(Path(name).suffix, "pages")] += size
    await page.evaluate("window.weighed = performance.now()")
    asked_for = "performance.getEntriesByType('resource').filter(({ name, startTime }) => name.endsWith('.js') && startTime < window.drawn)"
    modules: int = await page.evaluate(f"new Set({asked_for}.map(({{ name }}) => name)).size")
    return modules


@asynccontextmanager
async def _facilitator(address: str, console: Link, after: float) -> AsyncIterator[tuple[str, list[int]]]:
    """Lets in whoever stands at the door, after a while; gives the code of the session, and when that was."""
    path, cookie = console
    let_in: list[int] = []
    line = connect(
        address.replace("http", "ws", 1) + path,
        origin=Origin(address),
        additional_headers={"Cookie": cookie},
        compression=None,
        proxy=None,
        max_size=None,
    )
    async with line as socket, asyncio.TaskGroup() as group:
        first = json.loads(await socket.recv())
        task = group.create_task(_open_the_door(socket, let_in, after))
        yield first["scene"]["code"], let_in
        task.cancel()


async def _open_the_door(socket: ClientConnection, let_in: list[int], after: float) -> None:
    clock = SystemClock()
    async for text in socket:
        message: dict[str, Any] = json.loads(text)
        if message["type"] != "show":
            continue
        waiting = [one["seat"] for one in message["scene"]["people"] if one["standing"] == "door"]
        if not waiting:
            continue
        await asyncio.sleep(after)
        let_in.append(clock.now())
        ask = {"ref": f"bench{clock.now()}:{len(let_in)}", "command": {"type": "admit", "seats": waiting}}
        await socket.send(json.dumps(ask))
