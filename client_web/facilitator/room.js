/** Room: knows how people come in (code, square, address), and how the room's screen is connected, dressed, and shown on this tablet.
 *  @import { FacilitatorScene } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useRef, useState } from '../vendor/ui.js';
import { Square, spacedCode } from '../shared/square.js';
import { look, setLanguage, setLook } from '../shared/screen.js';
import { LANGUAGES, lang, t } from '../shared/words.js';
import { clickerOn, setClicker } from './keys.js';
import { Panel, Said } from './panel.js';

/** The short form: the code, the screen, and the way to the rest. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function RoomLine({ desk, scene }) {
  return html`<section class="people" aria-label="${t('console.way_in')}">
    <p><strong>${scene.code ? spacedCode(scene.code) : t('console.no_code')}</strong><br />${screens(scene)}</p>
    <button type="button" class="btn btn--plain" id="room-panel" onClick=${() => desk.open('room', 'room-panel')}>${t('console.room')}</button>
  </section>`;
}

/** @param {FacilitatorScene} scene */
function screens(scene) {
  return scene.displays ? t('console.screen_on') : t('console.screen_off');
}

/** Before the start it stands open at the side. Covered it stays: there is nobody in it. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function WayIn({ desk, scene }) {
  return html`<section class="way-in" aria-labelledby="way-in-title">
    <h2 id="way-in-title">${scene.displays ? t('console.join_card_on') : t('console.join_card')}</h2>
    ${scene.code ? html`<p class="big">${spacedCode(scene.code)}</p>` : null}
    <p>${scene.address}</p>
    <button type="button" class="btn btn--plain" id="room-panel" onClick=${() => desk.open('room', 'room-panel')}>${t('console.square_and_screen')}</button>
  </section>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function RoomPanel({ desk, scene }) {
  return html`<${Panel} desk="${desk}" title="${t('console.room')}" closes="${false}">
    ${scene.locked ? null : html`<${WayInAndScreen} desk="${desk}" scene="${scene}" />`}
    <a class="btn btn--plain" href="${`${desk.base}/room`}">${t('console.room_here')}</a>
    <p class="quiet">${t('console.room_here_why')}</p>
    <h3>${t('console.this_tablet')}</h3>
    <${Clicker} />
    <${LookChoice} desk="${desk}" />
  </${Panel}>`;
}

/** What a locked tablet neither shows nor asks. @param {{ desk: Desk, scene: FacilitatorScene }} props */
function WayInAndScreen({ desk, scene }) {
  return html`<div class="square-card">
      <${Square} url="${`${desk.base}/square`}" />
      ${scene.code ? html`<p class="big">${spacedCode(scene.code)}</p>` : null}
      <p>${scene.address}</p>
    </div>
    <${JoinCard} desk="${desk}" scene="${scene}" />
    <h3>${t('console.rooms_screen')}</h3>
    <${ConnectScreen} desk="${desk}" />
    <${Said} desk="${desk}" place="room" />
    ${scene.displays ? html`<div class="people">
      <p>${t('console.screens_on', { count: scene.displays })}</p>
      <button type="button" class="btn btn--plain" onClick=${() => post(desk, '/displays/off', {})}>${t('console.screens_off')}</button>
    </div>` : null}
    <${Dress} desk="${desk}" scene="${scene}" />`;
}

/** After the start the way in comes onto the screen by a tap. @param {{ desk: Desk, scene: FacilitatorScene }} props */
function JoinCard({ desk, scene }) {
  if (!scene.stage) return null;
  return html`<div class="stack">
    <button type="button" class="btn" onClick=${() => desk.ask({ type: 'show_join_card', shown: !scene.join_card }, 'room')}>
      ${t(scene.join_card ? 'console.join_card_off' : 'console.join_card_show')}</button>
    ${scene.join_card ? html`<p class="quiet">${t('console.join_card_goes')}</p>` : null}
  </div>`;
}

const SPEECHES = /** @type {const} */ (['en', 'es', 'both']);

/** The languages and the light of the room's screen. @param {{ desk: Desk, scene: FacilitatorScene }} props */
function Dress({ desk, scene }) {
  return html`<div class="stack">
    <div class="row" role="group" aria-label="${t('console.room_speech')}">
      ${SPEECHES.map((speech) => html`<button type="button" class="btn btn--plain" key="${speech}" lang="${speech === 'both' ? undefined : speech}"
        aria-pressed="${scene.speech === speech}" onClick=${() => desk.ask({ type: 'dress_room', speech }, 'room')}>${speech === 'both' ? t('console.room_both') : LANGUAGES[speech]}</button>`)}
    </div>
    <div class="row" role="group" aria-label="${t('console.room_light')}">
      ${[false, true].map((dark) => html`<button type="button" class="btn btn--plain" key="${String(dark)}"
        aria-pressed="${scene.dark === dark}" onClick=${() => desk.ask({ type: 'dress_room', dark }, 'room')}>${t(dark ? 'console.room_dark' : 'console.room_day')}</button>`)}
    </div>
  </div>`;
}

/** @param {{ desk: Desk }} props */
function ConnectScreen({ desk }) {
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const word = field.current?.value.trim().toUpperCase() ?? '';
    if (!/^[A-Z]{4}$/.test(word)) desk.say('room', t('console.word_is_four'));
    else if (await post(desk, '/displays', { word })) {
      if (field.current) field.current.value = '';
      desk.say('room', t('console.connected'));
    }
  };
  return html`<form class="name-form" onSubmit=${submit} autocomplete="off">
    <label class="label" for="display-word">${t('console.connect_label')}</label>
    <p class="quiet">${t('console.connect_how')}</p>
    <div class="row">
      <input class="field word-field grow" id="display-word" ref=${field} maxlength="4" autocapitalize="characters" autocomplete="off" spellcheck="${false}" />
      <button class="btn">${t('console.connect')}</button>
    </div>
  </form>`;
}

/** Screens are connected by the server, not by the room. @param {Desk} desk @param {string} path @param {object} body */
async function post(desk, path, body) {
  try {
    const answer = await fetch(desk.base + path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    if (answer.ok) {
      desk.hush();
      return true;
    }
    const { code } = await answer.json().catch(() => ({ code: 'other' }));
    desk.tell({ code, facts: {} }, 'room');
  } catch {
    desk.tell({ code: 'not_sent', facts: {} }, 'room');
  }
  return false;
}

function Clicker() {
  const [on, setOn] = useState(clickerOn());
  const toggle = () => {
    setClicker(!on);
    setOn(!on);
  };
  return html`<div class="people">
    <p>${on ? t('console.clicker_on') : t('console.clicker_off')}<br /><small>${t('console.clicker_keys')}</small></p>
    <button type="button" class="btn btn--plain" onClick=${toggle}>${on ? t('console.turn_off') : t('console.turn_on')}</button>
  </div>`;
}

const SPOKEN = /** @type {import('../shared/words.js').Lang[]} */ (Object.keys(LANGUAGES));
const THEMES = /** @type {const} */ (['auto', 'day', 'night']);

/** How this tablet looks, and its language. @param {{ desk: Desk }} props */
function LookChoice({ desk }) {
  const speak = async (/** @type {import('../shared/words.js').Lang} */ name) => {
    if (!(await setLanguage(name))) desk.say('room', t('look.language_failed'));
  };
  return html`<div class="stack">
    <div class="row" role="group" aria-label="${t('look.language')}">
      ${SPOKEN.map((name) => html`<button type="button" class="btn btn--plain" key="${name}" lang="${name}"
        aria-pressed="${lang.value === name}" onClick=${() => speak(name)}>${LANGUAGES[name]}</button>`)}
    </div>
    <div class="row" role="group" aria-label="${t('look.theme')}">
      ${THEMES.map((theme) => html`<button type="button" class="btn btn--plain" key="${theme}"
        aria-pressed="${look.value.theme === theme}" onClick=${() => setLook({ theme })}>${t(`look.theme_${theme}`)}</button>`)}
    </div>
  </div>`;
}
