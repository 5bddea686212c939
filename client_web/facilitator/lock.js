/** Lock: knows how the console stands behind its idle lock: covered, still leading the room, and opened again by PIN or password.
 *  @import { FacilitatorScene } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { announce } from '../shared/screen.js';
import { t } from '../shared/words.js';

/** Without a link the page locks itself after as long as the server would. */
const IDLE = 5 * 60_000;
const CODES = ['wrong_pin', 'wrong_password', 'only_password', 'slow_down'];
/** @typedef {'pin' | 'password'} Way */

/** @param {string} path @param {object} [body] @returns {Promise<{ code: string } & Record<string, unknown>>} */
async function told(path, body) {
  const sends = body && { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
  try {
    const answer = await fetch(path, sends);
    const text = await answer.json().catch(() => ({}));
    return { code: answer.ok ? 'ok' : 'other', ...text };
  } catch {
    return { code: 'not_sent' };
  }
}

/** At the top of the console. @param {{ desk: Desk }} props */
export function LockButton({ desk }) {
  if (desk.scene?.locked) return null;
  const lock = async () => {
    desk.cover();
    const { code } = await told('/staff/lock', {});
    if (code !== 'ok') desk.say('foot', t('lock.not_locked'));
  };
  return html`<button type="button" class="btn btn--plain lock-now" onClick=${lock}>${t('lock.lock')}</button>`;
}

/** In the place of "Cover". */
export function ToUnlock() {
  const go = () => {
    const field = document.getElementById('unlock-field');
    field?.scrollIntoView({ block: 'center' });
    field?.focus({ preventScroll: true });
  };
  return html`<button type="button" class="btn" onClick=${go}>${t('lock.to_field')}</button>`;
}

/** Stands where the people stood. @param {{ desk: Desk }} props */
export function Locked({ desk }) {
  const [way, setWay] = useState(/** @type {Way | null} */ (null));
  const [works, setWorks] = useState(false);
  const [wrong, setWrong] = useState('');
  const [trying, setTrying] = useState(false);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const linked = desk.linked;
  useEffect(() => announce(t('lock.locked')), []);
  useEffect(() => {
    if (!linked) return;
    void told('/staff/lock').then(({ pin }) => {
      setWorks(Boolean(pin));
      setWay((chosen) => chosen ?? (pin ? 'pin' : 'password'));
    });
  }, [linked]);
  const fail = (/** @type {string} */ code) => {
    const text = code === 'not_sent' ? t('lock.no_link') : t(`lock.error.${CODES.includes(code) ? code : 'other'}`);
    setWrong(text);
    announce(text);
    if (code === 'only_password') turn('password', false);
    if (field.current) field.current.value = '';
    field.current?.focus();
  };
  const turn = (/** @type {Way} */ to, pin = works) => {
    setWay(to);
    setWorks(pin);
    setTimeout(() => field.current?.focus());
  };
  const open = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const typed = field.current?.value ?? '';
    if (!typed || !way || trying) return;
    setTrying(true);
    const { code } = await told('/staff/lock/open', { [way]: typed });
    setTrying(false);
    if (code !== 'ok') { fail(code); return; }
    desk.uncover();
    announce(t('lock.opened'));
  };
  return html`<section class="locked" aria-labelledby="locked-title">
    <h2 id="locked-title">${t('lock.locked')}</h2>
    <p>${t('lock.goes_on')}</p>
    ${!linked ? html`<p class="said">${t('lock.no_link')}</p>` : way ? html`<form class="unlock" onSubmit=${open} autocomplete="off">
      <label class="label" for="unlock-field">${t(`lock.${way}`)}</label>
      ${wrong ? html`<p class="said" id="unlock-wrong">${wrong}</p>` : null}
      <input class="field" key="${way}" id="unlock-field" ref=${field} type="password" required
        inputmode=${way === 'pin' ? 'numeric' : undefined} maxlength=${way === 'pin' ? 8 : undefined}
        autocomplete="off" aria-describedby=${wrong ? 'unlock-wrong' : undefined} />
      <div class="row">
        <button class="btn btn--main grow" aria-disabled="${trying}">${trying ? t('lock.trying') : t('lock.open')}</button>
        ${way === 'pin' ? html`<button type="button" class="btn btn--plain" onClick=${() => turn('password')}>${t('lock.use_password')}</button>` : null}
        ${way === 'password' && works ? html`<button type="button" class="btn btn--plain" onClick=${() => turn('pin')}>${t('lock.use_pin')}</button>` : null}
      </div>
    </form>` : null}
  </section>`;
}

/** After the end nothing else is left to show. @param {{ desk: Desk }} props */
export function LockedAfter({ desk }) {
  return html`<main class="after" tabindex="-1"><h1>${t('console.ended')}</h1>${desk.scene?.rehearsal ? html`<p><span class="mark mark--wait rehearsal">${t('console.rehearsal')}</span></p>` : null}<${Locked} desk="${desk}" /></main>`;
}

/** What was opened closes as the lock falls; and a page without a link, that nobody can lock from afar, locks itself. @param {Desk} desk */
export function watchLock(desk) {
  let was = false;
  desk.link.view.subscribe((view) => {
    const locked = view?.scene.locked ?? false;
    if (locked && !was) {
      // What was typed into a panel goes with it.
      desk.close();
      desk.cover();
    }
    was = locked;
  });
  setInterval(() => {
    const view = desk.link.view.value;
    if (!view || view.scene.locked || desk.linked || Date.now() - desk.touched < IDLE) return;
    desk.link.view.value = { ...view, scene: behindLock(view.scene) };
  }, 1000);
}

/** What the server would show here now: nobody's data. @param {FacilitatorScene} scene @returns {FacilitatorScene} */
function behindLock(scene) {
  const { stage, counts } = scene;
  return {
    ...scene, locked: true, code: null, arrival: [], people: [], marks: [],
    waiting: scene.waiting.map((one) => ({ ...one, seat: null, number: null, name: null, why: null, answer: null, seen_by: null })),
    staff: scene.staff.map((one) => ({ ...one, name: null })),
    stage: stage && {
      ...stage, hints: [], results: null, on_wall: [], themes: {},
      turns: stage.turns && { ...stage.turns, speaking: null, since: null, spent: 0, seconds: null, to_come: [], had: [] },
    },
    counts: counts && { ...counts, tally: null },
  };
}
