/** Step: knows how the present step stands in the room: the question, how it goes, and what was released of the answers.
 *  @import { Asked } from '../protocol.js'
 *  @import { StepKind } from '../steps/index.js'
 */
import { html } from '../vendor/ui.js';
import { useKind } from '../shared/kind.js';
import { Picture } from '../shared/screen.js';
import { Spoken, sayAll } from '../shared/tongues.js';
import { wallPage } from '../shared/wall.js';
import { bilingual } from '../shared/words.js';
import { spoken } from './look.js';

/** @param {{ visit: Asked, link: { now: () => number }, socket: string, zone?: string }} props `zone`: the site's */
export function StepWall({ visit, link, socket, zone }) {
  const kind = useKind(visit.prompt.kind);
  if (!kind) return html`<div class="wall"></div>`;
  const asking = !visit.results;
  const { at, of } = wallPage.value;
  const beat = { since: visit.since, due: visit.due, now: () => link.now(), zone };
  if (kind.rests) return html`<div class="wall wall--rest"><main class="wall-main" key="${visit.number}"><${kind.Wall} prompt="${visit.prompt}" results="${null}" beat="${beat}" langs="${spoken()}" /></main></div>`;
  const picture = visit.picture && asking ? html`<${Picture} socket="${socket}" picture="${visit.picture}" />` : null;
  return html`<div class="${of > 1 ? 'wall wall--paged' : 'wall'}">
    <main class="${`wall-main${asking ? '' : ' arriving'}${picture ? ' has-picture' : ''}`}" key="${`${visit.number}:${asking ? 'asked' : 'results'}`}">
      ${asking ? html`<${Before} visit="${visit}" />` : null}
      <${kind.Wall} prompt="${visit.prompt}" results="${visit.results}" beat="${beat}" picture="${picture}" />
    </main>
    <footer class="wall-foot"><span class="lamp"></span><p>${foot(visit, kind)}</p>${of > 1 ? html`<p class="end">${at + 1} / ${of}</p>` : null}</footer>
  </div>`;
}

/** What people may want to know before they read the question. @param {{ visit: Asked }} props */
function Before({ visit }) {
  if (!visit.content_note) return null;
  return html`<div class="before">${sayAll(visit.content_note).map(({ text, lang }) => html`<p key="${lang}" lang="${lang}">${text}</p>`)}</div>`;
}

/** How it goes, never how many have answered. Two languages in one line: each says less. @param {Asked} visit @param {StepKind} kind */
function foot(visit, kind) {
  const less = bilingual.value ? '_less' : '';
  if (visit.results) return html`<${Spoken} of="${`wall.results${less}`}" facts="${{ count: visit.results.answers }}" />`;
  if (kind.turn) return html`<${Spoken} of="goround.listening" />`;
  if (!visit.who_sees || visit.prompt.kind === 'breathe') return html`<${Spoken} of="wall.together" />`;
  return html`<${Spoken} of="${visit.open ? `wall.answer${less}` : `wall.answers_in${less}`}" />`;
}
