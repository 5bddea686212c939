/** Foot: knows the buttons that never move: pause, cover, back, undo, and the widest one that names what comes next.
 *  @import { FacilitatorScene } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';
import { atDoor } from './door.js';
import { ToUnlock } from './lock.js';
import { Said } from './panel.js';
import { shownName } from './presence.js';
import { tellWaiting } from './waiting.js';

const STAYS_EMPTY = 2500;
/** Where the question before the end stands. */
const END_ASKED = 'end-asked';
/** More names than these are a list for another place: then the number alone. */
const MOST_NAMED = 3;

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function Foot({ desk, scene }) {
  const paused = scene.phase === 'paused';
  const gathering = scene.phase === 'gathering';
  const held = !desk.linked;
  const covered = desk.covered.value;
  // While the question before the end is open, the only button that ends the group stands in it.
  const ending = desk.opened.value === 'end';
  const waits = tellWaiting(scene);
  return html`<footer class="foot">
    <${Shelf} desk="${desk}" />
    <div class="console-foot">
      <button type="button" class="btn" aria-disabled="${held || gathering}" onClick=${() => desk.pause()}>
        ${paused ? t('console.paused') : t('console.pause')}${paused ? html`<span class="unseen">. ${t('console.go_on')}</span>` : null}</button>
      ${scene.locked ? html`<${ToUnlock} />` : html`<button type="button" class="btn" onClick=${() => (covered ? desk.uncover() : desk.cover())}>${covered ? t('console.uncover') : t('console.cover')}</button>`}
      <button type="button" class="btn back" aria-disabled="${held || !scene.former || paused}" onClick=${() => desk.back()}>${t('console.back')}</button>
      <${Undo} desk="${desk}" scene="${scene}" />
      <button type="button" class="btn btn--main next" id="next" aria-disabled="${held || ending}"
        onClick=${() => (ending ? document.getElementById(END_ASKED)?.focus() : desk.advance())}>
        ${waits ? html`<small>${waits}</small>` : null}
        <span>${ending ? t('console.end_asked') : mainWords(desk, scene)}</span>
      </button>
    </div>
  </footer>`;
}

/** @param {Desk} desk @param {FacilitatorScene} scene */
function mainWords(desk, scene) {
  const title = (/** @type {import('../shared/words.js').Both | null | undefined} */ both) => say(both).text;
  switch (desk.step) {
    case 'start': return t('console.start', { title: title(scene.next) });
    case 'turn': return nextPerson(desk, scene);
    case 'resume': return t('console.go_on_with', { title: title(scene.stage?.title) });
    case 'next': return t('console.next', { title: title(scene.next) });
    default: return t('console.end');
  }
}

/** The name stands here only while names may be seen. @param {Desk} desk @param {FacilitatorScene} scene */
function nextPerson(desk, scene) {
  const next = scene.stage?.turns?.to_come[0];
  return desk.hides || !next ? t('console.next_person') : t('console.next_person_named', { name: shownName(next) });
}

/** For ten seconds after a movement. What is paused goes on by the main button. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function Undo({ desk, scene }) {
  const { undo } = scene;
  if (!undo || undo.kind === 'paused' || !desk.linked) return null;
  if (scene.phase === 'paused' && undo.kind !== 'closed') return null;
  if (desk.now.value >= undo.until + STAYS_EMPTY) return null;
  // Its place stays empty for a moment: a tap that comes too late must not fall on what grows into it.
  if (desk.now.value >= undo.until) return html`<span class="btn undo undo--gone" aria-hidden="true">${t('console.undo')}</span>`;
  return html`<button type="button" class="btn undo" onClick=${() => desk.ask({ type: 'undo', of: undo.of }, 'foot')}>${t('console.undo')}</button>`;
}

/** Just above the buttons: no link, a refusal, or the question before the end. @param {{ desk: Desk }} props */
function Shelf({ desk }) {
  const state = desk.link.state.value;
  const ending = desk.opened.value === 'end';
  const lost = state === 'retrying';
  if (!ending && !lost && !desk.readOnly && desk.said.value?.place !== 'foot') return null;
  return html`<div class="shelf">
    ${desk.readOnly ? html`<p class="banner">${t('refused.read_only')}</p>` : null}
    ${lost ? html`<p class="banner"><strong>${t('link.lost')}</strong> ${t('console.no_link')}</p>` : null}
    <${Said} desk="${desk}" place="foot" />
    ${ending ? html`<${ConfirmEnd} desk="${desk}" />` : null}
  </div>`;
}

/** @param {{ desk: Desk }} props */
function ConfirmEnd({ desk }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => place.current?.focus(), []);
  const end = () => {
    desk.close();
    void desk.move({ type: 'end' });
  };
  return html`<div class="confirm" id="${END_ASKED}" ref=${place} tabindex="-1" role="group" aria-labelledby="end-title" data-opened="yes">
    ${desk.scene ? html`<${LeftOpen} desk="${desk}" scene="${desk.scene}" />` : null}
    <p id="end-title">${t('console.end_why')}</p>
    <div class="row apart">
      <button type="button" class="btn btn--plain" onClick=${() => desk.close()}>${t('console.end_not')}</button>
      <button type="button" class="btn" onClick=${end}>${t('console.end')}</button>
    </div>
  </div>`;
}

/** What an end would leave open, before it is asked for. @param {{ desk: Desk, scene: FacilitatorScene }} props */
function LeftOpen({ desk, scene }) {
  const left = /** @type {const} */ (['alerts', 'door', 'texts', 'remote']).filter((what) => scene.left_open[what]);
  if (!left.length) return null;
  return html`<div><p><strong>${t('console.left_open')}</strong></p>
    <ul class="left-open">${left.map((what) => html`<li key="${what}">${t(`console.left_${what}`, { count: scene.left_open[what] })}${what === 'door' ? whoWaits(desk, scene) : ''}</li>`)}</ul></div>`;
}

/** Who is at the door by name, while names may be seen. @param {Desk} desk @param {FacilitatorScene} scene */
function whoWaits(desk, scene) {
  const people = desk.hides ? [] : atDoor(scene);
  return people.length && people.length <= MOST_NAMED ? `: ${people.map(shownName).join(', ')}` : '';
}
