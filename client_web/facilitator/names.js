/** Names: knows the two forms in which staff write a name: for a person without a phone, and to change what is shown.
 *  @import { FacilitatorScene, Person } from '../protocol.js'
 *  @import { Desk, Place } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { t } from '../shared/words.js';

const LONGEST_NAME = 40;

/** @typedef {{ desk: Desk, place: Place, first: string, label: string, action: string, take: (name: string) => void, close: () => void }} FormProps */

/** @param {FormProps} props */
function NameForm({ desk, place, first, label, action, take, close }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => field.current?.select(), []);
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const name = field.current?.value.trim();
    if (name) take(name);
    else desk.say(place, t('console.name_missing'));
  };
  return html`<form class="name-form" onSubmit=${submit} autocomplete="off">
    <label class="label" for="${`name-${place}`}">${label}</label>
    <input class="field" id="${`name-${place}`}" ref=${field} defaultValue="${first}" maxlength="${LONGEST_NAME}" autocomplete="off" />
    <div class="row">
      <button type="button" class="btn btn--plain" onClick=${close}>${t('console.not_now')}</button>
      <button class="btn">${action}</button>
    </div>
  </form>`;
}

/** @param {{ desk: Desk, person: Person, place: Place, close: () => void }} props */
export function RenameForm({ desk, person, place, close }) {
  const take = async (/** @type {string} */ name) => {
    if (await desk.ask({ type: 'rename', seat: person.seat, name }, place)) close();
  };
  return html`<${NameForm} desk="${desk}" place="${place}" first="${person.name ?? ''}" label="${t('console.name')}" action="${t('console.save')}" take="${take}" close="${close}" />`;
}

/** Two taps: the field holds a name that can stay. @param {{ desk: Desk, scene: FacilitatorScene, place: Place }} props */
export function AddPerson({ desk, scene, place }) {
  const [open, setOpen] = useState(false);
  const take = async (/** @type {string} */ name) => {
    if (await desk.ask({ type: 'add_seat', seat: newSeat(), name }, place)) setOpen(false);
  };
  if (!open) return html`<button type="button" class="btn btn--plain" onClick=${() => setOpen(true)}>${t('console.add_person')}</button>`;
  return html`<${NameForm} desk="${desk}" place="${place}" first="${t('console.person_number', { number: scene.people.length + 1 })}"
    label="${t('console.name')}" action="${t('console.add')}" take="${take}" close="${() => setOpen(false)}" />`;
}

/** An id that no other seat has. */
function newSeat() {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (one) => one.toString(16).padStart(2, '0')).join('');
}
