/** Commit: knows how a person says one small thing that they mean to do, and the line that closes.
 *  @import { CommitAnswer, CommitPrompt, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @import { LinesDraft } from './written.js'
 *  @typedef {Required<Pick<CommitAnswer, 'chosen' | 'own'>>} Chosen an answer as it is sent
 */
import { html, useId } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';
import { asLines, inOneLine, letters, LettersLeft, linesAsText, OwnLines } from './written.js';

export const sheets = ['written', 'chosen'];

const MOST_LETTERS = 140;

/** @param {CommitPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.question;

export const missing = 'commit.missing';

/** @param {CommitPrompt} prompt @param {CommitAnswer | Chosen} answer */
export const asText = (prompt, answer) => linesAsText(prompt.suggestions, answer);

/** What was written stays beside a suggestion that is chosen instead. @param {unknown} value @returns {LinesDraft | null} */
export const asDraft = (value) => asLines(value);

/** @param {unknown} value @param {CommitPrompt} prompt @returns {Chosen | null} */
export function asAnswer(value, prompt) {
  const draft = asLines(value);
  if (!draft) return null;
  const chosen = prompt.suggestions.map(({ id }) => id).filter((id) => draft.chosen.includes(id)).slice(0, 1);
  if (chosen.length) return { chosen, own: [] };
  const line = inOneLine(draft.own[0] ?? '');
  return prompt.own && line && letters(line) <= (prompt.most_letters ?? MOST_LETTERS) ? { chosen: [], own: [line] } : null;
}

/** @param {AskProps<CommitPrompt, LinesDraft>} props */
export function Ask({ prompt, chosen, choose, picture, children }) {
  const id = useId();
  const question = say(prompt.question);
  const draft = chosen ?? { chosen: [], own: [] };
  const written = draft.own[0] ?? '';
  const most = prompt.most_letters ?? MOST_LETTERS;
  const some = prompt.suggestions.length > 0;
  const mine = prompt.own && (!some || (draft.own.length > 0 && !draft.chosen.length));
  return html`<fieldset class="written">
    <legend><h1 id="${`${id}-question`}" lang="${question.lang}" tabindex="${-1}">${question.text}</h1></legend>
    ${picture}
    ${children}
    ${some ? html`<div class="options">
      ${prompt.suggestions.map((option) => {
        const [words, on] = [say(option.words), draft.chosen.includes(option.id)];
        return html`<label key="${option.id}" class="${on ? 'is-chosen' : ''}" lang="${words.lang}">
          <input type="radio" name="${id}" value="${option.id}" checked="${on}" onChange=${() => choose({ ...draft, chosen: [option.id] })} />
          <span>${words.text}</span>
        </label>`;
      })}
      ${prompt.own ? html`<label class="${mine ? 'is-chosen' : ''}">
        <input type="radio" name="${id}" value="" checked="${mine}" onChange=${() => choose({ chosen: [], own: [written] })} />
        <span id="${`${id}-own`}">${t('commit.own')}</span>
      </label>` : null}
    </div>` : null}
    ${mine ? html`<div class="own-words">
      <textarea class="field" rows="2" autocomplete="off" maxlength="${most}" aria-labelledby="${`${id}-${some ? 'own' : 'question'}`}" value="${written}"
        onInput=${(/** @type {any} */ event) => choose({ chosen: [], own: [event.currentTarget.value] })}></textarea>
      <${LettersLeft} text="${written}" most="${most}" />
    </div>` : null}
  </fieldset>`;
}

/** What stands on it, to be read again. @param {{ prompt: CommitPrompt, answer: CommitAnswer | Chosen }} props */
export function Own({ prompt, answer }) {
  return html`<${OwnLines} suggestions="${prompt.suggestions}" answer="${answer}" />`;
}

/** The line that closes. @param {{ prompt: CommitPrompt }} props */
export function After({ prompt }) {
  const closing = say(prompt.closing);
  return closing.text ? html`<p class="closing" lang="${closing.lang}">${closing.text}</p>` : null;
}
