/** Answer for: knows how staff enter what a person without a device said or wrote on paper.
 *  @import { Person, Stage } from '../protocol.js'
 *  @import { Answer, Prompt, StepKind } from '../steps/index.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { Picture } from '../shared/screen.js';
import { t } from '../shared/words.js';

/** @param {{ desk: Desk, stage: Stage, kind: StepKind | null, person: Person, close: () => void }} props */
export function AnswerFor({ desk, stage, kind, person, close }) {
  const [chosen, choose] = useState(/** @type {Answer | null} */ (null));
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  useEffect(() => place.current?.focus(), []);
  const hidden = stage.who_sees === 'private';
  const { Ask } = kind ?? {};
  const about = { step: stage.step, seat: person.seat, revision: person.revision };
  const send = async (/** @type {{ type: 'pass' } | { type: 'answer', answer?: Answer }} */ what) => {
    close();
    await desk.send({ ...about, ...what }, 'answers');
  };
  const prompt = /** @type {Prompt} */ (stage.prompt);
  const save = () => {
    const answer = kind?.asAnswer(chosen, prompt);
    if (hidden) void send({ type: 'answer' });
    else if (answer) void send({ type: 'answer', answer });
    else desk.say('answers', t('console.choose_first'));
  };
  return html`<div class="answer-for" ref=${place} tabindex="-1" role="group" aria-label="${t('console.answer_for')}">
    ${hidden ? html`<p>${t('console.private_on_paper')}</p>`
      : Ask ? html`<${Ask} prompt="${prompt}" chosen="${chosen}" choose="${choose}" beat="${{ since: stage.entered, now: () => desk.link.now() }}"
          picture="${stage.picture ? html`<${Picture} socket="${desk.socket}" picture="${stage.picture}" />` : null}"><p class="quiet">${t('console.by_staff_why')}</p></${Ask}>` : null}
    <div class="row">
      <button type="button" class="btn btn--plain" onClick=${close}>${t('console.not_now')}</button>
      <button type="button" class="btn" onClick=${() => send({ type: 'pass' })}>${t('console.pass_for')}</button>
      <button type="button" class="btn" onClick=${save}>${hidden ? t('console.done_on_paper') : t('console.save')}</button>
    </div>
  </div>`;
}
