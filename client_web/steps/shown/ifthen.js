/** If-then shown: knows what the room sees of a plan for a hard moment: the pattern, with a few examples.
 *  @import { IfThenPrompt } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html } from '../../vendor/ui.js';
import { Said as InEach, Spoken } from '../../shared/tongues.js';
import { Heading, useFit } from '../../shared/wall.js';
import { menuOf, NAMES, OPENINGS } from '../ifthen.js';
/** A question of more letters than this is drawn smaller in the room. */
const LONG = 56;

// --- room ---

/** As many lines of each menu stand as examples; fewer where there is no room for them. */
const EXAMPLES = 4;

/** @param {{ prompt: IfThenPrompt, results: unknown, picture?: ComponentChildren }} props */
export function Wall({ prompt, picture }) {
  const [place, less] = useFit(2 * EXAMPLES + 2, prompt.question.en);
  const examples = EXAMPLES - Math.floor(less / 2);
  const pattern = html`<div class="ifthen-pattern" ref=${place}>
    ${NAMES.map((name) => html`<div key="${name}">
      <h2><${Spoken} of="${OPENINGS[name]}" between="\u00a0…\u00a0/ " /> …</h2>
      ${examples > 0 ? html`<ul>${menuOf(prompt, name).slice(0, examples).map((option) => html`<li key="${option.id}"><${InEach} words="${option.words}" /></li>`)}</ul>` : null}
    </div>`)}
  </div>`;
  return html`<${Heading} words="${prompt.question}" size="${less % 2 ? 'is-top is-less' : 'is-top'}" />
    ${picture ? html`<div class="wall-split">${pattern}${picture}</div>` : pattern}`;
}

/** Plans are not for the room: there is nothing to show or to chart. */
export const Results = () => null;
export const Chart = () => null;
