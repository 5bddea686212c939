/** Written: knows how people's own words are taken down and shown: letters left, quotes on a phone, what the room's screen can hold of them,
 *  and how many took each suggestion.
 *  @import { Option, Words } from '../protocol.js'
 *  @import { ComponentChildren } from '../vendor/ui.js'
 *  @typedef {{ chosen: string[], own: string[], typed?: string }} LinesDraft `typed`: a line that is not added yet
 *  @typedef {{ text: string, lang?: string, count: number, quoted?: boolean }} Piece something that stands on the room's screen
 */
import { html, useEffect } from '../vendor/ui.js';
import { announce, useFit } from '../shared/screen.js';
import { say, t } from '../shared/words.js';

/** A question of more letters than this is drawn smaller in the room. */
const LONG = 56;
/** What is left is told from here on. */
const FEW_LEFT = 30;
const PAUSE_IN_TYPING = 1200;

/** @param {string} text */
export const inOneLine = (text) => text.trim().replace(/\s+/g, ' ');

/** @param {string} text */
export const letters = (text) => [...text].length;

/** A draft of suggestions and lines of one's own, complete or not. @param {unknown} value @returns {LinesDraft | null} */
export function asLines(value) {
  if (typeof value !== 'object' || value === null) return null;
  const { chosen, own, typed } = /** @type {{ [name: string]: unknown }} */ (value);
  const strings = (/** @type {unknown} */ all) => (Array.isArray(all) ? all.filter((one) => typeof one === 'string') : []);
  if (!Array.isArray(chosen) && !Array.isArray(own)) return null;
  return { chosen: strings(chosen), own: strings(own), ...(typeof typed === 'string' ? { typed } : {}) };
}

/** "Call my sister, a walk". @param {Option[]} suggestions @param {{ chosen?: string[], own?: string[] }} answer */
export function linesAsText(suggestions, { chosen = [], own = [] }) {
  const taken = suggestions.filter(({ id }) => chosen.includes(id)).map(({ words }) => say(words).text);
  return [...taken, ...own].join(', ');
}

// --- phone ---

/** Said only near the limit, and aloud only when the writing rests. @param {{ text: string, most: number }} props */
export function LettersLeft({ text, most }) {
  const left = most - text.length;
  const near = left <= FEW_LEFT;
  const sentence = near ? t('text.letters_left', { count: Math.max(0, left) }) : '';
  useEffect(() => {
    if (!sentence) return undefined;
    const timer = setTimeout(() => announce(sentence), PAUSE_IN_TYPING);
    return () => clearTimeout(timer);
  }, [sentence]);
  return near ? html`<p class="letters">${sentence}</p>` : null;
}

/** The results on a phone. @param {{ question: Words, answers: number, texts: string[], suggestions?: Option[], counts?: { [id: string]: unknown } }} props */
export function Gathered({ question, answers, texts, suggestions = [], counts = {} }) {
  const head = say(question);
  const taken = suggestions.some(({ id }) => Number(counts[id] ?? 0) > 0);
  return html`<h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    ${taken ? html`<div class="counts counts--phone"><${Taken} suggestions="${suggestions}" counts="${counts}" /></div>` : null}
    ${texts.length ? html`<ul class="quotes">${texts.map((text, place) => html`<li key="${place}">${t('written.quoted', { words: text })}</li>`)}</ul>` : null}
    ${taken || texts.length ? null : html`<p>${t('written.none_up')}</p>`}
    <p>${t('written.answers', { count: answers })}</p>`;
}

/** How many took each suggestion; every one has its line. @param {{ suggestions: Option[], counts: { [id: string]: unknown } }} props */
export function Taken({ suggestions, counts }) {
  const all = suggestions.map(({ id, words }) => ({ id, words: say(words), count: Number(counts[id] ?? 0) }));
  const most = Math.max(1, ...all.map(({ count }) => count));
  return html`<ul class="taken">${all.map(({ id, words, count }) => html`<li key="${id}">
    <span lang="${words.lang}">${words.text}</span> <b>${count}</b>
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width="${(100 * count) / most}" height="4" /></svg>
  </li>`)}</ul>`;
}

// --- room ---

/** @param {{ question: Words, pieces: Piece[] | null, picture?: ComponentChildren }} props `pieces`: null while the question is asked */
export function QuestionWall({ question, pieces, picture }) {
  const head = say(question);
  const size = pieces ? 'is-top' : head.text.length > LONG || picture ? 'is-long' : '';
  return html`<h1 class="${size}" lang="${head.lang}">${head.text}</h1>
    ${picture}
    ${!pieces ? null : pieces.length ? html`<${Pieces} pieces="${pieces}" under="${head.text}" />` : html`<p>${t('written.none_up')}</p>`}`;
}

/** @param {{ pieces: Piece[], under: string }} props */
function Pieces({ pieces, under }) {
  const ways = waysToStand(pieces);
  const [place, way] = useFit(ways.length, [under, ...pieces.map(({ text, count }) => `${text} ${count}`)].join('\n'));
  const { sizes, shown, flowing } = ways[Math.min(way, ways.length - 1)];
  const left = pieces.length - shown;
  return html`<ul ref=${place} class="${flowing ? 'gathered gathered--flowing' : 'gathered'}">
    ${pieces.slice(0, shown).map((piece, at) => html`<li key="${at}" class="${`of-${sizes[at]}`}" lang="${piece.lang}">
      ${piece.quoted ? t('written.quoted', { words: piece.text }) : piece.text}${piece.count > 1 ? html`<small>${` × ${piece.count}`}</small>` : null}${' '}
    </li>`)}
    ${left ? html`<li class="is-rest">${t('written.more', { count: left })}</li>` : null}
  </ul>`;
}

/** How pieces can stand on the wall, the best first: large, larger for what more people said; smaller; each beginning where the one before it
 *  ended; and last only as many as there is room for. `sizes`: `of-0` to `of-5` in written.css.
 *  @param {Piece[]} pieces @returns {{ sizes: number[], shown: number, flowing: boolean }[]} */
export function waysToStand(pieces) {
  const most = Math.max(...pieces.map(({ count }) => count));
  const weights = pieces.map(({ count }) => (most > 1 ? Math.round((2 * (count - 1)) / (most - 1)) : 0));
  const apart = [3, 2, 1, 0].map((base) => ({ sizes: weights.map((weight) => base + weight), shown: pieces.length, flowing: false }));
  return [...apart, ...pieces.map((_, place) => ({ sizes: pieces.map(() => 0), shown: pieces.length - place, flowing: true }))];
}

/** What was written, in the order given; the same words twice stand once, with their number. @param {string[]} texts @returns {Piece[]} */
export function quotes(texts) {
  /** @type {Map<string, Piece>} */ const all = new Map();
  for (const written of texts) {
    const text = inOneLine(written);
    const key = text.toLowerCase().replace(/[.!]+$/, '');
    const there = all.get(key);
    if (there) there.count += 1;
    else all.set(key, { text, count: 1, quoted: true });
  }
  return [...all.values()];
}

/** The suggestions that somebody took, the most taken first. @param {Option[]} suggestions @param {{ [id: string]: unknown }} counts @returns {Piece[]} */
export function takenPieces(suggestions, counts) {
  const all = suggestions.map(({ id, words }) => ({ ...say(words), count: Number(counts[id] ?? 0) }));
  return all.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}
