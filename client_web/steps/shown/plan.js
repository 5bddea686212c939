/** Plan shown: knows what the room sees of a card that everybody fills in: the labels of its fields.
 *  @import { PlanPrompt } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html } from '../../vendor/ui.js';
import { Said, sayAll } from '../../shared/tongues.js';
import { Heading, useFit } from '../../shared/wall.js';
/** More labels than this stand in two columns in the room. */
const COLUMN = 4;

// --- room ---

/** The labels stay longest, on pages if need be: the text and the picture are on the phones too.
 *  @param {{ prompt: PlanPrompt, results: unknown, picture?: ComponentChildren }} props */
export function Wall({ prompt, picture }) {
  const [place, less, { from, to }] = useFit(5, prompt.heading.en);
  const shown = less < 1 && picture;
  const columns = prompt.fields.length > COLUMN && !shown ? 'plan-labels--two' : '';
  const labels = html`<ul class="plan-labels ${columns} ${less < 3 ? '' : 'plan-labels--tight'}" ref=${place}>
    ${prompt.fields.slice(from, to).map((field) => html`<li key="${field.id}" class="unit"><${Said} words="${field.label}" /></li>`)}
  </ul>`;
  return html`<${Heading} words="${prompt.heading}" size="${less > 3 ? 'is-top is-less' : 'is-top'}" />
    ${less < 2 ? sayAll(prompt.text).map(({ text, lang: tongue }) => html`<p key="${tongue}" lang="${tongue}">${text}</p>`) : null}
    ${shown ? html`<div class="wall-split">${labels}${picture}</div>` : labels}`;
}

/** Plans are not for the room: there is nothing to show or to chart. */
export const Results = () => null;
export const Chart = () => null;
