/** If-then: knows how a plan for a hard moment is put together from two menus, one half at a time, and how it sounds as one sentence.
 *  @import { Half, IfThenAnswer, IfThenPrompt, Option, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @typedef {'situation' | 'response'} Name of a half
 *  @typedef {Pick<IfThenAnswer, Name>} Chosen a plan as it is sent
 *  @typedef {{ situation?: Half, response?: Half }} Draft a half with empty words of one's own is being written
 */
import { html, useEffect, useId, useLayoutEffect, useRef, useState } from '../vendor/ui.js';
import { lang, say, t } from '../shared/words.js';

export const sheets = ['planned'];

export const NAMES = /** @type {const} */ (['situation', 'response']);
export const OPENINGS = { situation: 'ifthen.if', response: 'ifthen.then' };
const MOST_LETTERS = 140;
/** What is left is told from here on. */
const FEW_LEFT = 30;

/** @param {IfThenPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.question;

export const missing = 'ifthen.missing';

// --- halves ---

/** @param {IfThenPrompt} prompt @param {Name} name */
export const menuOf = (prompt, name) => (name === 'situation' ? prompt.situations : prompt.responses);

/** What stands before each half. @param {Name} name */
const opening = (name) => t(OPENINGS[name]);

/** The words of a half, without a full stop: they stand within a sentence.
 *  @param {Half | undefined} half @param {Option[]} menu @returns {{ text: string, lang?: string }} */
function wordsOf(half, menu) {
  const own = tidy(half?.own);
  const shown = own ? { text: own } : say(menu.find((option) => option.id === half?.id)?.words);
  return { ...shown, text: shown.text.replace(/\s*\.+$/, '') };
}

/** @param {string | null | undefined} text */
const tidy = (text) => (text ?? '').trim().replace(/\s+/g, ' ');

/** A half as it is sent; null while it is not there yet. @param {Half | undefined} half @param {Option[]} menu @returns {Half | null} */
function whole(half, menu) {
  const own = tidy(half?.own);
  const option = menu.find((one) => one.id === half?.id);
  if (!own) return option ? { id: option.id } : null;
  if (!option) return { own };
  return own === option.words.en || own === option.words.es ? { id: option.id } : { id: option.id, own };
}

/** @param {IfThenPrompt} prompt @param {IfThenAnswer | Chosen} answer */
export function asText(prompt, answer) {
  const [situation, response] = NAMES.map((name) => wordsOf(answer[name], menuOf(prompt, name)).text);
  return t('ifthen.sentence', { situation, response });
}

/** @param {unknown} value @returns {Draft | null} */
export function asDraft(value) {
  if (typeof value !== 'object' || value === null) return null;
  /** @type {Draft} */ const draft = {};
  for (const name of NAMES) {
    const half = /** @type {{ [name: string]: unknown }} */ (value)[name];
    if (typeof half !== 'object' || half === null) continue;
    const { id, own } = /** @type {{ id?: unknown, own?: unknown }} */ (half);
    /** @type {Half} */ const kept = {};
    if (typeof id === 'string') kept.id = id;
    if (typeof own === 'string') kept.own = own;
    if ('id' in kept || 'own' in kept) draft[name] = kept;
  }
  return draft.situation || draft.response ? draft : null;
}

/** @param {unknown} value @param {IfThenPrompt} prompt @returns {Chosen | null} */
export function asAnswer(value, prompt) {
  const draft = asDraft(value);
  const [situation, response] = NAMES.map((name) => whole(draft?.[name], menuOf(prompt, name)));
  return situation && response ? { situation, response } : null;
}

// --- phone ---

/** @param {AskProps<IfThenPrompt, Draft>} props */
export function Ask({ prompt, chosen, choose, children, picture }) {
  const question = say(prompt.question);
  const done = (/** @type {Name} */ name, /** @type {Draft | null} */ draft = chosen) => whole(draft?.[name], menuOf(prompt, name)) !== null;
  const next = (/** @type {Draft | null} */ draft = chosen) => NAMES.find((name) => !done(name, draft)) ?? null;
  const [open, setOpen] = useState(() => next());
  const [writing, setWriting] = useState(false);
  const touched = useRef(false);
  // What this phone had kept may come a moment later.
  useEffect(() => { if (!touched.current) setOpen(next()); }, [chosen]);
  const place = useRef(/** @type {HTMLFieldSetElement | null} */ (null));
  const goTo = useRef('');
  useLayoutEffect(() => {
    if (!goTo.current) return;
    /** @type {HTMLElement | null | undefined} */ (place.current?.querySelector(goTo.current))?.focus();
    goTo.current = '';
  });
  const turn = (/** @type {Name | null} */ name, write = false) => {
    touched.current = true;
    setOpen(name);
    setWriting(write);
    goTo.current = name === null ? '.ifthen-whole' : write ? 'textarea' : `[data-half="${name}"] h2`;
  };
  const put = (/** @type {Name} */ name, /** @type {Half} */ half) => {
    touched.current = true;
    const draft = { ...chosen, [name]: half };
    choose(draft);
    return draft;
  };
  /** One half is there: on to the other, or to the whole. */
  const settle = (/** @type {Name} */ name, draft = chosen) => {
    if (!done(name, draft)) turn(name, draft?.[name]?.own !== undefined);
    else turn(next(draft));
  };
  return html`<fieldset class="ifthen" ref=${place}>
    <legend><h1 lang="${question.lang}" tabindex="${-1}">${question.text}</h1></legend>
    ${picture}${children}
    ${NAMES.map((name) => {
      const [half, menu] = [chosen?.[name], menuOf(prompt, name)];
      const props = { name, half, menu, put: (/** @type {Half} */ next) => put(name, next), settle: (/** @type {Draft | undefined} */ next) => settle(name, next) };
      if (open === name && writing) return html`<${Writing} key="${name}" ...${props} most="${prompt.most_letters ?? MOST_LETTERS}" />`;
      if (open === name) return html`<${Menu} key="${name}" ...${props} />`;
      return done(name) ? html`<${Said} key="${name}" ...${props} turn="${turn}" />` : null;
    })}
    ${open === null ? html`<div class="ifthen-whole" role="group" aria-label="${t('ifthen.your_plan')}" tabindex="${-1}"><${Sentence} prompt="${prompt}" plan="${chosen}" /></div>` : null}
  </fieldset>`;
}

/** @typedef {{ name: Name, half: Half | undefined, menu: Option[], put: (half: Half) => Draft, settle: (draft?: Draft) => void }} HalfProps */

/** A half to choose. A tap goes on by itself; arrow keys pass over the lines, and Enter or the button below goes on.
 *  @param {HalfProps} props */
function Menu({ name, half, menu, put, settle }) {
  const group = useId();
  const own = half !== undefined && !half.id && half.own !== undefined;
  const picked = own || menu.some((option) => option.id === half?.id);
  const enter = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    if (picked) settle();
  };
  const line = (/** @type {string} */ key, /** @type {{ text: string, lang?: string }} */ words, /** @type {boolean} */ chosen, /** @type {Half} */ next) => html`<label
      key="${key}" class="${chosen ? 'is-chosen' : ''}">
    <input type="radio" name="${group}" value="${key}" checked="${chosen}" onChange=${() => { if (!chosen) put(next); }}
      onClick=${(/** @type {MouseEvent} */ event) => { if (event.detail > 0) settle(chosen ? undefined : put(next)); }} />
    <span lang="${words.lang}">${words.text}</span>
  </label>`;
  return html`<fieldset class="ifthen-half" data-half="${name}" onKeyDown=${enter}>
    <legend><h2 tabindex="${-1}">${opening(name)} …</h2></legend>
    <div class="options">
      ${menu.map((option) => line(option.id, say(option.words), half?.id === option.id, { id: option.id }))}
      ${line('=own', { text: t('ifthen.own') }, own, { own: '' })}
    </div>
    ${picked ? html`<button type="button" class="btn ifthen-go" onClick=${() => settle()}>${t('ifthen.go_on')}</button>` : null}
  </fieldset>`;
}

/** A half in a person's own words. @param {HalfProps & { most: number }} props */
function Writing({ name, half, menu, put, settle, most }) {
  const id = useId();
  const option = menu.find((one) => one.id === half?.id);
  const text = half?.own ?? say(option?.words).text.slice(0, most);
  const left = most - text.length;
  const finish = () => {
    // Nothing written: the menu's words stay, or the menu comes back.
    if (tidy(half?.own)) settle();
    else settle(put(half?.id ? { id: half.id } : {}));
  };
  const enter = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    finish();
  };
  return html`<div class="ifthen-half" data-half="${name}">
    <h2><label for="${id}">${opening(name)} …</label></h2>
    <textarea id="${id}" class="field" rows="3" maxlength="${most}" enterkeyhint="done" autocomplete="off" aria-describedby="${`${id}-left`}"
      value="${text}" onKeyDown=${enter}
      onInput=${(/** @type {InputEvent & { currentTarget: HTMLTextAreaElement }} */ event) => put({ ...half, own: event.currentTarget.value })}></textarea>
    <p class="ifthen-left" id="${`${id}-left`}">${left <= FEW_LEFT ? t('ifthen.left', { count: left }) : ''}</p>
    <button type="button" class="btn ifthen-go" onClick=${finish}>${t('ifthen.done')}</button>
  </div>`;
}

/** A half that is there. @param {HalfProps & { turn: (name: Name, write?: boolean) => void }} props */
function Said({ name, half, menu, turn }) {
  const words = wordsOf(half, menu);
  const which = `: ${opening(name)} ${words.text}`;
  return html`<div class="ifthen-said" data-half="${name}">
    <p><b>${opening(name)}</b> <span lang="${words.lang}">${words.text}</span></p>
    <div class="row">
      <button type="button" class="btn btn--plain" aria-label="${t('ifthen.change') + which}" onClick=${() => turn(name)}>${t('ifthen.change')}</button>
      <button type="button" class="btn btn--plain" aria-label="${t('ifthen.edit') + which}" onClick=${() => turn(name, true)}>${t('ifthen.edit')}</button>
    </div>
  </div>`;
}

/** @param {{ prompt: IfThenPrompt, plan: Draft | null }} props */
function Sentence({ prompt, plan }) {
  const [situation, response] = NAMES.map((name) => wordsOf(plan?.[name], menuOf(prompt, name)));
  return html`<p class="ifthen-sentence"><b>${opening('situation')}</b> <span lang="${situation.lang}">${situation.text}</span>, <b>${opening('response')}</b> <span
    lang="${response.lang}">${response.text}</span>.</p>`;
}

// --- after it was sent ---

/** @param {{ prompt: IfThenPrompt, answer: IfThenAnswer | Chosen | null }} props */
export function After({ prompt, answer }) {
  const plan = asAnswer(answer, prompt);
  if (!plan) return null;
  return html`<div class="ifthen-whole">
    <${Sentence} prompt="${prompt}" plan="${plan}" />
    <p>${t('ifthen.say_it')}</p>
    <${ReadAloud} text="${asText(prompt, plan)}" />
  </div>`;
}

/** The plan, to be read again. @param {{ prompt: IfThenPrompt, answer: IfThenAnswer | Chosen }} props */
export function Own({ prompt, answer }) {
  return html`<${Sentence} prompt="${prompt}" plan="${asDraft(answer)}" />`;
}

/** Only with a voice of this device: others send the words away to be read. @param {{ text: string }} props */
function ReadAloud({ text }) {
  const speech = 'speechSynthesis' in window ? window.speechSynthesis : null;
  const [voices, setVoices] = useState(() => speech?.getVoices() ?? []);
  const [speaking, setSpeaking] = useState(false);
  useEffect(() => {
    if (!speech) return undefined;
    const changed = () => setVoices(speech.getVoices());
    speech.addEventListener?.('voiceschanged', changed);
    return () => {
      speech.removeEventListener?.('voiceschanged', changed);
      speech.cancel();
    };
  }, []);
  const voice = voices.find((one) => one.localService && one.lang.toLowerCase().startsWith(lang.value));
  if (!speech || !voice) return null;
  const read = () => {
    speech.cancel();
    setSpeaking(!speaking);
    if (speaking) return;
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice;
    said.lang = voice.lang;
    said.onend = said.onerror = () => setSpeaking(false);
    speech.speak(said);
  };
  return html`<button type="button" class="btn btn--plain" onClick=${read}>${t(speaking ? 'ifthen.stop' : 'ifthen.read_aloud')}</button>`;
}
