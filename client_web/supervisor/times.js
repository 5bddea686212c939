/** Times: knows how instants are written in the session's own zone, and where on the line of time they stand.
 *  @import { Told } from './told.js'
 */
import { lang } from '../shared/words.js';

const MINUTE = 60_000;
/** Before the start and after the end little is to be seen: they take at most this much of the line, measured by what lies between. */
const MOST_BEFORE = 0.2;
const MOST_AFTER = 0.1;

/** @param {Intl.DateTimeFormatOptions} how @param {string} zone */
function format(how, zone) {
  try {
    return new Intl.DateTimeFormat(lang.value, { ...how, timeZone: zone });
  } catch {
    // A zone that this browser does not know: its own clock will do.
    return new Intl.DateTimeFormat(lang.value, how);
  }
}

/** "18:41:10" @param {number} at @param {string} zone */
export const second = (at, zone) => format({ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }, zone).format(at);

/** "18:41" @param {number} at @param {string} zone */
export const hour = (at, zone) => format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone).format(at);

/** "November 24, 2026" @param {number} at @param {string} zone */
export const day = (at, zone) => format({ day: 'numeric', month: 'long', year: 'numeric' }, zone).format(at);

/** @param {number} ms */
export const minutes = (ms) => Math.round(ms / MINUTE);

/** @typedef {{ part: (at: number) => number, at: (part: number) => number }} Scale from an instant to its part of the line, 0 to 1, and back */

/** @param {Told} told @returns {Scale} */
export function scaleOf({ opened, until, moments }) {
  const started = moments.find(({ kind }) => kind === 'started')?.at ?? opened;
  const ends = moments.filter(({ kind }) => kind === 'ended');
  const ended = ends.length && !moments.some(({ kind, at }) => kind === 'continued' && at > ends[ends.length - 1].at) ? ends[ends.length - 1].at : until;
  const knots = [opened, started, ended, Math.max(until, opened + 1)];
  const within = ended - started;
  const most = (/** @type {number} */ length, /** @type {number} */ part) => (within > 0 ? Math.min(length, within * part) : length);
  const lengths = [most(started - opened, MOST_BEFORE), within, most(knots[3] - ended, MOST_AFTER)];
  const all = lengths.reduce((sum, length) => sum + length, 0);
  const begins = [0, lengths[0] / all, (lengths[0] + lengths[1]) / all, 1];
  return {
    part(at) {
      const place = at < knots[1] ? 0 : at < knots[2] ? 1 : 2;
      const length = knots[place + 1] - knots[place];
      return clamp(length ? begins[place] + ((at - knots[place]) / length) * (begins[place + 1] - begins[place]) : begins[place]);
    },
    at(part) {
      const place = part < begins[1] ? 0 : part < begins[2] ? 1 : 2;
      const length = begins[place + 1] - begins[place];
      return Math.round(length ? knots[place] + ((part - begins[place]) / length) * (knots[place + 1] - knots[place]) : knots[place]);
    },
  };
}

/** @param {number} part */
const clamp = (part) => Math.min(1, Math.max(0, part));
