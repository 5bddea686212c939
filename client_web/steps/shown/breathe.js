/** Breathe shown: knows how the room breathes together, and what goes first where there is little room.
 *  @import { BreathePrompt } from '../../protocol.js'
 *  @import { Beat } from '../index.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html } from '../../vendor/ui.js';
import { sayAll } from '../../shared/tongues.js';
import { Heading, useFit } from '../../shared/wall.js';
import { bilingual } from '../../shared/words.js';
import { Breath } from '../breathe.js';

/** @param {{ prompt: BreathePrompt, results: unknown, beat: Beat, picture?: ComponentChildren }} props */
export function Wall({ prompt, beat, picture }) {
  const [place, at, { from, to }] = useFit(WAYS.length, prompt.heading.en);
  const way = WAYS[at];
  return html`<${Heading} words="${prompt.heading}" size="${way.size}" />
    <div class="${`breathe ${way.name} ${bilingual.value ? 'breathe--both' : ''}`}" ref=${place}>
      <${Breath} prompt="${prompt}" beat="${beat}" how="${way.how || !prompt.text}">
        ${sayAll(prompt.text).slice(from, to).map(({ text, lang }) => html`<p key="${lang}" class="unit" lang="${lang}">${text}</p>`)}
        ${way.pictured ? picture : null}
      </${Breath}>
    </div>`;
}

/** Where there is little room the picture goes first, then the circle is smaller, then its own words say enough of how it goes. */
const WAYS = [
  { name: '', size: 'is-top', how: true, pictured: true },
  { name: '', size: 'is-top', how: true, pictured: false },
  { name: 'breathe--less', size: 'is-top', how: true, pictured: false },
  { name: 'breathe--less', size: 'is-top is-less', how: false, pictured: false },
  { name: 'breathe--least', size: 'is-top is-less', how: false, pictured: false },
];

/** Who took part is not for the room. */
export const Results = () => null;
export const Chart = () => null;
