/** Check: knows how a few questions are asked one after another, and how what is so and why is told after each: no grade, nothing added up.
 *  @import { AskedItem, CheckAnswer, CheckPrompt, CheckTally, ItemTally, ItemTold, Words } from '../protocol.js'
 *  @import { AskProps, Told } from './index.js'
 *  @import { Row } from './choice.js'
 *  @import { ComponentChildren } from '../vendor/ui.js'
 *  @typedef {{ [item: string]: string }} Options the option for each question that was answered so far
 *  @typedef {{ items: Options }} Given an answer as it is sent: it grows by one question at a time
 */
import { html, useEffect, useLayoutEffect, useRef, useState } from '../vendor/ui.js';
import { Heading, Said, Spoken, announce, useFit } from '../shared/screen.js';
import { say, sayAll, t } from '../shared/words.js';
import { Bars, fitted, Radios, rows, topOf } from './choice.js';

/** @param {CheckPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.heading;

/** @param {CheckPrompt} prompt @param {Given | CheckAnswer} answer */
export function asText(prompt, answer) {
  const options = /** @type {Options} */ (answer.items);
  return prompt.items.map((item, place) => ({ place: place + 1, words: item.options.find(({ id }) => id === options[item.id])?.words }))
    .filter(({ words }) => words).map(({ place, words }) => `${place}: ${say(words).text}`).join(', ');
}

/** @param {unknown} value @returns {Given | null} */
export function asDraft(value) {
  const items = /** @type {{ items?: unknown } | null} */ (typeof value === 'object' ? value : null)?.items;
  return typeof items === 'object' && items && Object.values(items).every((one) => typeof one === 'string') ? { items: /** @type {Options} */ (items) } : null;
}

export const missing = 'check.choose_first';

/** The question that is on. The draft holds the former ones too, so it alone cannot say whether there is something new to send. @type {string | null} */
let present = null;

/** @param {unknown} value @param {CheckPrompt} prompt @returns {Given | null} */
export function asAnswer(value, prompt) {
  const draft = asDraft(value);
  if (!draft || (present && !draft.items[present])) return null;
  const known = prompt.items.filter((item) => item.options.some(({ id }) => id === draft.items[item.id]));
  return known.length ? { items: Object.fromEntries(known.map(({ id }) => [id, draft.items[id]])) } : null;
}

/** Whether a question has no answer yet. @param {CheckPrompt} prompt @param {Given | null} answer */
export const goesOn = (prompt, answer) => prompt.items.some(({ id }) => !answer?.items[id]);

/** One question at a time; all of them once each has been told, and where staff enter what stands on a card (there nothing is told).
 *  @param {AskProps<CheckPrompt, Given>} props */
export function Ask({ prompt, chosen, choose, told, children, picture }) {
  const so = soOf(told);
  const [at] = useState(() => (told === undefined ? null : prompt.items.find(({ id }) => !so[id])?.id ?? null));
  const items = chosen?.items ?? {};
  useLayoutEffect(() => {
    present = at;
    return () => { present = null; };
  }, [at]);
  const place = prompt.items.findIndex(({ id }) => id === at);
  const item = prompt.items[place];
  const give = (/** @type {string} */ id, /** @type {string} */ option) =>
    choose({ items: { ...items, [id]: option } });
  const head = say(prompt.heading);
  if (item) {
    const question = say(item.question);
    return html`<fieldset class="pick">
      <legend>
        <span class="where"><span lang="${head.lang}">${head.text}</span> <span>${t('check.place', { place: place + 1, count: prompt.items.length })}</span></span>
        <h1 lang="${question.lang}" tabindex="${-1}">${question.text}</h1>
      </legend>
      ${picture}
      ${children}
      <${Radios} options="${item.options}" chosen="${items[item.id] ?? null}" choose=${(/** @type {string} */ option) => give(item.id, option)} />
    </fieldset>`;
  }
  return html`<h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    ${picture}
    ${children}
    ${prompt.items.map((one) => {
      const question = say(one.question);
      return html`<fieldset class="pick" key="${one.id}">
        <legend><h2 lang="${question.lang}">${question.text}</h2></legend>
        <${Radios} options="${one.options}" chosen="${items[one.id] ?? null}" choose=${(/** @type {string} */ option) => give(one.id, option)} />
        ${so[one.id] ? html`<${WhatIsSo} item="${one}" so="${so[one.id]}" />` : null}
      </fieldset>`;
    })}`;
}

/** @param {Told | null | undefined} told */
const soOf = (told) => /** @type {Record<string, ItemTold>} */ (told?.kind === 'check' ? told.items : {});

/** @param {{ item: AskedItem, so: ItemTold }} props */
function WhatIsSo({ item, so }) {
  const [right, why] = [say(rightOf(item, so)), say(so.because)];
  return html`<div class="told">
    <p><span class="so">${t('check.so')}:</span> <strong lang="${right.lang}">${right.text}</strong></p>
    <p lang="${why.lang}">${why.text}</p>
  </div>`;
}

/** @param {AskedItem} item @param {ItemTold} so */
const rightOf = (item, so) => item.options.find(({ id }) => id === so.right)?.words;

/** @param {{ prompt: CheckPrompt, answer: Given | null, told: Told | null, reopen: () => void }} props */
export function After({ prompt, answer, told, reopen }) {
  const so = soOf(told);
  const given = prompt.items.filter(({ id }) => answer?.items[id] ?? so[id]);
  const last = given[given.length - 1];
  const waiting = !last || !so[last.id];
  const waited = useRef(false);
  useEffect(() => {
    // The page has not changed, so it says nothing itself.
    if (waited.current && !waiting) announce(`${t('check.so')}: ${say(rightOf(last, so[last.id])).text}. ${say(so[last.id].because).text}`);
    waited.current = waiting;
  }, [waiting]);
  if (waiting) return html`<p>${t('check.moment')}</p>`;
  const question = say(last.question);
  return html`<h2 lang="${question.lang}">${question.text}</h2>
    <${WhatIsSo} item="${last}" so="${so[last.id]}" />
    ${given.length < prompt.items.length
      ? html`<div class="onward"><button type="button" class="btn" onClick=${reopen}>${t('check.next')}</button></div>`
      : html`<p>${t('check.end')}</p>`}`;
}

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
