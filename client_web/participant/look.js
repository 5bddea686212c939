/** Look: knows what is under Aa: how large the words are, the language, the light, and the way out.
 *  @import { Seat } from './seat.js'
 */
import { html, useState } from '../vendor/ui.js';
import { look, setLanguage, setLook } from '../shared/screen.js';
import { LANGUAGES, lang, t } from '../shared/words.js';

/** @param {{ seat: Seat, close: () => void }} props */
export function LookPage({ seat, close }) {
  const [failed, setFailed] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { text, theme } = look.value;
  const names = /** @type {import('../shared/words.js').Lang[]} */ (Object.keys(LANGUAGES));
  return html`<main class="ask">
    <h1 tabindex="${-1}">${t('look.title')}</h1>
    <${Pick} name="text" title="${t('look.text')}" value="${text}" choose=${(/** @type {any} */ value) => setLook({ text: value })}
      options="${[['normal', t('look.text_normal')], ['big', t('look.text_big')]]}" />
    <${Pick} name="language" title="${t('look.language')}" value="${lang.value}" choose=${(/** @type {any} */ value) => void setLanguage(value).then((done) => setFailed(!done))}
      options="${names.map((name) => [name, LANGUAGES[name], name])}" />
    <p class="note" role="alert">${failed ? t('look.language_failed') : ''}</p>
    <${Pick} name="theme" title="${t('look.theme')}" value="${theme}" choose=${(/** @type {any} */ value) => setLook({ theme: value })}
      options="${[['auto', t('look.theme_auto')], ['day', t('look.theme_day')], ['night', t('look.theme_night')]]}" />
    ${leaving ? html`<div class="keep"><p>${t('phone.leave_sure')}</p><div class="row">
        <button class="btn" onClick=${() => setLeaving(false)}>${t('phone.stay')}</button>
        <button class="btn" onClick=${() => seat.leave()}>${t('phone.leave')}</button></div></div>`
      : html`<p><button class="btn btn--plain" onClick=${() => setLeaving(true)}>${t('phone.leave_group')}</button></p>`}
    ${seat.mine?.mode === 'remote' ? html`<p>${t('phone.quickly_how')}</p>` : null}
  </main>
  <div class="reply reply--one"><button class="btn" onClick=${close}>${t('look.close')}</button></div>`;
}

/** @param {{ name: string, title: string, value: string, options: string[][], choose: (value: string) => void }} props */
function Pick({ name, title, value, options, choose }) {
  return html`<fieldset class="pick"><legend class="label">${title}</legend><div class="${options.length === 2 ? 'options options--two' : 'options'}">
    ${options.map(([one, label, tongue]) => html`<label key="${one}" class="${one === value ? 'is-chosen' : ''}" lang="${tongue}">
      <input type="radio" name="${name}" value="${one}" checked="${one === value}" onChange=${() => choose(one)} /><span>${label}</span></label>`)}
  </div></fieldset>`;
}
