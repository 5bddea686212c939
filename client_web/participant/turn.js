/** Turn: knows how a person's turn to speak stands on their phone, and how it is asked for, passed and ended.
 *  @import { Asked, OwnTurn } from '../protocol.js'
 *  @import { AskingKind, TurnTold } from '../steps/index.js'
 *  @import { Page } from './pages.js'
 *  @import { Seat } from './seat.js'
 */
import { html } from '../vendor/ui.js';
import { say, t, tellReply } from '../shared/words.js';
import { Before, later, picture } from './pages.js';
import { TAKEN } from './seat.js';

/** Asked now or not at all. @param {Seat} seat @param {Asked} asked @param {TurnTold['asks'][number]['type']} type */
async function ask(seat, asked, type) {
  if (seat.turnAsk.peek()?.code === 'asking') return;
  seat.turnAsk.value = { visit: asked.number, code: 'asking' };
  const { code } = await seat.link.ask({ type, step: asked.step });
  seat.turnAsk.value = TAKEN.includes(code) || code === 'moved_already' ? null : { visit: asked.number, code };
}

/** Where this person's turn to speak is. @param {Seat} seat @param {Asked} asked @param {AskingKind} kind @param {OwnTurn} own @param {string} key @returns {Page} */
export function speaking(seat, asked, kind, own, key) {
  const leader = seat.scene?.kind === 'participant' ? seat.scene.leader : null;
  const told = /** @type {NonNullable<AskingKind['turn']>} */ (kind.turn)(asked.prompt, own, leader);
  const { after } = later.value;
  const head = say(kind.heading(asked.prompt));
  const code = seat.turnAsk.value?.visit === asked.number ? seat.turnAsk.value.code : '';
  const trouble = code === '' || code === 'asking' ? '' : code === 'not_sent' ? t('phone.turn_not_sent') : code === 'no_reply' ? t('phone.turn_unsure') : tellReply({ code });
  const body = html`<main class="ask ask--calm ask--turn">
      <${Before} asked="${asked}" />
      ${told.title ? html`<p class="turn-about" lang="${head.lang}">${head.text}</p><h1 tabindex="${-1}">${told.title}</h1>`
        : html`<h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>`}
      ${picture(seat, asked)}
      ${told.text}
      ${told.lines.map((line) => html`<p key="${line}">${line}</p>`)}
      ${after ? html`<${after.MyWords} key="${asked.number}" seat="${seat}" />` : null}
      <p class="note" role="alert">${trouble}</p>
    </main>
    ${told.asks.length ? html`<div class="${told.asks.length > 1 ? 'reply' : 'reply reply--one'}">
      ${told.asks.map(({ type, words }) => html`<button type="button" class="btn" key="${words}" aria-disabled="${code === 'asking'}" onClick=${() => void ask(seat, asked, type)}>${t(words)}</button>`)}
    </div>` : null}`;
  return { key: `${key} ${told.title ? own.standing : 'turn'}`, says: told.title ?? head.text, body };
}
