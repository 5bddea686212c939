/** Agenda: knows the run of the evening: what is done, where it is, what comes, how it stands against its plan, and how to go anywhere by two taps.
 *  @import { AgendaLine, FacilitatorScene } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';
import { lineMinutes } from './hours.js';
import { HowItFits } from './how_it_fits.js';
import { clock } from './times.js';

/** How much of what came before stays in sight above the present step, px. */
const ABOVE = 64;

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function Agenda({ desk, scene }) {
  const [asked, setAsked] = useState(/** @type {string | null} */ (null));
  const run = useRef(/** @type {HTMLDivElement | null} */ (null));
  const here = scene.agenda.find((line) => line.standing === 'now')?.step;
  const closing = scene.agenda.find((line) => line.closing);
  useEffect(() => toSight(run.current, '.is-now'), [here, desk.opened.value === 'agenda']);
  const line = (/** @type {AgendaLine} */ one) => html`<${Line} key="${one.step}" desk="${desk}" scene="${scene}" line="${one}" asked="${asked === one.step}"
    toggle="${() => (asked === one.step ? setAsked(null) : show(one.step))}" />`;
  const show = (/** @type {string} */ step) => {
    setAsked(step);
    setTimeout(() => toSight(run.current, '.is-asked'));
  };
  return html`<nav class="agenda" aria-label="${t('console.agenda')}">
    <div class="agenda-run" ref=${run} tabindex="0" role="group" aria-label="${t('console.steps')}">
      ${scene.unreviewed.length ? html`<p class="narrow"><span class="mark mark--wait">${t('console.not_reviewed')}</span></p>` : null}
      ${scene.blocks.map((block, number) => {
        const title = say(block);
        return html`<h2 lang="${title.lang}">${title.text}</h2>
          <ol>${scene.agenda.filter((one) => one.block === number && one !== closing).map(line)}</ol>`;
      })}
      ${scene.phase === 'gathering' || scene.locked || desk.step === 'end' ? null : html`<button type="button" class="btn btn--quiet end-early" id="end-early"
        onClick=${() => desk.open('end', 'end-early')}>${t('console.end')}</button>`}
    </div>
    <div class="agenda-foot">
      ${closing ? html`<ol>${line(closing)}</ol>` : null}
      <${HowItFits} desk="${desk}" scene="${scene}" show="${show}" />
    </div>
  </nav>`;
}

/** Scrolls the list alone, never the page. @param {HTMLElement | null} list @param {string} which */
function toSight(list, which) {
  const line = /** @type {HTMLElement | null | undefined} */ (list?.querySelector(which));
  if (!list || !line) return;
  const hidden = line.offsetTop < list.scrollTop || line.offsetTop + line.offsetHeight > list.scrollTop + list.clientHeight;
  if (hidden) list.scrollTop = line.offsetTop - ABOVE;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, line: AgendaLine, asked: boolean, toggle: () => void }} props */
function Line({ desk, scene, line, asked, toggle }) {
  const title = say(line.title);
  const now = line.standing === 'now';
  const still = now || scene.locked || scene.phase === 'gathering';
  const past = line.standing !== 'ahead' && !now;
  const names = [now ? 'is-now' : past ? `is-${line.standing}` : '', line.kind === 'step' ? '' : `is-${line.kind}`, asked ? 'is-asked' : ''];
  const inside = html`<span class="${line.kind === 'break' ? '' : 'tick'}"></span>
    <span lang="${title.lang}">${title.text}${line.standing === 'done' ? html`<span class="unseen"> (${t('console.step_done')})</span>` : null}</span>
    <small>${lineMinutes(scene, line, desk.now.value)}</small>`;
  const go = async () => {
    toggle();
    if (desk.opened.value === 'agenda') desk.close();
    await desk.move({ type: 'jump', step: line.step });
  };
  return html`<li class="${names.join(' ').trim()}" aria-current=${now ? 'step' : undefined}>
    ${still
      ? html`<div class="line">${inside}</div>`
      : html`<button type="button" class="line" aria-expanded="${asked}" onClick=${toggle}>${inside}</button>`}
    ${asked && !still ? html`<div class="go">
      <p lang="${title.lang}">${title.text}</p>
      <p class="quiet">${about(line)}</p>
      <button type="button" class="btn" onClick=${go}>${t('console.go_here')}</button>
    </div>` : null}
  </li>`;
}

/** "Planned for 18:55, 10 minutes. Core step." @param {AgendaLine} line */
function about(line) {
  const count = line.minutes;
  return [
    line.planned === null ? t('console.line_minutes', { count }) : t('console.line_planned', { time: clock(line.planned), count }),
    line.core ? t('console.line_core') : '',
    line.closing ? t('console.line_closing') : '',
  ].join(' ').trim();
}

/** On small screens the agenda is behind this. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function AgendaTab({ desk, scene }) {
  const open = desk.opened.value === 'agenda';
  return html`<button type="button" class="btn btn--plain agenda-tab" id="agenda-tab" aria-expanded="${open}"
    onClick=${() => (open ? desk.close() : desk.open('agenda', 'agenda-tab'))}>${whereItIs(scene)}</button>`;
}

/** "Step 3 of 7": breaks and questions in between are not counted. @param {FacilitatorScene} scene */
function whereItIs({ agenda }) {
  const here = agenda.find((line) => line.standing === 'now');
  if (!here) return t('console.not_started');
  if (here.kind !== 'step') return t(`console.now_${here.kind}`);
  const steps = agenda.filter((line) => line.kind === 'step');
  return t('console.step_of', { number: steps.indexOf(here) + 1, count: steps.length });
}
