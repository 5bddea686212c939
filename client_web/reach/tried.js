/** Tried: knows how a page finds out what there is between its phone and the group: live link, time, storage, clock. Written for browsers below the floor too.
 *  @import { Live } from './told.js'
 *  @typedef {{ link: Live, ms: number | null, ahead: number | null }} Linked
 */

const PROBE = 'goround-reach';
const PINGS = 5;
const OPENS = 8000;
const ECHOES = 5000;
const ANSWERS = 6000;
/** Milliseconds there and back from which people wait for each other. */
const SLOW = 800;
const CLOCK_MINUTES = 2;
const TOO_MANY = 4008;

/** Opens a live link of its own and sends numbers, which the server sends back with its time. @returns {Promise<Linked>} */
export async function tryLink() {
  const found = await echoes();
  if (found.link === 'ok' || found.link === 'busy') return found;
  // Nothing comes back over the live link: does anything come at all?
  if (await answers()) return found;
  return { link: navigator.onLine ? 'gone' : 'offline', ms: null, ahead: null };
}

/** @returns {Promise<Linked>} */
function echoes() {
  return new Promise((settle) => {
    /** @type {WebSocket} */ let line;
    /** @type {number[]} */ const times = [];
    let opened = false;
    let sent = 0;
    let quickest = Infinity;
    let ahead = 0;
    let timer = 0;

    /** @param {Live} link */
    const done = (link) => {
      clearTimeout(timer);
      if (line) {
        line.onopen = line.onmessage = line.onclose = null;
        line.close();
      }
      const middle = times.sort((one, other) => one - other)[times.length >> 1];
      const ms = link === 'ok' ? Math.max(1, Math.round(middle)) : null;
      settle({ link: ms !== null && ms > SLOW ? 'slow' : link, ms, ahead: ms === null || Math.abs(ahead) <= CLOCK_MINUTES ? null : Math.round(ahead) });
    };
    /** @param {number} ms */
    const wait = (ms) => {
      clearTimeout(timer);
      timer = window.setTimeout(() => done(!opened ? 'swallowed' : times.length ? 'cut' : 'silent'), ms);
    };
    const ping = () => {
      sent = performance.now();
      line.send(String(times.length + 1));
      wait(ECHOES);
    };

    wait(OPENS);
    try {
      line = new WebSocket((location.protocol === 'https:' ? 'wss://' : 'ws://') + location.host + '/reach/socket');
    } catch (_) {
      done('swallowed');
      return;
    }
    line.onopen = () => { opened = true; ping(); };
    line.onclose = (event) => done(event.code === TOO_MANY ? 'busy' : opened ? 'cut' : 'swallowed');
    line.onmessage = (event) => {
      /** @type {{ n: number, now: number }} */ const told = JSON.parse(event.data);
      if (told.n !== times.length + 1) return;
      const took = performance.now() - sent;
      times.push(took);
      if (took < quickest) {
        quickest = took;
        ahead = (Date.now() - took / 2 - told.now) / 60000;
      }
      if (times.length < PINGS) ping(); else done('ok');
    };
  });
}

/** Whether the server answers a plain question; the page of somebody who wants a sign-in first is no answer. */
async function answers() {
  const cut = new AbortController();
  const timer = setTimeout(() => cut.abort(), ANSWERS);
  try {
    const answer = await fetch('/reach/here', { cache: 'no-store', signal: cut.signal });
    return typeof (await answer.json()).now === 'number';
  } catch (_) {
    return false;
  } finally {
    clearTimeout(timer);
  }
}

/** Whether this browser keeps what a page gives it, as it does for answers that are not sent yet. @returns {Promise<boolean>} */
export async function tryStorage() {
  try {
    localStorage.setItem(PROBE, '1');
    localStorage.removeItem(PROBE);
  } catch (_) {
    return false;
  }
  return new Promise((settle) => {
    setTimeout(() => settle(false), 3000);
    try {
      const asked = indexedDB.open(PROBE);
      asked.onerror = () => settle(false);
      asked.onsuccess = () => {
        asked.result.close();
        indexedDB.deleteDatabase(PROBE);
        settle(true);
      };
    } catch (_) {
      settle(false);
    }
  });
}

/** Whether it is as new as the oldest that we serve (Chrome 105, Safari 15.4, Firefox 115), as far as a page can see. */
export function newEnough() {
  return ['CSSLayerBlockRule', 'structuredClone', 'HTMLDialogElement'].every((name) => name in window) && 'hasOwn' in Object;
}
