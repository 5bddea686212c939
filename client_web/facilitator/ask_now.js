/** Ask now: knows how a facilitator asks the group something that no curriculum holds, in two taps.
 *  @import { AskNow as Question } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef } from '../vendor/ui.js';
import { t } from '../shared/words.js';

const KINDS = /** @type {const} */ (['scale', 'choice', 'text', 'commit', 'breathe']);
const LONGEST_QUESTION = 200;

/** @param {{ desk: Desk }} props */
export function AskNow({ desk }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const ask = async (/** @type {Question['kind']} */ kind) => {
    const question = field.current?.value.trim();
    if (!desk.linked) desk.say('foot', t('console.no_link_next'));
    // What was typed stays where it is until the room has it.
    else if (await desk.move({ type: 'ask_now', kind, ...(question ? { question } : {}) })) desk.close();
  };
  return html`<div class="asking" ref=${place} tabindex="-1" role="group" aria-labelledby="ask-title" data-opened="yes">
    <h2 id="ask-title">${t('console.ask_what')}</h2>
    <label class="label" for="ask-words">${t('console.ask_words')}</label>
    <p class="quiet" id="ask-why">${t('console.ask_without')}</p>
    <input class="field" id="ask-words" ref=${field} aria-describedby="ask-why" maxlength="${LONGEST_QUESTION}" autocomplete="off" />
    <div class="row">
      ${KINDS.map((kind) => html`<button type="button" class="btn" key="${kind}" onClick=${() => ask(kind)}>${t(`console.ask_${kind}`)}</button>`)}
      <button type="button" class="btn btn--quiet" onClick=${() => desk.close()}>${t('console.not_now')}</button>
    </div>
  </div>`;
}
