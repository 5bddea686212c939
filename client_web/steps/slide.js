/** Slide: knows how one idea is shown: a heading and a few sentences. Nobody answers it.
 *  @import { SlidePrompt, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @import { ComponentChildren } from '../vendor/ui.js'
 */
import { html } from '../vendor/ui.js';
import { useFit } from '../shared/screen.js';
import { Blocks } from '../shared/text.js';
import { say } from '../shared/words.js';

/** A heading of more letters than this is drawn smaller in the room. */
const LONG = 56;
/** How a text stands under its heading, the best first. Words come before a picture: one that leaves them too little room stays on phones. */
const WAYS = { alone: ['', 'much'], pictured: ['beside', 'beside much', 'much'] };

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
  const head = say(prompt.heading);
  const ways = picture && prompt.text ? WAYS.pictured : WAYS.alone;
  const [place, at] = useFit(ways.length, `${head.lang} ${head.text}`);
  const way = ways[Math.min(at, ways.length - 1)];
  const size = prompt.text || picture ? 'is-top' : head.text.length > LONG ? 'is-long' : '';
  return html`<h1 ref=${place} class="${way.includes('much') ? `${size} is-much` : size}" lang="${head.lang}">${head.text}</h1>
    ${way.includes('beside') ? html`<div class="beside"><div><${Blocks} text="${prompt.text}" /></div>${picture}</div>`
      : html`${prompt.text ? null : picture}<${Blocks} text="${prompt.text}" />`}`;
}

/** A slide has no results and no chart. */
export const Results = () => null;
export const Chart = () => null;
