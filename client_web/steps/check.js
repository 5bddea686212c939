/** Check: knows how a few questions are asked one after another, and how what is so and why is told after each: no grade, nothing added up.
 *  @import { AskedItem, CheckAnswer, CheckPrompt, ItemTold, Words } from '../protocol.js'
 *  @import { AskProps, Told } from './index.js'
 *  @typedef {{ [item: string]: string }} Options the option for each question that was answered so far
 *  @typedef {{ items: Options }} Given an answer as it is sent: it grows by one question at a time
 */
import { html, useEffect, useLayoutEffect, useRef, useState } from '../vendor/ui.js';
import { announce } from '../shared/screen.js';
import { say, t } from '../shared/words.js';
import { Radios } from './choice.js';

export const sheets = ['chosen'];

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
