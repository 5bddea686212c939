/** Slide: knows how one idea stands on a phone: a heading and a few sentences. Nobody answers it.
 *  @import { SlidePrompt, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 */
import { html } from '../vendor/ui.js';
import { Blocks } from '../shared/text.js';
import { say } from '../shared/words.js';

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
