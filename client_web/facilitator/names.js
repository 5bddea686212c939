/** Names: knows the two forms in which staff write a name: for a person without a phone, and to change what is shown.
 *  @import { FacilitatorScene, Person } from '../protocol.js'
 *  @import { Desk, Place } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { drop, isBegun, useBegun } from './begun.js';
import { bringIntoSight } from './panel.js';

const LONGEST_NAME = 40;

/** @typedef {{ desk: Desk, place: Place, begun: string, first: string, label: string, action: string, take: (name: string) => void, close: () => void }} FormProps */

/** @param {FormProps} props */
function NameForm({ desk, place, begun, first, label, action, take, close }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const [name, setName] = useBegun(begun, first);
  useEffect(() => {
    field.current?.select();
    bringIntoSight(field.current?.form);
  }, []);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const written = name.trim();
    if (written) take(written);
    else desk.say(place, t('console.name_missing'));
  };
  return html`<form class="name-form" data-filling="yes" onSubmit=${submit} autocomplete="off">
    <label class="label" for="${`name-${begun}`}">${label}</label>
    <input class="field" id="${`name-${begun}`}" ref=${field} value="${name}" maxlength="${LONGEST_NAME}" autocomplete="off" spellcheck="${false}"
      onInput=${(/** @type {Event} */ event) => setName(/** @type {HTMLInputElement} */ (event.target).value)} />
    <div class="row">
      <button type="button" class="btn btn--plain" onClick=${close}>${t('console.not_now')}</button>
      <button class="btn">${action}</button>
    </div>
  </form>`;
}

/** The form that was begun for this seat is open again wherever the seat is listed. @param {Person} person */
export const isRenaming = (person) => isBegun(renaming(person));

/** @param {Person} person */
const renaming = (person) => `rename-${person.seat}`;

/** @param {{ desk: Desk, person: Person, place: Place, close: () => void }} props */
export function RenameForm({ desk, person, place, close }) {
  const shut = () => {
    drop(renaming(person));
    close();
  };
  const take = async (/** @type {string} */ name) => {
    if (await desk.ask({ type: 'rename', seat: person.seat, name }, place)) shut();
  };
  return html`<${NameForm} desk="${desk}" place="${place}" begun="${renaming(person)}" first="${person.name ?? ''}" label="${t('console.name')}"
    action="${t('console.save')}" take="${take}" close="${shut}" />`;
}

/** Two taps: the field holds a name that can stay. @param {{ desk: Desk, scene: FacilitatorScene, place: Place }} props */
export function AddPerson({ desk, scene, place }) {
  const [open, setOpen] = useState(isBegun('add'));
  const [shut, setShut] = useState(0);
  const opener = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => { if (shut) opener.current?.focus(); }, [shut]);
  const close = () => {
    drop('add');
    setOpen(false);
    setShut(shut + 1);
  };
  const take = async (/** @type {string} */ name) => {
    if (!(await desk.ask({ type: 'add_seat', seat: newSeat(), name }, place))) return;
    close();
    desk.say(place, t('console.added'));
  };
  if (!open) return html`<button type="button" class="btn btn--plain" ref=${opener} onClick=${() => setOpen(true)}>${t('console.add_person')}</button>`;
  return html`<${NameForm} desk="${desk}" place="${place}" begun="add" first="${t('console.person_number', { number: scene.people.length + 1 })}"
    label="${t('console.name')}" action="${t('console.add')}" take="${take}" close="${close}" />`;
}

/** An id that no other seat has. */
function newSeat() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (one) => one.toString(16).padStart(2, '0')).join('');
}
