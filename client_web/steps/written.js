/** Written: knows how people's own words are taken down, and read again by who wrote them.
 *  @import { Option, Words } from '../protocol.js'
 *  @typedef {{ chosen: string[], own: string[], typed?: string }} LinesDraft `typed`: a line that is not added yet
 */
import { html, useEffect } from '../vendor/ui.js';
import { announce } from '../shared/screen.js';
import { say, t } from '../shared/words.js';

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

/** Own lines, to be read again. @param {{ suggestions: Option[], answer: { chosen?: string[], own?: string[] } }} props */
export function OwnLines({ suggestions, answer: { chosen = [], own = [] } }) {
  const taken = suggestions.filter(({ id }) => chosen.includes(id)).map(({ words }) => say(words));
  return html`<ul class="listed">
    ${taken.map(({ text, lang }) => html`<li key="${text}" lang="${lang}">${text}</li>`)}
    ${own.map((line) => html`<li key="${line}">${line}</li>`)}
  </ul>`;
}

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
