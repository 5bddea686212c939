/** Break: knows how a rest looks on a phone, and when about the group goes on. Nothing counts down.
 *  @import { BreakPrompt, Words } from '../protocol.js'
 *  @import { AskProps, Beat } from './index.js'
 */
import { html, useEffect, useState } from '../vendor/ui.js';
import { lang, say, t } from '../shared/words.js';

/** Every screen rests: the room has no foot, and on phones it comes before what a person has still to answer. */
export const rests = true;

/** @param {BreakPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.heading ?? { en: 'Break', es: 'Descanso' };

export const asText = () => '';

/** @returns {null} */
export const asDraft = () => null;

/** @returns {null} */
export const asAnswer = () => null;

/** When the group goes on; null once that time has come. @param {Beat} beat */
export function useUntil({ due, now }) {
  const left = () => (typeof due === 'number' ? due - now() : 0);
  const [, come] = useState(0);
  useEffect(() => {
    if (typeof due !== 'number') return undefined;
    const timer = setTimeout(() => come((times) => times + 1), Math.max(0, left()) + 500);
    return () => clearTimeout(timer);
  }, [due]);
  const ms = left();
  return ms > 0 ? Number(due) : null;
}

/** "12:14 PM" as a language writes it, in the site's zone. @param {number} at @param {Beat} beat @param {string} [name] */
export function hour(at, { zone }, name = lang.value) {
  const how = /** @type {const} */ ({ hour: 'numeric', minute: '2-digit' });
  try {
    return new Date(at).toLocaleTimeString(name, { ...how, timeZone: zone });
  } catch { // a zone that this browser does not know: its own clock will do
    return new Date(at).toLocaleTimeString(name, how);
  }
}

/** @param {AskProps<BreakPrompt, never>} props */
export function Ask({ prompt, beat }) {
  const head = say(heading(prompt));
  const until = useUntil(beat);
  return html`<div class="lamp-rest lamp-rest--low"></div>
    <h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    <p>${until ? t('break.until', { time: hour(until, beat) }) : t('break.soon')}</p>`;
}
