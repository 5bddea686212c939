/** Pages: knows what a member's phone shows of the group: the door, the wait, a question, what became of an answer, the end.
 *  @import { Asked, DoorScene, HelpLine, ParticipantScene, RemovedScene } from '../protocol.js'
 *  @import { Answer, StepKind } from '../steps/index.js'
 *  @import { ComponentChildren, VNode } from '../vendor/ui.js'
 *  @import { Seat } from './seat.js'
 *  @typedef {{ key: string, says: string, body: VNode }} Page `key`: another key is another page; `says`: what changed, for the ears, without a name
 */
import { html, signal, useState } from '../vendor/ui.js';
import { Picture } from '../shared/screen.js';
import { say, t, tellReply, tellWhoSees } from '../shared/words.js';

// --- what a step is drawn with ---

/** @type {import('../vendor/ui.js').Signal<{ [kind: string]: StepKind | null }>} null: it could not be fetched */
const kinds = signal({});

/** Fetches what draws a kind of step, once. @param {string} kind */
export async function fetchKind(kind) {
  if (kinds.value[kind]) return;
  try {
    const drawn = /** @type {StepKind} */ (await import(`../steps/${kind}.js`));
    kinds.value = { ...kinds.value, [kind]: drawn };
  } catch {
    kinds.value = { ...kinds.value, [kind]: null };
  }
}

// --- parts ---

/** @param {{ title: string, lamp?: 'lit' | 'low' | null, children?: ComponentChildren }} props */
export function Calm({ title, lamp = 'lit', children }) {
  return html`<main class="ask ask--calm">
    ${lamp ? html`<div class="lamp-rest ${lamp === 'low' ? 'lamp-rest--low' : ''}"></div>` : null}
    <h1 tabindex="${-1}">${title}</h1>
    ${children}
  </main>`;
}

/** Beside who will see it. It says nothing that the words do not say. */
function Eye() {
  return html`<svg width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true" focusable="false">
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" /><circle cx="12" cy="12" r="3" /></svg>`;
}

/** People to call. @param {{ lines: HelpLine[] }} props */
export function Calls({ lines }) {
  return html`<div class="calls">
    ${lines.map(({ number, words }) => {
      const who = say(words);
      return html`<a key="${number}" class="btn" href="${tel(number)}"><span class="who" lang="${who.lang}">${who.text}</span> <span class="time">${number}</span></a>`;
    })}
  </div>`;
}

/** @param {string} number */
export const tel = (number) => `tel:${number.replace(/[() ]/g, '').replace(/#/g, '%23')}`;

/** A page of a few plain sentences. @param {string} key @param {string} name of its words @param {{ facts?: object, lamp?: 'lit' | 'low' | null, more?: ComponentChildren, says?: string }} [also]
 *  @returns {Page} */
function calm(key, name, { facts = {}, lamp = 'lit', more = null, says } = {}) {
  const title = t(`phone.${name}`, { ...facts });
  return { key, says: says ?? title, body: html`<${Calm} title="${title}" lamp="${lamp}"><p>${t(`phone.${name}_text`, { ...facts })}</p>${more}</${Calm}>` };
}

// --- which page ---

/** @param {Seat} seat @returns {Page} */
export function groupPage(seat) {
  const { scene } = seat;
  const state = seat.link.state.value;
  if (state === 'elsewhere') {
    const here = html`<p><button class="btn" onClick=${() => seat.link.takeover()}>${t('link.use_here')}</button></p>`;
    return calm('elsewhere', 'elsewhere', { lamp: null, more: here });
  }
  if (state === 'refused') return calm('refused', 'refused', { lamp: null, more: html`<p><a class="btn" href="/">${t('phone.join_again')}</a></p>` });
  if (!scene) return { key: 'connecting', says: t('link.connecting'), body: html`<${Calm} title="${t('link.connecting')}" lamp="low" />` };
  if (scene.kind === 'removed') return removed(seat, scene);
  if (scene.kind === 'door') {
    if (scene.phase === 'ended' || state === 'over') return ended(seat, scene, false);
    return calm('door', 'door', { more: atHome(seat) });
  }
  if (scene.kind !== 'participant') return calm('refused', 'refused', { lamp: null });
  if (scene.phase === 'ended' || state === 'over') return ended(seat, scene, true);
  if (scene.phase === 'paused') return calm('paused', 'paused', { lamp: 'low' });
  if (!scene.visit) return waiting(seat, scene);
  if (seat.mine?.for_you === false) return calm(`step ${scene.visit.number} others`, 'others');
  return step(seat, scene.visit);
}

/** @param {Seat} seat @param {ParticipantScene} scene */
function waiting(seat, { leader }) {
  return calm('waiting', leader ? 'waiting' : 'waiting_unnamed', { facts: { name: leader }, more: atHome(seat) });
}

/** @param {Seat} seat */
const atHome = (seat) => (seat.mine?.mode === 'remote' ? html`<p>${t('phone.quickly_how')}</p>` : null);

/** @param {Seat} seat @param {RemovedScene} scene @returns {Page} */
function removed(seat, { help_lines }) {
  const title = t('phone.removed');
  return { key: 'removed', says: title, body: html`<main class="ask">
      <h1 tabindex="${-1}">${title}</h1>
      <p>${t(help_lines.length ? 'phone.removed_text' : 'phone.removed_text_only')}</p>
      <${Calls} lines="${help_lines}" />
    </main><${Leave} seat="${seat}" />` };
}

/** @param {Seat} seat @param {ParticipantScene | DoorScene} scene @param {boolean} within the seat had been let in @returns {Page} */
function ended(seat, { help_lines }, within) {
  const title = t(within ? 'phone.ended' : 'phone.ended_door');
  return { key: 'ended', says: title, body: html`<main class="ask">
      <h1 tabindex="${-1}">${title}</h1>
      ${within ? html`<p>${t('phone.ended_kept')}</p>` : null}
      <p>${t(seat.forgotten.value ? 'phone.ended_forgotten' : 'phone.ended_leave')}</p>
      ${help_lines.length ? html`<h2>${t('phone.ended_call')}</h2><${Calls} lines="${help_lines}" />` : null}
    </main><${Leave} seat="${seat}" />` };
}

/** @param {{ seat: Seat }} props */
function Leave({ seat }) {
  return html`<div class="reply reply--one"><button class="btn" onClick=${() => seat.leave()}>${t('phone.leave')}</button></div>`;
}

// --- a step ---

/** @param {Seat} seat @param {Asked} asked @returns {Page} */
function step(seat, asked) {
  const kind = kinds.value[asked.prompt.kind];
  const key = `step ${asked.number}`;
  if (!kind) {
    if (kind === undefined) return { key: `${key} coming`, says: '', body: html`<main class="ask" aria-busy="true"><h1 class="unseen" tabindex="${-1}">${t('link.connecting')}</h1></main>` };
    return calm(`${key} absent`, 'step_absent', { more: html`<p><button class="btn" onClick=${() => location.reload()}>${t('screen.reload')}</button></p>` });
  }
  const heading = say(kind.heading(asked.prompt)).text;
  if (asked.results && seat.changing.value !== asked.step) {
    const { results } = asked;
    const told = t(results.kind === 'text' && !results.texts.length ? 'phone.results_later' : 'phone.results');
    return { key: `${key} results`, says: told, body: html`<main class="ask">
      <${kind.Results} prompt="${asked.prompt}" results="${results}" />
      <p>${told}</p>
      <${Unfinished} seat="${seat}" asked="${asked}" kind="${kind}" />
    </main>` };
  }
  const note = say(asked.content_note).text;
  const says = note ? `${t('phone.before')}. ${note} ${heading}` : heading;
  if (!asked.who_sees) {
    return { key, says, body: html`<main class="ask">
      <${Before} asked="${asked}" />
      <${kind.Ask} prompt="${asked.prompt}" chosen="${null}" choose=${() => undefined} beat="${beat(seat, asked)}" picture="${picture(seat, asked)}" />
    </main>` };
  }
  return answering(seat, asked, kind, key, says);
}

/** What a person may want to know before reading the question. @param {{ asked: Asked }} props */
function Before({ asked }) {
  const note = say(asked.content_note);
  return note.text ? html`<p class="before" tabindex="${-1}"><strong>${t('phone.before')}</strong> <span lang="${note.lang}">${note.text}</span></p>` : null;
}

/** @param {Seat} seat @param {Asked} asked */
const beat = (seat, asked) => ({ since: asked.since, now: () => seat.link.now() });

/** @param {Seat} seat @param {Asked} asked */
const picture = (seat, asked) => (asked.picture ? html`<${Picture} socket="${seat.socket}" picture="${asked.picture}" />` : null);

/** @param {Seat} seat @param {Asked} asked @param {StepKind} kind @param {string} key @param {string} says @returns {Page} */
function answering(seat, asked, kind, key, says) {
  const { standing, onTheWay } = seat.given(asked.step);
  const refused = seat.refusal.value?.step === asked.step ? seat.refusal.value : null;
  const changing = seat.changing.value === asked.step;
  if (changing || (refused && asked.open) || (standing === 'none' && asked.open)) {
    return { key: `${key} ask`, says, body: html`<${Question} key="${asked.number}" seat="${seat}" asked="${asked}" kind="${kind}" refused="${refused}" again="${standing !== 'none'}" />` };
  }
  const after = `${key} after`;
  const change = !asked.open ? html`<${Unfinished} seat="${seat}" asked="${asked}" kind="${kind}" />` : html`<p><button class="btn btn--plain" onClick=${() => { seat.changing.value = asked.step; }}>${t(standing === 'passed' ? 'phone.answer_after_all' : 'phone.change')}</button></p>`;
  if (onTheWay) {
    if (seat.online) return calm(after, 'sending', { lamp: 'low' });
    return calm(after, seat.durable.value ? 'kept' : 'kept_in_page', { more: change });
  }
  if (standing === 'none') return calm(after, 'closed', { more: change });
  if (seat.cameBack.value === asked.number) return cameBack(seat, asked, kind, after, change);
  const given = seat.mine?.given;
  const name = given?.by_staff ? 'by_staff' : given?.after_close ? 'saved_late' : standing === 'passed' ? 'passed' : asked.who_sees === 'private' ? 'saved_here' : 'saved';
  const shown = standing === 'answered' && kind.After;
  const more = html`${shown ? html`<${AfterIt} seat="${seat}" asked="${asked}" kind="${kind}" />` : null}${change}`;
  if (shown && asked.open && goesOn(seat, asked, kind)) return { key: after, says: t('phone.saved_part'), body: html`<${Calm} title="${t('phone.saved_part')}" lamp="${null}">${more}</${Calm}>` };
  return calm(after, shown && (name === 'saved' || name === 'saved_here') ? `${name}_shown` : name, { more });
}

/** Whether there is more of this step to answer. @param {Seat} seat @param {Asked} asked @param {StepKind} kind */
function goesOn(seat, asked, kind) {
  return seat.restOf !== asked.step && (kind.goesOn?.(asked.prompt, kind.asAnswer(seat.own(asked), asked.prompt)) ?? false);
}

/** What a kind says once the answer is in. @param {{ seat: Seat, asked: Asked, kind: StepKind }} props */
function AfterIt({ seat, asked, kind }) {
  if (!kind.After) return null;
  return html`<${kind.After} prompt="${asked.prompt}" answer="${kind.asAnswer(seat.own(asked), asked.prompt)}" told="${seat.mine?.given?.told ?? null}"
    reopen=${() => { seat.changing.value = asked.step; }} />`;
}

/** The group came back to a step that this person had answered. @param {Seat} seat @param {Asked} asked @param {StepKind} kind @param {string} key @param {ComponentChildren} change @returns {Page} */
function cameBack(seat, asked, kind, key, change) {
  const own = kind.asAnswer(seat.own(asked), asked.prompt);
  const head = say(kind.heading(asked.prompt));
  return { key, says: head.text, body: html`<main class="ask">
    <h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    <p>${own ? t('phone.came_back', { answer: kind.asText(asked.prompt, own) }) : t('phone.came_back_unseen')}</p>
    ${change}
  </main>` };
}

/** Whether a draft holds anything that a person chose or wrote. @param {unknown} draft @returns {boolean} */
function begun(draft) {
  if (draft && typeof draft === 'object') return Object.values(draft).some(begun);
  return typeof draft === 'string' ? draft.trim() !== '' : typeof draft === 'number';
}

/** What was begun and not sent when answering closed stays. @param {{ seat: Seat, asked: Asked, kind: StepKind }} props */
function Unfinished({ seat, asked, kind }) {
  const draft = seat.draft(asked.step);
  if (!kind.asAnswer(draft, asked.prompt) && !begun(kind.asDraft(draft))) return null;
  return html`<p>${t('phone.unfinished')}</p>
    <p><button class="btn" onClick=${() => { seat.changing.value = asked.step; }}>${t('phone.finish')}</button></p>`;
}

/** @param {{ seat: Seat, asked: Asked, kind: StepKind, refused: import('./seat.js').Refusal | null, again: boolean }} props */
function Question({ seat, asked, kind, refused, again }) {
  const [missing, setMissing] = useState(false);
  const onward = again && asked.open && goesOn(seat, asked, kind);
  const draft = kind.asDraft(seat.draft(asked.step)) ?? (again || refused ? kind.asDraft(seat.own(asked)) : null);
  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  const send = (event) => {
    event.preventDefault();
    const answer = kind.asAnswer(draft, asked.prompt);
    if (answer) { seat.give(asked, answer); return; }
    setMissing(true);
    /** @type {HTMLElement | null} */ (event.currentTarget.querySelector('input:not(:disabled), textarea, .ask button'))?.focus();
  };
  const choose = (/** @type {Answer} */ next) => { setMissing(false); seat.choose(asked.step, next); };
  return html`<main class="page"><form class="page" autocomplete="off" onSubmit=${send}>
    <div class="ask">
      <${Before} asked="${asked}" />
      <${kind.Ask} prompt="${asked.prompt}" chosen="${draft}" choose=${choose} told="${seat.mine?.given?.told ?? null}"
        beat="${beat(seat, asked)}" picture="${picture(seat, asked)}">
        <p class="who-sees"><${Eye} /><span>${tellWhoSees(asked.who_sees ?? '', asked.prompt.kind)}</span></p>
        ${refused ? html`<p class="note">${refused.code === 'changed_elsewhere' ? t('phone.changed_elsewhere') : tellReply({ code: refused.code, facts: refused.facts })}</p>` : null}
        ${asked.open ? null : html`<p class="note">${t('phone.after_close')}</p>`}
      </${kind.Ask}>
      <p class="note" role="alert">${missing ? t(kind.missing ?? 'phone.choose_first') : ''}</p>
      ${again && asked.open && !refused && !onward ? html`<p><button type="button" class="btn btn--plain" onClick=${() => seat.pass(asked)}>${t('phone.pass_instead')}</button></p>` : null}
    </div>
    <div class="reply">
      ${again || !asked.open ? html`<button type="button" class="btn" onClick=${() => seat.drop(asked.step)}>${t(onward ? 'phone.skip_rest' : again ? 'phone.leave_as_is' : 'phone.let_it_go')}</button>`
        : html`<button type="button" class="btn" onClick=${() => seat.pass(asked)}>${t('phone.skip')}</button>`}
      <button type="submit" class="btn">${t(kind.send ?? 'phone.send')}</button>
    </div>
  </form></main>`;
}
