/** Choice: knows how one of several options is asked for.
 *  @import { ChoiceAnswer, ChoicePrompt, Option, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @typedef {Pick<ChoiceAnswer, 'option'>} Chosen
 */
import { html, useId } from '../vendor/ui.js';
import { say } from '../shared/words.js';

/** @param {ChoicePrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.question;

/** @param {ChoicePrompt} prompt @param {Chosen} answer */
export const asText = (prompt, answer) => say(prompt.options.find(({ id }) => id === answer.option)?.words).text;

/** @param {unknown} value @returns {Chosen | null} */
export function asDraft(value) {
  const option = /** @type {{ option?: unknown } | null} */ (typeof value === 'object' ? value : null)?.option;
  return typeof option === 'string' ? { option } : null;
}

/** @param {unknown} value @param {ChoicePrompt} prompt @returns {Chosen | null} */
export function asAnswer(value, prompt) {
  const draft = asDraft(value);
  return draft && prompt.options.some(({ id }) => id === draft.option) ? draft : null;
}

/** @param {AskProps<ChoicePrompt, Chosen>} props */
export function Ask({ prompt, chosen, choose, children, picture }) {
  const question = say(prompt.question);
  return html`<fieldset class="pick">
    <legend><h1 lang="${question.lang}" tabindex="${-1}">${question.text}</h1></legend>
    ${picture}
    ${children}
    <${Radios} options="${prompt.options}" chosen="${chosen?.option ?? null}" choose=${(/** @type {string} */ option) => choose({ option })} />
  </fieldset>`;
}

/** One of several, as cards. @param {{ options: Option[], chosen: string | null, choose: (id: string) => void }} props */
export function Radios({ options, chosen, choose }) {
  const name = useId();
  return html`<div class="options">
    ${options.map(({ id, words }) => {
      const said = say(words);
      return html`<label key="${id}" class="${id === chosen ? 'is-chosen' : ''}">
        <input type="radio" name="${name}" value="${id}" checked="${id === chosen}" onChange=${() => choose(id)} />
        <span lang="${said.lang}">${said.text}</span>
      </label>`;
    })}
  </div>`;
}
