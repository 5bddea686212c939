/** People: knows who is here, by number at once and by name after a tap, and what staff can do for a seat.
 *  @import { FacilitatorScene, Person } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useState } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { AddPerson, RenameForm } from './names.js';
import { Panel, Said } from './panel.js';

/** A name, or the seat's number where the name was erased. @param {Person} person */
export function shownName(person) {
  return person.name ?? t('console.seat', { number: person.number });
}

/** "12 here: 11 in the room, 1 at home" and the way to the list. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function PeopleHere({ desk, scene }) {
  const inside = scene.people.filter((person) => person.standing === 'in');
  return html`<section class="people" aria-label="${t('console.people')}">
    <p><strong>${t('console.here', { count: inside.length })}</strong><br />${where(inside)}</p>
    <button type="button" class="btn btn--plain" id="people-list" onClick=${() => desk.open('people', 'people-list')}>${t('console.list')}</button>
  </section>`;
}

/** @param {Person[]} inside */
function where(inside) {
  const count = (/** @type {Person['mode']} */ mode) => inside.filter((person) => person.mode === mode).length;
  const parts = [t('console.in_room', { count: count('on_site') })];
  if (count('remote')) parts.push(t('console.at_home', { count: count('remote') }));
  if (count('no_device')) parts.push(t('console.no_phone', { count: count('no_device') }));
  return parts.join(', ');
}

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function PeopleList({ desk, scene }) {
  const inside = scene.people.filter((person) => person.standing === 'in');
  const removed = scene.people.filter((person) => person.standing === 'removed');
  return html`<${Panel} desk="${desk}" title="${t('console.people')}">
    <ul class="lines-people">${inside.map((person) => html`<${Row} key="${person.seat}" desk="${desk}" person="${person}" />`)}</ul>
    <${Said} desk="${desk}" place="people" />
    <${AddPerson} desk="${desk}" scene="${scene}" place="people" />
    ${removed.length ? html`<h3>${t('console.removed')}</h3>
      <ul class="lines-people">${removed.map((person) => html`<li key="${person.seat}"><div class="person">
        <span>${shownName(person)}</span>
        <button type="button" class="btn btn--plain" onClick=${() => desk.ask({ type: 'admit', seats: [person.seat] }, 'people')}>${t('console.let_back')}</button>
      </div></li>`)}</ul>` : null}
  </${Panel}>`;
}

/** @param {{ desk: Desk, person: Person }} props */
function Row({ desk, person }) {
  const [open, setOpen] = useState(/** @type {'' | 'menu' | 'rename' | 'remove'} */ (''));
  const toggle = () => setOpen(open ? '' : 'menu');
  const remove = async () => {
    setOpen('');
    await desk.ask({ type: 'remove', seat: person.seat }, 'people');
  };
  return html`<li>
    <div class="person">
      <span>${shownName(person)}<small>${standing(person)}</small></span>
      <button type="button" class="btn btn--plain" aria-expanded="${open !== ''}" onClick=${toggle}>${t('console.change')}</button>
    </div>
    ${open === 'menu' ? html`<div class="row apart">
      <button type="button" class="btn btn--plain" onClick=${() => setOpen('rename')}>${t('console.rename')}</button>
      <button type="button" class="btn btn--plain" onClick=${() => setOpen('remove')}>${t('console.remove')}</button>
    </div>` : null}
    ${open === 'rename' ? html`<${RenameForm} desk="${desk}" person="${person}" place="people" close="${() => setOpen('')}" />` : null}
    ${open === 'remove' ? html`<div class="confirm" role="group" aria-label="${t('console.remove')}">
      <p>${t('console.remove_why')}</p>
      <div class="row apart">
        <button type="button" class="btn btn--plain" onClick=${() => setOpen('')}>${t('console.not_now')}</button>
        <button type="button" class="btn" onClick=${remove}>${t('console.remove')}</button>
      </div>
    </div>` : null}
  </li>`;
}

/** Where a person is and whether the phone has its link. @param {Person} person */
function standing({ mode, linked }) {
  const place = t(`console.mode_${mode}`);
  return mode === 'no_device' || linked ? place : `${place}, ${t('console.no_link_now')}`;
}
