/** Apart: knows how a screen is drawn by its own modules in a page from which nothing leaves and in which nothing stays on the device.
 *
 *  It takes the place of what leads out of a page (socket, storage, other tabs, posts, links) before the screen's own entry is loaded. The
 *  screens know nothing of it, and a live page never loads it.
 *  @import { Show } from '../shared/connection/wire.js'
 *  @typedef {'participant' | 'facilitator' | 'display'} Screen
 *  @typedef {'day' | 'night'} Theme
 *  @typedef {{ show: Show, screen: Screen, lang: 'en' | 'es', theme: Theme | null, kept: { [step: string]: unknown }, code: 'preview' | 'replay', now: () => number }} About
 *    `kept`: what the person keeps for themselves; `code`: what every ask is answered with; `now`: the server's clock
 */
import { announce } from '../shared/screen.js';
import { t } from '../shared/words.js';

const BEAT = 10_000;
const NOTE_STAYS = 6_000;
const [CONNECTING, OPEN, CLOSED] = [0, 1, 3];

/** Takes the network, the storage and the links away, once for the life of the page. @param {About} about
 *  @returns {{ hand: (show: Show) => void }} how a later view is handed to the screen, as if its room had sent it */
export function standApart({ show, lang, theme, kept, code, now }) {
  let [newest, n] = [show, 1];
  /** @type {Set<StillSocket>} */ const sockets = new Set();

  /** A room that shows what it is given, and answers every ask with the word that nothing is sent. */
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
      sockets.add(this);
      this.onopen?.();
      this.say({ ...newest, n, now: now() });
      this.beats = window.setInterval(() => this.say({ type: 'beat', n, now: now() }), BEAT);
    }

    /** @param {object} message */
    say(message) {
      this.onmessage?.({ data: JSON.stringify(message) });
    }

    /** @param {string} text */
    send(text) {
      const { ref, command, ping } = JSON.parse(text);
      setTimeout(() => {
        if (ref) this.say({ type: 'reply', ref, code, facts: {}, entry: null });
        else if (ping !== undefined) this.say({ type: 'beat', n, now: now() });
      });
      // These have a page of their own, which tells what became of them in other words.
      if (ref && ['need_person', 'take_back'].includes(command.type)) note(code);
    }

    close() {
      this.readyState = CLOSED;
      sockets.delete(this);
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

  const fetched = globalThis.fetch.bind(globalThis);
  /** Only what is read is fetched. @param {RequestInfo | URL} what @param {RequestInit} [how] */
  const stillFetch = (what, how) => ((how?.method ?? 'GET') === 'GET' ? fetched(what, how) : Promise.resolve(new Response(JSON.stringify({ code }), { status: 409 })));

  const standIns = { WebSocket: StillSocket, BroadcastChannel: StillChannel, localStorage: storage(lang, theme), indexedDB: null, fetch: stillFetch };
  for (const [name, value] of Object.entries(standIns)) Object.defineProperty(globalThis, name, { configurable: true, value });

  // Links lead nowhere.
  addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || !event.target.closest('a[href]')) return;
    event.preventDefault();
    note(code);
  }, { capture: true });

  // A console that nobody touches covers names; whoever looks at it here reads on.
  setInterval(stir, BEAT);
  wear('preview/still.css');

  return {
    hand(later) {
      newest = later;
      n += 1;
      for (const socket of [...sockets]) socket.say({ ...newest, n, now: now() });
    },
  };
}

/** As if somebody had touched the page, so that it does not cover. */
export function stir() {
  dispatchEvent(new Event('wheel'));
}

/** Loads the screen's own entry. @param {Screen} screen */
export function draw(screen) {
  const entries = {
    participant: () => import('../participant/main.js'),
    facilitator: () => import('../facilitator/main.js'),
    display: () => import('../display/main.js'),
  };
  return entries[screen]();
}

/** Puts a style sheet on. @param {string} path from the root of the screens' files */
export function wear(path) {
  const style = document.createElement('link');
  style.rel = 'stylesheet';
  style.href = new URL(`../${path}`, import.meta.url).href;
  document.head.append(style);
}

/** What devices remember of how they like to see things, for the life of this page. @param {About['lang']} lang @param {Theme | null} theme */
function storage(lang, theme) {
  const remembered = new Map([
    ['goround-look', JSON.stringify({ theme: theme ?? 'auto' })],
    ['goround-wall', JSON.stringify({ own: { speech: lang, dark: theme === 'night' } })],
  ]);
  return {
    getItem: (/** @type {string} */ name) => remembered.get(name) ?? null,
    setItem: (/** @type {string} */ name, /** @type {string} */ value) => { remembered.set(name, value); },
    removeItem: (/** @type {string} */ name) => { remembered.delete(name); },
  };
}

let noted = 0;

/** Says in the page that nothing was sent, where the screen itself has no place for it. @param {About['code']} code */
function note(code) {
  document.getElementById('still-note')?.remove();
  const made = document.createElement('p');
  made.id = 'still-note';
  made.textContent = t(`refused.${code}`);
  document.body.append(made);
  announce(made.textContent);
  clearTimeout(noted);
  noted = window.setTimeout(() => made.remove(), NOTE_STAYS);
}
