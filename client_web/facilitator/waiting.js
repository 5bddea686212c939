/** Waiting: knows how "I need a person" stands on the console: a number at once, who by a tap, and what was done about it.
 *  @import { FacilitatorScene, Waiting as Alert } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { Said, useClosing } from './panel.js';
import { howLong } from './times.js';

/** Nobody has said "I've got it" yet. @param {FacilitatorScene} scene */
export function unseen(scene) {
  return scene.waiting.filter((alert) => alert.standing === 'open');
}

/** The number, in words: also inside the main button. @param {FacilitatorScene} scene */
export function tellWaiting(scene) {
  return t('console.waiting', { count: unseen(scene).length });
}

/** The one thing that interrupts a screen reader, without a name. @param {{ scene: FacilitatorScene }} props */
export function WaitingAlert({ scene }) {
  return html`<p class="unseen" role="alert">${unseen(scene).length ? tellWaiting(scene) : ''}</p>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function Waiting({ desk, scene }) {
  const [names, setNames] = useState(false);
  if (!scene.waiting.length) return null;
  const open = unseen(scene);
  const oldest = (open.length ? open : scene.waiting)[0];
  if (names && !desk.covered.value) return html`<${Who} desk="${desk}" scene="${scene}" close="${() => setNames(false)}" />`;
  return html`<section class="waiting" aria-label="${t('console.waiting_here')}">
    <div>
      <strong>${open.length ? tellWaiting(scene) : t('console.waiting_seen', { count: scene.waiting.length })}</strong>
      <p>${howLong(oldest.raised, desk.now.value)}</p>
    </div>
    ${desk.covered.value ? null : html`<button type="button" class="btn btn--plain" id="see-who" onClick=${() => setNames(true)}>${t('console.see_who')}</button>`}
  </section>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, close: () => void }} props */
function Who({ desk, scene, close }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => place.current?.focus(), []);
  useClosing(place, close);
  const shut = () => {
    close();
    setTimeout(() => document.getElementById('see-who')?.focus());
  };
  return html`<section class="waiting waiting--who" ref=${place} tabindex="-1" aria-label="${t('console.waiting_here')}">
    <ul>${scene.waiting.map((alert) => html`<${One} key="${alert.alert}" desk="${desk}" alert="${alert}" />`)}</ul>
    <p>${t('console.closes_itself')}</p>
    <${Said} desk="${desk}" place="waiting" />
    <button type="button" class="btn btn--plain" onClick=${shut}>${t('console.close')}</button>
  </section>`;
}

/** @param {{ desk: Desk, alert: Alert }} props */
function One({ desk, alert }) {
  const seen = alert.standing === 'seen';
  const by = alert.seen_by ? t('console.got_by', { name: alert.seen_by }) : t('console.got');
  return html`<li>
    <div>
      <strong>${alert.name ?? t('console.seat', { number: alert.number })}</strong>
      <p>${howLong(alert.raised, desk.now.value)}${seen ? `. ${by}` : alert.unseen ? `. ${t('console.told_nobody')}` : ''}</p>
    </div>
    ${seen
      ? html`<button type="button" class="btn btn--plain" onClick=${() => desk.ask({ type: 'resolve', alert: alert.alert }, 'waiting')}>${t('console.done')}</button>`
      : html`<button type="button" class="btn btn--plain" onClick=${() => desk.ask({ type: 'see', alert: alert.alert }, 'waiting')}>${t('console.got_it')}</button>`}
  </li>`;
}
