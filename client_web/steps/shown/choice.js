/** Choice shown: knows how counted options are drawn on every screen: as bars over the whole range.
 *  @import { ChoicePrompt, ChoiceTally, Option, Words } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 *  @typedef {{ id: string, words: Words, count: number, note?: string }} Row `note`: the key of a word that marks this row, such as "The answer"
 */
import { html } from '../../vendor/ui.js';
import { Said, Spoken } from '../../shared/tongues.js';
import { Heading, Question, useFit } from '../../shared/wall.js';
import { say, t } from '../../shared/words.js';

/** @param {{ prompt: ChoicePrompt, results: ChoiceTally | null, picture?: ComponentChildren }} props */
export function Wall({ prompt, results, picture }) {
  return results ? html`<${BarsWall} question="${prompt.question}" rows="${rows(prompt, results)}" whole="${results.answers}" />`
    : html`<${Question} question="${prompt.question}" picture="${picture}" />`;
}

/** @param {{ prompt: ChoicePrompt, results: ChoiceTally }} props */
export function Results({ prompt, results }) {
  return html`<${BarsPhone} question="${prompt.question}" rows="${rows(prompt, results)}" whole="${results.answers}" />`;
}

/** @param {{ prompt: ChoicePrompt, tally: ChoiceTally }} props */
export function Chart({ prompt, tally }) {
  return html`<${Bars} rows="${rows(prompt, tally)}" whole="${tally.answers}" />`;
}

// --- counted options ---

/** In the author's order, also those that nobody chose. @param {{ options: Option[] }} prompt @param {{ counts: object }} tally @returns {Row[]} */
export function rows({ options }, tally) {
  const counts = /** @type {Record<string, number>} */ (tally.counts);
  return options.map(({ id, words }) => ({ id, words, count: counts[id] ?? 0 }));
}

/** @param {{ rows: Row[], whole: number }} props `whole`: how many a full bar would be */
export function Bars({ rows, whole }) {
  return html`<ul class="bars" role="list">
    ${rows.map(({ id, words, count, note }) => html`<li key="${id}" class="unit">
      <span class="bars-words">${note ? html`<small class="so"><${Spoken} of="${note}" between="\u00a0/ " />:</small> ` : null}<${Said} words="${words}" /></span>
      <b class="bars-count"><span class="unseen">: </span>${count}</b>
      <svg class="bars-line" aria-hidden="true"><rect class="bar" width="${`${(100 * count) / Math.max(1, whole)}%`}" height="100%" /></svg>
    </li>`)}
  </ul>`;
}

/** @param {{ question: Words, rows: Row[], whole: number }} props */
export function BarsPhone({ question, rows, whole }) {
  const said = say(question);
  return html`<h1 lang="${said.lang}" tabindex="${-1}">${said.text}</h1>
    <${Bars} rows="${rows}" whole="${whole}" />
    <p class="bars-all">${t('chosen.answers', { count: whole })}</p>`;
}

/** From roomy to crowded; the first that fits is taken. The last one is for more words than a wall can hold: it stands on pages. */
const WAYS = ['large', 'roomy', 'close', 'closer', 'under', 'two', 'less under', 'less two', 'less under tight'];

/** @param {{ question: Words, rows: Row[], whole: number }} props */
export function BarsWall({ question, rows, whole }) {
  const [place, way, { from, to }] = useFit(WAYS.length, question.en);
  return html`<${Heading} words="${question}" size="${topOf(WAYS[way])}" />
    <div ref=${place} class="${fitted(WAYS[way])}"><${Bars} rows="${rows.slice(from, to)}" whole="${whole}" /></div>`;
}

/** The class of what is drawn in this way. @param {string} way */
export const fitted = (way) => ['fitted', ...way.split(' ').filter(Boolean).map((one) => `fit-${one}`)].join(' ');

/** The size of the heading over what is drawn in this way. @param {string} way */
export const topOf = (way) => (way.includes('less') ? 'is-top is-less' : 'is-top');
