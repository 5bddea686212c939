/** Texts: knows how a facilitator reads what people wrote, in the order given, and puts each piece on the room's screen or takes it off again.
 *  @import { Counts, Stage } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { Panel, Said } from './panel.js';

/** What people wrote, as far as leaders may read it now. @param {Stage} stage @param {Counts} counts @returns {string[]} */
export function writtenIn(stage, counts) {
  const tally = counts.tally ?? stage.results;
  return tally && 'texts' in tally ? tally.texts : [];
}

/** Opens the reading. @param {{ desk: Desk, stage: Stage, counts: Counts }} props */
export function ReadTexts({ desk, stage, counts }) {
  const { length } = writtenIn(stage, counts);
  if (!length) return null;
  return html`<button type="button" class="btn btn--plain" id="read-texts" onClick=${() => desk.open('texts', 'read-texts')}>${t('console.read_texts', { count: length })}</button>`;
}

/** No name stands here, so it stays open until it is closed or covered. @param {{ desk: Desk, stage: Stage, counts: Counts }} props */
export function Texts({ desk, stage, counts }) {
  const texts = writtenIn(stage, counts);
  const may = counts.may_show && stage.revealed;
  const down = texts.map((_, place) => place).filter((place) => !stage.on_wall.includes(place));
  const ask = (/** @type {'release' | 'withdraw'} */ type, /** @type {number[]} */ pieces) => desk.ask({ type, visit: stage.number, pieces }, 'answers');
  return html`<${Panel} desk="${desk}" title="${t('console.texts')}" closes="${false}">
    <p class="quiet">${t(may ? 'console.texts_how' : counts.may_show ? 'console.texts_not_up' : 'console.texts_listed')}</p>
    <${Said} desk="${desk}" place="answers" />
    <ul class="lines-people texts">${texts.map((text, place) => {
      const up = stage.on_wall.includes(place);
      return html`<li key="${place}">
        <p id="${`text-${place}`}">“${text}”</p>
        ${may ? html`<div class="row">
          <button type="button" class="btn btn--plain" aria-describedby="${`text-${place}`}" onClick=${() => ask(up ? 'withdraw' : 'release', [place])}>
            ${t(up ? 'console.take_down' : 'console.put_up')}</button>
          ${up ? html`<span class="mark">${t('console.up')}</span>` : null}
        </div>` : null}
      </li>`;
    })}</ul>
    ${may && down.length > 1 ? html`<div class="row"><button type="button" class="btn btn--plain" onClick=${() => ask('release', down)}>${t('console.put_all_up')}</button></div>` : null}
  </${Panel}>`;
}
