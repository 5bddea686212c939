/** Step: knows how the present step stands in the room: the question, how it goes, and what was released of the answers.
 *  @import { Asked } from '../protocol.js'
 *  @import { StepKind } from '../steps/index.js'
 */
import { html } from '../vendor/ui.js';
import { useKind } from '../shared/kind.js';
import { Told } from './cards.js';
import { spokenHere, wallLook } from './look.js';

/** Two questions of more letters than this together are drawn smaller. */
const LONG = 150;


/** @param {{ visit: Asked }} props */
export function StepWall({ visit }) {
  const kind = useKind(visit.prompt.kind);
  if (!kind) return html`<div class="wall"></div>`;
  const both = wallLook.value.speech === 'both' && !visit.results;
  return html`<div class="wall">
    <main class="${visit.results ? 'wall-main arriving' : 'wall-main'}" key="${`${visit.number}:${visit.results ? 'results' : 'asked'}`}">
      ${both ? html`<${Both} visit="${visit}" kind="${kind}" />` : html`<${kind.Wall} prompt="${visit.prompt}" results="${visit.results}" />`}
    </main>
    <footer class="wall-foot"><span class="lamp"></span><p>${foot(visit)}</p></footer>
  </div>`;
}

/** Two languages share the wall: the question alone, in each. @param {{ visit: Asked, kind: StepKind }} props */
function Both({ visit, kind }) {
  const { prompt } = visit;
  const heading = kind.heading(/** @type {any} */ (prompt));
  const text = 'text' in prompt ? prompt.text : null;
  const long = heading.en.length + heading.es.length > LONG || text;
  return html`<div class="${long ? 'both both--long' : 'both'}">
    <div lang="en"><h1>${heading.en}</h1>${text ? html`<p>${text.en}</p>` : null}</div>
    <div lang="es"><h1>${heading.es}</h1>${text ? html`<p>${text.es}</p>` : null}</div>
  </div>`;
}

/** How it goes, never how many have answered. @param {Asked} visit */
function foot(visit) {
  if (visit.results) return html`<${Told} of="wall.results" facts="${{ count: visit.results.answers }}" langs="${spokenHere()}" />`;
  if (!visit.who_sees) return html`<${Told} of="wall.together" langs="${spokenHere()}" />`;
  return html`<${Told} of="${visit.open ? 'wall.answers_coming' : 'wall.answers_in'}" langs="${spokenHere()}" />`;
}
