/** Multi: knows how several of several options are asked for, and what is said when there can be no more.
 *  @import { MultiAnswer, MultiPrompt, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @typedef {Pick<MultiAnswer, 'options'>} Chosen
 */
import { html, useState } from '../vendor/ui.js';
import { announce } from '../shared/screen.js';
import { say, t } from '../shared/words.js';

export const sheets = ['chosen'];

/** @param {MultiPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.question;

/** @param {MultiPrompt} prompt @param {Chosen} answer */
export const asText = (prompt, answer) =>
  prompt.options.filter(({ id }) => answer.options.includes(id)).map(({ words }) => say(words).text).join(', ');

/** @param {unknown} value @returns {Chosen | null} */
export function asDraft(value) {
  const options = /** @type {{ options?: unknown } | null} */ (typeof value === 'object' ? value : null)?.options;
  return Array.isArray(options) && options.every((one) => typeof one === 'string') ? { options } : null;
}

/** @param {unknown} value @param {MultiPrompt} prompt @returns {Chosen | null} */
export function asAnswer(value, prompt) {
  const options = asDraft(value)?.options ?? [];
  const known = prompt.options.map(({ id }) => id).filter((id) => options.includes(id));
  return known.length && known.length === options.length && known.length <= prompt.most ? { options: known } : null;
}

/** @param {AskProps<MultiPrompt, Chosen>} props */
export function Ask({ prompt, chosen, choose, children, picture }) {
  const [refused, setRefused] = useState(/** @type {string | null} */ (null));
  const question = say(prompt.question);
  const there = chosen?.options ?? [];
  const full = there.length >= prompt.most;
  const limited = prompt.most < prompt.options.length;
  const enough = t('multi.full', { count: prompt.most });
  /** @param {string} id @param {MouseEvent} event */
  const press = (id, event) => {
    if (!full || there.includes(id)) return;
    event.preventDefault();
    setRefused(id);
    announce(enough);
  };
  /** @param {string} changed */
  const change = (changed) => {
    setRefused(null);
    choose({ options: prompt.options.map(({ id }) => id).filter((id) => there.includes(id) !== (id === changed)) });
  };
  return html`<fieldset class="pick">
    <legend><h1 lang="${question.lang}" tabindex="${-1}">${question.text}</h1></legend>
    ${picture}
    ${children}
    <p class="how">${limited ? t('multi.up_to', { count: prompt.most }) : t('multi.several')}</p>
    <div class="options options--boxes">
      ${prompt.options.map(({ id, words }) => {
        const said = say(words);
        const on = there.includes(id);
        return html`<label key="${id}" class="${on ? 'is-chosen' : full ? 'is-full' : ''}">
          <input type="checkbox" value="${id}" checked="${on}" aria-disabled="${full && !on ? 'true' : undefined}"
            onClick=${(/** @type {MouseEvent} */ event) => press(id, event)} onChange=${() => change(id)} />
          <span><span lang="${said.lang}">${said.text}</span>${refused === id && full ? html`<small aria-hidden="true">${enough}</small>` : null}</span>
        </label>`;
      })}
    </div>
  </fieldset>`;
}
