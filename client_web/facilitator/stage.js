/** Stage: knows what the facilitator needs to lead the present step: what screens show, who speaks, what to say, private hints.
 *  @import { FacilitatorScene, Run, Stage as Step, Text } from '../protocol.js'
 *  @import { StepKind } from '../steps/index.js'
 *  @import { Desk } from './desk.js'
 */
import { html } from '../vendor/ui.js';
import { Lock } from '../shared/icons.js';
import { Picture } from '../shared/screen.js';
import { Blocks, blocksOf } from '../shared/text.js';
import { say, t } from '../shared/words.js';
import { Marks } from './marks.js';
import { Steering } from './steering.js';
import { clock, intoStep, leftOf } from './times.js';
import { Speaking } from './turns.js';

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
  const rest = stage.prompt.kind === 'break';
  const hinted = stage.hints.length > 0 && !rest && !desk.hides;
  const led = scene.phase === 'running' || scene.phase === 'paused';
  return html`<div class="stage">
    <div class="stage-run">
      <${OnScreens} desk="${desk}" scene="${scene}" stage="${stage}" kind="${kind}" />
      ${stage.turns ? html`<${Speaking} desk="${desk}" stage="${stage}" turns="${stage.turns}" />` : null}
      ${rest ? html`<${Rest} desk="${desk}" scene="${scene}" stage="${stage}" />` : null}
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
    </div>
    <div class="stage-foot">
      ${scene.phase === 'running' ? html`<${Steering} desk="${desk}" scene="${scene}" stage="${stage}" />` : null}
      ${led && !desk.hides ? html`<${Marks} desk="${desk}" />` : null}
    </div>
  </div>`;
}

/** A break: what is left of it, and what comes then. @param {{ desk: Desk, scene: FacilitatorScene, stage: Step }} props */
function Rest({ desk, scene, stage }) {
  const next = say(scene.next);
  return html`<section class="speaking" aria-label="${t('console.rest')}">
    <h2>${t('console.rest')}</h2>
    <p class="speaker speaker--rest">${leftOf(stage, desk.now.value)}</p>
    <p>${t('console.rest_then')} <strong lang="${next.lang}">${next.text}</strong></p>
  </section>`;
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
    : html`<strong lang="${shown.lang}">${shown.text}</strong>${stage.revealed ? ` ${shownOf(stage, scene.locked)}` : ''}`;
  return html`<div class="on-screens">
    <span>${t('console.on_screens')} ${what}</span>
    ${scene.join_card ? html`<span>${t('console.join_card_goes')}</span>` : null}
    ${stage.on_display === 'nothing' ? html`<span>${t('console.only_lamp')}</span>` : null}
    ${note.text ? html`<span>${t('console.content_note')} <strong lang="${note.lang}">${note.text}</strong></span>` : null}
    ${stage.prompt.kind === 'break' ? null : html`<span>${[
      intoStep(stage, desk.now.value),
      stage.time_up ? t('console.time_up') : '',
      scene.agenda.some((line) => line.closing && line.step === stage.step) ? closes(scene) : '',
    ].filter(Boolean).join('. ')}</span>`}
  </div>`;
}

/** What the room sees beside the question. A locked tablet is not told which written pieces are up. @param {Step} stage @param {boolean} locked */
function shownOf({ prompt, results, on_wall: up }, locked) {
  if (prompt.kind === 'text' && locked) return t('console.with_texts_put_up');
  if (prompt.kind !== 'text' || !results) return t('console.with_counts');
  return up.length ? t('console.with_texts', { count: up.length }) : t('console.with_no_texts');
}

/** "This step closes the evening. It ends at 20:50 by plan" @param {FacilitatorScene} scene */
function closes({ planned_end: end }) {
  return end === null ? t('console.closes') : t('console.closes_at', { time: clock(end) });
}
