/** People: knows who is here, by number at once and by name after a tap, and what staff can say of a person and do for a seat.
 *  @import { FacilitatorScene, Person } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { Unfinished } from './answer_for.js';
import { OnArrival, skippedOnArrival } from './arrival.js';
import { AddPerson, RenameForm, isRenaming } from './names.js';
import { Panel, Said, bringIntoSight } from './panel.js';
import { isHere, shownName, whereAll, whereOne } from './presence.js';
import { clock } from './times.js';

export { shownName };

/** What staff can say of somebody whose phone has left. */
const SAID = /** @type {const} */ (['here', 'left']);

/** "12 here: 11 in the room, 1 at home" and the way to the list. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function PeopleHere({ desk, scene }) {
  const now = desk.now.value;
  const inside = scene.people.filter((person) => person.standing === 'in');
  return html`<section class="people" aria-label="${t('console.people')}">
    <p><strong>${t('console.here', { count: inside.filter((person) => isHere(person, now)).length })}</strong><br />${whereAll(inside, now)}</p>
    <button type="button" class="btn btn--plain" id="people-list" onClick=${() => desk.open('people', 'people-list')}>${t('console.list')}</button>
  </section>
  <${PhonesLeft} desk="${desk}" scene="${scene}" />
  <${Unfinished} desk="${desk}" />`;
}

/** Whose phone has left: in the room only staff can say whether its person has, too. Behind Cover nobody stands here. @param {{ desk: Desk, scene: FacilitatorScene }} props */
function PhonesLeft({ desk, scene }) {
  const people = scene.people.filter((person) => person.asks_where);
  if (!people.length) return null;
  return html`<section class="phones-left" aria-label="${t('console.phones_left')}">
    <${Said} desk="${desk}" place="presence" />
    ${people.map((person) => html`<div key="${person.seat}" class="people">
      <p id="${`left-${person.seat}`}"><strong>${shownName(person)}</strong><br />${t('console.phone_left', { time: clock(person.phone_left ?? 0) })} ${t('console.phone_left_asks')}</p>
      <div class="row">${SAID.map((presence) => html`<button type="button" class="btn btn--plain" key="${presence}" aria-describedby="${`left-${person.seat}`}"
        onClick=${() => desk.ask({ type: 'say_presence', seat: person.seat, presence }, 'presence')}>${t(`console.phone_left_${presence}`)}</button>`)}</div>
    </div>`)}
  </section>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function PeopleList({ desk, scene }) {
  const inside = scene.people.filter((person) => person.standing === 'in');
  const removed = scene.people.filter((person) => person.standing === 'removed');
  return html`<${Panel} desk="${desk}" title="${t('console.people')}">
    <${Said} desk="${desk}" place="people" />
    ${inside.length ? html`<ul class="lines-people">${inside.map((person) => html`<${Row} key="${person.seat}" desk="${desk}" scene="${scene}" person="${person}" />`)}</ul>`
      : html`<p>${t('console.nobody_in')}</p>`}
    <${AddPerson} desk="${desk}" scene="${scene}" place="people" />
    ${scene.arrival.length && inside.length
      ? html`<button type="button" class="btn btn--plain" onClick=${() => desk.open('arrival', 'people-list')}>${t('console.arrival_given')}</button>`
      : null}
    ${removed.length ? html`<h3>${t('console.removed')}</h3>
      <ul class="lines-people">${removed.map((person) => html`<li key="${person.seat}"><div class="person">
        <span>${shownName(person)}</span>
        <button type="button" class="btn btn--plain" onClick=${() => desk.ask({ type: 'admit', seats: [person.seat] }, 'people')}>${t('console.let_back')}</button>
      </div></li>`)}</ul>` : null}
  </${Panel}>`;
}

/** A person: the name opens what else can be done, the button says the likeliest thing. @param {{ desk: Desk, scene: FacilitatorScene, person: Person }} props */
function Row({ desk, scene, person }) {
  const [open, setOpen] = useState(/** @type {'' | 'menu' | 'rename' | 'remove'} */ (isRenaming(person) ? 'rename' : ''));
  const name = useRef(/** @type {HTMLButtonElement | null} */ (null));
  const was = useRef(open);
  useEffect(() => {
    if (was.current && !open) name.current?.focus();
    was.current = open;
  }, [open]);
  const same = scene.people.some((other) => other !== person && other.standing !== 'removed' && alike(other.name, person.name));
  const skipped = skippedOnArrival(person);
  const notes = [
    ...whereOne(person, desk.now.value),
    ...(same ? [t('console.same_name')] : []),
    ...(skipped ? [t('console.skipped_on_arrival', { count: skipped })] : []),
  ];
  return html`<li>
    <div class="person">
      <button type="button" class="who" ref=${name} aria-expanded="${open !== ''}" onClick=${() => setOpen(open ? '' : 'menu')}>
        <b>${shownName(person)}</b>${notes.map((note) => html`<small key="${note}">${note}</small>`)}
      </button>
      <${Likeliest} desk="${desk}" person="${person}" />
    </div>
    ${open === 'menu' ? html`<${Menu} desk="${desk}" scene="${scene}" person="${person}" go="${setOpen}" />` : null}
    ${open === 'rename' ? html`<${RenameForm} desk="${desk}" person="${person}" place="people" close="${() => setOpen('')}" />` : null}
    ${open === 'remove' ? html`<${Remove} desk="${desk}" person="${person}" close="${() => setOpen('')}" />` : null}
  </li>`;
}

/** One tap says it. @param {{ desk: Desk, person: Person }} props */
function Likeliest({ desk, person }) {
  const { seat, presence } = person;
  const unsure = person.mode === 'remote' && presence === 'here' && !person.confirmed;
  const [word, act] = unsure
    ? ['console.seen_or_heard', () => desk.ask({ type: 'confirm_remote', seat }, 'people')]
    : presence === 'here'
      ? ['console.steps_out', () => desk.ask({ type: 'say_presence', seat, presence: 'out' }, 'people')]
      : ['console.is_back', () => desk.ask({ type: 'say_presence', seat, presence: 'here' }, 'people')];
  return html`<button type="button" class="btn btn--plain" onClick=${act}>${t(word)}</button>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, person: Person, go: (open: '' | 'rename' | 'remove') => void }} props */
function Menu({ desk, scene, person, go }) {
  const { seat, presence } = person;
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => bringIntoSight(place.current), []);
  const say = (/** @type {'here' | 'out' | 'left'} */ now) => desk.ask({ type: 'say_presence', seat, presence: now }, 'people');
  const unsure = person.mode === 'remote' && presence === 'here' && !person.confirmed;
  return html`<div class="person-menu" ref=${place}>
    <div class="row">
      ${unsure ? html`<button type="button" class="btn btn--plain" onClick=${() => say('out')}>${t('console.steps_out')}</button>` : null}
      ${presence === 'left' ? null : html`<button type="button" class="btn btn--plain" onClick=${() => say('left')}>${t('console.has_left')}</button>`}
      <button type="button" class="btn btn--plain" onClick=${() => go('rename')}>${t('console.rename')}</button>
    </div>
    <${OnArrival} desk="${desk}" scene="${scene}" person="${person}" />
    <div class="row"><button type="button" class="btn btn--plain" onClick=${() => go('remove')}>${t('console.remove')}</button></div>
  </div>`;
}

/** @param {{ desk: Desk, person: Person, close: () => void }} props */
function Remove({ desk, person, close }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => {
    place.current?.focus();
    bringIntoSight(place.current);
  }, []);
  const remove = async () => { if (!(await desk.ask({ type: 'remove', seat: person.seat }, 'people'))) close(); };
  return html`<div class="confirm" role="group" aria-label="${t('console.remove')}" ref=${place} tabindex="-1">
    <p>${t('console.remove_why')}</p>
    <div class="row apart">
      <button type="button" class="btn btn--plain" onClick=${close}>${t('console.not_now')}</button>
      <button type="button" class="btn" onClick=${remove}>${t('console.remove')}</button>
    </div>
  </div>`;
}

/** @param {string | null} one @param {string | null} other */
export function alike(one, other) {
  return one !== null && other !== null && one.trim().toLowerCase() === other.trim().toLowerCase();
}
