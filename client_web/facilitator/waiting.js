/** Waiting: knows who asked for a person and whose answers are to be looked at: a number at once, who by a tap, and what was done about it.
 *  @import { FacilitatorScene, Resolve, See, Waiting as Alert } from '../protocol.js'
 *  @import { StepKind } from '../steps/index.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { useKind } from '../shared/kind.js';
import { say, t } from '../shared/words.js';
import { Said, bringIntoSight, useClosing } from './panel.js';
import { cutOffSince, shownName } from './presence.js';
import { clock, howLong } from './times.js';

const HOW = /** @type {const} */ (['talked_now', 'talked_in_break', 'handed_on', 'called_for_help', 'no_need']);
/** What opens each list of names: the focus goes back there. */
const OPENER = { asked: 'see-who', answers: 'see-answers' };

/** "1 person is waiting, 2 answers to look at": what nobody has taken yet, without a name. Also inside the main button. @param {FacilitatorScene} scene */
export function tellWaiting(scene) {
  const open = scene.waiting.filter((alert) => alert.standing === 'open');
  const asked = open.filter((alert) => alert.asked).length;
  const answers = open.length - asked;
  return [
    asked ? t('console.waiting', { count: asked }) : '',
    answers ? t('console.to_look_at', { count: answers }) : '',
  ].filter(Boolean).join(', ');
}

/** The one thing that interrupts a screen reader, without a name. @param {{ scene: FacilitatorScene }} props */
export function WaitingAlert({ scene }) {
  return html`<p class="unseen" role="alert">${tellWaiting(scene)}</p>`;
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
  return html`<section class="${`waiting${which === 'answers' ? ' waiting--answers' : ''}${open.length ? '' : ' waiting--seen'}`}" aria-label="${t(`console.${which}_here`)}">
    <div>
      <strong>${tell(which, open.length, alerts.length - open.length)}</strong>
      ${which === 'asked' && open.length ? html`<p>${howLong(open[0].raised, desk.now.value)}</p>` : null}
    </div>
    ${hidden ? null : html`<button type="button" class="btn btn--plain" id="${OPENER[which]}" onClick=${see}
      aria-label="${t(which === 'asked' ? 'console.see_who' : 'console.see_whose')}">${t(which === 'asked' ? 'console.see_who' : 'console.see')}</button>`}
  </section>`;
}

/** What is new, and what somebody has and is not done with: taking one never makes it go. @param {'asked' | 'answers'} which @param {number} open @param {number} seen */
function tell(which, open, seen) {
  if (!open) return t(which === 'asked' ? 'console.waiting_seen' : 'console.looked_at', { count: seen });
  const fresh = t(which === 'asked' ? 'console.waiting' : 'console.to_look_at', { count: open });
  return seen ? `${fresh}, ${t('console.not_done_yet', { count: seen })}` : fresh;
}

/** @param {Omit<Props, 'alerts'> & { shown: Alert[], more: number, see: () => void, close: () => void }} props */
function Who({ which, desk, scene, shown, more, see, close }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => place.current?.focus(), []);
  useClosing(place, close);
  return html`<section class="${`waiting waiting--who${which === 'answers' ? ' waiting--answers' : ''}`}" ref=${place} tabindex="-1" aria-label="${t(`console.${which}_here`)}">
    ${more ? html`<div class="row more-wait"><strong class="grow">${t('console.more_wait', { count: more })}</strong>
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
      ${alerts.map((alert) => html`<${What} key="${alert.alert}" desk="${desk}" alert="${alert}" />`)}
      <${LinkGone} scene="${scene}" seat="${alerts[0].seat}" />
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

/** Whether their phone has left meanwhile, which is no lost link, or the link of somebody at home has gone. @param {{ scene: FacilitatorScene, seat: string | null }} props */
function LinkGone({ scene, seat }) {
  const person = scene.people.find((one) => one.seat === seat);
  if (person?.phone_left) return html`<p>${t('console.phone_left', { time: clock(person.phone_left) })}</p>`;
  return person?.mode === 'remote' && !person.linked && person.lost !== null ? html`<p>${cutOffSince(person.lost)}</p>` : null;
}

/** One alert: why and for how long, what was answered, and who has it. @param {{ desk: Desk, alert: Alert }} props */
function What({ desk, alert }) {
  const kind = useKind(alert.answer?.prompt.kind);
  const since = howLong(alert.raised, desk.now.value);
  const gave = alert.answer && kind ? answered(alert.answer, kind) : '';
  const has = standing(alert);
  return html`<div class="what">
    <p>${alert.asked ? t('console.asked_for_person', { since }) : t('console.answer_to', { title: say(alert.why).text, since })}</p>
    ${gave ? html`<p class="gave">${gave}</p>` : null}
    ${has ? html`<p>${has}</p>` : null}
  </div>`;
}

/** The answer as it is now. @param {NonNullable<Alert['answer']>} answer @param {StepKind} kind */
function answered(answer, kind) {
  if (answer.erased) return t('console.erased');
  if (answer.later) return t(`console.${answer.later}_later`);
  if (answer.passed) return t('console.skipped_since');
  if (!answer.given) return '';
  return t(answer.changed ? 'console.gave_now' : 'console.gave', { answer: kind.asText(/** @type {any} */ (answer.prompt), answer.given) });
}

/** Who has it, or that nobody does. @param {Alert} alert */
function standing(alert) {
  if (alert.standing === 'seen') return alert.seen_by ? t('console.got_by', { name: alert.seen_by }) : t('console.got');
  return alert.unseen ? t('console.told_nobody') : '';
}
