/** Goround shown: knows what the room sees of a round of speaking turns.
 *  @import { RoundPrompt } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html } from '../../vendor/ui.js';
import { Lines } from '../../shared/lines.js';
import { Beside, Heading, useFit } from '../../shared/wall.js';
import { tongues, words } from '../../shared/words.js';
import { long } from '../goround.js';

/** From the roomiest on: the first in which the room's screen holds the words. */
const WAYS = ['', 'is-long is-side', 'is-top is-side', 'is-top is-less is-side', 'is-top is-less is-side is-close', 'is-top is-less is-side is-paged'];

/** How it goes, in every language of this screen. @param {number} seconds */
function aboutAll(seconds) {
  const [of, count] = long(seconds);
  return tongues().map((tongue) => ({ lang: tongue, text: ['goround.one_at_a_time', of, 'goround.may_pass'].map((key) => words(tongue)(key, { count })).join(' ') }));
}

/** No names, and never who has not spoken. @param {{ prompt: RoundPrompt, results: unknown, picture?: ComponentChildren }} props */
export function Wall({ prompt, picture }) {
  const first = prompt.text || picture ? 1 : 0;
  const [place, at, { from, to }] = useFit(WAYS.length - first, prompt.heading.en);
  const way = WAYS[first + at];
  return html`<${Heading} words="${prompt.heading}" size="${way}" />
    ${first + at < 3 ? picture : null}
    <div ref=${place} class="${`told-text ${way.includes('less') ? 'is-much' : ''} ${way.includes('close') ? 'is-close' : way.includes('paged') ? 'is-paged' : ''}`}">
      ${prompt.text ? html`<${Lines} text="${prompt.text}" from="${from}" to="${to}" apart="${way.includes('paged')}" />` : null}
    </div>
    <${Beside} said="${aboutAll(prompt.seconds)}" />`;
}

/** What is said is for the ears: nothing to show, nothing to chart. */
export const Results = () => null;
export const Chart = () => null;
