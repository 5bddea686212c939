/** Slide: knows how one idea is shown: a heading and a few sentences. Nobody answers it.
 *  @import { SlidePrompt, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @import { ComponentChildren } from '../vendor/ui.js'
 */
import { html } from '../vendor/ui.js';
import { Heading, Question, useFit } from '../shared/screen.js';
import { Blocks, Lines } from '../shared/text.js';
import { bilingual, say } from '../shared/words.js';

/** How a text stands under its heading, the best first, and on pages in the last. Words come before a picture: one that leaves them too little
 *  room stays on phones. */
const WAYS = { alone: ['', 'much', 'much close', 'much paged'], pictured: ['beside', 'beside much', '', 'much', 'much close', 'much paged'] };

/** @param {SlidePrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.heading;

export const asText = () => '';

/** @returns {null} */
export const asDraft = () => null;

/** @returns {null} */
export const asAnswer = () => null;

/** @param {AskProps<SlidePrompt, never>} props */
export function Ask({ prompt, picture, children }) {
  const head = say(prompt.heading);
  return html`<h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    ${picture}
    ${children}
    <${Blocks} text="${prompt.text}" />`;
}

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
