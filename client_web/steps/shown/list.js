/** List shown: knows what stands on everybody's lists.
 *  @import { ListPrompt, ListTally } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html } from '../../vendor/ui.js';
import { Gathered, QuestionWall, Taken, weightedOf } from './written.js';

/** @param {{ prompt: ListPrompt, results: ListTally | null, picture?: ComponentChildren }} props */
export function Wall({ prompt, results, picture }) {
  const weighted = results ? weightedOf(results, prompt.suggestions) : [];
  return html`<${QuestionWall} question="${prompt.question}" results="${results}" weighted="${weighted}" picture="${picture}" />`;
}

/** @param {{ prompt: ListPrompt, results: ListTally }} props */
export function Results({ prompt, results }) {
  return html`<${Gathered} question="${prompt.question}" answers="${results.answers}" texts="${results.texts}" weighted="${weightedOf(results, prompt.suggestions)}" />`;
}

/** How many took each suggestion. @param {{ prompt: ListPrompt, tally: ListTally }} props */
export function Chart({ prompt, tally }) {
  return prompt.suggestions.length ? html`<${Taken} suggestions="${prompt.suggestions}" counts="${tally.counts}" />` : null;
}
