/** Screen: knows how a page becomes a screen: what it carries, how it looks, what it says aloud, the way
 *  back to it, and what is left of it when it breaks.
 *
 *  The page carries `<div id="screen">` and `<script type="application/json" id="first">{"show": Show | null, "settings": {...}}</script>`.
 *  @import { ComponentType } from '../vendor/ui.js'
 *  @import { Mine, Scene, Show } from './connection/wire.js'
 *  @typedef {{ live?: string, scope?: string, lang?: string, heartbeat?: number, [name: string]: unknown }} PageSettings
 *    `live`: path of the socket. `scope`: public id of the seat, display or staff page.
 *  @typedef {{ theme: 'auto' | 'day' | 'night', text: 'normal' | 'big', lang: import('./words.js').Lang | null }} Look
 */
import { html, render, signal, useErrorBoundary } from '../vendor/ui.js';
import { addCatalogue, beginWith, isLang, lang, loadLanguage, say, t } from './words.js';

/** @template {Scene} [S=Scene] @template {Mine} [M=Mine]
 *  @typedef {{ show: Show<S, M> | null, settings: PageSettings }} First what the page carries */

const LOOK = 'goround-look';
const WAY_BACK = 'goround-way-back';
/** A seat is a device's for at most so long. */
const WAY_BACK_LASTS = 12 * 60 * 60 * 1000;

/** How this device likes to see things; never anything about a person. @type {import('../vendor/ui.js').Signal<Look>} */
export const look = signal(/** @type {Look} */ ({ theme: 'auto', text: 'normal', lang: null }));

/** Draws a screen into `#screen`. `name` is the word told to the server if it breaks: "participant", "facilitator", "display", "join", "staff".
 *  @template {Scene} S @template {Mine} M
 *  @param {string} name @param {ComponentType<{ first: First<S, M> }>} App @returns {First<S, M>} */
export function mount(name, App) {
  watchFaults(name);
  /** @type {First<S, M>} */ const first = { show: null, settings: {}, ...carried('first') };
  const spoken = document.documentElement.lang || first.settings.lang;
  if (isLang(spoken)) lang.value = spoken;
  const from = document.getElementById('words')?.dataset.from;
  if (from) beginWith(lang.value, carried('words') ?? {}, from);
  else addCatalogue(lang.value, carried('words') ?? {});
  applyLook(remembered());
  if (look.value.lang && look.value.lang !== lang.value) void setLanguage(look.value.lang);
  const root = document.getElementById('screen');
  if (!root) throw new Error('the page has no #screen');
  region();
  // The sentence for browsers that draw nothing has stood here until now.
  root.replaceChildren();
  render(html`<${Boundary} name="${name}"><${App} first="${first}" /></${Boundary}>`, root);
  return first;
}

/** A screen that throws says one neutral sentence; drafts and unsent answers stay where they are.
 *  @param {{ name: string, children?: import('../vendor/ui.js').ComponentChildren }} props */
function Boundary({ name, children }) {
  const [broken] = useErrorBoundary(() => reportFault(name));
  if (!broken) return html`${children}`;
  return html`<main class="broken">
    <h1>${t('screen.broken')}</h1>
    <p>${t('screen.broken_kept')}</p>
    <button class="btn btn--main" onClick=${() => location.reload()}>${t('screen.reload')}</button>
  </main>`;
}

// --- faults ---

let reported = false;

/** Tells the server that a screen broke: a code, never what was on it. Once a page. @param {string} name */
export function reportFault(name) {
  if (reported) return;
  reported = true;
  const body = JSON.stringify({ code: 'screen_threw', screen: name });
  fetch('/fault', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body, keepalive: true }).catch(() => undefined);
}

/** @param {string} name */
function watchFaults(name) {
  addEventListener('error', (event) => {
    // Browsers send this one for layouts that take two frames; nothing is broken.
    if (!event.message?.startsWith('ResizeObserver')) reportFault(name);
  });
  addEventListener('unhandledrejection', () => reportFault(name));
}

// --- how it looks ---

/** @param {Partial<Look>} change */
export function setLook(change) {
  applyLook({ ...look.value, ...change });
  // Where storage is blocked it holds for this page.
  try { localStorage.setItem(LOOK, JSON.stringify(look.value)); } catch {}
}

/** Changes the language of the page. Tell the room too (`speak`), so that a replay knows. @param {import('./words.js').Lang} name
 *  @returns {Promise<boolean>} false when the words could not be fetched */
export async function setLanguage(name) {
  if (!(await loadLanguage(name))) return false;
  lang.value = name;
  document.documentElement.lang = name;
  setLook({ lang: name });
  return true;
}

/** Looks as this device was left, for a page that draws itself without `mount`. */
export function restoreLook() {
  applyLook(remembered());
}

/** @param {Look} next */
function applyLook(next) {
  look.value = next;
  const { dataset } = document.documentElement;
  if (next.theme === 'auto') delete dataset.theme;
  else dataset.theme = next.theme;
  if (next.text === 'big') dataset.text = 'big';
  else delete dataset.text;
}

/** @returns {Look} */
function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(LOOK) ?? '{}');
    return {
      theme: kept.theme === 'day' || kept.theme === 'night' ? kept.theme : 'auto',
      text: kept.text === 'big' ? 'big' : 'normal',
      lang: isLang(kept.lang) ? kept.lang : null,
    };
  } catch {
    return look.value;
  }
}

// --- the way back ---

/** Whoever types the address again finds the own place: where it is, and nothing about the person. @param {string} path such as `/s/<seat>` */
export function rememberWayBack(path) {
  // Where storage is blocked the code leads in again.
  try { localStorage.setItem(WAY_BACK, JSON.stringify({ path, at: Date.now() })); } catch {}
}

export function forgetWayBack() {
  // Where storage is blocked nothing was stored.
  try { localStorage.removeItem(WAY_BACK); } catch {}
}

/** @returns {string | null} the path of the seat that this device has, if it has one */
export function wayBack() {
  try {
    const { path, at } = JSON.parse(localStorage.getItem(WAY_BACK) ?? '{}');
    if (typeof path === 'string' && /^\/s\/[\w-]+$/.test(path) && Date.now() - at < WAY_BACK_LASTS) return path;
    forgetWayBack();
  } catch {
    // Storage is blocked.
  }
  return null;
}

// --- what it says aloud ---

let speaking = 0;
/** Long enough to be read out; after that it is no news, and who walks through the page must not come upon it. */
const SAID_LASTS = 10_000;

/** Says one sentence to screen readers, politely. The same sentence twice is said twice. @param {string} text */
export function announce(text) {
  const place = region();
  place.textContent = '';
  clearTimeout(speaking);
  speaking = window.setTimeout(() => {
    place.textContent = text;
    speaking = window.setTimeout(() => { place.textContent = ''; }, SAID_LASTS);
  }, 60);
}

/** There is one live region a page, and it exists before it speaks. */
function region() {
  const there = document.getElementById('announcer');
  if (there) return there;
  const made = document.createElement('p');
  made.id = 'announcer';
  made.className = 'unseen';
  made.setAttribute('role', 'status');
  // At the top, where it adds nothing to the height of the page.
  document.body.prepend(made);
  return made;
}

// --- what the page carries ---

/** @param {string} id @returns {any} the content of a JSON block, or null */
export function carried(id) {
  const text = document.getElementById(id)?.textContent;
  return text ? JSON.parse(text) : null;
}

/** The address of the live link. @param {string} path such as `/s/<seat>/live` @param {{ protocol: string, host: string }} [here] */
export function liveAddress(path, here = location) {
  return `${here.protocol === 'https:' ? 'wss:' : 'ws:'}//${here.host}${path}`;
}

/** The address of a step's picture, beside the socket of its page. @param {string} socket path such as `/s/<seat>/socket` @param {string} sha256 */
export function pictureAddress(socket, sha256) {
  return socket.replace(/\/socket$/, `/picture/${sha256}`);
}

/** A step's picture. Its place is as large before it has come as after. @param {{ socket: string, picture: import('../protocol.js').ShownPicture }} props */
export function Picture({ socket, picture }) {
  const alt = say(picture.alt);
  return html`<p class="picture"><img src="${pictureAddress(socket, picture.sha256)}" alt="${alt.text}" lang="${alt.lang}" decoding="async" /></p>`;
}

/** Which version of the assets this page runs; empty outside the hashed tree. @param {string} [module] */
export function ownAssets(module = import.meta.url) {
  return /\/a\/([0-9a-f]{12})\//.exec(module)?.[1] ?? '';
}
