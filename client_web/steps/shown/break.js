/** Break shown: knows how a rest stands in the room: a ring in the place of the lamp, and about when the group goes on.
 *  @import { BreakPrompt } from '../../protocol.js'
 *  @import { Beat } from '../index.js'
 */
import { html } from '../../vendor/ui.js';
import { say, tongues, words } from '../../shared/words.js';
import { heading, hour, useUntil } from '../break.js';

/** @param {{ prompt: BreakPrompt, results: unknown, beat: Beat, langs?: import('../../shared/words.js').Lang[] }} props */
export function Wall({ prompt, beat, langs = tongues() }) {
  const [head, ...others] = langs.map((name) => say(heading(prompt), name));
  const until = useUntil(beat);
  return html`<span class="lamp lamp--low"></span>
    <h1 lang="${head.lang}">${head.text}</h1>
    ${others.map((one) => html`<p class="second" key="${one.lang}" lang="${one.lang}">${one.text}</p>`)}
    <p>${langs.map((name, place) => html`${place ? ' ' : ''}<span key="${name}" lang="${name}">${until ? words(name)('break.until', { time: hour(until, beat, name) }) : words(name)('break.soon')}</span>`)}</p>`;
}

/** A rest has nothing to show and nothing to chart. */
export const Results = () => null;
export const Chart = () => null;
