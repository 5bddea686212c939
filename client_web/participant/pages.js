/** Pages: knows what a member's phone shows of the group: the door, the wait, a question, what became of an answer.
 *  @import { Asked, HelpLine, ParticipantScene } from '../protocol.js'
 *  @import { Answer, AskingKind } from '../steps/index.js'
 *  @import { ComponentChildren, VNode } from '../vendor/ui.js'
 *  @import { Seat } from './seat.js'
 *  @typedef {{ place: number, count: number, back: (() => void) | null }} Place of a question on arrival; `back`: to the one before
 *  @typedef {{ key: string, says: string, body: VNode }} Page `key`: another key is another page; `says`: what changed, for the ears, without a name
 */
import { html, signal, useLayoutEffect, useRef, useState } from '../vendor/ui.js';
import { Picture } from '../shared/screen.js';
import { lang, loadLanguage, say, t, tellReply, tellWhoSees } from '../shared/words.js';
import { begun } from './answers.js';

// --- what a step is drawn with ---

/** @type {import('../vendor/ui.js').Signal<{ [kind: string]: AskingKind | null }>} null: it could not be fetched */
export const kinds = signal({});

/** Every style sheet that some kind of step needs, in the order in which they hold. */
const SHEETS = ['written', 'chosen', 'planned'];

/** Fetches what asks a kind of step, once. @param {string} kind */
export async function fetchKind(kind) {
  if (kinds.value[kind]) return;
  try {
    const asks = /** @type {AskingKind} */ (await import(`../steps/${kind}.js`));
    await fetchSheets(asks.sheets ?? []);
    kinds.value = { ...kinds.value, [kind]: asks };
  } catch {
    kinds.value = { ...kinds.value, [kind]: null };
  }
}

/** @type {Map<string, Promise<unknown>>} */
const sheets = new Map();

/** Settles when all of them are in force, or cannot be had: a question without its looks can be answered all the same. @param {string[]} names */
const fetchSheets = (names) => Promise.all(names.map((name) => {
  const url = new URL(`../steps/${name}.css`, import.meta.url).href;
  const all = [.../** @type {NodeListOf<HTMLLinkElement>} */ (document.querySelectorAll('link[rel="stylesheet"]'))];
  // What stands in the page itself was in force before this script ran.
  if (sheets.has(name) || all.some(({ href }) => href === url)) return sheets.get(name);
  const link = document.createElement('link');
  const coming = new Promise((done) => {
    link.onload = done;
    link.onerror = () => { link.remove(); sheets.delete(name); done(null); };
  });
  sheets.set(name, coming);
  link.rel = 'stylesheet';
  link.href = url;
  const next = all.find(({ href }) => SHEETS.slice(SHEETS.indexOf(name) + 1).some((other) => href.endsWith(`/steps/${other}.css`)));
  document.head.insertBefore(link, next ?? null);
  return coming;
}));

/** What no first question waits for. It comes right after it, and is there when the link is lost. */
const LATER = {
  after: () => import('./after.js'),
  ending: () => import('./ending.js'),
  lines: () => import('./lines.js'),
  look: () => import('./look.js'),
  namesake: () => import('./namesake.js'),
  turn: () => import('./turn.js'),
};
/** @typedef {{ after?: typeof import('./after.js'), ending?: typeof import('./ending.js'), lines?: typeof import('./lines.js'), look?: typeof import('./look.js'),
 *    namesake?: typeof import('./namesake.js'), turn?: typeof import('./turn.js') }} Later */
export const later = signal(/** @type {Later} */ ({}));

/** Fetches what is still missing of it. @param {string[]} [names] */
export async function fetchLater(names = Object.keys(LATER)) {
  await Promise.all(names.map(async (name) => {
    if (later.peek()[/** @type {keyof Later} */ (name)]) return;
    const module = await LATER[/** @type {keyof Later} */ (name)]().catch(() => undefined);
    if (module) later.value = { ...later.peek(), [name]: module };
  }));
}

/** The same of looks, words, and what shows the results of the present step. */
export async function fetchRest() {
  await Promise.all([fetchLater(), fetchSheets(SHEETS), loadLanguage(lang.peek())]);
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

/** A page of a few plain sentences. @param {string} key @param {string} name of its words: its title, and `<name>_text` @param {{ facts?: object, lamp?: 'lit' | 'low' | null, more?: ComponentChildren, says?: string }} [also]
 *  @returns {Page} */
function calm(key, name, { facts = {}, lamp = 'lit', more = null, says } = {}) {
  const title = t(name, { ...facts });
  return { key, says: says ?? title, body: html`<${Calm} title="${title}" lamp="${lamp}"><p>${t(`${name}_text`, { ...facts })}</p>${more}</${Calm}>` };
}

// --- which page ---

/** @param {Seat} seat @returns {Page} */
export function groupPage(seat) {
  const { scene } = seat;
  const state = seat.link.state.value;
  if (state === 'elsewhere') {
    const here = html`<p><button class="btn" onClick=${() => seat.link.takeover()}>${t('link.use_here')}</button></p>`;
    return calm('elsewhere', 'phone.elsewhere', { lamp: null, more: here });
  }
  if (state === 'refused') return calm('refused', 'phone.refused', { lamp: null, more: html`<p><a class="btn" href="/">${t('phone.join_again')}</a></p>` });
  if (!scene) return { key: 'connecting', says: t('link.connecting'), body: html`<${Calm} title="${t('link.connecting')}" lamp="low" />` };
  if (scene.kind === 'removed') return later.value.ending?.removed(seat, scene) ?? over(seat, 'removed', t('phone.removed'), t('phone.removed_text_only'));
  if (scene.kind !== 'door' && scene.kind !== 'participant') return calm('refused', 'phone.refused', { lamp: null });
  if (scene.phase === 'ended' || state === 'over') return later.value.ending?.ended(seat, scene) ?? over(seat, 'ended', t('phone.ended'), t('phone.ended_leave'));
  if (scene.kind === 'door') return calm('door', 'phone.door', { more: atHome(seat) });
  return resting(seat, scene) ?? own(seat) ?? present(seat, scene);
}

/** The same in few words, until the rest of it is here. @param {Seat} seat @param {string} key @param {string} title @param {string} text @returns {Page} */
function over(seat, key, title, text) {
  return { key, says: title, body: html`<main class="ask"><h1 tabindex="${-1}">${title}</h1><p>${text}</p></main><${Leave} seat="${seat}" />` };
}

/** What covers everything. @param {Seat} seat @param {ParticipantScene} scene @returns {Page | null} */
function resting(seat, { phase, visit }) {
  if (phase === 'paused') return calm('paused', 'phone.paused', { lamp: 'low' });
  return visit?.prompt.kind === 'break' ? step(seat, visit) : null;
}

/** What is asked of this person alone, whatever the room is on. @param {Seat} seat @returns {Page | null} */
function own(seat) {
  if (seat.namesake.value === 'open' && later.value.namesake) return later.value.namesake.namesakePage(seat);
  const all = seat.arrival;
  const [changing, refused] = [seat.changing.value, seat.refusal.value?.step];
  const on = all.find(({ step: one }) => one === changing) ?? all.find(({ step: one }) => one === refused) ?? all.find(({ step: one }) => seat.given(one).standing === 'none');
  if (on) {
    const at = all.indexOf(on);
    const back = at > 0 ? () => { seat.changing.value = all[at - 1].step; } : null;
    return asking(seat, { ...on, number: 0, open: true, since: null, due: null, results: null }, `arrival ${on.step}`, { place: at + 1, count: all.length, back });
  }
  const late = seat.late.value;
  return late?.on ? asking(seat, late.asked, `late ${late.asked.number}`) : null;
}

/** What the room is on. @param {Seat} seat @param {ParticipantScene} scene @returns {Page} */
function present(seat, scene) {
  if (!scene.visit) return waiting(seat, scene);
  if (seat.mine?.for_you === false) return calm(`step ${scene.visit.number} others`, 'phone.others');
  return step(seat, scene.visit);
}

/** @param {Seat} seat @param {ParticipantScene} scene */
function waiting(seat, { leader }) {
  return calm('waiting', leader ? 'phone.waiting' : 'phone.waiting_unnamed', { facts: { name: leader }, more: atHome(seat) });
}

/** @param {Seat} seat */
const atHome = (seat) => (seat.mine?.mode === 'remote' ? html`<p>${t('phone.quickly_how')}</p>` : null);

/** @param {{ seat: Seat }} props */
export function Leave({ seat }) {
  return html`<div class="reply reply--one"><button class="btn" onClick=${() => seat.leave()}>${t('phone.leave')}</button></div>`;
}

// --- a step ---

/** @param {string} key @returns {Page} */
export function coming(key) {
  return { key: `${key} coming`, says: '', body: html`<main class="ask" aria-busy="true"><h1 class="unseen" tabindex="${-1}">${t('link.connecting')}</h1></main>` };
}

/** The page of a step that cannot be drawn yet, or not at all. @param {string} key @param {AskingKind | null | undefined} kind @returns {Page | null} */
function undrawn(key, kind) {
  if (kind) return null;
  if (kind === undefined) return coming(key);
  return calm(`${key} absent`, 'phone.step_absent', { more: html`<p><button class="btn" onClick=${() => location.reload()}>${t('screen.reload')}</button></p>` });
}

/** A question that is open on this screen, whatever the room shows of it. @param {Seat} seat @param {Asked} asked @param {string} key @param {Place} [place] @returns {Page} */
function asking(seat, asked, key, place) {
  const kind = kinds.value[asked.prompt.kind];
  const absent = undrawn(key, kind);
  if (absent || !kind) return /** @type {Page} */ (absent);
  const refused = seat.refusal.value?.step === asked.step ? seat.refusal.value : null;
  const again = seat.given(asked.step).standing !== 'none';
  return { key: `${key} ask`, says: announced(asked, kind), body: html`<${Question} key="${key}" seat="${seat}" asked="${asked}" kind="${kind}" refused="${refused}" again="${again}" place="${place}" />` };
}

/** @param {Asked} asked @param {AskingKind} kind */
function announced(asked, kind) {
  const [heading, note] = [say(kind.heading(asked.prompt)).text, say(asked.content_note).text];
  return note ? `${t('phone.before')}. ${note} ${heading}` : heading;
}

/** @param {Seat} seat @param {Asked} asked @returns {Page} */
function step(seat, asked) {
  const kind = kinds.value[asked.prompt.kind];
  const key = `step ${asked.number}`;
  const absent = undrawn(key, kind);
  if (absent || !kind) return /** @type {Page} */ (absent);
  const { after, turn } = later.value;
  if (asked.results && seat.changing.value !== asked.step) return after ? after.results(seat, asked, kind, key) : coming(key);
  if (asked.who_sees) return answering(seat, asked, kind, key);
  const own = seat.mine?.turn;
  if (kind.turn && own && turn) return turn.speaking(seat, asked, kind, own, key);
  return { key, says: announced(asked, kind), body: html`<main class="${kind.rests ? 'ask ask--calm' : 'ask'}">
    <${Before} asked="${asked}" />
    <${kind.Ask} prompt="${asked.prompt}" chosen="${null}" choose=${() => undefined} beat="${beat(seat, asked)}" picture="${picture(seat, asked)}" />
    ${after && !kind.rests ? html`<${after.MyWords} key="${asked.number}" seat="${seat}" />` : null}
  </main>` };
}

/** What a person may want to know before reading the question. @param {{ asked: Asked }} props */
export function Before({ asked }) {
  const note = say(asked.content_note);
  return note.text ? html`<p class="before" tabindex="${-1}"><strong>${t('phone.before')}</strong> <span lang="${note.lang}">${note.text}</span></p>` : null;
}

/** @param {Seat} seat @param {Asked} asked */
const beat = (seat, asked) => ({ since: asked.since, due: asked.due, now: () => seat.link.now(), zone: seat.zone });

/** @param {Seat} seat @param {Asked} asked */
export const picture = (seat, asked) => (asked.picture ? html`<${Picture} socket="${seat.socket}" picture="${asked.picture}" />` : null);

/** @param {Seat} seat @param {Asked} asked @param {AskingKind} kind @param {string} key @returns {Page} */
function answering(seat, asked, kind, key) {
  const { standing, onTheWay } = seat.given(asked.step);
  const refused = seat.refusal.value?.step === asked.step;
  if (seat.changing.value === asked.step || (refused && asked.open) || (standing === 'none' && asked.open)) return asking(seat, asked, key);
  const after = `${key} after`;
  const secret = asked.who_sees === 'private' && standing === 'answered';
  const change = !asked.open ? html`<${Unfinished} seat="${seat}" asked="${asked}" kind="${kind}" />` : html`<p><button class="btn btn--plain" onClick=${() => { seat.changing.value = asked.step; }}>${t(standing === 'passed' ? 'phone.answer_after_all' : 'phone.change')}</button></p>`;
  if (onTheWay && !secret) {
    if (seat.online) return calm(after, 'phone.sending', { lamp: 'low' });
    return calm(after, seat.durable.value ? 'phone.kept' : 'phone.kept_in_page', { more: change });
  }
  if (standing === 'none') return calm(after, 'phone.closed', { more: change });
  if (seat.cameBack.value === asked.number) return later.value.after?.cameBack(seat, asked, kind, after, change) ?? coming(after);
  const given = seat.mine?.given;
  const name = given?.by_staff ? 'phone.by_staff' : given?.after_close ? 'phone.saved_late' : standing === 'passed' ? 'phone.passed' : !secret ? 'phone.saved' : seat.durable.value ? 'phone.saved_here' : 'phone.saved_in_page';
  const shown = standing === 'answered' && kind.After;
  const more = html`${shown ? html`<${AfterIt} seat="${seat}" asked="${asked}" kind="${kind}" />` : null}${change}`;
  if (shown && asked.open && goesOn(seat, asked, kind)) return { key: after, says: t('phone.saved_part'), body: html`<${Calm} title="${t('phone.saved_part')}" lamp="${null}">${more}</${Calm}>` };
  return calm(after, shown && (name === 'phone.saved' || name === 'phone.saved_here') ? `${name}_shown` : name, { more });
}

/** Whether there is more of this step to answer. @param {Seat} seat @param {Asked} asked @param {AskingKind} kind */
function goesOn(seat, asked, kind) {
  return seat.restOf !== asked.step && (kind.goesOn?.(asked.prompt, kind.asAnswer(seat.own(asked), asked.prompt)) ?? false);
}

/** What a kind says once the answer is in. @param {{ seat: Seat, asked: Asked, kind: AskingKind }} props */
function AfterIt({ seat, asked, kind }) {
  if (!kind.After) return null;
  return html`<${kind.After} prompt="${asked.prompt}" answer="${kind.asAnswer(seat.own(asked), asked.prompt)}" told="${seat.mine?.given?.told ?? null}"
    reopen=${() => { seat.changing.value = asked.step; }} />`;
}

/** What was begun and not sent when answering closed stays. @param {{ seat: Seat, asked: Asked, kind: AskingKind }} props */
export function Unfinished({ seat, asked, kind }) {
  const draft = seat.draft(asked.step);
  if (!kind.asAnswer(draft, asked.prompt) && !begun(kind.asDraft(draft))) return null;
  return html`<p>${t('phone.unfinished')}</p>
    <p><button class="btn" onClick=${() => { seat.changing.value = asked.step; }}>${t('phone.finish')}</button></p>`;
}

/** @param {{ seat: Seat, asked: Asked, kind: AskingKind, refused: import('./answers.js').Refusal | null, again: boolean, place?: Place }} props */
function Question({ seat, asked, kind, refused, again, place }) {
  const [missing, setMissing] = useState(0);
  const missed = useRef(/** @type {HTMLParagraphElement | null} */ (null));
  // Where the list is long the sentence and what it is about are brought into view together.
  useLayoutEffect(() => { if (missing) missed.current?.scrollIntoView({ block: 'nearest' }); }, [missing]);
  const secret = asked.who_sees === 'private';
  const late = seat.late.value?.asked.step === asked.step;
  const onward = again && asked.open && goesOn(seat, asked, kind);
  const draft = kind.asDraft(seat.draft(asked.step)) ?? (again || refused ? kind.asDraft(seat.own(asked)) : null);
  /** @param {SubmitEvent & { currentTarget: HTMLFormElement }} event */
  const send = (event) => {
    event.preventDefault();
    const answer = kind.asAnswer(draft, asked.prompt);
    if (answer) { seat.give(asked, answer, kind); return; }
    /** @type {HTMLElement | null} */ (event.currentTarget.querySelector('fieldset input:not(:disabled), .ask input:not(:disabled), textarea, .ask button'))?.focus({ preventScroll: true });
    setMissing(missing + 1);
  };
  const choose = (/** @type {Answer} */ next) => { setMissing(0); seat.choose(asked.step, next); };
  const drop = () => seat.drop(asked.step);
  const note = late ? 'phone.late' : !asked.open ? 'phone.after_close' : '';
  return html`<main class="page"><form class="page" autocomplete="off" onSubmit=${send}>
    <div class="ask">
      ${place ? html`<p class="arrival-place">${t('phone.arrival_place', { place: place.place, count: place.count })}</p>` : null}
      <${Before} asked="${asked}" />
      <${kind.Ask} prompt="${asked.prompt}" chosen="${draft}" choose=${choose} told="${seat.shown(asked.step)?.told ?? null}"
        beat="${beat(seat, asked)}" picture="${picture(seat, asked)}">
        <p class="who-sees"><${Eye} /><span>${tellWhoSees(asked.who_sees ?? '', asked.prompt.kind)}</span></p>
        ${refused ? html`<p class="note">${refused.code === 'changed_elsewhere' ? t('phone.changed_elsewhere') : tellReply({ code: refused.code, facts: refused.facts })}</p>` : null}
        ${note ? html`<p class="note">${t(note)}</p>` : null}
        <p class="note" role="alert" ref=${missed}>${missing ? t(kind.missing ?? 'phone.choose_first') : ''}</p>
      </${kind.Ask}>
      ${again && asked.open && !refused && !onward ? html`<p><button type="button" class="btn btn--plain" onClick=${() => seat.pass(asked)}>${t('phone.pass_instead')}</button></p>` : null}
      ${late ? html`<p><button type="button" class="btn btn--plain" onClick=${drop}>${t('phone.let_it_go')}</button></p>` : null}
      ${place?.back ? html`<p><button type="button" class="btn btn--plain" onClick=${place.back}>${t('phone.arrival_back')}</button></p>` : null}
    </div>
    <div class="reply">
      ${late ? html`<button type="button" class="btn" onClick=${() => seat.turnLate(false)}>${t('phone.back_to_group')}</button>`
        : again || !asked.open ? html`<button type="button" class="btn" onClick=${drop}>${t(onward ? 'phone.skip_rest' : again ? 'phone.leave_as_is' : 'phone.let_it_go')}</button>`
        : html`<button type="button" class="btn" onClick=${() => seat.pass(asked)}>${t('phone.skip')}</button>`}
      <button type="submit" class="btn">${t(kind.send ?? (secret ? 'phone.keep' : 'phone.send'))}</button>
    </div>
  </form></main>`;
}
