/** Place: knows what is looked at: which step, in which language, at which moment, by day or by night. It stands in the address after the "#".
 *  @import { Moment, Step, Told } from './told.js'
 *  @typedef {'en' | 'es' | 'both'} Speech
 *  @typedef {{ step: string, speech: Speech, moment: Moment, theme: 'day' | 'night' }} Place
 */
import { effect, signal } from '../vendor/ui.js';

export const SPEECHES = /** @type {const} */ (['en', 'es', 'both']);
export const MOMENTS = /** @type {const} */ (['asked', 'answered', 'shown']);
export const THEMES = /** @type {const} */ (['day', 'night']);

export const place = signal(/** @type {Place} */ ({ step: '', speech: 'en', moment: 'asked', theme: 'day' }));

/** Where the step that is looked at stood when it was last there: if it goes, the one in its place is shown. */
let stood = 0;

/** @param {Partial<Place>} change */
export function look(change) {
  place.value = { ...place.value, ...change };
}

/** Takes up what the address says, and keeps it there; the history of the browser stays as it is. Call it once the page looks as this device likes it.
 *  @param {Place['speech']} spoken */
export function follow(spoken) {
  const { dataset } = document.documentElement;
  const dark = dataset.theme ? dataset.theme === 'night' : matchMedia('(prefers-color-scheme: dark)').matches;
  const read = () => {
    const [step = '', speech, moment, theme] = location.hash.slice(1).split('/');
    look({
      step,
      speech: SPEECHES.find((one) => one === speech) ?? spoken,
      moment: MOMENTS.find((one) => one === moment) ?? 'asked',
      theme: THEMES.find((one) => one === theme) ?? (dark ? 'night' : 'day'),
    });
  };
  read();
  addEventListener('hashchange', read);
  effect(() => {
    const { step, speech, moment, theme } = place.value;
    dataset.theme = theme;
    const hash = `#${[step, speech, moment, theme].join('/')}`;
    if (hash !== location.hash) history.replaceState(null, '', hash);
  });
}

/** The step that is looked at: the one with the same id, else the one in its place. @param {Told} told @returns {number} its place, -1 where there is none */
export function here(told) {
  const steps = told.curriculum?.steps ?? [];
  const found = steps.findIndex((step) => step.id === place.value.step);
  stood = found >= 0 ? found : Math.min(stood, steps.length - 1);
  return stood;
}

/** The moment at which a step is shown: the chosen one, or the last that this step has. @param {Step} step @returns {Moment} */
export function momentOf(step) {
  const { moment } = place.value;
  return step.stages.includes(moment) ? moment : step.stages[step.stages.length - 1];
}
