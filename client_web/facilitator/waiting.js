/** Waiting: knows who asked for a person and whose answers are to be looked at: a number at once, who by a tap, and what was done about it.
 *  @import { FacilitatorScene, Waiting as Alert } from '../protocol.js'
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
    <ul>${shown.map((alert) => html`<${One} key="${alert.alert}" desk="${desk}" scene="${scene}" alert="${alert}" />`)}</ul>
    <${Said} desk="${desk}" place="waiting" />
    <div class="row"><span class="grow">${t('console.closes_itself')}</span>
      <button type="button" class="btn btn--plain" onClick=${close}>${t('console.close')}</button></div>
  </section>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, alert: Alert }} props */
function One({ desk, scene, alert }) {
  const [telling, setTelling] = useState(false);
  const seen = alert.standing === 'seen';
  return html`<li>
    <div>
      <strong>${shownName(alert)}</strong>
      ${facts(desk, scene, alert).map((fact) => html`<p key="${fact}">${fact}</p>`)}
    </div>
    ${seen
      ? html`<button type="button" class="btn btn--plain" aria-expanded="${telling}" onClick=${() => setTelling(!telling)}>${t('console.done')}</button>`
      : html`<button type="button" class="btn btn--plain" onClick=${() => desk.ask({ type: 'see', alert: alert.alert }, 'waiting')}>${t('console.got_it')}</button>`}
    ${seen && telling ? html`<${How} desk="${desk}" alert="${alert}" />` : null}
  </li>`;
}

/** One tap says what was done. @param {{ desk: Desk, alert: Alert }} props */
function How({ desk, alert }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => bringIntoSight(place.current), []);
  return html`<div class="how" role="group" aria-label="${t('console.done_how')}" ref=${place}>
    <p>${t('console.done_how')}</p>
    ${HOW.map((done) => html`<button type="button" class="btn btn--plain" key="${done}"
      onClick=${() => desk.ask({ type: 'resolve', alert: alert.alert, done }, 'waiting')}>${t(`console.done_${done}`)}</button>`)}
  </div>`;
}

/** Why, how long, whether their link has gone meanwhile, and who has it. @param {Desk} desk @param {FacilitatorScene} scene @param {Alert} alert */
function facts(desk, scene, alert) {
  const person = scene.people.find((one) => one.seat === alert.seat);
  const since = howLong(alert.raised, desk.now.value);
  const lines = [alert.asked ? t('console.asked_for_person', { since }) : t('console.answer_to', { title: say(alert.why).text, since })];
  if (person?.mode === 'remote' && !person.linked && person.lost !== null) lines.push(cutOffSince(person.lost));
  if (alert.standing === 'seen') lines.push(alert.seen_by ? t('console.got_by', { name: alert.seen_by }) : t('console.got'));
  else if (alert.unseen) lines.push(t('console.told_nobody'));
  return lines;
}
