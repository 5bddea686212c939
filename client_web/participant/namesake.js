/** Namesake: knows how a person is asked for a letter where somebody else has the same name.
 *  @import { Page } from './pages.js'
 *  @import { Seat } from './seat.js'
 */
import { html, useId, useState } from '../vendor/ui.js';
import { t, tellReply } from '../shared/words.js';
import { TAKEN } from './seat.js';

/** @param {Seat} seat @returns {Page} */
export function namesakePage(seat) {
  return { key: 'namesake', says: t('phone.namesake'), body: html`<${Namesake} seat="${seat}" />` };
}

/** Asked now or not at all. @param {Seat} seat @param {string} letter @returns {Promise<string>} the code of what became of it; empty where there is nothing to say */
async function addLetter(seat, letter) {
  const { code } = await seat.link.ask({ type: 'add_letter', letter });
  const over = TAKEN.includes(code) || code === 'no_namesake';
  if (over) seat.namesake.value = 'left';
  return over ? '' : code;
}

/** @param {string} code */
function trouble(code) {
  if (!code) return '';
  if (code === 'not_sent') return t('phone.letter_not_sent');
  if (code === 'name_taken') return t('phone.letter_taken');
  return code === 'no_reply' ? t('phone.letter_unsure') : tellReply({ code });
}

/** @param {{ seat: Seat }} props */
function Namesake({ seat }) {
  const id = useId();
  const [letter, setLetter] = useState('');
  const [told, tell] = useState('');
  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  const add = async (event) => {
    event.preventDefault();
    const field = event.currentTarget.querySelector('input');
    if (!/\p{L}/u.test(letter)) tell(t('phone.letter_missing'));
    else tell(trouble(await addLetter(seat, letter)));
    field?.focus();
  };
  return html`<main class="page"><form class="page" autocomplete="off" onSubmit=${add}>
    <div class="ask">
      <h1 tabindex="${-1}">${t('phone.namesake')}</h1>
      <p>${t('phone.namesake_text')}</p>
      <div>
        <label class="label" for="${id}">${t('phone.letter')}</label>
        <input id="${id}" class="field letter-field" type="text" maxlength="2" size="3" autocomplete="off" autocapitalize="characters" autocorrect="off" spellcheck="${false}"
          data-1p-ignore data-lpignore="true" data-bwignore data-form-type="other" enterkeyhint="done" aria-describedby="${`${id}-told`}" value="${letter}"
          onInput=${(/** @type {any} */ event) => { setLetter(event.currentTarget.value); tell(''); }} />
      </div>
      <p class="note" role="alert" id="${`${id}-told`}">${told}</p>
    </div>
    <div class="reply">
      <button type="button" class="btn" onClick=${() => { seat.namesake.value = 'left'; }}>${t('phone.not_now')}</button>
      <button type="submit" class="btn">${t('phone.letter_add')}</button>
    </div>
  </form></main>`;
}
