/** Check shown: knows how the questions of a check stand in the room, and what is so and why beside how many chose what: nothing added up.
 *  @import { AskedItem, CheckPrompt, CheckTally, ItemTally } from '../../protocol.js'
 *  @import { Row } from './choice.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 *  @import { Options } from '../check.js'
 */
import { html } from '../../vendor/ui.js';
import { Said, Spoken, sayAll } from '../../shared/tongues.js';
import { Heading, useFit } from '../../shared/wall.js';
import { say, t } from '../../shared/words.js';
import { Bars, fitted, rows, topOf } from './choice.js';

// --- results ---

/** @param {CheckPrompt} prompt @param {CheckTally} tally */
function counted(prompt, tally) {
  const items = /** @type {Record<string, ItemTally>} */ (tally.items);
  return prompt.items.filter(({ id }) => items[id]).map((item) => ({ item, so: items[item.id], rows: marked(item, items[item.id]) }));
}

/** @param {AskedItem} item @param {ItemTally} tally @returns {Row[]} */
const marked = (item, tally) => rows(item, tally).map((row) => (row.id === tally.right ? { ...row, note: 'check.so' } : row));

/** @param {{ prompt: CheckPrompt, results: CheckTally }} props */
export function Results({ prompt, results }) {
  const head = say(prompt.heading);
  return html`<h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    <${Items} prompt="${prompt}" tally="${results}" level="2" why="${true}" />
    <p class="bars-all">${t('chosen.answers', { count: results.answers })}</p>`;
}

/** @param {{ prompt: CheckPrompt, tally: CheckTally }} props */
export function Chart({ prompt, tally }) {
  return html`<${Items} prompt="${prompt}" tally="${tally}" level="3" why="${false}" />`;
}

/** @param {{ prompt: CheckPrompt, tally: CheckTally, level: '2' | '3', why: boolean }} props */
function Items({ prompt, tally, level, why }) {
  return counted(prompt, tally).map(({ item, so, rows }) => {
    const [question, because] = [say(item.question), say(so.because)];
    return html`<div class="item" key="${item.id}">
      ${level === '2' ? html`<h2 lang="${question.lang}">${question.text}</h2>` : html`<h3 lang="${question.lang}">${question.text}</h3>`}
      <${Bars} rows="${rows}" whole="${tally.answers}" />
      ${why ? html`<p lang="${because.lang}">${because.text}</p>` : null}
    </div>`;
  });
}

// --- the room ---

/** @typedef {{ look: string, options: 'bars' | 'line' | 'so', why: boolean }} Way */

/** From roomy to crowded; the first that fits is taken. Why goes first where there are many questions, then all but what is so. @type {Way[]} */
const WITH_WHY = [
  { look: 'one roomy', options: 'bars', why: true },
  { look: 'columns under', options: 'bars', why: true },
  { look: 'one', options: 'line', why: true },
  { look: 'columns', options: 'line', why: true },
  { look: 'one', options: 'so', why: true },
  { look: 'columns', options: 'so', why: true },
];
/** @type {Way[]} */
const WITHOUT_WHY = [
  { look: 'columns', options: 'bars', why: false },
  { look: 'columns', options: 'line', why: false },
  { look: 'one', options: 'line', why: false },
  { look: 'columns', options: 'so', why: false },
  { look: 'one', options: 'so', why: false },
  { look: 'less columns', options: 'so', why: false },
  { look: 'less', options: 'line', why: false },
];
/** More questions than this stand without why. */
const WITH_REASONS = 3;
const ASKED = ['', 'close', 'close columns', 'less close columns', 'less close'];

/** @param {{ prompt: CheckPrompt, results: CheckTally | null, picture?: ComponentChildren }} props */
export function Wall({ prompt, results, picture }) {
  return results ? html`<${Counted} prompt="${prompt}" tally="${results}" />` : html`<${Asked} prompt="${prompt}" picture="${picture}" />`;
}

/** @param {{ prompt: CheckPrompt, picture?: ComponentChildren }} props */
function Asked({ prompt, picture }) {
  const [place, way, { from, to }] = useFit(ASKED.length, prompt.heading.en);
  return html`<${Heading} words="${prompt.heading}" size="${way || sayAll(prompt.heading).length > 1 ? topOf(ASKED[way]) : 'is-long'}" />
    ${picture}
    <div ref=${place} class="${fitted(ASKED[way])}"><ol class="questions" role="list">
      ${prompt.items.map((item, at) => html`<li class="item unit" key="${item.id}" data-place="${at + 1}"><span><${Said} words="${item.question}" /></span></li>`).slice(from, to)}
    </ol></div>`;
}

/** @param {{ prompt: CheckPrompt, tally: CheckTally }} props */
function Counted({ prompt, tally }) {
  const ways = prompt.items.length > WITH_REASONS ? WITHOUT_WHY : [...WITH_WHY, ...WITHOUT_WHY];
  const [place, way, { from, to }] = useFit(ways.length, prompt.heading.en);
  const { look, options, why } = ways[way];
  return html`<${Heading} words="${prompt.heading}" size="${topOf(look)}" />
    <div ref=${place} class="${fitted(look)}"><div class="items">
      ${counted(prompt, tally).map(({ item, so, rows }) => {
        const because = sayAll(so.because);
        return html`<section class="item unit" key="${item.id}">
          <h2><${Said} words="${item.question}" /></h2>
          ${options === 'bars' ? html`<${Bars} rows="${rows}" whole="${tally.answers}" />`
            : html`<${InLine} rows="${options === 'so' ? rows.filter(({ note }) => note) : rows}" whole="${tally.answers}" />`}
          ${why ? because.map(({ text, lang }) => html`<p key="${lang}" lang="${lang}">${text}</p>`) : null}
        </section>`;
      }).slice(from, to)}
    </div></div>`;
}

/** Options and counts one after another, without bars. @param {{ rows: Row[], whole: number }} props */
function InLine({ rows, whole }) {
  return html`<ul class="in-line" role="list">
    ${rows.map(({ id, words, count, note }) => html`<li key="${id}">
      ${note ? html`<span class="so"><${Spoken} of="${note}" between="\u00a0/ " />:</span> ` : null}<${Said} words="${words}" /> <b>${rows.length > 1 ? count : html`<${Spoken} of="check.of" facts="${{ count, all: whole }}" between="\u00a0/ " />`}</b>
    </li>`)}
  </ul>`;
}
