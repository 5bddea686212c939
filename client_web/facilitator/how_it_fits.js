/** How it fits: knows the sentence that says how the evening stands against its plan, and the one tap that it may offer.
 *  @import { FacilitatorScene } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 *  @import { Fit } from './fits.js'
 */
import { html } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';
import { comes, fit } from './fits.js';
import { clock, endsAt } from './times.js';

/** @param {{ desk: Desk, scene: FacilitatorScene, show: (step: string) => void }} props */
export function HowItFits({ desk, scene, show }) {
  const now = desk.now.value;
  const found = fit(scene, now);
  if (!found) return html`<p class="fit">${t('console.ends_by_plan', { time: clock(endsAt(scene, now)) })}</p>`;
  return html`<p class="fit">${tellFit(found, scene)}</p>
    <${Offer} desk="${desk}" scene="${scene}" found="${found}" show="${show}" />`;
}

/** "12 minutes behind plan. Skip “My plan for tonight”, and the closing step fits." @param {Fit} found @param {FacilitatorScene} scene */
function tellFit({ behind, over, closing, missing, repair }, scene) {
  const parts = [];
  if (over && scene.planned_end !== null) parts.push(t('console.fit_over', { time: clock(scene.planned_end) }));
  else if (behind > 0) parts.push(t('console.fit_behind', { count: behind }));
  else parts.push(behind < 0 ? t('console.fit_ahead', { count: -behind }) : t('console.fit_on_time'));
  if (behind > 0 && closing === 'fits') parts.push(t('console.fit_closing_fits'));
  if (closing !== 'misses') return parts.join(' ');
  const title = (/** @type {import('../protocol.js').AgendaLine} */ line) => say(line.title).text;
  if (!repair) parts.push(t('console.fit_make_up', { count: missing }));
  else if (repair.kind === 'go_on') parts.push(t('console.fit_go_on', { time: clock(repair.by) }));
  else if (repair.kind === 'shorten') parts.push(t('console.fit_shorten', { title: title(repair.line), count: repair.minutes }));
  else if (repair.lines.length === 1) parts.push(t('console.fit_skip', { title: title(repair.lines[0]) }));
  else parts.push(t('console.fit_skip_two', { title: title(repair.lines[0]), other: title(repair.lines[1]) }));
  return parts.join(' ');
}

/** What one tap can do about it now: leave this step, go past the next one, or show the one that it is about.
 *  @param {{ desk: Desk, scene: FacilitatorScene, found: Fit, show: (step: string) => void }} props */
function Offer({ desk, scene, found: { repair }, show }) {
  if (scene.phase !== 'running' || !repair || repair.kind === 'go_on') return null;
  const line = repair.kind === 'shorten' ? repair.line : repair.lines[0];
  if (line.standing === 'now') {
    return html`<button type="button" class="btn btn--plain" onClick=${() => desk.move({ type: 'skip', reason: 'time' })}>${t('console.fit_skip_this')}</button>`;
  }
  const coming = comes(scene);
  const beyond = coming[coming.indexOf(line) + 1];
  if (repair.kind === 'skip' && repair.lines.length === 1 && line.step === scene.next_step && beyond) {
    const title = say(beyond.title).text;
    return html`<button type="button" class="btn btn--plain" onClick=${() => desk.move({ type: 'jump', step: beyond.step })}>${t('console.fit_go_past', { title })}</button>`;
  }
  return html`<button type="button" class="btn btn--plain" onClick=${() => show(line.step)}>${t('console.fit_show')}</button>`;
}
