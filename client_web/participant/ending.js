/** Ending: knows what a phone says when the session is over for its person, and how own words are read before they go.
 *  @import { DoorScene, ParticipantScene, RemovedScene } from '../protocol.js'
 *  @import { Page } from './pages.js'
 *  @import { OwnWords } from './answers.js'
 *  @import { Seat } from './seat.js'
 */
import { html, signal } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { Words } from './after.js';
import { Calls, Leave, fetchKind } from './pages.js';

/** Own words that are open at the end stay on the page for at most so long, and nowhere else. */
const READ_AT_MOST = 10 * 60 * 1000;

/** What is being read. @type {import('../vendor/ui.js').Signal<OwnWords[] | null>} */
const open = signal(null);
let closing = 0;

/** @param {OwnWords[]} words */
function read(words) {
  for (const { prompt } of words) void fetchKind(prompt.kind);
  open.value = words;
  closing = window.setTimeout(shut, READ_AT_MOST);
}

function shut() {
  clearTimeout(closing);
  open.value = null;
}

/** @param {Seat} seat @param {RemovedScene} scene @returns {Page} */
export function removed(seat, { help_lines }) {
  const title = t('phone.removed');
  return { key: 'removed', says: title, body: html`<main class="ask">
      <h1 tabindex="${-1}">${title}</h1>
      <p>${t(help_lines.length ? 'phone.removed_text' : 'phone.removed_text_only')}</p>
      <${Calls} lines="${help_lines}" />
    </main><${Leave} seat="${seat}" />` };
}

/** @param {Seat} seat @param {ParticipantScene | DoorScene} scene @returns {Page} */
export function ended(seat, scene) {
  const within = scene.kind === 'participant';
  const title = t(within ? 'phone.ended' : 'phone.ended_door');
  const forgotten = seat.forgotten.value;
  return { key: 'ended', says: title, body: html`<main class="ask">
      <h1 tabindex="${-1}">${title}</h1>
      <${MyPlan} seat="${seat}" />
      ${within ? html`<p>${t('phone.ended_kept')}</p>` : null}
      <p>${t(forgotten ? 'phone.ended_forgotten' : 'phone.ended_leave')}</p>
      ${scene.help_lines.length ? html`<h2>${t('phone.ended_call')}</h2><${Calls} lines="${scene.help_lines}" />` : null}
    </main><${Leave} seat="${seat}" />` };
}

/** Said before it goes: what is opened now stays on the page until it is closed. @param {{ seat: Seat }} props */
function MyPlan({ seat }) {
  const words = open.value;
  if (words) {
    return html`<${Words} all="${words}" />
      <p><button type="button" class="btn btn--plain" aria-expanded="true" onClick=${shut}>${t('phone.my_plan_close')}</button></p>`;
  }
  const all = seat.forgotten.value ? [] : seat.ownWords;
  if (!all.length) return null;
  return html`<div class="keep"><p>${t('phone.my_plan_goes')}</p>
    <p><button type="button" class="btn" aria-expanded="false" onClick=${() => read(all)}>${t('phone.my_plan')}</button></p></div>`;
}
