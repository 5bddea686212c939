/** Commit shown: knows how small things that people mean to do stand on screens once they are put up.
 *  @import { CommitPrompt, CommitTally } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html } from '../../vendor/ui.js';
import { Gathered, QuestionWall, Taken, weightedOf } from './written.js';

/** @param {{ prompt: CommitPrompt, results: CommitTally | null, picture?: ComponentChildren }} props */
export function Wall({ prompt, results, picture }) {
  const weighted = results ? weightedOf(results, prompt.suggestions) : [];
  return html`<${QuestionWall} question="${prompt.question}" results="${results}" weighted="${weighted}" picture="${picture}" />`;
}

/** @param {{ prompt: CommitPrompt, results: CommitTally }} props */
export function Results({ prompt, results }) {
  return html`<${Gathered} question="${prompt.question}" answers="${results.answers}" texts="${results.texts}" weighted="${weightedOf(results, prompt.suggestions)}" />`;
}

/** How many took each suggestion. @param {{ prompt: CommitPrompt, tally: CommitTally }} props */
export function Chart({ prompt, tally }) {
  return prompt.suggestions.length ? html`<${Taken} suggestions="${prompt.suggestions}" counts="${tally.counts}" />` : null;
}
