/** Turns: knows who speaks in a go-round or an open floor, who comes next, and what a facilitator does for one of them. Covered, nobody is named.
 *  @import { FacilitatorScene, Person, Stage, TurnLine, Turns } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { Panel, Said } from './panel.js';
import { shownName } from './presence.js';
import { eachTurn, turnTime } from './times.js';

/** Who speaks, for about how long, and what became of the turn. @param {{ desk: Desk, stage: Stage, turns: Turns }} props */
export function Speaking({ desk, stage, turns }) {
  const { speaking } = turns;
  if (desk.scene?.locked) return null;
  const named = speaking && !desk.hides;
  const ask = (/** @type {'end_turn' | 'pass_turn' | 'later_turn'} */ type) =>
    void desk.ask({ type, step: stage.step, seat: speaking?.seat ?? null }, 'stage');
  const button = (/** @type {'end_turn' | 'pass_turn' | 'later_turn'} */ type) => html`<button type="button" class="btn btn--plain" onClick=${() => ask(type)}>
    ${named ? t(`console.${type}_named`, { name: shownName(speaking) }) : t(`console.${type}`)}</button>`;
  return html`<section class="speaking" aria-label="${t('console.speaking')}">
    ${speaking ? html`<h2>${t('console.speaking')}</h2>
      ${named ? html`<p class="speaker">${shownName(speaking)}</p>` : null}
      <p>${turnTime(turns, desk.now.value)} ${eachTurn(turns)}</p>
      <div class="row turn-acts">
        ${button('end_turn')}${turns.form === 'round' ? html`${button('pass_turn')}${button('later_turn')}` : null}
      </div>` : html`<p class="speaker speaker--none">${nobody(turns)}</p>`}
  </section>`;
}

/** @param {Turns} turns */
function nobody({ form, coming, had }) {
  if (form === 'queue') return t(coming ? 'console.floor_open' : 'console.floor_empty');
  return t(coming ? (had.length ? 'console.between_turns' : 'console.round_ahead') : 'console.round_over');
}

/** The order, at the side: a tap on a person gives them the turn. @param {{ desk: Desk, scene: FacilitatorScene, stage: Stage, turns: Turns }} props */
export function TurnsList({ desk, scene, stage, turns }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  const queue = turns.form === 'queue';
  const { speaking, to_come: coming, had } = turns;
  useEffect(() => keepNowInSight(place.current), [turns.turn]);
  const row = (/** @type {TurnLine} */ line, /** @type {number} */ at) => html`<${Row} key="${line.seat}" desk="${desk}" stage="${stage}" scene="${scene}"
    line="${line}" next="${line === coming[0]}" queue="${queue && at >= 0}" />`;
  return html`<section class="turn-order" ref=${place} aria-labelledby="turns-title">
    <h2 id="turns-title">${queue ? t('console.in_line', { count: turns.coming }) : t('console.turns', { done: had.length, count: turns.coming })}</h2>
    <ol class="turns">
      ${queue ? null : had.map((line) => row(line, -1))}
      ${speaking ? row(speaking, -1) : null}
      ${coming.map(row)}
    </ol>
    ${queue && had.length ? html`<h3>${t('console.have_spoken')}</h3><ol class="turns">${had.map((line) => row(line, -1))}</ol>` : null}
    ${queue ? html`<button type="button" class="btn btn--plain" id="into-line" onClick=${() => desk.open('line', 'into-line')}>${t('console.into_line')}</button>` : null}
  </section>`;
}

/** Only where the list itself scrolls: nothing else on the page moves. @param {HTMLElement | null} order */
function keepNowInSight(order) {
  const list = /** @type {HTMLElement | null | undefined} */ (order?.closest('.live-run'));
  const now = order?.querySelector('.is-now');
  if (!list || !now || list.scrollHeight <= list.clientHeight + 1 || list.clientHeight === 0) return;
  const [line, box] = [now.getBoundingClientRect(), list.getBoundingClientRect()];
  // The next one is to be seen with the one who speaks.
  const below = line.bottom + line.height - box.bottom;
  if (below > 0) list.scrollTop += below;
  else if (line.top < box.top) list.scrollTop -= box.top - line.top;
}

/** @param {{ desk: Desk, stage: Stage, scene: FacilitatorScene, line: TurnLine, next: boolean, queue: boolean }} props `queue`: stands in line and can leave it */
function Row({ desk, stage, scene, line, next, queue }) {
  const now = line.standing === 'speaking';
  const done = line.standing === 'spoke' || line.standing === 'passed';
  const still = now || scene.phase !== 'running';
  const inside = html`<span class="tick"></span><span>${shownName(line)}</span><small>${standing(line, next)}</small>`;
  const out = () => void desk.ask({ type: 'pass_turn', step: stage.step, seat: line.seat }, 'stage');
  return html`<li class="${now ? 'is-now' : done ? 'is-done' : ''}" aria-current=${now ? 'true' : undefined}>
    ${still ? html`<div class="line">${inside}</div>`
      : html`<button type="button" class="line" onClick=${() => desk.giveTurn(line.seat)}>${inside}<span class="unseen">. ${t('console.give_turn')}</span></button>`}
    ${queue && !still ? html`<button type="button" class="btn btn--quiet" onClick=${out}>${t('console.out_of_line')}</button>` : null}
  </li>`;
}

/** "at home, next" @param {TurnLine} line @param {boolean} next */
function standing({ mode, standing: how }, next) {
  const parts = [];
  if (mode !== 'on_site') parts.push(t(mode === 'remote' ? 'console.turn_at_home' : 'console.turn_no_phone'));
  if (next) parts.push(t('console.turn_next'));
  if (how !== 'to_come') parts.push(t(`console.turn_${how}`));
  return parts.join(', ');
}

/** Who may be put in line: a tap does it. @param {{ desk: Desk, scene: FacilitatorScene, stage: Stage, turns: Turns }} props */
export function IntoLine({ desk, scene, stage, turns }) {
  const there = new Set([turns.speaking, ...turns.to_come].map((line) => line?.seat));
  const others = scene.people.filter((person) => person.standing === 'in' && person.presence === 'here' && !there.has(person.seat));
  const put = async (/** @type {Person} */ person) => {
    if (await desk.ask({ type: 'ask_turn', step: stage.step, seat: person.seat }, 'people')) desk.close();
  };
  return html`<${Panel} desk="${desk}" title="${t('console.into_line')}">
    <${Said} desk="${desk}" place="people" />
    ${others.length ? null : html`<p>${t('console.all_in_line')}</p>`}
    <ul class="into-line">${others.map((person) => html`<li key="${person.seat}">
      <button type="button" class="btn btn--plain" onClick=${() => put(person)}>${shownName(person)}</button></li>`)}</ul>
  </${Panel}>`;
}
