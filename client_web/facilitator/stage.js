/** Stage: knows what the facilitator needs to lead the present step: what screens show, what to say, private hints, and more or less time.
 *  @import { FacilitatorScene, Run, Stage as Step, Text } from '../protocol.js'
 *  @import { StepKind } from '../steps/index.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef } from '../vendor/ui.js';
import { Lock } from '../shared/icons.js';
import { Picture } from '../shared/screen.js';
import { Blocks, blocksOf } from '../shared/text.js';
import { say, t } from '../shared/words.js';
import { Said } from './panel.js';
import { intoStep } from './times.js';

const MORE = 5;
/** Why a step is left out: one tap each. */
const REASONS = /** @type {const} */ (['time', 'not_now', 'done_before', 'safety', 'later']);

/** A script of more letters than this is drawn smaller. */
const LONG = 260;

/** @param {Text} text */
function isLong(text) {
  const letters = (/** @type {Run[]} */ runs) => runs.reduce((sum, { words }) => sum + words.length, 0);
  const all = blocksOf(text).blocks.map((block) => (block.kind === 'list' ? block.items.map(letters) : [letters(block.runs)]));
  return all.flat().reduce((sum, one) => sum + one, 0) > LONG;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, stage: Step, kind: StepKind | null }} props */
export function Stage({ desk, scene, stage, kind }) {
  const hinted = stage.hints.length > 0 && !desk.covered.value;
  return html`<div class="stage">
    <${OnScreens} desk="${desk}" scene="${scene}" stage="${stage}" kind="${kind}" />
    ${stage.script ? html`<div>
      <div class="say-head">
        <h2>${t('console.say')}</h2>
        ${hinted && isLong(stage.script) ? html`<button type="button" class="btn btn--quiet to-hints" onClick=${toHints}><${Lock} size="${18}" />${t('console.to_hints')}</button>` : null}
      </div>
      <${Blocks} text="${stage.script}" name="${isLong(stage.script) ? 'script script--long' : 'script'}" quoted="${true}" />
    </div>` : null}
    ${stage.picture ? html`<${Picture} socket="${desk.socket}" picture="${stage.picture}" />` : null}
    ${hinted ? html`<section class="hints" aria-labelledby="hints-title">
      <h2 id="hints-title" tabindex="-1"><${Lock} size="${18}" />${t('console.hints')}</h2>
      ${stage.hints.map(({ about, text }, place) => html`<div class="hint" key="${place}">
        <h3>${t(`console.about_${about}`)}</h3>
        <${Blocks} text="${text}" />
      </div>`)}
    </section>` : null}
    ${scene.phase === 'running' ? html`<${Marks} desk="${desk}" scene="${scene}" stage="${stage}" />` : null}
  </div>`;
}

/** A long script leaves the hints below the edge: one tap brings them up. */
function toHints() {
  const title = document.getElementById('hints-title');
  title?.scrollIntoView({ block: 'start' });
  title?.focus({ preventScroll: true });
}

/** @param {{ desk: Desk, scene: FacilitatorScene, stage: Step, kind: StepKind | null }} props */
function OnScreens({ desk, scene, stage, kind }) {
  const shown = kind ? say(kind.heading(/** @type {any} */ (stage.prompt))) : say(stage.title);
  const note = say(stage.content_note);
  const what = scene.phase === 'paused'
    ? html`<strong>${t('console.pause_card')}</strong>`
    : html`<strong lang="${shown.lang}">${shown.text}</strong>${stage.revealed ? ` ${shownOf(stage)}` : ''}`;
  return html`<div class="on-screens">
    <span>${t('console.on_screens')} ${what}</span>
    ${stage.on_display === 'nothing' ? html`<span>${t('console.only_lamp')}</span>` : null}
    ${note.text ? html`<span>${t('console.content_note')} <strong lang="${note.lang}">${note.text}</strong></span>` : null}
    <span>${intoStep(stage, desk.now.value)}${stage.time_up ? `. ${t('console.time_up')}` : ''}</span>
  </div>`;
}

/** What the room sees beside the question. @param {Step} stage */
function shownOf({ prompt, results, on_wall: up }) {
  return prompt.kind === 'text' && results ? t('console.with_texts', { count: up.length }) : t('console.with_counts');
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
