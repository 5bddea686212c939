/** Pages: knows when a wall of several pages turns: slowly and by itself, and no more once somebody turns it by hand. */
import { effect } from '../vendor/ui.js';
import { wallPage } from '../shared/wall.js';

/** Long enough to read a full wall twice. */
const PAGE_STAYS = 24_000;
const KEYS = /** @type {const} */ ({ PageDown: 1, ArrowRight: 1, PageUp: -1, ArrowLeft: -1 });

let turning = 0;

/** Turns what has pages, for the life of the page. */
export function turnPages() {
  let former = 1;
  effect(() => {
    const { of } = wallPage.value;
    if (of === former) return;
    former = of;
    clearInterval(turning);
    if (of > 1) turning = window.setInterval(() => leaf(1), PAGE_STAYS);
  });
}

/** By hand: from now on it stays where it is. @param {number} by */
export function turn(by) {
  clearInterval(turning);
  leaf(by);
}

/** Whether this key turned a page. @param {KeyboardEvent} event */
export function turnsBy(event) {
  const by = KEYS[/** @type {keyof typeof KEYS} */ (event.key)];
  if (!by || wallPage.value.of < 2) return false;
  turn(by);
  return true;
}

/** @param {number} by */
function leaf(by) {
  const { at, of } = wallPage.value;
  wallPage.value = { at: (at + by + of) % of, of };
}
