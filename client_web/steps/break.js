/** Break: knows how a rest looks on every screen: a ring in the place of the lamp, and about when the group goes on. Nothing counts down.
 *  @import { BreakPrompt, Words } from '../protocol.js'
 *  @import { AskProps, Beat } from './index.js'
 */
import { html, useEffect, useState } from '../vendor/ui.js';
import { Spoken } from '../shared/screen.js';
import { lang, say, t, tongues } from '../shared/words.js';

/** Every screen rests: the room has no foot, and on phones it comes before what a person has still to answer. */
export const rests = true;

/** @param {BreakPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.heading ?? { en: 'Break', es: 'Descanso' };

export const asText = () => '';

/** @returns {null} */
export const asDraft = () => null;

/** @returns {null} */
export const asAnswer = () => null;

/** When the group goes on, on this device's clock; null once that time has come. @param {Beat} beat */
function useUntil({ due, now }) {
  const left = () => (typeof due === 'number' ? due - now() : 0);
  const [, come] = useState(0);
  useEffect(() => {
    if (typeof due !== 'number') return undefined;
    const timer = setTimeout(() => come((times) => times + 1), Math.max(0, left()) + 500);
    return () => clearTimeout(timer);
  }, [due]);
  const ms = left();
  return ms > 0 ? new Date(Date.now() + ms).toLocaleTimeString(lang.value, { hour: 'numeric', minute: '2-digit' }) : null;
}

/** @param {AskProps<BreakPrompt, never>} props */
export function Ask({ prompt, beat }) {
  const head = say(heading(prompt));
  const time = useUntil(beat);
  return html`<div class="lamp-rest lamp-rest--low"></div>
    <h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    <p>${time ? t('break.until', { time }) : t('break.soon')}</p>`;
}

/** @param {{ prompt: BreakPrompt, results: unknown, beat: Beat, langs?: import('../shared/words.js').Lang[] }} props */
export function Wall({ prompt, beat, langs = tongues() }) {
  const [head, ...others] = langs.map((name) => say(heading(prompt), name));
  const time = useUntil(beat);
  return html`<span class="lamp lamp--low"></span>
    <h1 lang="${head.lang}">${head.text}</h1>
    ${others.map((one) => html`<p class="second" key="${one.lang}" lang="${one.lang}">${one.text}</p>`)}
    <p><${Spoken} of="${time ? 'break.until' : 'break.soon'}" facts="${{ time }}" langs="${langs}" /></p>`;
}

/** A rest has nothing to show and nothing to chart. */
export const Results = () => null;
export const Chart = () => null;
