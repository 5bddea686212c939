"""What can be measured of a drawn page: what overlaps, what is too small, what is out of sight, and what axe minds."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page

AXE = (Path(__file__).parents[1] / "vendor/axe.min.js").read_text()

MEASURES = """least => {
  // What of an element is really in sight: its box, less what its scrolling parents and the window cut off.
  const seen = (one) => {
    const box = one.getBoundingClientRect();
    let { left, top, right, bottom } = box;
    for (let up = one.parentElement; up; up = up.parentElement) {
      if (!/auto|hidden|scroll/.test(getComputedStyle(up).overflow)) continue;
      const cut = up.getBoundingClientRect();
      left = Math.max(left, cut.left); top = Math.max(top, cut.top); right = Math.min(right, cut.right); bottom = Math.min(bottom, cut.bottom);
    }
    right = Math.min(right, innerWidth); bottom = Math.min(bottom, innerHeight);
    return { left, top, right, bottom, there: right - left > 1 && bottom - top > 4 };
  };
  const words = (one) => (one.textContent.trim() || one.id || one.tagName).slice(0, 40);
  const shown = (one) => { const box = one.getBoundingClientRect(); return box.width > 1 && box.height > 1 && !one.closest('.unseen'); };
  const targets = [...document.querySelectorAll('button, a, input:not([type=hidden]), summary, .choice')]
    .filter((one) => shown(one) && !(one.tagName === 'INPUT' && one.closest('label')));
  const texts = [...document.querySelectorAll('#screen *')].filter((one) => shown(one) && !one.closest('svg')
    && [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  const areas = [...document.querySelectorAll('.console-head, .agenda, .stage, .live, .foot, .shelf')].filter(shown);
  const apart = (a, b) => a.right <= b.left + .5 || b.right <= a.left + .5 || a.bottom <= b.top + .5 || b.bottom <= a.top + .5;
  const overlapping = (all) => {
    const found = [];
    const boxes = all.map((one) => [one, seen(one)]).filter(([, box]) => box.there);
    boxes.forEach(([one, a], place) => boxes.slice(place + 1).forEach(([other, b]) => {
      if (!one.contains(other) && !other.contains(one) && !apart(a, b)) found.push(`${words(one)} / ${words(other)}`);
    }));
    return found;
  };
  const covered = targets.filter((one) => {
    const box = seen(one);
    if (!box.there) return false;
    const on = document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2);
    return on !== one && !one.contains(on);
  });
  const next = document.getElementById('next');
  const at = next && next.getBoundingClientRect();
  return {
    overlapping: [...overlapping(targets), ...overlapping(texts), ...overlapping(areas)],
    covered: covered.map(words),
    small: targets.filter((one) => one.getBoundingClientRect().height < least - .5 || one.getBoundingClientRect().width < least - .5).map(words),
    cut: targets.filter((one) => one.matches('.btn') && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)).map(words),
    tiny: texts.filter((one) => parseFloat(getComputedStyle(one).fontSize) < 16).map(words),
    sideways: document.documentElement.scrollWidth - innerWidth > 0,
    next: next && { height: at.height, inView: at.top >= 0 && at.bottom <= innerHeight && at.left >= 0 && at.right <= innerWidth },
  };
}"""

DRAWN = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"

VIOLATIONS = (
    "axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => "
    "`${id}: ${nodes.map((node) => node.html).join(' ')}`))"
)


async def measures(page: Page, least: int = 48) -> dict[str, Any]:
    """Everything that is wrong with the page as it is drawn now, by kind of wrong; `next` is the main button."""
    await page.evaluate(DRAWN)
    found: dict[str, Any] = await page.evaluate(MEASURES, least)
    return found


async def violations(page: Page) -> list[str]:
    """What axe minds. The page's policy holds: nothing is put into the page but by the browser's own hand."""
    await page.evaluate(DRAWN)
    await page.evaluate(AXE)
    found: list[str] = await page.evaluate(VIOLATIONS)
    return found


WATCHED = (
    "new MutationObserver(() => { if (document.querySelector('#screen h1')) window.drawn ??= performance.now(); })"
    ".observe(document, { subtree: true, childList: true });"
)
MODULES = """() => [...new Set(performance.getEntriesByType('resource')
  .filter(({ name, startTime }) => name.endsWith('.js') && startTime < drawn).map(({ name }) => name))].sort()"""


async def watch_for_the_first_question(page: Page) -> None:
    """Notes when something is drawn first. To be called before the page is opened."""
    await page.add_init_script(WATCHED)


async def modules_before_it(page: Page) -> list[str]:
    """The modules that were asked for before anything was drawn: others come while a person reads."""
    found: list[str] = await page.evaluate(MODULES)
    return found


FETCHED = """() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
  .filter(({ startTime, transferSize }) => transferSize > 0 && startTime < (window.drawn ?? Infinity))
  .map(({ name, encodedBodySize }) => [new URL(name).pathname, encodedBodySize])"""


async def fetched(page: Page) -> dict[str, int]:
    """What came over the wire for this page, packed and without headers, up to the first question where there is one."""
    found: list[tuple[str, int]] = await page.evaluate(FETCHED)
    return dict(found)
