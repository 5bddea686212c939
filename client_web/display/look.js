/** Look: knows how the room wants its screen: which language or both, and whether the lights are down. The newest choice holds, made at the
 *  screen or by a facilitator. What is chosen at the screen is kept on this device; what a facilitator chose, for that session.
 *  @import { DisplayScene } from '../protocol.js'
 *  @import { Lang } from '../shared/words.js'
 *  @typedef {Lang | 'both'} Speech
 *  @typedef {{ speech: Speech | null, dark: boolean }} WallLook `speech` is null until somebody chooses: cards in both, questions in English
 *  @typedef {{ speech: Speech | null, dark: boolean | null }} Dressed what a facilitator chose last; null: nothing
 */
import { batch, effect, signal } from '../vendor/ui.js';
import { bilingual, isLang, lang, loadLanguage, words } from '../shared/words.js';

const KEPT = 'goround-wall';

export const wallLook = signal(/** @type {WallLook} */ ({ speech: null, dark: false }));

/** What was chosen at the screen itself. @type {WallLook} */
let own = { speech: null, dark: false };
/** @type {Dressed} */
let heard = { speech: null, dark: null };
let scope = '';

/** Chosen at the screen. @param {Partial<WallLook>} change */
export function choose(change) {
  own = { ...own, ...change };
  wallLook.value = { ...wallLook.value, ...change };
  keep();
}

/** Chosen by a facilitator: it counts once, when it comes. @param {Pick<DisplayScene, 'speech' | 'dark'>} scene */
export function dressed({ speech, dark }) {
  if (speech === heard.speech && dark === heard.dark) return;
  const next = { ...wallLook.value };
  if (speech !== heard.speech) next.speech = speech ?? own.speech;
  if (dark !== heard.dark) next.dark = dark ?? own.dark;
  heard = { speech, dark };
  wallLook.value = next;
  keep();
}

/** The languages of cards, the first one larger. @returns {Lang[]} */
export function spoken() {
  const { speech } = wallLook.value;
  return speech === 'en' ? ['en'] : speech === 'es' ? ['es'] : ['en', 'es'];
}

/** Follows what was chosen, for the life of the page. The address may say `#es`, `#en` or `#both`. @param {string} name of this screen */
export function follow(name) {
  scope = name;
  remember();
  const hash = location.hash.slice(1);
  if (isSpeech(hash)) wallLook.value = { ...wallLook.value, speech: (own = { ...own, speech: hash }).speech };
  for (const each of /** @type {const} */ (['en', 'es'])) void loadLanguage(each);
  effect(() => {
    const { speech, dark } = wallLook.value;
    batch(() => {
      lang.value = speech === 'es' ? 'es' : 'en';
      bilingual.value = speech === 'both';
    });
    document.documentElement.lang = lang.value;
    document.documentElement.dataset.theme = dark ? 'night' : 'day';
  });
}

/** A sentence in one language. @param {Lang} name @param {string} key @param {import('../shared/words.js').Facts} [facts] */
export const tell = (name, key, facts) => words(name)(key, facts);

/** @param {unknown} name @returns {name is Speech} */
function isSpeech(name) {
  return name === 'both' || (typeof name === 'string' && isLang(name));
}

function keep() {
  const kept = { own, heard, scope, shown: wallLook.value };
  try { localStorage.setItem(KEPT, JSON.stringify(kept)); } catch { /* storage is blocked: it holds for this page */ }
}

/** After a reload the screen looks as before; a screen that was connected anew looks as it was left by those who stood before it. */
function remember() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEPT) ?? '{}');
    own = { speech: speechOf(kept.own), dark: kept.own?.dark === true };
    const same = kept.scope === scope;
    heard = same ? { speech: speechOf(kept.heard), dark: typeof kept.heard?.dark === 'boolean' ? kept.heard.dark : null } : heard;
    wallLook.value = same ? { speech: speechOf(kept.shown), dark: kept.shown?.dark === true } : own;
  } catch {
    wallLook.value = own;
  }
}

/** @param {{ speech?: unknown } | undefined} kept */
const speechOf = (kept) => (isSpeech(kept?.speech) ? kept.speech : null);
