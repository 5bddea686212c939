/** Multi shown: knows how many chose each of several options.
 *  @import { MultiPrompt, MultiTally } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html } from '../../vendor/ui.js';
import { Question } from '../../shared/wall.js';
import { Bars, BarsPhone, BarsWall, rows } from './choice.js';

/** @param {{ prompt: MultiPrompt, results: MultiTally | null, picture?: ComponentChildren }} props */
export function Wall({ prompt, results, picture }) {
  return results ? html`<${BarsWall} question="${prompt.question}" rows="${rows(prompt, results)}" whole="${results.answers}" />`
    : html`<${Question} question="${prompt.question}" picture="${picture}" />`;
}

/** @param {{ prompt: MultiPrompt, results: MultiTally }} props */
export function Results({ prompt, results }) {
  return html`<${BarsPhone} question="${prompt.question}" rows="${rows(prompt, results)}" whole="${results.answers}" />`;
}

/** @param {{ prompt: MultiPrompt, tally: MultiTally }} props */
export function Chart({ prompt, tally }) {
  return html`<${Bars} rows="${rows(prompt, tally)}" whole="${tally.answers}" />`;
}
