/** Breathe: knows where in a breath everybody is, told from the server's clock, and how that is shown.
 *  @import { BreatheAnswer, BreathePrompt, Words } from '../protocol.js'
 *  @import { AskProps, Beat } from './index.js'
 *  @import { ComponentChildren } from '../vendor/ui.js'
 *  @typedef {Pick<BreatheAnswer, 'took_part'>} Chosen
 *  @typedef {'breathe_in' | 'hold' | 'out' | 'rest'} Part of a breath
 *  @typedef {{ part: Part | 'before' | 'after', second: number, fill: number, steps: number }} Moment `second`: which second of the part it is, from 1;
 *    `fill`: how full of air, 0 to 1; `steps`: the same by whole seconds, for who wants nothing to move
 */
import { html, useEffect, useLayoutEffect, useRef, useState } from '../vendor/ui.js';
import { announce } from '../shared/screen.js';
import { Spoken, tellAll } from '../shared/tongues.js';
import { say, t } from '../shared/words.js';

export const sheets = ['planned'];

const PARTS = /** @type {const} */ (['breathe_in', 'hold', 'out', 'rest']);
const USUAL = { breathe_in: 4, hold: 0, out: 6, rest: 0 };
/** The circle of a breath let out, as a share of the whole: as large as the plate with the words, behind which it is then hidden. */
const SMALL = 0.62;
/** A clock that was set right by less than this is caught up with bit by bit. */
const LEAP = 2000;
/** The circle never goes from small to large in less than this, whatever the clock does. */
const SWING = 600;

/** @param {BreathePrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.heading;

export const send = 'breathe.took_part';

/** Who sends has taken part: there is nothing to fill in. @returns {Chosen} */
export const asDraft = () => ({ took_part: true });

/** @param {unknown} value @returns {Chosen | null} */
export function asAnswer(value) {
  const took = /** @type {{ took_part?: unknown } | null} */ (typeof value === 'object' ? value : null)?.took_part;
  return took === true ? { took_part: true } : null;
}

export const asText = () => t('breathe.took_part');

// --- where a breath is ---

/** @param {BreathePrompt} prompt @returns {{ part: Part, seconds: number }[]} the parts that are not left out */
function parts(prompt) {
  return PARTS.map((part) => ({ part, seconds: prompt.seconds[part] ?? USUAL[part] })).filter(({ seconds }) => seconds > 0);
}

/** @param {BreathePrompt} prompt @param {number | null} elapsed ms since it began @returns {Moment} */
function momentAt(prompt, elapsed) {
  const breath = parts(prompt);
  const cycle = 1000 * breath.reduce((whole, { seconds }) => whole + seconds, 0);
  if (elapsed === null || elapsed < 0) return { part: 'before', second: 0, fill: 0, steps: 0 };
  let within = elapsed % cycle;
  for (const { part, seconds } of elapsed < cycle * prompt.rounds ? breath : []) {
    if (within < 1000 * seconds) {
      const second = Math.floor(within / 1000) + 1;
      return { part, second, fill: filled(part, within / 1000 / seconds), steps: stepped(part, second / seconds) };
    }
    within -= 1000 * seconds;
  }
  return { part: 'after', second: 0, fill: 0, steps: 0 };
}

/** @param {Part} part @param {number} share of the part, at the end of the second */
const stepped = (part, share) => ({ breathe_in: share, hold: 1, out: 1 - share, rest: 0 })[part];

/** Slow at both ends, as a breath is. @param {Part} part @param {number} share of the part */
function filled(part, share) {
  if (part === 'hold') return 1;
  if (part === 'rest') return 0;
  const eased = (1 - Math.cos(Math.PI * share)) / 2;
  return part === 'breathe_in' ? eased : 1 - eased;
}

/** @param {Beat} beat */
const elapsedOf = (beat) => (beat.since === null ? null : beat.now() - beat.since);

/** @param {number} value @param {number} most */
const within = (value, most) => Math.max(-most, Math.min(most, value));

/** Where the breath is now: drawn again only when its words or its count change. `paint` is called for every frame with how full it is.
 *  @param {BreathePrompt} prompt @param {Beat} beat @param {(fill: number, moment: Moment) => void} paint */
function useBreath(prompt, beat, paint) {
  const latest = useRef({ prompt, beat, paint });
  latest.current = { prompt, beat, paint };
  const [shown, show] = useState(() => momentAt(prompt, elapsedOf(beat)));
  useLayoutEffect(() => {
    const start = momentAt(latest.current.prompt, elapsedOf(latest.current.beat));
    let [at, last, fill, frame, former] = [elapsedOf(latest.current.beat), performance.now(), start.fill, 0, ''];
    const draw = (/** @type {number} */ since) => {
      const moment = momentAt(latest.current.prompt, at);
      fill += within(moment.fill - fill, since / SWING);
      latest.current.paint(fill, moment);
      const key = `${moment.part} ${moment.second}`;
      if (key !== former) show(moment);
      former = key;
      return moment.part !== 'after' || fill > 0;
    };
    const turn = () => {
      const [now, truth] = [performance.now(), elapsedOf(latest.current.beat)];
      const since = Math.max(0, now - last);
      last = now;
      if (at === null || truth === null) return;
      at += since;
      at = Math.abs(truth - at) > LEAP ? truth : at + within(truth - at, since / 4);
      if (draw(since)) frame = requestAnimationFrame(turn);
    };
    draw(0);
    if (at !== null) frame = requestAnimationFrame(turn);
    return () => cancelAnimationFrame(frame);
  }, [beat.since]);
  return shown;
}

/** Whether this person wants nothing to move. */
function useStill() {
  const [still, setStill] = useState(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  useEffect(() => {
    const query = matchMedia('(prefers-reduced-motion: reduce)');
    const changed = () => setStill(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return still;
}

/** The pace in words, for those who do not see it. @param {BreathePrompt} prompt */
function inWords(prompt) {
  const sentences = parts(prompt).map(({ part, seconds }) => t('breathe.for_seconds', { part: t(`breathe.${part}`), count: seconds }));
  return [...sentences, t('breathe.rounds', { count: prompt.rounds })].join(' ');
}

/** The circle with the words and the count, and beside it how it goes.
 *  @param {{ prompt: BreathePrompt, beat: Beat, ended?: () => void, how?: boolean, children?: ComponentChildren }} props `how`: whether it says how it goes */
export function Breath({ prompt, beat, ended, how = true, children }) {
  const still = useStill();
  const moving = useRef(/** @type {HTMLElement | null} */ (null));
  const paint = (/** @type {number} */ fill, /** @type {Moment} */ moment) => {
    if (!moving.current) return;
    moving.current.style.transform = still ? `scaleX(${moment.steps})` : `scale(${SMALL + (1 - SMALL) * fill})`;
  };
  const { part, second } = useBreath(prompt, beat, paint);
  const former = useRef(part);
  useEffect(() => {
    if (part === 'after' && former.current !== 'after') ended?.();
    former.current = part;
  }, [part]);
  // A change of the drawing itself comes between two beats.
  useLayoutEffect(() => {
    const moment = momentAt(prompt, elapsedOf(beat));
    paint(moment.fill, moment);
  }, [still]);
  const says = part === 'after' ? [] : tellAll(`breathe.${part}`);
  const told = part === 'after' ? 'breathe.last' : still ? 'breathe.how_still' : 'breathe.how';
  return html`<div class="${still ? 'breath breath--still' : 'breath'}" role="img" aria-label="${inWords(prompt)}">
      <span class="breath-ground"><span class="breath-air" key="${String(still)}" ref=${moving}></span></span>
      <p class="breath-words" aria-hidden="true">${says.map(({ text, lang }) => html`<b key="${lang}" lang="${lang}">${text}</b>`)}<span class="time">${second || ''}</span></p>
    </div>
    <div class="breath-side">
      ${how || part === 'after' ? html`<p><${Spoken} of="${told}" /></p>` : null}
      ${children}
    </div>`;
}

// --- the screens ---

/** @param {AskProps<BreathePrompt, Chosen>} props */
export function Ask({ prompt, chosen, choose, beat, children, picture }) {
  const [head, text] = [say(prompt.heading), say(prompt.text)];
  useEffect(() => { if (!chosen) choose(asDraft()); }, [chosen === null]);
  return html`<div class="breathe">
    <h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    ${picture}${children}
    ${text.text ? html`<p lang="${text.lang}">${text.text}</p>` : null}
    <${Breath} prompt="${prompt}" beat="${beat}" ended="${() => announce(t('breathe.last'))}">${prompt.text ? null : html`<p>${t('breathe.eyes_open')}</p>`}</${Breath}>
  </div>`;
}
