/** Ended: knows the one page that a facilitator sees after the end: that it is over, who still needs a person, whom to call, the way home.
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
  const went = scene.agenda.filter((line) => line.standing === 'done').length;
  const lasted = scene.started !== null && scene.ended !== null ? minutes(scene.ended - scene.started) : null;
  return html`<main class="after">
    <${WaitingAlert} scene="${scene}" />
    <h1>${t('console.ended')}</h1>
    <p>${[
      scene.ended === null ? '' : t('console.ended_at', { time: clock(scene.ended) }),
      lasted === null ? '' : t('console.lasted', { count: lasted }),
      t('console.steps_done', { count: went, all: scene.agenda.length }),
    ].join(' ')}</p>
    <p>${t('console.ended_phones')}</p>
    <div class="row">
      <a class="btn btn--main" href="/staff">${t('console.home')}</a>
      <${Undo} desk="${desk}" scene="${scene}" />
    </div>
    <${Said} desk="${desk}" place="foot" />
    <section class="card" aria-labelledby="contact-title">
      <h2 id="contact-title">${t('console.contact')}</h2>
      ${scene.waiting.length ? html`<${Waiting} desk="${desk}" scene="${scene}" />` : html`<p>${t('console.nobody_waits')}</p>`}
      ${scene.help_lines.length ? html`<ul class="lines">${scene.help_lines.map((line) => {
        const words = say(line.words);
        return html`<li key="${line.number}"><span lang="${words.lang}">${words.text}</span><strong>${line.number}</strong></li>`;
      })}</ul>` : null}
    </section>
  </main>`;
}
