/** Wall: knows how a step's words stand on the room's screen: measured before they are seen, smaller or on pages where they are long. */
import { html, signal, useEffect, useLayoutEffect, useRef, useState } from '../vendor/ui.js';
import { sayAll } from './tongues.js';
import { tongues } from './words.js';

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
