/** Slide shown: knows how one idea stands in the room: a heading and a few sentences, on pages where they are long.
 *  @import { SlidePrompt, Words } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html } from '../../vendor/ui.js';
import { Lines } from '../../shared/lines.js';
import { Heading, Question, useFit } from '../../shared/wall.js';
import { bilingual } from '../../shared/words.js';

/** How a text stands under its heading, the best first, and on pages in the last. Words come before a picture: one that leaves them too little
 *  room stays on phones. */
const WAYS = { alone: ['', 'much', 'much close', 'much paged'], pictured: ['beside', 'beside much', '', 'much', 'much close', 'much paged'] };

/** @param {{ prompt: SlidePrompt, results: unknown, picture?: ComponentChildren }} props */
export function Wall({ prompt, picture }) {
  return prompt.text ? html`<${Told} prompt="${prompt}" picture="${picture}" />` : html`<${Question} question="${prompt.heading}" picture="${picture}" />`;
}

/** @param {{ prompt: SlidePrompt, picture?: ComponentChildren }} props */
function Told({ prompt, picture }) {
  const ways = picture && !bilingual.value ? WAYS.pictured : WAYS.alone;
  const [place, at, { from, to }] = useFit(ways.length, prompt.heading.en);
  const way = ways[Math.min(at, ways.length - 1)];
  const lines = html`<${Lines} text="${prompt.text}" from="${from}" to="${to}" apart="${way.includes('paged')}" />`;
  return html`<${Heading} words="${prompt.heading}" size="${way.includes('much') ? 'is-top is-less is-side' : 'is-top is-side'}" />
    <div ref=${place} class="${`told-text ${way.split(' ').filter(Boolean).map((one) => `is-${one}`).join(' ')}`}">
      ${way.includes('beside') ? html`<div class="beside">${lines}${picture}</div>` : lines}
    </div>`;
}

/** A slide has no results and no chart. */
export const Results = () => null;
export const Chart = () => null;
