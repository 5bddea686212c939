/** Waiting: knows who asked for a person and whose answers are to be looked at: a number at once, who by a tap, and what was done about it.
 *  @import { FacilitatorScene, Resolve, See, Waiting as Alert } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';
import { Said, bringIntoSight, useClosing } from './panel.js';
import { cutOffSince, shownName } from './presence.js';
import { howLong } from './times.js';

const HOW = /** @type {const} */ (['talked_now', 'talked_in_break', 'handed_on', 'called_for_help', 'no_need']);
/** What opens each list of names: the focus goes back there. */
const OPENER = { asked: 'see-who', answers: 'see-answers' };

/** Who asked, and nobody has said "I've got it" yet. @param {FacilitatorScene} scene */
export function unseen(scene) {
  return scene.waiting.filter((alert) => alert.asked && alert.standing === 'open');
}

/** Answers that somebody must look at, and nobody has yet. @param {FacilitatorScene} scene */
function unread(scene) {
  return scene.waiting.filter((alert) => !alert.asked && alert.standing === 'open');
}

/** The number, in words: also inside the main button. @param {FacilitatorScene} scene */
export function tellWaiting(scene) {
  return t('console.waiting', { count: unseen(scene).length });
}

/** The one thing that interrupts a screen reader, without a name. @param {{ scene: FacilitatorScene }} props */
export function WaitingAlert({ scene }) {
  const parts = [];
  if (unseen(scene).length) parts.push(tellWaiting(scene));
  if (unread(scene).length) parts.push(t('console.to_look_at', { count: unread(scene).length }));
  return html`<p class="unseen" role="alert">${parts.join('. ')}</p>`;
}

/** Who asked comes first; answers are one line below it. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function Waiting({ desk, scene }) {
  const asked = scene.waiting.filter((alert) => alert.asked);
  const answers = scene.waiting.filter((alert) => !alert.asked);
  return html`
    ${asked.length ? html`<${Alerts} key="asked" which="asked" desk="${desk}" scene="${scene}" alerts="${asked}" />` : null}
    ${answers.length ? html`<${Alerts} key="answers" which="answers" desk="${desk}" scene="${scene}" alerts="${answers}" />` : null}`;
}

/** @typedef {{ which: 'asked' | 'answers', desk: Desk, scene: FacilitatorScene, alerts: Alert[] }} Props */

/** A name is shown only of alerts that stood there at the tap: a new one waits for a new tap. @param {Props} props */
function Alerts({ which, desk, scene, alerts }) {
  const [named, setNamed] = useState(/** @type {string[]} */ ([]));
  const hidden = desk.hides;
  const shown = hidden ? [] : alerts.filter((alert) => named.includes(alert.alert));
  const open = alerts.filter((alert) => alert.standing === 'open');
  useEffect(() => { if (named.length && !shown.length) setNamed([]); }, [named.length, shown.length]);
  const was = useRef(0);
  useEffect(() => {
    if (was.current && !shown.length && document.activeElement === document.body) document.getElementById(OPENER[which])?.focus();
    was.current = shown.length;
  }, [shown.length]);
  const see = () => setNamed(alerts.map((alert) => alert.alert));
  if (shown.length) {
    return html`<${Who} which="${which}" desk="${desk}" scene="${scene}" shown="${shown}" more="${alerts.length - shown.length}" see="${see}" close="${() => setNamed([])}" />`;
  }
  const told = open.length
    ? t(which === 'asked' ? 'console.waiting' : 'console.to_look_at', { count: open.length })
    : t(which === 'asked' ? 'console.waiting_seen' : 'console.looked_at', { count: alerts.length });
  return html`<section class="${`waiting${which === 'answers' ? ' waiting--answers' : ''}${open.length ? '' : ' waiting--seen'}`}" aria-label="${t(`console.${which}_here`)}">
    <div>
      <strong>${told}</strong>
      ${which === 'asked' && open.length ? html`<p>${howLong(open[0].raised, desk.now.value)}</p>` : null}
    </div>
    ${hidden ? null : html`<button type="button" class="btn btn--plain" id="${OPENER[which]}" onClick=${see}
      aria-label="${t(which === 'asked' ? 'console.see_who' : 'console.see_whose')}">${t(which === 'asked' ? 'console.see_who' : 'console.see')}</button>`}
  </section>`;
}

/** @param {Omit<Props, 'alerts'> & { shown: Alert[], more: number, see: () => void, close: () => void }} props */
function Who({ which, desk, scene, shown, more, see, close }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => place.current?.focus(), []);
  useClosing(place, close);
  return html`<section class="${`waiting waiting--who${which === 'answers' ? ' waiting--answers' : ''}`}" ref=${place} tabindex="-1" aria-label="${t(`console.${which}_here`)}">
    ${more ? html`<div class="row"><strong class="grow">${t('console.more_wait', { count: more })}</strong>
      <button type="button" class="btn btn--plain" onClick=${see}>${t('console.see_all')}</button></div>` : null}
    <ul>${byPerson(shown).map((alerts) => html`<${One} key="${alerts[0].seat}" desk="${desk}" scene="${scene}" alerts="${alerts}" />`)}</ul>
    <${Said} desk="${desk}" place="waiting" />
    <div class="row"><span class="grow">${t('console.closes_itself')}</span>
      <button type="button" class="btn btn--plain" onClick=${close}>${t('console.close')}</button></div>
  </section>`;
}

/** Somebody goes to a person, not to an answer: all of one person together, those whom nobody has yet first. @param {Alert[]} alerts */
function byPerson(alerts) {
  const people = [...new Set(alerts.map((alert) => alert.seat))].map((seat) => alerts.filter((alert) => alert.seat === seat));
  const rank = (/** @type {Alert[]} */ theirs) => (theirs.some((alert) => alert.standing === 'open') ? 0 : 1);
  return people.sort((one, other) => rank(one) - rank(other));
}

/** One person, with everything that they are looked for. @param {{ desk: Desk, scene: FacilitatorScene, alerts: Alert[] }} props */
function One({ desk, scene, alerts }) {
  const [telling, setTelling] = useState(false);
  const open = alerts.filter((alert) => alert.standing === 'open');
  const each = async (/** @type {Alert[]} */ some, /** @type {(alert: string) => See | Resolve} */ command) => {
    for (const { alert } of some) if (!(await desk.ask(command(alert), 'waiting'))) return;
  };
  return html`<li>
    <div>
      <strong>${shownName(alerts[0])}</strong>
      ${facts(desk, scene, alerts).map((fact) => html`<p key="${fact}">${fact}</p>`)}
    </div>
    ${open.length
      ? html`<button type="button" class="btn btn--plain" onClick=${() => each(open, (alert) => ({ type: 'see', alert }))}>${t('console.got_it')}</button>`
      : html`<button type="button" class="btn btn--plain" aria-expanded="${telling}" onClick=${() => setTelling(!telling)}>${t('console.done')}</button>`}
    ${!open.length && telling ? html`<${How} tell="${(/** @type {Resolve['done']} */ done) => each(alerts, (alert) => ({ type: 'resolve', alert, done }))}" />` : null}
  </li>`;
}

/** One tap says what was done. @param {{ tell: (done: Resolve['done']) => void }} props */
function How({ tell }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => bringIntoSight(place.current), []);
  return html`<div class="how" role="group" aria-label="${t('console.done_how')}" ref=${place}>
    <p>${t('console.done_how')}</p>
    ${HOW.map((done) => html`<button type="button" class="btn btn--plain" key="${done}"
      onClick=${() => tell(done)}>${t(`console.done_${done}`)}</button>`)}
  </div>`;
}

/** Why and for how long, whether their link has gone meanwhile, and who has it. @param {Desk} desk @param {FacilitatorScene} scene @param {Alert[]} alerts of one person */
function facts(desk, scene, alerts) {
  const person = scene.people.find((one) => one.seat === alerts[0].seat);
  const lines = alerts.flatMap((alert) => [why(alert, desk.now.value), standing(alert)]);
  if (person?.mode === 'remote' && !person.linked && person.lost !== null) lines.push(cutOffSince(person.lost));
  return [...new Set(lines.filter(Boolean))];
}

/** @param {Alert} alert @param {number} now */
function why(alert, now) {
  const since = howLong(alert.raised, now);
  return alert.asked ? t('console.asked_for_person', { since }) : t('console.answer_to', { title: say(alert.why).text, since });
}

/** Who has it, or that nobody does. @param {Alert} alert */
function standing(alert) {
  if (alert.standing === 'seen') return alert.seen_by ? t('console.got_by', { name: alert.seen_by }) : t('console.got');
  return alert.unseen ? t('console.told_nobody') : '';
}
