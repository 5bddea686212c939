/** Stage: knows what the facilitator needs to lead the present step: what screens show, what to say, private hints, and more or less time.
 *  @import { FacilitatorScene, Stage as Step } from '../protocol.js'
 *  @import { StepKind } from '../steps/index.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef } from '../vendor/ui.js';
import { Lock } from '../shared/icons.js';
import { say, t } from '../shared/words.js';
import { Said } from './panel.js';
import { intoStep } from './times.js';

const MORE = 5;
/** Why a step is left out: one tap each. */
const REASONS = /** @type {const} */ (['time', 'not_now', 'done_before', 'safety', 'later']);

/** @param {{ desk: Desk, scene: FacilitatorScene, stage: Step, kind: StepKind | null }} props */
export function Stage({ desk, scene, stage, kind }) {
  return html`<div class="stage">
    <${OnScreens} desk="${desk}" scene="${scene}" stage="${stage}" kind="${kind}" />
    ${stage.script.length ? html`<div>
      <h2>${t('console.say')}</h2>
      ${stage.script.map((words) => {
        const line = say(words);
        return html`<p class="script" lang="${line.lang}">“${line.text}”</p>`;
      })}
    </div>` : null}
    ${stage.hints.length && !desk.covered.value ? html`<section class="hints" aria-labelledby="hints-title">
      <h2 id="hints-title"><${Lock} size="${18}" />${t('console.hints')}</h2>
      <ul>${stage.hints.map((words) => {
        const line = say(words);
        return html`<li lang="${line.lang}">${line.text}</li>`;
      })}</ul>
    </section>` : null}
    ${scene.phase === 'running' ? html`<${Marks} desk="${desk}" scene="${scene}" stage="${stage}" />` : null}
  </div>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, stage: Step, kind: StepKind | null }} props */
function OnScreens({ desk, scene, stage, kind }) {
  const shown = kind ? say(kind.heading(/** @type {any} */ (stage.prompt))) : say(stage.title);
  const what = scene.phase === 'paused'
    ? html`<strong>${t('console.pause_card')}</strong>`
    : html`<strong lang="${shown.lang}">${shown.text}</strong>${stage.revealed ? ` ${t('console.with_counts')}` : ''}`;
  return html`<div class="on-screens">
    <span>${t('console.on_screens')} ${what}</span>
    <span>${intoStep(stage, desk.now.value)}${stage.time_up ? `. ${t('console.time_up')}` : ''}</span>
  </div>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, stage: Step }} props */
function Marks({ desk, scene, stage }) {
  if (desk.opened.value === 'skip') return html`<${WhySkip} desk="${desk}" />`;
  return html`<div class="marks">
    <button type="button" class="btn btn--plain" onClick=${() => desk.ask({ type: 'extend', visit: stage.number, minutes: MORE }, 'stage')}>${t('console.more_time', { count: MORE })}</button>
    ${scene.next ? html`<button type="button" class="btn btn--plain" id="skip-step" onClick=${() => desk.open('skip', 'skip-step')}>${t('console.skip')}</button>` : null}
    <${Said} desk="${desk}" place="stage" />
  </div>`;
}

/** @param {{ desk: Desk }} props */
function WhySkip({ desk }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => {
    place.current?.focus();
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const skip = (/** @type {typeof REASONS[number]} */ reason) => {
    desk.close();
    void desk.move({ type: 'skip', reason });
  };
  return html`<div class="marks" ref=${place} tabindex="-1" role="group" aria-labelledby="why-skip" data-opened="yes">
    <p id="why-skip">${t('console.why_skip')}</p>
    ${REASONS.map((reason) => html`<button type="button" class="btn btn--plain" key="${reason}" onClick=${() => skip(reason)}>${t(`console.skip_${reason}`)}</button>`)}
    <button type="button" class="btn btn--quiet" onClick=${() => desk.close()}>${t('console.skip_not')}</button>
  </div>`;
}
