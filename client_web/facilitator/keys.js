/** Keys: knows which keys of a presenter's clicker move the room, and which presses count as a touch of this tablet.
 *  @import { Desk } from './desk.js'
 */

const TURNED_ON = 'goround-clicker-on';
/** @type {Record<string, 'next' | 'back' | 'pause'>} */
const KEYS = { PageDown: 'next', ArrowRight: 'next', PageUp: 'back', ArrowLeft: 'back', b: 'pause', B: 'pause', '.': 'pause' };

/** Keys that people also use to read a page must not move a whole room: they work only on a tablet where somebody turned them on. */
let on = remembered();

function remembered() {
  try { return localStorage.getItem(TURNED_ON) !== null; } catch { return false; }
}

export function clickerOn() {
  return on;
}

/** @param {boolean} wanted */
export function setClicker(wanted) {
  on = wanted;
  try {
    if (wanted) localStorage.setItem(TURNED_ON, '1');
    else localStorage.removeItem(TURNED_ON);
  } catch { /* storage is blocked: it holds for this page */ }
}

/** Who has just typed in a field is still typing when the field has gone. */
const STILL_WRITING = 5000;
let wrote = 0;

/** @param {KeyboardEvent} event */
function meaning(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !clickerOn()) return undefined;
  const writing = event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable]');
  if (writing) wrote = Date.now();
  const letter = event.key.length === 1 && Date.now() - wrote < STILL_WRITING;
  return writing || letter ? undefined : KEYS[event.key];
}

/** Listens for the life of the page. @param {Desk} desk */
export function listen(desk) {
  addEventListener('keydown', (event) => {
    const key = meaning(event);
    if (!key) {
      desk.touch();
      if (event.key === 'Escape' && desk.opened.value) desk.close();
      return;
    }
    event.preventDefault();
    if (event.repeat || desk.scene?.phase === 'ended') return;
    if (key === 'back') desk.back();
    else if (key === 'pause') desk.pause();
    else press(desk);
  });
  for (const kind of ['pointerdown', 'input', 'wheel']) addEventListener(kind, () => desk.touch(), { passive: true, capture: true });
  document.addEventListener('visibilitychange', () => desk.tick());
  setInterval(() => desk.tick(), 1000);
}

/** A clicker neither starts nor ends a group: that takes an eye on the tablet. @param {Desk} desk */
function press(desk) {
  if (desk.step === 'next' || desk.step === 'turn' || desk.step === 'resume') desk.advance();
}
