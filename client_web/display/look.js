/** Look: knows how the room wants its screen: which language or both, and whether the lights are down. It is kept on this device.
 *  @typedef {import('../shared/words.js').Lang | 'both'} Speech
 *  @typedef {{ speech: Speech | null, dark: boolean }} WallLook `speech` is null until somebody chooses: cards in both, questions in English
 */
import { effect, signal } from '../vendor/ui.js';
import { isLang, lang, loadLanguage, words } from '../shared/words.js';

const KEPT = 'goround-wall';

export const wallLook = signal(/** @type {WallLook} */ ({ speech: null, dark: false }));

/** Rises when a catalogue has arrived. */
const arrived = signal(0);

/** @param {Partial<WallLook>} change */
export function choose(change) {
  wallLook.value = { ...wallLook.value, ...change };
  try { localStorage.setItem(KEPT, JSON.stringify(wallLook.value)); } catch { /* storage is blocked: it holds for this page */ }
}

/** The languages of cards, the first one larger. @returns {import('../shared/words.js').Lang[]} */
export function spoken() {
  void arrived.value;
  const { speech } = wallLook.value;
  return speech === 'en' ? ['en'] : speech === 'es' ? ['es'] : ['en', 'es'];
}

/** The languages beside a step: the one in which it is asked, or both where both were chosen. */
export function spokenHere() {
  return wallLook.value.speech === 'both' ? spoken() : [lang.value];
}

/** Follows what was chosen, for the life of the page. The address may say `#es`, `#en` or `#both`. */
export function follow() {
  const hash = location.hash.slice(1);
  wallLook.value = { ...remembered(), ...(isSpeech(hash) ? { speech: hash } : {}) };
  for (const name of /** @type {const} */ (['en', 'es'])) void loadLanguage(name).then(() => { arrived.value++; });
  effect(() => {
    const { speech, dark } = wallLook.value;
    lang.value = speech === 'es' ? 'es' : 'en';
    document.documentElement.lang = lang.value;
    document.documentElement.dataset.theme = dark ? 'night' : 'day';
  });
}

/** A sentence in one language. @param {import('../shared/words.js').Lang} name @param {string} key @param {import('../shared/words.js').Facts} [facts] */
export function tell(name, key, facts) {
  void arrived.value;
  return words(name)(key, facts);
}

/** @param {unknown} name @returns {name is Speech} */
function isSpeech(name) {
  return name === 'both' || (typeof name === 'string' && isLang(name));
}

/** @returns {WallLook} */
function remembered() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
    return { speech: isSpeech(kept.speech) ? kept.speech : null, dark: kept.dark === true };
  } catch {
    return { speech: null, dark: false };
  }
}
