/** Steering: knows what a facilitator can do about the present step: more time, a question in between, leave it out and why, leave its turns.
 *  @import { FacilitatorScene, Stage } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { AskNow } from './ask_now.js';
import { Said } from './panel.js';

const MORE = 5;
/** Why a step is left out: one tap each. */
const REASONS = /** @type {const} */ (['time', 'not_now', 'done_before', 'safety', 'later']);

/** @param {{ desk: Desk, scene: FacilitatorScene, stage: Stage }} props */
export function Steering({ desk, scene, stage }) {
  if (desk.opened.value === 'skip') return html`<${WhySkip} desk="${desk}" />`;
  if (desk.opened.value === 'ask') return html`<${AskNow} desk="${desk}" />`;
  const rest = stage.prompt.kind === 'break';
  return html`<div class="marks">
    ${stage.turns ? html`<${LeaveTurns} desk="${desk}" scene="${scene}" stage="${stage}" />` : null}
    <button type="button" class="btn btn--plain" onClick=${() => desk.ask({ type: 'extend', visit: stage.number, minutes: MORE }, 'stage')}>${t('console.more_time', { count: MORE })}</button>
    ${rest || scene.locked ? null : html`<button type="button" class="btn btn--plain" id="ask-now" onClick=${() => desk.open('ask', 'ask-now')}>${t('console.ask_now')}</button>`}
    ${scene.next && !scene.locked ? html`<button type="button" class="btn btn--plain" id="skip-step" onClick=${() => desk.open('skip', 'skip-step')}>${t('console.skip')}</button>` : null}
    <${Said} desk="${desk}" place="stage" />
  </div>`;
}

/** While turns are still to come, the main button gives them: the step is left by this small one. @param {{ desk: Desk, scene: FacilitatorScene, stage: Stage }} props */
function LeaveTurns({ desk, scene, stage }) {
  if (desk.step !== 'turn' || (scene.locked && !scene.next)) return null;
  const words = !scene.next ? 'console.end' : stage.turns?.form === 'queue' ? 'console.end_floor' : 'console.end_round';
  return html`<button type="button" class="btn btn--plain" id="leave-step" onClick=${() => desk.leave()}>${t(words)}</button>`;
}

/** @param {{ desk: Desk }} props */
function WhySkip({ desk }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
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
