/** Door: knows who waits to be let in, before the start in the middle of the console, later behind a tap.
 *  @import { FacilitatorScene, Person } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { announce } from '../shared/screen.js';
import { t } from '../shared/words.js';
import { RenameForm, isRenaming } from './names.js';
import { Panel, Said } from './panel.js';
import { alike } from './people.js';
import { shownName } from './presence.js';

/** @param {FacilitatorScene} scene */
export function atDoor(scene) {
  return scene.people.filter((person) => person.standing === 'door');
}

/** @param {Desk} desk @param {Person[]} people */
async function admit(desk, people) {
  if (await desk.ask({ type: 'admit', seats: people.map((person) => person.seat) }, 'door')) announce(t('console.let_in', { count: people.length }));
}

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
function AdmitAll({ desk, scene }) {
  const people = atDoor(scene);
  if (people.length < 2) return null;
  return html`<button type="button" class="btn btn--main admit" onClick=${() => admit(desk, people)}>${t('console.admit_all', { count: people.length })}</button>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
function Arrivals({ desk, scene }) {
  const [turning, setTurning] = useState(false);
  const people = atDoor(scene);
  useEffect(() => { if (!people.length) setTurning(false); }, [people.length]);
  return html`<${Said} desk="${desk}" place="door" />
    ${turning && people.length ? html`<div class="confirm" role="group" aria-label="${t('console.turn_away')}"><p>${t('console.turn_away_why')}</p></div>` : null}
    ${people.length
      ? html`<ul>${people.map((person) => html`<${Arrival} key="${person.seat}" desk="${desk}" scene="${scene}" person="${person}" turning="${turning}" done="${() => setTurning(false)}" />`)}</ul>
        <div class="row"><button type="button" class="btn btn--plain" onClick=${() => setTurning(!turning)}>${t(turning ? 'console.not_now' : 'console.turn_somebody_away')}</button></div>`
      : html`<p>${t('console.door_empty')}</p>`}`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, person: Person, turning: boolean, done: () => void }} props */
function Arrival({ desk, scene, person, turning, done }) {
  const [renaming, setRenaming] = useState(isRenaming(person));
  const opener = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const was = useRef(renaming);
  useEffect(() => {
    if (was.current && !renaming) opener.current?.focus();
    was.current = renaming;
  }, [renaming]);
  const same = scene.people.some((other) => other !== person && other.standing !== 'removed' && alike(other.name, person.name));
  const away = async () => {
    if (!(await desk.ask({ type: 'remove', seat: person.seat }, 'door'))) return;
    done();
    desk.say('door', t('console.turned_away'));
  };
  return html`<li>
    <span id="${`door-${person.seat}`}">${shownName(person)}${same ? html`<small>${t('console.same_name')}</small>` : null}${person.mode === 'remote' ? html`<small>${t('console.mode_remote')}</small>` : null}</span>
    ${renaming ? html`<${RenameForm} desk="${desk}" person="${person}" place="door" close="${() => setRenaming(false)}" />` : html`<div class="door-acts">
      ${turning
        ? html`<button type="button" class="btn btn--plain" aria-describedby="${`door-${person.seat}`}" onClick=${away}>${t('console.turn_away')}</button>`
        : html`<button type="button" class="btn btn--plain" ref=${opener} aria-describedby="${`door-${person.seat}`}" onClick=${() => setRenaming(true)}>${t('console.rename')}</button>
          <button type="button" class="btn btn--plain" aria-describedby="${`door-${person.seat}`}" onClick=${() => admit(desk, [person])}>${t('console.admit')}</button>`}
    </div>`}
  </li>`;
}

/** Before the start. Covered, nobody can be let in unseen. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function Door({ desk, scene }) {
  const covered = desk.hides;
  if (covered && !scene.locked && !atDoor(scene).length) return null;
  return html`<section class="door" aria-labelledby="door-title">
    <div class="row"><h2 id="door-title" class="grow">${t('console.door')}</h2>${covered ? null : html`<${AdmitAll} desk="${desk}" scene="${scene}" />`}</div>
    ${covered
      ? html`<p>${scene.locked ? t('console.door_locked') : `${t('console.at_door', { count: atDoor(scene).length })}. ${t('console.door_covered')}`}</p>`
      : html`<${Arrivals} desk="${desk}" scene="${scene}" />`}
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
