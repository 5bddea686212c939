/** Slide: knows how one idea is shown: a heading and a few sentences. Nobody answers it.
 *  @import { SlidePrompt, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 */
import { html } from '../vendor/ui.js';
import { say } from '../shared/words.js';

/** A heading of more letters than this is drawn smaller in the room. */
const LONG = 56;

/** @param {SlidePrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.heading;

export const asText = () => '';

/** @returns {null} */
export const asAnswer = () => null;

/** @param {AskProps<SlidePrompt, never>} props */
export function Ask({ prompt }) {
  const [head, text] = [say(prompt.heading), say(prompt.text)];
  return html`<h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    ${paragraphs(text.text).map((one, place) => html`<p key="${place}" lang="${text.lang}">${one}</p>`)}`;
}

/** @param {{ prompt: SlidePrompt, results: unknown }} props */
export function Wall({ prompt }) {
  const [head, text] = [say(prompt.heading), say(prompt.text)];
  return html`<h1 class="${text.text ? 'is-top' : head.text.length > LONG ? 'is-long' : ''}" lang="${head.lang}">${head.text}</h1>
    ${paragraphs(text.text).map((one, place) => html`<p key="${place}" lang="${text.lang}">${one}</p>`)}`;
}

/** A slide has no results and no chart. */
export const Results = () => null;
export const Chart = () => null;

/** @param {string} text */
const paragraphs = (text) => text.split(/\n\s*\n/).map((one) => one.trim()).filter(Boolean);
