/** Scale: knows how a number from 0 to 10 is asked for.
 *  @import { ScaleAnswer, ScalePrompt, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @typedef {Pick<ScaleAnswer, 'number'>} Chosen an answer as it is sent: the room knows of which kind its step is
 */
import { html } from '../vendor/ui.js';
import { say } from '../shared/words.js';

export const NUMBERS = Array.from({ length: 11 }, (_, number) => number);

/** @param {ScalePrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.question;

/** @param {ScalePrompt} prompt @param {Chosen} answer */
export function asText(prompt, answer) {
  const label = say(prompt.labels[answer.number]).text;
  return label ? `${answer.number}, ${label}` : String(answer.number);
}

/** @param {unknown} value @returns {Chosen | null} */
export function asDraft(value) {
  const number = /** @type {{ number?: unknown } | null} */ (typeof value === 'object' ? value : null)?.number;
  return typeof number === 'number' && NUMBERS.includes(number) ? { number } : null;
}

/** @param {unknown} value */
export const asAnswer = (value) => asDraft(value);

/** @param {AskProps<ScalePrompt, Chosen>} props */
export function Ask({ prompt, chosen, choose, picture, children }) {
  const question = say(prompt.question);
  return html`<fieldset class="scale">
    <legend><h1 lang="${question.lang}" tabindex="${-1}">${question.text}</h1></legend>
    ${picture}
    ${children}
    <div class="numbers">
      ${NUMBERS.map((number) => html`<${Choice} key="${number}" number="${number}" label="${prompt.labels[number]}"
        chosen="${chosen?.number === number}" choose="${choose}" />`)}
    </div>
  </fieldset>`;
}

/** @param {{ number: number, label?: Words, chosen: boolean, choose: (answer: Chosen) => void }} props */
function Choice({ number, label, chosen, choose }) {
  const words = say(label);
  return html`<label class="${chosen ? 'is-chosen' : ''}">
    <input type="radio" name="number" value="${number}" checked="${chosen}" onChange=${() => choose({ number })} />
    <span>${number}</span>
    ${words.text ? html`<small lang="${words.lang}">${words.text}</small>` : null}
  </label>`;
}
