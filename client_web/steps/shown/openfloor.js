/** Openfloor shown: knows what the room sees of the line of those who want to speak: the question alone.
 *  @import { FloorPrompt } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html } from '../../vendor/ui.js';
import { Lines } from '../../shared/lines.js';
import { tellAll } from '../../shared/tongues.js';
import { Beside, Heading, useFit } from '../../shared/wall.js';

/** From the roomiest on: the first in which the room's screen holds the words. */
const WAYS = ['', 'is-long is-side', 'is-top is-side', 'is-top is-less is-side', 'is-top is-less is-side is-close', 'is-top is-less is-side is-paged'];

/** No names, and never how long the line is. @param {{ prompt: FloorPrompt, results: unknown, picture?: ComponentChildren }} props */
export function Wall({ prompt, picture }) {
  const first = prompt.text || picture ? 1 : 0;
  const [place, at, { from, to }] = useFit(WAYS.length - first, prompt.heading.en);
  const way = WAYS[first + at];
  return html`<${Heading} words="${prompt.heading}" size="${way}" />
    ${first + at < 3 ? picture : null}
    <div ref=${place} class="${`told-text ${way.includes('less') ? 'is-much' : ''} ${way.includes('close') ? 'is-close' : way.includes('paged') ? 'is-paged' : ''}`}">
      ${prompt.text ? html`<${Lines} text="${prompt.text}" from="${from}" to="${to}" apart="${way.includes('paged')}" />` : null}
    </div>
    <${Beside} said="${tellAll('openfloor.ask_for_it')}" />`;
}

/** What is said is for the ears: nothing to show, nothing to chart. */
export const Results = () => null;
export const Chart = () => null;
