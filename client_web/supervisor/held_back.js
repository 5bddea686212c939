/** Held back: knows what stands on a phone in a replay in the place of words that are not shown, and which pages its person had closed by then.
 *  @import { Show } from '../shared/connection/wire.js'
 *  @typedef {'changed' | 'taken_back' | 'erased' | 'private' | 'no_names' | 'asked_person'} Note
 */
import { t } from '../shared/words.js';

/** What has to be said of this view beside what the screen says. @param {Show} show @returns {Note[]} */
export function notesOf({ scene, mine }) {
  if (scene.kind !== 'participant' || mine.kind !== 'seat' || !['running', 'paused'].includes(scene.phase)) return [];
  const { arrival, given, person } = mine;
  const { visit } = scene;
  /** @type {Note[]} */ const notes = [];
  if (person?.standing === 'sent') notes.push('asked_person');
  const arriving = arrival.some((one) => one.given.standing === 'none');
  if (scene.phase === 'paused' || !visit?.who_sees || !mine.for_you || arriving) return notes;
  if (!given) { if (visit.who_sees === 'anonymous') notes.push('no_names'); }
  else if (given.later) notes.push(given.later);
  else if (given.erased) notes.push('erased');
  else if (visit.who_sees === 'private' && given.standing === 'answered') notes.push('private');
  return notes;
}

/** @type {string[]} */ let sentences = [];
let watched = false;
let mayOpen = false;

/** Keeps these sentences in the screen's own page, whatever it draws. @param {Note[]} notes @param {{ [what: string]: string }} words */
export function holdBack(notes, words) {
  sentences = notes.map((note) => words[note]);
  watch();
  stand();
}

/** An alert that an answer raised, and a name that another has too, open a page at their moment. Their person closes it soon after, and no
 *  record says when: from the next view on it is closed. @param {Show | null} former the view before, where this one follows upon it @param {Show} show */
export function closeOwnPages(former, show) {
  mayOpen = former !== null && opens(show) !== '' && opens(show) !== opens(former);
  watch();
  close();
}

/** @param {Show} show */
function opens({ mine }) {
  return mine.kind === 'seat' ? `${mine.alarm?.alert ?? ''}${mine.namesake ? ' namesake' : ''}` : '';
}

function watch() {
  const screen = document.getElementById('screen');
  if (watched || !screen) return;
  watched = true;
  // Whoever looks may open them again.
  screen.addEventListener('click', ({ isTrusted }) => { if (isTrusted) mayOpen = true; }, { capture: true });
  new MutationObserver(() => { close(); stand(); }).observe(screen, { childList: true, subtree: true });
}

function stand() {
  const there = document.getElementById('held-back');
  const main = document.querySelector('#screen main');
  if (!sentences.length || !main) { there?.remove(); return; }
  const box = there ?? document.createElement('div');
  const wanted = sentences.join('\n');
  if (box.dataset.says !== wanted) {
    box.id = 'held-back';
    box.dataset.says = wanted;
    box.replaceChildren(...sentences.map((sentence) => {
      const line = document.createElement('p');
      line.textContent = sentence;
      return line;
    }));
  }
  if (box.parentElement !== main || box !== main.lastElementChild) main.append(box);
}

/** Does what their person did to close them. */
function close() {
  if (mayOpen) return;
  const own = [t('phone.back_to_group'), t('phone.back_to_clock')];
  for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll('#screen .reply--one button'))) {
    if (own.includes(button.textContent ?? '')) button.click();
  }
  if (document.querySelector('#screen .letter-field')) /** @type {HTMLButtonElement | null} */ (document.querySelector('#screen .reply button[type="button"]'))?.click();
}
