/** Chapters: knows the steps of an evening as they came, how long each took, and what stands out within them.
 *  @import { Moment, Told } from './told.js'
 *  @typedef {{ entry: number, at: number, until: number, title: string, tongue: string, step: boolean }} Chapter `step`: not the time before or after
 */
import { html, useEffect, useRef } from '../vendor/ui.js';
import { lang, say, t } from '../shared/words.js';
import { hour, minutes } from './times.js';

/** What is a sign on the line, and no chapter. */
const SIGNS = ['alert', 'mark', 'paused', 'went_on', 'restart', 'continued'];

/** @param {Told} told @returns {Chapter[]} */
export function chaptersOf({ moments, opened, until }) {
  const own = (/** @type {string} */ key) => ({ title: t(key), tongue: lang.value, step: false });
  const begins = [{ entry: 1, at: opened, ...own('supervisor.before') }];
  for (const { kind, entry, at, title } of moments) {
    const words = say(title);
    if (kind === 'step') begins.push({ entry, at, title: words.text, tongue: words.lang, step: true });
    else if (kind === 'ended') begins.push({ entry, at, ...own('supervisor.after') });
    else if (kind === 'continued') {
      // The end was undone: the step before it goes on.
      const last = begins[begins.length - 2];
      if (last) begins.push({ ...last, entry, at });
    }
  }
  return begins.map((one, place) => ({ ...one, until: begins[place + 1]?.at ?? until }));
}

/** The place of the chapter that an entry lies in. @param {Chapter[]} chapters @param {number} entry */
export function chapterAt(chapters, entry) {
  let place = 0;
  chapters.forEach((one, at) => { if (one.entry <= entry) place = at; });
  return place;
}

/** @param {Told} told @returns {Moment[]} */
export const signsOf = ({ moments }) => moments.filter(({ kind }) => SIGNS.includes(kind));

/** What a sign stands for, in words. @param {Moment} moment */
export function tellSign({ kind, mark, title }) {
  if (kind === 'mark') return t(`replay.mark_${mark}`);
  if (kind === 'alert' && title) return t('supervisor.alert_answer', { title: say(title).text });
  return t(`supervisor.${kind}`);
}

/** The steps as a list: when each began and how long it took. @param {{ chapters: Chapter[], on: number, zone: string, go: (entry: number) => void }} props */
export function Chapters({ chapters, on, zone, go }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const [nav, now] = [list.current, list.current?.querySelector('[aria-current]')];
    if (!nav || !now || nav.scrollHeight <= nav.clientHeight) return;
    // Only the list is moved, never the page under the reader's eyes.
    const [outer, inner] = [nav.getBoundingClientRect(), now.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) nav.scrollTop += inner.top - (outer.top + outer.bottom - inner.height) / 2;
  }, [on]);
  return html`<nav class="chapters" ref=${list} aria-label="${t('supervisor.steps')}"><ol>
    ${chapters.map((one, place) => html`<li key="${place}"><button type="button" class="${one.step ? '' : 'aside'}" aria-current="${place === on ? 'step' : undefined}" onClick=${() => go(one.entry)}>
      <span class="time">${hour(one.at, zone)}</span> <span lang="${one.tongue}">${one.title}</span> <small class="time">${tellMinutes(one)}</small>
    </button></li>`)}
  </ol></nav>`;
}

/** @param {Chapter} chapter */
export function tellMinutes({ at, until }) {
  const count = minutes(until - at);
  return count ? t('console.min', { count }) : t('supervisor.under_a_minute');
}
