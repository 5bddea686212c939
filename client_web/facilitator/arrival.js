/** Arrival: knows how far people have come through the questions on arrival, and what each gave, by a tap.
 *  @import { ArrivalLine, FacilitatorScene, GaveOnArrival, Person } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef } from '../vendor/ui.js';
import { useKind } from '../shared/kind.js';
import { say, t } from '../shared/words.js';
import { enterArrival, enteredFor } from './answer_for.js';
import { Panel, Said, bringIntoSight } from './panel.js';
import { shownName, whereOne } from './presence.js';

/** How many questions on arrival a person skipped. @param {Person} person */
export function skippedOnArrival(person) {
  return person.on_arrival.filter((one) => one.status === 'passed').length;
}

/** @param {FacilitatorScene} scene */
function inside(scene) {
  return scene.people.filter((person) => person.standing === 'in');
}

/** Before the start every question with its numbers; later one line, until everybody who is here is through. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function ArrivalHere({ desk, scene }) {
  if (!scene.arrival.length || !inside(scene).length) return null;
  const still = inside(scene).filter((person) => person.presence === 'here' && person.on_arrival.some((one) => one.status === 'not_yet')).length;
  if (scene.stage && !still) return null;
  const list = html`<button type="button" class="btn btn--plain" id="arrival-list" onClick=${() => desk.open('arrival', 'arrival-list')}>${t('console.see_all')}</button>`;
  if (scene.stage) {
    return html`<section class="people" aria-label="${t('console.arrival')}">
      <p><strong>${t('console.arrival')}</strong><br />${t('console.arrival_still', { count: still })}</p>${list}
    </section>`;
  }
  return html`<section class="arrival" aria-labelledby="arrival-title">
    <div class="people"><h2 id="arrival-title">${t('console.arrival')}</h2>${list}</div>
    <ul>${scene.arrival.map((line) => {
      const title = say(line.title);
      return html`<li key="${line.step}"><span lang="${title.lang}">${title.text}</span><small>${through(line)}</small></li>`;
    })}</ul>
    <${Said} desk="${desk}" place="arrival" />
  </section>`;
}

/** "5 answered, 1 skipped, 2 not yet" @param {ArrivalLine} line */
function through({ answered, passed, not_yet: notYet }) {
  const parts = [t('console.answered', { count: answered })];
  if (passed) parts.push(t('console.passed', { count: passed }));
  if (notYet) parts.push(t('console.not_yet', { count: notYet }));
  return parts.join(', ');
}

/** Who gave what. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function ArrivalList({ desk, scene }) {
  return html`<${Panel} desk="${desk}" title="${t('console.arrival')}">
    <${Said} desk="${desk}" place="arrival" />
    <ul class="lines-people">${inside(scene).map((person) => html`<${OneArrived} key="${person.seat}" desk="${desk}" scene="${scene}" person="${person}" />`)}</ul>
  </${Panel}>`;
}

/** Somebody without a device has several questions to be entered: the list comes back to that person. @param {{ desk: Desk, scene: FacilitatorScene, person: Person }} props */
function OneArrived({ desk, scene, person }) {
  const place = useRef(/** @type {HTMLLIElement | null} */ (null));
  useEffect(() => {
    if (enteredFor.value !== person.seat) return;
    enteredFor.value = null;
    bringIntoSight(place.current);
  }, []);
  return html`<li ref=${place}>
    <p class="entry-name"><strong>${shownName(person)}</strong> <small>${whereOne(person, desk.now.value).join(', ')}</small></p>
    <${OnArrival} desk="${desk}" scene="${scene}" person="${person}" />
  </li>`;
}

/** What one person gave. @param {{ desk: Desk, scene: FacilitatorScene, person: Person }} props */
export function OnArrival({ desk, scene, person }) {
  if (!person.on_arrival.length) return null;
  return html`<ul class="given">${scene.arrival.map((line) => {
    const gave = person.on_arrival.find((one) => one.step === line.step);
    return gave ? html`<${Gave} key="${line.step}" desk="${desk}" line="${line}" gave="${gave}" person="${person}" />` : null;
  })}</ul>`;
}

/** @param {{ desk: Desk, line: ArrivalLine, gave: GaveOnArrival, person: Person }} props */
function Gave({ desk, line, gave, person }) {
  const kind = useKind(line.prompt.kind);
  const title = say(line.title);
  const words = gave.erased ? t('console.erased')
    : gave.later ? t(`console.${gave.later}_later`)
    : gave.given && kind ? kind.asText(line.prompt, gave.given)
    : t(`console.status_${gave.status}`);
  return html`<li>
    <span><span lang="${title.lang}">${title.text}:</span> <b>${words}</b>${gave.by_staff ? html`<small>${t('console.by_staff')}</small>` : null}</span>
    ${person.mode === 'no_device'
      ? html`<button type="button" class="btn btn--plain" onClick=${() => enterArrival(desk, line, person, desk.opener)}>${t('console.enter')}</button>`
      : null}
  </li>`;
}
