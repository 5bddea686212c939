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
import { html, render, signal, useEffect, useErrorBoundary, useLayoutEffect, useRef, useState } from '../vendor/ui.js';
import { addCatalogue, isLang, lang, loadLanguage, say, sayAll, t, tongues, words as tell } from './words.js';

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
  addCatalogue(lang.value, carried('words') ?? {});
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
  try { localStorage.setItem(LOOK, JSON.stringify(look.value)); } catch { /* storage is blocked: it holds for this page */ }
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

// --- the room's screen ---

/** Which part of a step stands on the room's screen now, where all of it together would be too small to read. */
export const wallPage = signal({ at: 0, of: 1 });

/** What no way of standing makes fit, and no page, is tried this often with shorter pages. */
const TRIES = 6;
const WHOLE = { way: 0, starts: [0], shorter: 0, kept: 0 };

/** Draws in the first of several ways in which the room's screen holds it, measured before it is seen: words differ too much to count letters.
 *  What even the last way does not hold stands on pages, cut between elements of the class `unit`: draw those from `from` to before `to`.
 *  @param {number} ways @param {string} about measured anew when this changes
 *  @returns {[import('../vendor/ui.js').RefObject<any>, number, { from: number, to: number }]} */
export function useFit(ways, about) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const [{ way, starts, shorter, kept }, settle] = useState(WHOLE);
  const [seen, setSeen] = useState('');
  const measured = useRef('');
  const at = Math.min(wallPage.value.at, starts.length - 1);
  const [from, to] = [starts[at], starts[at + 1] ?? Infinity];
  useEffect(() => {
    const anew = () => setSeen(`${innerWidth} ${innerHeight} ${document.fonts?.status ?? ''}`);
    void document.fonts?.ready.then(anew);
    addEventListener('resize', anew);
    return () => removeEventListener('resize', anew);
  }, []);
  useLayoutEffect(() => {
    const now = `${tongues().join(' ')}\n${about}\n${seen}`;
    const main = /** @type {HTMLElement | null | undefined} */ (place.current?.closest('.wall-main'));
    const again = measured.current !== now && (way > 0 || starts.length > 1);
    measured.current = now;
    if (again) { settle(WHOLE); return; }
    if (!main?.parentElement) return;
    const room = parseFloat(getComputedStyle(main.parentElement).gridTemplateRows);
    // Beside a picture the page's part is never higher than its place: what runs out of it counts.
    const high = main.classList.contains('has-picture') ? main.scrollHeight : main.offsetHeight;
    const wide = [.../** @type {HTMLElement} */ (place.current).querySelectorAll('.bars-words, .item, li')].some(
      (one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1);
    if (!wide && high <= room + 1) return;
    if (way < ways - 1) settle({ ...WHOLE, way: way + 1 });
    else if (starts.length > 1) { if (shorter < TRIES && to - from > 1) settle({ way, starts: [0], shorter: shorter + 1, kept: from }); }
    else {
      const found = pageStarts(/** @type {HTMLElement} */ (place.current), room * (1 - shorter / 12) - high);
      if (found.length > 1) settle({ way, starts: found, shorter, kept });
    }
  });
  useLayoutEffect(() => {
    wallPage.value = { at: starts.filter((start) => start <= kept).length - 1, of: starts.length };
    return () => { wallPage.value = { at: 0, of: 1 }; };
  }, [starts]);
  return [place, way, { from, to }];
}

/** With which unit each page begins: as few pages as can be, and these about equally full.
 *  @param {HTMLElement} place @param {number} spare how much room there is beside all of it: less than nothing */
function pageStarts(place, spare) {
  const units = [...place.querySelectorAll('.unit')].map((unit) => unit.getBoundingClientRect());
  const whole = Math.max(...units.map(({ bottom }) => bottom)) - Math.min(...units.map(({ top }) => top));
  let best = cut(units, whole + spare);
  for (let most = whole + spare; most > 0; most -= 8) {
    const tried = cut(units, most);
    if (tried.length > best.length) break;
    best = tried;
  }
  return best;
}

/** @param {DOMRect[]} units @param {number} most how high a page may be */
function cut(units, most) {
  const starts = [0];
  units.forEach(({ bottom }, at) => {
    const first = starts[starts.length - 1];
    if (at > first && bottom - units[first].top > most) starts.push(at);
  });
  return starts;
}

/** A step's own words, in both languages where the screen speaks both. @param {{ words: import('./words.js').Both | null | undefined, between?: string }} props */
export function Said({ words, between = '\u00a0/ ' }) {
  return html`${sayAll(words).map(({ text, lang: tongue }, place) => html`${place ? between : ''}<span key="${tongue}" lang="${tongue}">${text}</span>`)}`;
}

/** A sentence of the screen's own, likewise. @param {{ of: string, facts?: import('./words.js').Facts, langs?: import('./words.js').Lang[], between?: string }} props */
export function Spoken({ of, facts, langs = tongues(), between = ' ' }) {
  return html`${langs.map((name, place) => html`${place ? between : ''}<span key="${name}" lang="${name}">${tell(name)(of, facts)}</span>`)}`;
}

/** Sentences that stand in the columns of a text. @param {{ said: { text: string, lang: string }[] }} props */
export function Beside({ said }) {
  return html`<div class="${said.length > 1 ? 'pair' : ''}">${said.map(({ text, lang: tongue }) => html`<p key="${tongue}" lang="${tongue}">${text}</p>`)}</div>`;
}

/** What is asked or told, over what stands below it. 
 *  @param {{ words: import('./words.js').Both, size?: string, place?: import('../vendor/ui.js').RefObject<any> | null }} props */
export function Heading({ words, size = '', place = null }) {
  const [own, ...others] = sayAll(words);
  const head = (/** @type {import('../vendor/ui.js').RefObject<any> | null} */ at) => html`<h1 ref=${at} class="${size}" lang="${own?.lang}">${own?.text}</h1>`;
  return others.length ? html`<div ref=${place} class="${`both ${size}`}">${head(null)}${others.map(({ text, lang: tongue }) => html`<p key="${tongue}" lang="${tongue}">${text}</p>`)}</div>` : head(place);
}

/** A question of more letters than this is drawn smaller in the room, and two together of more than that. */
const LONG = 56;
const LONG_TOGETHER = 150;
const SIZES = ['', 'is-long', 'is-top is-less', 'is-top is-less is-alone'];

/** The question alone, as large as it may be. A picture that leaves it too little room stays on phones.
 *  @param {{ question: import('./words.js').Both, picture?: import('../vendor/ui.js').ComponentChildren }} props */
export function Question({ question, picture }) {
  const all = sayAll(question);
  const letters = all.reduce((sum, { text }) => sum + text.length, 0);
  const first = picture || letters > (all.length > 1 ? LONG_TOGETHER : LONG) ? 1 : 0;
  const [place, way] = useFit(SIZES.length - first, all[0]?.text ?? '');
  const size = SIZES[first + way];
  return html`<${Heading} words="${question}" size="${size}" place="${place}" />${size.includes('is-alone') ? null : picture}`;
}

// --- the way back ---

/** Whoever types the address again finds the own place: where it is, and nothing about the person. @param {string} path such as `/s/<seat>` */
export function rememberWayBack(path) {
  try { localStorage.setItem(WAY_BACK, JSON.stringify({ path, at: Date.now() })); } catch { /* storage is blocked: the code leads in again */ }
}

export function forgetWayBack() {
  try { localStorage.removeItem(WAY_BACK); } catch { /* nothing was stored */ }
}

/** @returns {string | null} the path of the seat that this device has, if it has one */
export function wayBack() {
  try {
    const { path, at } = JSON.parse(localStorage.getItem(WAY_BACK) ?? '{}');
    if (typeof path === 'string' && /^\/s\/[\w-]+$/.test(path) && Date.now() - at < WAY_BACK_LASTS) return path;
    forgetWayBack();
  } catch { /* storage is blocked */ }
  return null;
}

// --- what it says aloud ---

let speaking = 0;

/** Says one sentence to screen readers, politely. The same sentence twice is said twice. @param {string} text */
export function announce(text) {
  const place = region();
  place.textContent = '';
  clearTimeout(speaking);
  speaking = window.setTimeout(() => { place.textContent = text; }, 60);
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
