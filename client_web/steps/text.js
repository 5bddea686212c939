/** Text: knows how a few words of one's own are asked for.
 *  @import { TextAnswer, TextPrompt, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @typedef {Pick<TextAnswer, 'text'>} Chosen an answer as it is sent, and a draft of one
 */
import { html, useId } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';
import { letters, LettersLeft } from './written.js';

export const sheets = ['written'];

/** @param {TextPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.question;

export const missing = 'text.missing';

/** @param {TextPrompt} _ @param {Chosen} answer */
export const asText = (_, answer) => answer.text;

/** @param {unknown} value @returns {Chosen | null} */
export function asDraft(value) {
  const text = /** @type {{ text?: unknown } | null} */ (typeof value === 'object' ? value : null)?.text;
  return typeof text === 'string' ? { text } : null;
}

/** @param {unknown} value @param {TextPrompt} prompt @returns {Chosen | null} */
export function asAnswer(value, prompt) {
  const text = asDraft(value)?.text.trim() ?? '';
  return text && letters(text) <= prompt.most_letters ? { text } : null;
}

/** @param {AskProps<TextPrompt, Chosen>} props */
export function Ask({ prompt, chosen, choose, picture, children }) {
  const id = useId();
  const [question, example] = [say(prompt.question), say(prompt.example)];
  const text = chosen?.text ?? '';
  const person = t('help.person');
  const [before, after] = t('text.not_live', { person }).split(person);
  return html`<div class="write">
    <h1 id="${`${id}-question`}" lang="${question.lang}" tabindex="${-1}">${question.text}</h1>
    ${picture}
    ${children}
    ${example.text ? html`<p class="hint-line" id="${`${id}-example`}">${t('text.example')} <span lang="${example.lang}">${example.text}</span></p>` : null}
    <textarea class="field" rows="4" autocomplete="off" maxlength="${prompt.most_letters}" aria-labelledby="${`${id}-question`}"
      aria-describedby="${`${example.text ? `${id}-example ` : ''}${id}-live`}" value="${text}"
      onInput=${(/** @type {any} */ event) => choose({ text: event.currentTarget.value })}></textarea>
    <${LettersLeft} text="${text}" most="${prompt.most_letters}" />
    <p class="not-live" id="${`${id}-live`}">${before}<strong>${person}</strong>${after}</p>
  </div>`;
}
