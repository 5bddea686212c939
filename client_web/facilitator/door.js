/** Door: knows who waits to be let in, before the start in the middle of the console, later behind a tap.
 *  @import { FacilitatorScene, Person } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useState } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { RenameForm } from './names.js';
import { Panel, Said } from './panel.js';
import { shownName } from './people.js';

/** @param {FacilitatorScene} scene */
export function atDoor(scene) {
  return scene.people.filter((person) => person.standing === 'door');
}

/** @param {Desk} desk @param {Person[]} people */
function admit(desk, people) {
  return desk.ask({ type: 'admit', seats: people.map((person) => person.seat) }, 'door');
}

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
function AdmitAll({ desk, scene }) {
  const people = atDoor(scene);
  if (people.length < 2) return null;
  return html`<button type="button" class="btn btn--main admit" onClick=${() => admit(desk, people)}>${t('console.admit_all', { count: people.length })}</button>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
function Arrivals({ desk, scene }) {
  const people = atDoor(scene);
  return html`<${Said} desk="${desk}" place="door" />
    ${people.length
      ? html`<ul>${people.map((person) => html`<${Arrival} key="${person.seat}" desk="${desk}" scene="${scene}" person="${person}" />`)}</ul>`
      : html`<p>${t('console.door_empty')}</p>`}`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, person: Person }} props */
function Arrival({ desk, scene, person }) {
  const [renaming, setRenaming] = useState(false);
  const name = shownName(person);
  const same = scene.people.some((other) => other !== person && other.standing !== 'removed' && alike(other.name, person.name));
  return html`<li class="${renaming ? 'is-renaming' : ''}">
    <span>${name}${same ? html`<small>${t('console.same_name')}</small>` : null}${person.mode === 'remote' ? html`<small>${t('console.mode_remote')}</small>` : null}</span>
    ${renaming
      ? html`<${RenameForm} desk="${desk}" person="${person}" place="door" close="${() => setRenaming(false)}" />`
      : html`<button type="button" class="btn btn--plain" onClick=${() => setRenaming(true)}>${t('console.rename')}</button>
          <button type="button" class="btn btn--plain" onClick=${() => admit(desk, [person])}>${t('console.admit')}</button>`}
  </li>`;
}

/** @param {string | null} one @param {string | null} other */
function alike(one, other) {
  return one !== null && other !== null && one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** Before the start. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function Door({ desk, scene }) {
  return html`<section class="door" aria-labelledby="door-title">
    <div class="row"><h2 id="door-title" class="grow">${t('console.door')}</h2><${AdmitAll} desk="${desk}" scene="${scene}" /></div>
    ${desk.covered.value ? html`<p>${t('console.at_door', { count: atDoor(scene).length })}</p>` : html`<${Arrivals} desk="${desk}" scene="${scene}" />`}
  </section>`;
}

/** After the start: how many, and the list behind a tap. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function LateArrivals({ desk, scene }) {
  const count = atDoor(scene).length;
  if (!count) return null;
  return html`<section class="people" aria-label="${t('console.door')}">
    <p><strong>${t('console.at_door', { count })}</strong></p>
    <button type="button" class="btn btn--plain" id="door-list" onClick=${() => desk.open('door', 'door-list')}>${t('console.list')}</button>
  </section>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function DoorList({ desk, scene }) {
  return html`<${Panel} desk="${desk}" title="${t('console.door')}"><div class="door"><${AdmitAll} desk="${desk}" scene="${scene}" /><${Arrivals} desk="${desk}" scene="${scene}" /></div></${Panel}>`;
}
