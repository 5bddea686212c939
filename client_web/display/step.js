/** Step: knows how the present step stands in the room: the question, how it goes, and what was released of the answers.
 *  @import { Asked } from '../protocol.js'
 *  @import { StepKind } from '../steps/index.js'
 *  @import { VNode } from '../vendor/ui.js'
 */
import { html } from '../vendor/ui.js';
import { useKind } from '../shared/kind.js';
import { Picture, useFit } from '../shared/screen.js';
import { Blocks } from '../shared/text.js';
import { say } from '../shared/words.js';
import { Told } from './cards.js';
import { spokenHere, wallLook } from './look.js';

/** Two questions of more letters than this together are drawn smaller. */
const LONG = 150;
const LANGS = /** @type {const} */ (['en', 'es']);

/** @param {{ visit: Asked, link: { now: () => number }, socket: string }} props */
export function StepWall({ visit, link, socket }) {
  const kind = useKind(visit.prompt.kind);
  if (!kind) return html`<div class="wall"></div>`;
  const asking = !visit.results;
  // A breath is paced on the wall: beside its words there must be the pace.
  const both = wallLook.value.speech === 'both' && asking && visit.prompt.kind !== 'breathe';
  const picture = visit.picture && asking ? html`<${Picture} socket="${socket}" picture="${visit.picture}" />` : null;
  const drawn = html`<${kind.Wall} prompt="${visit.prompt}" results="${visit.results}" beat="${{ since: visit.since, now: () => link.now() }}" picture="${picture}" />`;
  return html`<div class="wall">
    <main class="${`wall-main${asking ? '' : ' arriving'}${picture ? ' has-picture' : ''}`}" key="${`${visit.number}:${asking ? 'asked' : 'results'}`}">
      ${asking ? html`<${Before} visit="${visit}" />` : null}
      ${both ? html`<${Both} visit="${visit}" kind="${kind}" once="${drawn}" />` : drawn}
    </main>
    <footer class="wall-foot"><span class="lamp"></span><p>${foot(visit)}</p></footer>
  </div>`;
}

/** What people may want to know before they read the question. @param {{ visit: Asked }} props */
function Before({ visit }) {
  if (!visit.content_note) return null;
  return html`<div class="before">${spokenHere().map((name) => {
    const note = say(visit.content_note, name);
    return html`<p key="${name}" lang="${note.lang}">${note.text}</p>`;
  })}</div>`;
}

/** Two languages share the wall: the question alone, in each. What is too long twice stands there once; phones have it in each language.
 *  @param {{ visit: Asked, kind: StepKind, once: VNode }} props */
function Both({ visit, kind, once }) {
  const { prompt } = visit;
  const [place, way] = useFit(2, `${visit.number}`);
  if (way) return once;
  const heading = kind.heading(/** @type {any} */ (prompt));
  const more = 'text' in prompt ? prompt.text : null;
  const long = more || heading.en.length + (heading.es?.length ?? 0) > LONG;
  const lists = prompt.kind === 'slide' && prompt.text?.en.some((block) => block.kind === 'list');
  return html`<div ref=${place} class="${`both${long ? ' both--long' : ''}${lists ? ' both--beside' : ''}`}">
    ${LANGS.filter((name) => heading[name]).map((name) => html`<div key="${name}" lang="${name}">
      <h1>${heading[name]}</h1>
      ${prompt.kind === 'slide' && prompt.text?.[name] ? html`<${Blocks} text="${prompt.text}" wanted="${name}" />` : null}
      ${prompt.kind === 'plan' && prompt.text?.[name] ? html`<p>${prompt.text[name]}</p>` : null}
    </div>`)}
  </div>`;
}

/** How it goes, never how many have answered. @param {Asked} visit */
function foot(visit) {
  if (visit.results) return html`<${Told} of="wall.results" facts="${{ count: visit.results.answers }}" langs="${spokenHere()}" />`;
  if (!visit.who_sees || visit.prompt.kind === 'breathe') return html`<${Told} of="wall.together" langs="${spokenHere()}" />`;
  return html`<${Told} of="${visit.open ? 'wall.answers_coming' : 'wall.answers_in'}" langs="${spokenHere()}" />`;
}
