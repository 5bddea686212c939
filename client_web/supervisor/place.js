/** Place: knows what is looked at: after which entry, whose phone, which screens, and how they are drawn. It stands in the address after the "#",
 *  without a name of anybody, and this tab keeps it, so that it is there again behind the lock.
 *  @import { Screen } from '../preview/apart.js'
 *  @typedef {Screen | 'all'} Shown
 *  @typedef {{ entry: number, seat: number, screen: Shown, speech: 'en' | 'es', theme: 'day' | 'night', names: 'names' | 'seats' }} Place
 *    `seat`: its number; 0: the first one that is in
 */
import { effect, signal } from '../vendor/ui.js';

export const SHOWN = /** @type {const} */ (['all', 'facilitator', 'display', 'participant']);
export const SPEECHES = /** @type {const} */ (['en', 'es']);
export const THEMES = /** @type {const} */ (['day', 'night']);
export const NAMES = /** @type {const} */ (['names', 'seats']);
const KEPT = 'goround-replay';

export const place = signal(/** @type {Place} */ ({ entry: 0, seat: 0, screen: 'all', speech: 'en', theme: 'day', names: 'names' }));

/** @param {Partial<Place>} change */
export function look(change) {
  place.value = { ...place.value, ...change };
}

/** Takes up what the address says, else what this tab looked at last, and keeps it. @param {Place['speech']} spoken @param {number} start the entry to begin with
 *  @param {() => void} moved somebody has written another address */
export function follow(spoken, start, moved) {
  const { dataset } = document.documentElement;
  const dark = dataset.theme ? dataset.theme === 'night' : matchMedia('(prefers-color-scheme: dark)').matches;
  const read = (/** @type {string} */ hash) => {
    const [entry, seat, screen, speech, theme, names] = hash.slice(1).split('/');
    look({
      entry: numberOf(entry) || start,
      seat: numberOf(seat),
      screen: SHOWN.find((one) => one === screen) ?? 'all',
      speech: SPEECHES.find((one) => one === speech) ?? spoken,
      theme: THEMES.find((one) => one === theme) ?? (dark ? 'night' : 'day'),
      names: NAMES.find((one) => one === names) ?? 'names',
    });
  };
  read(location.hash || kept());
  addEventListener('hashchange', () => { read(location.hash); moved(); });
  effect(() => {
    const { entry, seat, screen, speech, theme, names } = place.value;
    dataset.theme = theme;
    const hash = `#${[entry, seat, screen, speech, theme, names].join('/')}`;
    if (hash === location.hash) return;
    history.replaceState(null, '', hash);
    try { sessionStorage.setItem(KEPT, JSON.stringify([location.pathname, hash])); } catch { /* storage is blocked: the address still says it */ }
  });
}

/** @param {string | undefined} text */
const numberOf = (text) => (/^\d{1,9}$/.test(text ?? '') ? Number(text) : 0);

function kept() {
  try {
    const [path, hash] = JSON.parse(sessionStorage.getItem(KEPT) ?? '[]');
    return path === location.pathname && typeof hash === 'string' ? hash : '';
  } catch {
    return '';
  }
}
