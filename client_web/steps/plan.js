/** Plan: knows how a card of several fields is filled in, with suggestions that fill a field by a tap, and how the card looks then.
 *  @import { Option, PlanAnswer, PlanField, PlanPrompt, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @typedef {{ [field: string]: string }} Fields what is written, by the field's id
 *  @typedef {{ fields: Fields }} Chosen a card as it is sent, or half filled in
 */
import { html, useId, useLayoutEffect, useRef } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';

export const sheets = ['planned'];

const MOST_LETTERS = 240;
/** What is left is told from here on. */
const FEW_LEFT = 40;

/** @param {PlanPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.heading;

export const missing = 'plan.missing';

/** @param {PlanPrompt} prompt @param {PlanAnswer | Chosen} answer */
export function asText(prompt, answer) {
  return filled(prompt, answer).map(({ label, text }) => `${label.text}: ${text.replace(/\s*\n\s*/g, ', ')}`).join('; ');
}

/** The fields that are not empty, in the card's order. @param {PlanPrompt} prompt @param {PlanAnswer | Chosen} answer */
function filled(prompt, answer) {
  return prompt.fields.map((field) => {
    const label = say(field.label);
    return { id: field.id, label: { ...label, text: label.text.replace(/[\s:]+$/, '') }, text: String(answer.fields[field.id] ?? '').trim() };
  }).filter((one) => one.text);
}

/** @param {unknown} value @returns {Chosen | null} */
export function asDraft(value) {
  const fields = /** @type {{ fields?: unknown } | null} */ (typeof value === 'object' ? value : null)?.fields;
  if (typeof fields !== 'object' || fields === null) return null;
  const written = Object.entries(fields).filter(([, text]) => typeof text === 'string');
  return { fields: Object.fromEntries(written) };
}

/** @param {unknown} value @param {PlanPrompt} prompt @returns {Chosen | null} */
export function asAnswer(value, prompt) {
  const draft = asDraft(value);
  if (!draft) return null;
  const fields = filled(prompt, draft).map(({ id, text }) => [id, text]);
  return fields.length ? { fields: Object.fromEntries(fields) } : null;
}

// --- phone ---

/** @param {AskProps<PlanPrompt, Chosen>} props */
export function Ask({ prompt, chosen, choose, children, picture }) {
  const [head, text] = [say(prompt.heading), say(prompt.text)];
  const place = useRef(/** @type {HTMLFieldSetElement | null} */ (null));
  const write = (/** @type {string} */ id, /** @type {string} */ words) => choose({ fields: { ...chosen?.fields, [id]: words } });
  /** Enter goes on to the next line: a card is not sent by chance. */
  const onward = (/** @type {HTMLElement} */ from) => {
    const boxes = [...(place.current?.querySelectorAll('textarea') ?? [])];
    const next = boxes[boxes.findIndex((box) => box === from) + 1];
    if (next) next.focus();
    else from.blur();
  };
  return html`<fieldset class="plan" ref=${place}>
    <legend><h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1></legend>
    ${picture}
    ${text.text ? html`<p class="plan-text" lang="${text.lang}">${text.text}</p>` : null}
    ${children}
    <div class="plan-card">
      ${prompt.fields.map((field) => html`<${Field} key="${field.id}" field="${field}" text="${chosen?.fields[field.id] ?? ''}"
        most="${prompt.most_letters ?? MOST_LETTERS}" write="${(/** @type {string} */ words) => write(field.id, words)}" onward="${onward}" />`)}
    </div>
  </fieldset>`;
}

/** @param {{ field: PlanField, text: string, most: number, write: (text: string) => void, onward: (from: HTMLElement) => void }} props */
function Field({ field, text, most, write, onward }) {
  const id = useId();
  const [label, example] = [say(field.label), say(field.example)];
  const [lines, left] = [field.lines ?? 1, most - text.length];
  const box = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  useLayoutEffect(() => { if (box.current) grow(box.current); }, [text]);
  const enter = (/** @type {KeyboardEvent & { currentTarget: HTMLTextAreaElement }} */ event) => {
    if (event.key !== 'Enter' || event.isComposing || lines > 1) return;
    event.preventDefault();
    onward(event.currentTarget);
  };
  const suggestions = field.suggestions ?? [];
  return html`<div class="plan-field">
    <label class="label" for="${id}" lang="${label.lang}">${label.text}</label>
    ${example.text ? html`<p class="plan-example" id="${`${id}-example`}">${t('plan.example')} <span lang="${example.lang}">${example.text}</span></p>` : null}
    <textarea id="${id}" ref=${box} class="field" rows="${lines}" maxlength="${most}" autocomplete="off" enterkeyhint="${lines > 1 ? 'enter' : 'next'}"
      aria-describedby="${`${example.text ? `${id}-example ` : ''}${id}-left`}" value="${text}" onKeyDown=${enter}
      onInput=${(/** @type {InputEvent & { currentTarget: HTMLTextAreaElement }} */ event) => write(event.currentTarget.value)}></textarea>
    <p class="plan-left" id="${`${id}-left`}">${left <= FEW_LEFT ? t('plan.left', { count: left }) : ''}</p>
    ${suggestions.length ? html`<div class="plan-chips" role="group" aria-label="${t('plan.ideas', { field: label.text })}">
      ${suggestions.map((option) => html`<${Chip} key="${option.id}" option="${option}" text="${text}" between="${lines > 1 ? '\n' : ', '}" most="${most}" write="${write}" />`)}
    </div>` : null}
  </div>`;
}

/** A box is as high as its words. @param {HTMLTextAreaElement} box */
function grow(box) {
  box.style.height = 'auto';
  if (box.scrollHeight > box.clientHeight) box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

/** A suggestion: a tap puts it into the field, another takes it out again. What somebody wrote stays.
 *  @param {{ option: Option, text: string, between: string, most: number, write: (text: string) => void }} props */
function Chip({ option, text, between, most, write }) {
  const words = say(option.words);
  const [mine, written] = [`${between}${words.text}${between}`, `${between}${text.trim()}${between}`];
  const within = written.includes(mine);
  const added = text.trim() ? `${text.trim().replace(/[,;]$/, '')}${between}${words.text}` : words.text;
  const full = !within && added.length > most;
  const tap = () => {
    if (within) write(written.replace(mine, () => between).slice(between.length, -between.length));
    else if (!full) write(added);
  };
  return html`<button type="button" class="${within ? 'plan-chip is-chosen' : 'plan-chip'}" lang="${words.lang}" aria-pressed="${within}"
    aria-disabled="${full}" onClick=${tap}>
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true" focusable="false">
      <path d="${within ? 'M2.5 8.5l3.5 3.5 7.5-8' : 'M8 3v10M3 8h10'}" />
    </svg>${words.text}</button>`;
}

// --- after it was sent ---

/** @param {{ prompt: PlanPrompt, answer: PlanAnswer | Chosen | null }} props */
export function After({ prompt, answer }) {
  const head = say(prompt.heading);
  if (!answer || !filled(prompt, answer).length) return null;
  return html`<section class="plan-done" aria-label="${head.text}">
    <h2 lang="${head.lang}">${head.text}</h2>
    <${Own} prompt="${prompt}" answer="${answer}" />
  </section>`;
}

/** The card, to be read again. @param {{ prompt: PlanPrompt, answer: PlanAnswer | Chosen }} props */
export function Own({ prompt, answer }) {
  return html`<dl class="plan-lines">${filled(prompt, answer).map(({ id, label, text }) =>
    html`<div key="${id}"><dt lang="${label.lang}">${label.text}</dt><dd>${text}</dd></div>`)}</dl>`;
}
