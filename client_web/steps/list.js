/** List: knows how a person puts a list together from suggestions and lines of one's own.
 *  @import { ListAnswer, ListPrompt, Option, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @import { LinesDraft } from './written.js'
 *  @typedef {Required<Pick<ListAnswer, 'chosen' | 'own'>>} Chosen an answer as it is sent
 */
import { html, useId, useLayoutEffect, useRef } from '../vendor/ui.js';
import { announce } from '../shared/screen.js';
import { say, t } from '../shared/words.js';
import { asLines, inOneLine, letters, LettersLeft, linesAsText, OwnLines } from './written.js';

export const sheets = ['written', 'chosen'];

const MOST_LETTERS = 140;

/** @param {ListPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.question;

export const missing = 'list.missing';

/** @param {ListPrompt} prompt @param {ListAnswer | Chosen} answer */
export const asText = (prompt, answer) => linesAsText(prompt.suggestions, answer);

/** @param {unknown} value @returns {LinesDraft | null} */
export const asDraft = (value) => asLines(value);

/** A line that is typed and not added yet goes with the rest. @param {unknown} value @param {ListPrompt} prompt @returns {Chosen | null} */
export function asAnswer(value, prompt) {
  const draft = asLines(value);
  if (!draft) return null;
  const chosen = prompt.suggestions.map(({ id }) => id).filter((id) => draft.chosen.includes(id));
  const own = prompt.own ? [...new Set([...draft.own, draft.typed ?? ''].map(inOneLine))].filter(Boolean) : [];
  const count = chosen.length + own.length;
  const short = own.every((line) => letters(line) <= (prompt.most_letters ?? MOST_LETTERS));
  return short && count > 0 && count <= prompt.most ? { chosen, own } : null;
}

/** @param {AskProps<ListPrompt, LinesDraft>} props */
export function Ask({ prompt, chosen, choose, picture, children }) {
  const place = useRef(/** @type {HTMLFieldSetElement | null} */ (null));
  const moved = useRef(false);
  const question = say(prompt.question);
  const draft = chosen ?? { chosen: [], own: [] };
  const typed = draft.typed ?? '';
  const count = draft.chosen.length + draft.own.length + (inOneLine(typed) ? 1 : 0);
  const full = count >= prompt.most;
  // What was pressed may be gone now: the next thing to write in, or the newest line, takes the focus.
  useLayoutEffect(() => {
    if (!moved.current) return;
    moved.current = false;
    const removes = place.current?.querySelectorAll('.own-lines button');
    const next = place.current?.querySelector('.own-line input') ?? removes?.[removes.length - 1];
    /** @type {HTMLElement | null | undefined} */ (next)?.focus();
  });
  const settle = (/** @type {LinesDraft} */ next, /** @type {string} */ told) => {
    moved.current = true;
    choose(next);
    announce(told);
  };
  const mark = (/** @type {string} */ id, /** @type {boolean} */ on) =>
    choose({ ...draft, chosen: on ? [...draft.chosen, id] : draft.chosen.filter((one) => one !== id) });
  const add = () => {
    const line = inOneLine(typed);
    if (!line) { place.current?.querySelector('input')?.focus(); return; }
    settle({ chosen: draft.chosen, own: draft.own.includes(line) ? draft.own : [...draft.own, line] }, t('list.added'));
  };
  return html`<fieldset class="written" ref=${place}>
    <legend><h1 lang="${question.lang}" tabindex="${-1}">${question.text}</h1></legend>
    ${picture}
    ${children}
    <p class="hint-line">${t(!prompt.own ? 'list.most_choose' : prompt.suggestions.length ? 'list.most_own' : 'list.most', { count: prompt.most })}</p>
    ${prompt.suggestions.length ? html`<div class="options options--boxes">
      ${prompt.suggestions.map((option) => html`<${Suggestion} key="${option.id}" option="${option}" mark="${mark}"
        on="${draft.chosen.includes(option.id)}" off="${full && !draft.chosen.includes(option.id)}" />`)}
    </div>` : null}
    ${draft.own.length ? html`<ul class="own-lines" aria-label="${t('list.own_lines')}">
      ${draft.own.map((line) => html`<li key="${line}"><span>${line}</span>
        <button type="button" class="btn btn--plain" onClick=${() => settle({ ...draft, own: draft.own.filter((one) => one !== line) }, t('list.removed'))}>
          ${t('list.remove')}<span class="unseen"> ${line}</span></button></li>`)}
    </ul>` : null}
    ${prompt.own && (!full || inOneLine(typed)) ? html`<${OwnLine} typed="${typed}" most="${prompt.most_letters ?? MOST_LETTERS}" add="${add}"
      type="${(/** @type {string} */ text) => choose({ ...draft, typed: text })}" />` : null}
    ${full ? html`<p class="hint-line is-full" role="status">${t('list.full')}</p>` : null}
  </fieldset>`;
}

/** @param {{ option: Option, on: boolean, off: boolean, mark: (id: string, on: boolean) => void }} props */
function Suggestion({ option, on, off, mark }) {
  const words = say(option.words);
  return html`<label class="${on ? 'is-chosen' : off ? 'is-off' : ''}" lang="${words.lang}">
    <input type="checkbox" checked="${on}" disabled="${off}" onChange=${(/** @type {any} */ event) => mark(option.id, event.currentTarget.checked)} />
    <span>${words.text}</span>
  </label>`;
}

/** @param {{ typed: string, most: number, type: (text: string) => void, add: () => void }} props */
function OwnLine({ typed, most, type, add }) {
  const id = useId();
  const enter = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Enter' || event.isComposing || !inOneLine(typed)) return;
    event.preventDefault();
    add();
  };
  return html`<div class="own-line">
    <label class="label" for="${id}">${t('list.own_label')}</label>
    <div>
      <input class="field" id="${id}" type="text" autocomplete="off" data-1p-ignore data-lpignore="true" data-bwignore data-form-type="other" maxlength="${most}" enterkeyhint="done" value="${typed}" onKeyDown=${enter}
        onInput=${(/** @type {any} */ event) => type(event.currentTarget.value)} />
      <button type="button" class="btn" onClick=${add}>${t('list.add')}</button>
    </div>
    <${LettersLeft} text="${typed}" most="${most}" />
  </div>`;
}

/** What stands on it, to be read again. @param {{ prompt: ListPrompt, answer: ListAnswer | Chosen }} props */
export function Own({ prompt, answer }) {
  return html`<${OwnLines} suggestions="${prompt.suggestions}" answer="${answer}" />`;
}
