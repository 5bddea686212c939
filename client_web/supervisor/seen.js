/** Seen: knows the moment that is looked at, and how it is asked for: one fetch for each, and an older one is dropped for a newer.
 *  @import { First, Look, Told } from './told.js'
 *  @typedef {{ entry: number } | { at: number }} Where
 *  @typedef {{ look: Look, names: string, seat: string }} Found
 *  @typedef {Found & { onward: boolean, at: number }} Seen `at`: the instant, at or after its entry's
 */
import { batch, signal } from '../vendor/ui.js';
import { carried } from '../shared/screen.js';
import { look, place } from './place.js';

export const first = /** @type {First} */ (carried('first'));
export const told = signal(first.told);
/** The moment, whether it follows upon the one before as it did that evening, and for whom and over which seat it was asked for. */
export const seen = signal(/** @type {Seen | null} */ (null));
/** Whether the last moment that was asked for could not be had. */
export const away = signal(false);

/** @type {AbortController | null} */ let asking = null;

/** The id of the seat whose phone is looked at: the chosen one, else the first that there is. */
export function seatId() {
  const { seats } = told.value;
  return (seats.find(({ number }) => number === place.value.seat) ?? seats[0])?.seat ?? '';
}

/** @param {string} what @param {Record<string, string | number>} query */
function address(what, query) {
  const all = Object.entries({ ...query, ...(place.value.names === 'seats' ? { as: 'supervisor' } : {}) });
  return `${first.base}/${what}?${all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

/** Where a screen's page is, as it is now. @param {string} screen @param {string} seat */
export function screenAddress(screen, seat) {
  const { entry, speech, theme } = place.value;
  return address(`screen/${screen}/${speech}`, { entry, theme, ...(screen === 'participant' ? { seat } : {}) });
}

/** @param {Where} where @param {AbortSignal} [signal] @returns {Promise<Found | null>} null: it was dropped for another, or could not be had */
export async function fetched(where, signal) {
  const [{ names }, seat] = [place.peek(), seatId()];
  try {
    const answer = await fetch(address('look', { ...where, seat }), { cache: 'no-store', signal });
    away.value = !answer.ok;
    // Behind the lock this address shows the lock.
    if (answer.status === 401 || answer.status === 403) location.reload();
    return answer.ok ? { look: await answer.json(), names, seat } : null;
  } catch {
    if (!signal?.aborted) away.value = true;
    return null;
  }
}

/** @param {Found} found @param {boolean} onward @param {number} [at] the instant that was asked for */
export function show(found, onward, at = found.look.at) {
  const { look: one } = found;
  batch(() => {
    seen.value = { ...found, onward, at: Math.max(one.at, Math.min(at, one.next_at ?? one.at)) };
    if (one.entry !== place.value.entry) look({ entry: one.entry });
  });
}

/** Goes to a moment; the newest of several that are asked for is shown. @param {Where} where @returns {Promise<boolean>} whether it is shown */
export async function seek(where) {
  const onward = 'entry' in where && where.entry === seen.peek()?.look.after;
  asking?.abort();
  const mine = asking = new AbortController();
  const found = await fetched(where, mine.signal);
  if (!found || mine !== asking) return false;
  show(found, onward, 'at' in where ? where.at : undefined);
  return true;
}

/** What there is by now, of a session that is still on. @returns {Promise<boolean>} */
export async function askAgain() {
  try {
    const answer = await fetch(`${first.base}/told`, { cache: 'no-store' });
    away.value = !answer.ok;
    if (answer.status === 401 || answer.status === 403) location.reload();
    if (answer.ok) told.value = await answer.json();
    return answer.ok;
  } catch {
    away.value = true;
    return false;
  }
}
