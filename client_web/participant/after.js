/** After: knows what a phone shows of a step once something came of it: results, the own former answer, own words to read again.
 *  @import { Asked } from '../protocol.js'
 *  @import { AskingKind, ShowingKind } from '../steps/index.js'
 *  @import { ComponentChildren } from '../vendor/ui.js'
 *  @import { OwnWords } from './answers.js'
 *  @import { Page } from './pages.js'
 *  @import { Seat } from './seat.js'
 */
import { html, signal, useState } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';
import { Unfinished, coming, fetchKind, kinds } from './pages.js';

/** What shows what came in. @type {import('../vendor/ui.js').Signal<{ [kind: string]: ShowingKind }>} */
const showing = signal({});

/** Fetches it, once. @param {string} kind */
export async function fetchShowing(kind) {
  if (showing.peek()[kind]) return;
  const shows = /** @type {ShowingKind | undefined} */ (await import(`../steps/shown/${kind}.js`).catch(() => undefined));
  if (shows) showing.value = { ...showing.peek(), [kind]: shows };
}

/** @param {Seat} seat @param {Asked} asked @param {AskingKind} kind @param {string} key @returns {Page} */
export function results(seat, asked, kind, key) {
  const { results: tally, prompt } = asked;
  const shows = showing.value[prompt.kind];
  if (!tally || !shows) return coming(key);
  const told = t(tally.kind === 'text' && !tally.texts.length && !tally.themes?.length ? 'phone.results_later' : 'phone.results');
  return { key: `${key} results`, says: told, body: html`<main class="ask">
    <${shows.Results} prompt="${prompt}" results="${tally}" />
    <p>${told}</p>
    <${Unfinished} seat="${seat}" asked="${asked}" kind="${kind}" />
  </main>` };
}

/** The group came back to a step that this person had answered: the answer is shown by a tap. @param {Seat} seat @param {Asked} asked @param {AskingKind} kind @param {string} key @param {ComponentChildren} change @returns {Page} */
export function cameBack(seat, asked, kind, key, change) {
  const answer = kind.asAnswer(seat.own(asked), asked.prompt);
  const head = say(kind.heading(asked.prompt));
  const open = seat.looked.value === asked.number;
  const look = () => { seat.looked.value = open ? 0 : asked.number; };
  return { key, says: head.text, body: html`<main class="ask">
    <h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    <p>${t('phone.came_back')}</p>
    ${answer ? html`<p><button class="btn btn--plain" aria-expanded="${open}" onClick=${look}>${t(open ? 'phone.answer_hide' : 'phone.answer_show')}</button></p>` : null}
    ${answer && open ? html`<div class="keep">${kind.Own ? html`<${kind.Own} prompt="${asked.prompt}" answer="${answer}" />` : html`<p>${kind.asText(asked.prompt, answer)}</p>`}</div>` : null}
    ${change}
  </main>` };
}

/** What this person wrote for themselves before, behind a tap. @param {{ seat: Seat }} props */
export function MyWords({ seat }) {
  const [open, setOpen] = useState(false);
  const all = seat.ownWords;
  if (!all.length) return null;
  const turn = () => {
    setOpen(!open);
    for (const { prompt } of all) void fetchKind(prompt.kind);
  };
  return html`<p><button type="button" class="btn btn--plain" aria-expanded="${open}" onClick=${turn}>${t(open ? 'phone.my_plan_close' : 'phone.my_plan')}</button></p>
    ${open ? html`<${Words} all="${all}" />` : null}`;
}

/** Own words to read. @param {{ all: OwnWords[] }} props */
export function Words({ all }) {
  return html`<div class="own-read">${all.map(({ prompt, answer }, place) => {
    const kind = kinds.value[prompt.kind];
    const head = kind ? say(kind.heading(prompt)) : null;
    return kind?.Own && head ? html`<section class="keep" key="${place}"><h2 lang="${head.lang}">${head.text}</h2><${kind.Own} prompt="${prompt}" answer="${answer}" /></section>` : null;
  })}</div>`;
}
