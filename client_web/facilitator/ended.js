/** Ended: knows the one page that a facilitator sees after the end: who still needs a person, what became of phones, the way to the facts.
 *  @import { FacilitatorScene } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';
import { Undo } from './foot.js';
import { Said } from './panel.js';
import { clock, minutes } from './times.js';
import { Waiting, WaitingAlert } from './waiting.js';

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function Ended({ desk, scene }) {
  useEffect(() => desk.uncover(), []);
  const steps = scene.agenda.filter((line) => line.kind === 'step');
  const went = steps.filter((line) => line.standing === 'done').length;
  const lasted = scene.started !== null && scene.ended !== null ? minutes(scene.ended - scene.started) : null;
  return html`<main class="after">
    <${WaitingAlert} scene="${scene}" />
    <h1>${t('console.ended')}</h1>
    ${scene.rehearsal ? html`<p><span class="mark mark--wait rehearsal">${t('console.rehearsal')}</span></p>` : null}
    ${scene.waiting.length ? html`<${Waiting} desk="${desk}" scene="${scene}" />` : html`<p>${t('console.nobody_waits')}</p>`}
    ${scene.left_open.remote ? html`<p>${t('console.left_open')} ${t('console.left_remote', { count: scene.left_open.remote })}.</p>` : null}
    <p>${[
      scene.ended === null ? '' : t('console.ended_at', { time: clock(scene.ended) }),
      lasted === null ? '' : t('console.lasted', { count: lasted }),
      t('console.steps_done', { count: went, all: steps.length }),
      t('console.ended_phones'),
    ].join(' ')}</p>
    <div class="row">
      <a class="btn btn--main" href="${`${location.pathname}/facts`}">${t('facts.to_facts')}</a>
      <a class="btn" href="/staff">${t('console.home')}</a>
      <${Undo} desk="${desk}" scene="${scene}" />
    </div>
    <${Said} desk="${desk}" place="foot" />
    ${scene.help_lines.length ? html`<section class="card" aria-labelledby="contact-title">
      <h2 id="contact-title">${t('console.contact')}</h2>
      <ul class="lines">${scene.help_lines.map((line) => {
        const words = say(line.words);
        return html`<li key="${line.number}"><span lang="${words.lang}">${words.text}</span><strong>${line.number}</strong></li>`;
      })}</ul>
    </section>` : null}
  </main>`;
}
