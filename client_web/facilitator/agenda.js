/** Agenda: knows the run of the group: what is done, where it is, what comes, and how to go anywhere by two taps.
 *  @import { AgendaLine, FacilitatorScene } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useState } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';
import { clock, endsAt, lineMinutes } from './times.js';

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function Agenda({ desk, scene }) {
  const [asked, setAsked] = useState(/** @type {string | null} */ (null));
  return html`<nav class="agenda" aria-label="${t('console.agenda')}" tabindex="0">
    ${scene.blocks.map((block, number) => {
      const title = say(block);
      return html`<h2 lang="${title.lang}">${title.text}</h2>
        <ol>${scene.agenda.filter((line) => line.block === number).map((line) =>
          html`<${Line} key="${line.step}" desk="${desk}" scene="${scene}" line="${line}" asked="${asked === line.step}"
            toggle="${() => setAsked(asked === line.step ? null : line.step)}" />`)}</ol>`;
    })}
    <p>${t('console.ends_by_plan', { time: clock(endsAt(scene, desk.now.value)) })}</p>
    ${scene.phase === 'gathering' || desk.step === 'end' ? null : html`<button type="button" class="btn btn--quiet end-early" id="end-early"
      onClick=${() => desk.open('end', 'end-early')}>${t('console.end')}</button>`}
  </nav>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, line: AgendaLine, asked: boolean, toggle: () => void }} props */
function Line({ desk, scene, line, asked, toggle }) {
  const title = say(line.title);
  const now = line.standing === 'now';
  const still = now || scene.phase === 'gathering';
  const past = line.standing === 'done' || line.standing === 'skipped';
  const inside = html`<span class="tick"></span>
    <span lang="${title.lang}">${title.text}${line.standing === 'done' ? html`<span class="unseen"> (${t('console.step_done')})</span>` : null}</span>
    <small>${lineMinutes(line)}</small>`;
  const go = async () => {
    toggle();
    if (desk.opened.value === 'agenda') desk.close();
    await desk.move({ type: 'jump', step: line.step });
  };
  return html`<li class="${now ? 'is-now' : past ? `is-${line.standing}` : ''}" aria-current=${now ? 'step' : undefined}>
    ${still
      ? html`<div class="line">${inside}</div>`
      : html`<button type="button" class="line" aria-expanded="${asked}" onClick=${toggle}>${inside}</button>`}
    ${asked && !still ? html`<div class="go">
      <p lang="${title.lang}">${title.text}</p>
      <button type="button" class="btn" onClick=${go}>${t('console.go_here')}</button>
    </div>` : null}
  </li>`;
}

/** On small screens the agenda is behind this. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function AgendaTab({ desk, scene }) {
  const open = desk.opened.value === 'agenda';
  const here = scene.agenda.findIndex((line) => line.standing === 'now');
  return html`<button type="button" class="btn btn--plain agenda-tab" id="agenda-tab" aria-expanded="${open}"
    onClick=${() => (open ? desk.close() : desk.open('agenda', 'agenda-tab'))}>
    ${here < 0 ? t('console.not_started') : t('console.step_of', { number: here + 1, count: scene.agenda.length })}
  </button>`;
}
