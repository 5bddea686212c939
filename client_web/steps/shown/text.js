/** Text shown: knows how what people wrote stands on screens once it is put up.
 *  @import { TextPrompt, TextTally } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html } from '../../vendor/ui.js';
import { Gathered, QuestionWall, weightedOf } from './written.js';

/** @param {{ prompt: TextPrompt, results: TextTally | null, picture?: ComponentChildren }} props */
export function Wall({ prompt, results, picture }) {
  return html`<${QuestionWall} question="${prompt.question}" results="${results}" weighted="${results ? weightedOf(results) : []}" picture="${picture}" />`;
}

/** @param {{ prompt: TextPrompt, results: TextTally }} props */
export function Results({ prompt, results }) {
  return html`<${Gathered} question="${prompt.question}" answers="${results.answers}" texts="${results.texts}" weighted="${weightedOf(results)}" />`;
}

/** The console lists what people wrote by itself. */
export const Chart = () => null;
