/** Still: knows how a screen stands still for a preview: its own modules draw it, nothing leaves the page, and nothing stays on the device.
 *
 *  It is the entry of a preview's screens and takes the place of what leads out of a page (socket, storage, other tabs, posts, links) before
 *  the screen's own entry is loaded. The screens know nothing of it, and a live page never loads it.
 *  @import { Show } from '../shared/connection/wire.js'
 *  @typedef {{ show: Show, screen: 'participant' | 'facilitator' | 'display', lang: 'en' | 'es',
 *    extras: { still: { theme: 'day' | 'night' | null, kept: { [step: string]: unknown } } } }} StillFirst
 */
import { announce, carried } from '../shared/screen.js';
import { t } from '../shared/words.js';

const BEAT = 10_000;
const NOTE_STAYS = 6_000;
const [CONNECTING, OPEN, CLOSED] = [0, 1, 3];

const first = /** @type {StillFirst} */ (carried('first'));
const { theme, kept } = first.extras.still;
const began = performance.now();
/** The server's clock goes on from the view in the page, so that what is paced by it runs. */
const now = () => Math.round(first.show.now + performance.now() - began);

/** A room that shows one view, and answers every ask with the word that this is a preview. */
class StillSocket {
  constructor() {
    /** @type {number} */ this.readyState = CONNECTING;
    /** @type {(() => void) | null} */ this.onopen = null;
    /** @type {((event: { data: string }) => void) | null} */ this.onmessage = null;
    /** @type {((event: { code: number }) => void) | null} */ this.onclose = null;
    this.beats = 0;
    setTimeout(() => this.open());
  }

  open() {
    if (this.readyState !== CONNECTING) return;
    this.readyState = OPEN;
    this.onopen?.();
    this.say({ ...first.show, n: 1, now: now() });
    this.beats = window.setInterval(() => this.say({ type: 'beat', n: 1, now: now() }), BEAT);
  }

  /** @param {object} message */
  say(message) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  /** @param {string} text */
  send(text) {
    const { ref, command, ping } = JSON.parse(text);
    setTimeout(() => {
      if (ref) this.say({ type: 'reply', ref, code: 'preview', facts: {}, entry: null });
      else if (ping !== undefined) this.say({ type: 'beat', n: 1, now: now() });
    });
    // These have a page of their own, which tells what became of them in other words.
    if (ref && ['need_person', 'take_back'].includes(command.type)) note();
  }

  close() {
    this.readyState = CLOSED;
    clearInterval(this.beats);
  }
}

/** Another tab of the same phone, which hands over what the person keeps for themselves and does nothing else. */
class StillChannel {
  constructor() {
    /** @type {((event: { data: unknown }) => void) | null} */ this.onmessage = null;
  }

  /** @param {{ kind: string, tab?: string }} told */
  postMessage(told) {
    if (told.kind !== 'take') return;
    const words = Object.entries(kept).map(([name, value]) => ({ name, value, at: 1 }));
    const hand = { kind: 'hand', to: told.tab, belongings: { asks: [], drafts: [], kept: words } };
    if (words.length) setTimeout(() => this.onmessage?.({ data: hand }));
  }

  close() {
    this.onmessage = null;
  }
}

/** What devices remember of how they like to see things, for the life of this page. */
const remembered = new Map([
  ['goround-look', JSON.stringify({ theme: theme ?? 'auto' })],
  ['goround-wall', JSON.stringify({ own: { speech: first.lang, dark: theme === 'night' } })],
]);
const stillStorage = {
  getItem: (/** @type {string} */ name) => remembered.get(name) ?? null,
  setItem: (/** @type {string} */ name, /** @type {string} */ value) => { remembered.set(name, value); },
  removeItem: (/** @type {string} */ name) => { remembered.delete(name); },
};

const fetched = globalThis.fetch.bind(globalThis);
/** Only what is read is fetched. @param {RequestInfo | URL} what @param {RequestInit} [how] */
function stillFetch(what, how) {
  if ((how?.method ?? 'GET') === 'GET') return fetched(what, how);
  return Promise.resolve(new Response(JSON.stringify({ code: 'preview' }), { status: 409 }));
}

const STAND_INS = { WebSocket: StillSocket, BroadcastChannel: StillChannel, localStorage: stillStorage, indexedDB: null, fetch: stillFetch };
for (const [name, value] of Object.entries(STAND_INS)) Object.defineProperty(globalThis, name, { configurable: true, value });

/** Links lead nowhere. */
addEventListener('click', (event) => {
  if (!(event.target instanceof Element) || !event.target.closest('a[href]')) return;
  event.preventDefault();
  note();
}, { capture: true });

// A console that nobody touches covers names; an author reads on.
setInterval(() => dispatchEvent(new Event('wheel')), BEAT);

let noted = 0;

/** Says in the page that this was a preview, where the screen itself has no place for it. */
function note() {
  document.getElementById('still-note')?.remove();
  const made = document.createElement('p');
  made.id = 'still-note';
  made.textContent = t('refused.preview');
  document.body.append(made);
  announce(made.textContent);
  clearTimeout(noted);
  noted = window.setTimeout(() => made.remove(), NOTE_STAYS);
}

const style = document.createElement('link');
style.rel = 'stylesheet';
style.href = new URL('./still.css', import.meta.url).href;
document.head.append(style);

const ENTRIES = {
  participant: () => import('../participant/main.js'),
  facilitator: () => import('../facilitator/main.js'),
  display: () => import('../display/main.js'),
};
void ENTRIES[first.screen]();
