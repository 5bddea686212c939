/** Texts: knows how a facilitator reads what people wrote, in the order given, and puts each piece on the room's screen, as it is
 *  or under a theme, or takes it off again.
 *  @import { Counts, Release, Stage, Withdraw } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useRef, useState } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { Panel, Said, bringIntoSight } from './panel.js';

const LONGEST_THEME = 200;

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
  const [chosen, setChosen] = useState(/** @type {number[]} */ ([]));
  const [latest, setLatest] = useState(-1);
  const texts = writtenIn(stage, counts);
  const may = counts.may_show && stage.revealed;
  const down = texts.map((_, place) => place).filter((place) => !stage.on_wall.includes(place));
  const ask = (/** @type {Release | Withdraw} */ command) => desk.ask(command, 'answers');
  const about = { visit: stage.number };
  const choose = (/** @type {number} */ place) => {
    setLatest(place);
    setChosen(chosen.includes(place) ? chosen.filter((one) => one !== place) : [...chosen, place].sort((a, b) => a - b));
  };
  return html`<${Panel} desk="${desk}" title="${t('console.texts')}" closes="${false}">
    <p class="quiet">${t(may ? 'console.texts_how' : counts.may_show ? 'console.texts_not_up' : 'console.texts_listed')}</p>
    <${Said} desk="${desk}" place="answers" />
    <ul class="lines-people texts">${texts.map((text, place) => {
      const up = stage.on_wall.includes(place);
      const theme = stage.themes[place];
      return html`<li key="${place}">
        <p id="${`text-${place}`}">“${text}”</p>
        ${up ? html`<p><span class="mark">${theme ? t('console.up_as', { theme }) : t('console.up')}</span></p>` : null}
        ${may ? html`<div class="row">
          <button type="button" class="btn btn--plain" aria-describedby="${`text-${place}`}" onClick=${() => ask({ type: up ? 'withdraw' : 'release', ...about, pieces: [place] })}>
            ${t(up ? 'console.take_down' : 'console.put_up')}</button>
          <button type="button" class="btn btn--plain" aria-pressed="${chosen.includes(place)}" aria-describedby="${`text-${place}`}" onClick=${() => choose(place)}>
            ${t('console.texts_choose')}</button>
          ${place === latest && chosen.includes(place) ? html`<button type="button" class="btn" onClick=${toTogether}>${t('console.texts_with_chosen', { count: chosen.length })}</button>` : null}
        </div>` : null}
      </li>`;
    })}</ul>
    ${may && chosen.length ? html`<${Together} desk="${desk}" stage="${stage}" chosen="${chosen}" done="${() => setChosen([])}" />`
      : may && down.length > 1 ? html`<div class="row"><button type="button" class="btn btn--plain" onClick=${() => ask({ type: 'release', ...about, pieces: down })}>${t('console.put_all_up')}</button></div>` : null}
  </${Panel}>`;
}

/** The form stands below a list that may be long: what was chosen leads to it. */
function toTogether() {
  bringIntoSight(document.getElementById('together'));
  document.getElementById('theme-words')?.focus();
}

/** What was chosen goes up as it was written, or under a theme of the facilitator's own words or one that stands there already.
 *  @param {{ desk: Desk, stage: Stage, chosen: number[], done: () => void }} props */
function Together({ desk, stage, chosen, done }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const themes = [...new Set(Object.values(stage.themes))];
  const up = async (/** @type {string | null} */ theme) => {
    if (await desk.ask({ type: 'release', visit: stage.number, pieces: chosen, theme }, 'answers')) done();
  };
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault();
    const theme = field.current?.value.trim();
    if (theme) void up(theme);
    else desk.say('answers', t('console.theme_empty'));
  };
  return html`<form class="together" id="together" onSubmit=${submit} autocomplete="off" aria-labelledby="chosen-title">
    <p id="chosen-title"><strong>${t('console.texts_chosen', { count: chosen.length })}</strong></p>
    <button type="button" class="btn" onClick=${() => up(null)}>${t('console.chosen_put_up')}</button>
    <label class="label" for="theme-words">${t('console.theme_words')}</label>
    <p class="quiet" id="theme-why">${t('console.theme_why')}</p>
    <input class="field" id="theme-words" ref=${field} aria-describedby="theme-why" maxlength="${LONGEST_THEME}" autocomplete="off" />
    <button class="btn">${t('console.theme_put_up')}</button>
    ${themes.length ? html`<div role="group" aria-label="${t('console.theme_again')}" class="stack">
      <p>${t('console.theme_again')}</p>
      ${themes.map((theme) => html`<button type="button" class="btn btn--plain" key="${theme}" onClick=${() => up(theme)}>${theme}</button>`)}
    </div>` : null}
  </form>`;
}
