/** Playing: knows how time passes in a replay: as it did, or faster; a long silence is shortened where it goes faster. */
import { batch, signal } from '../vendor/ui.js';
import { fetched, seek, seen, show } from './seen.js';

/** @import { Found, Where } from './seen.js' */

export const SPEEDS = /** @type {const} */ ([1, 4, 16]);
/** The longest silence at the faster speeds. */
const SILENCE = 3_000;
const TICK = 250;

export const playing = signal(false);
export const speed = signal(/** @type {typeof SPEEDS[number]} */ (1));
/** The time that the page says. */
export const time = signal(0);
/** Whether the way to the next entry is shortened now. */
export const shortened = signal(false);

/** Where the clock stood, and since when it has been going. */
let clock = { at: 0, since: 0 };
let due = 0;
let ticks = 0;
/** Rises with every moment and every stop: what was waited for before is not wanted any more. */
let turn = 0;

/** How fast clocks go now. */
export const rate = () => (playing.value ? speed.value : 0);

function tick() {
  const next = seen.peek()?.look.next_at ?? null;
  const now = clock.at + (performance.now() - clock.since) * rate();
  time.value = Math.round(next === null ? clock.at : Math.min(now, next));
}

/** The clock stands at a moment that was just shown. */
function settle() {
  turn += 1;
  clearTimeout(due);
  clearInterval(ticks);
  shortened.value = false;
  clock = { at: seen.peek()?.at ?? 0, since: performance.now() };
  tick();
}

/** Waits for the next entry as long as that evening did. */
function wait() {
  const now = seen.peek()?.look;
  if (!now || !playing.peek()) return;
  if (now.after === null || now.next_at === null) { stop(); return; }
  const gap = Math.max(0, now.next_at - clock.at) / speed.peek();
  const length = speed.peek() === 1 ? gap : Math.min(gap, SILENCE);
  shortened.value = length < gap;
  clock.since = performance.now();
  ticks = window.setInterval(tick, TICK);
  const mine = turn;
  const next = fetched({ entry: now.after });
  due = window.setTimeout(() => void next.then((found) => arrive(found, mine)), length);
}

/** @param {Found | null} found @param {number} mine */
function arrive(found, mine) {
  if (mine !== turn) return;
  if (!found) { stop(); return; }
  show(found, true);
  settle();
  wait();
}

export function play() {
  if (playing.peek() || !seen.peek()) return;
  playing.value = true;
  wait();
}

/** Stops where the clock is. */
export function stop() {
  if (!playing.peek()) return;
  tick();
  batch(() => {
    playing.value = false;
    shortened.value = false;
  });
  turn += 1;
  clearTimeout(due);
  clearInterval(ticks);
  clock = { at: time.peek(), since: performance.now() };
}

/** @param {typeof SPEEDS[number]} wanted */
export function setSpeed(wanted) {
  const on = playing.peek();
  stop();
  speed.value = wanted;
  if (on) play();
}

/** Goes to another moment, and plays on from there if it was playing. @param {Where} where @returns {Promise<boolean>} */
export async function go(where) {
  const on = playing.peek();
  turn += 1;
  clearTimeout(due);
  const mine = turn;
  const shown = await seek(where);
  if (mine !== turn) return false;
  if (shown) settle();
  if (on && playing.peek()) wait();
  return shown;
}

/** Nobody looks: it waits. */
export function watchSight() {
  document.addEventListener('visibilitychange', () => { if (document.hidden) stop(); });
}
