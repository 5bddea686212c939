/** Goround: knows how a round of speaking turns reads on a phone and in the room: where this person is in it, and that passing is fine.
 *  @import { OwnTurn, RoundPrompt, Words } from '../protocol.js'
 *  @import { AskProps, TurnTold } from './index.js'
 *  @import { ComponentChildren } from '../vendor/ui.js'
 */
import { html } from '../vendor/ui.js';
import { Beside, Heading, useFit } from '../shared/screen.js';
import { Blocks, Lines } from '../shared/text.js';
import { say, t, tongues, words } from '../shared/words.js';

/** From the roomiest on: the first in which the room's screen holds the words. */
const WAYS = ['', 'is-long is-side', 'is-top is-side', 'is-top is-less is-side', 'is-top is-less is-side is-close', 'is-top is-less is-side is-paged'];
const MINUTE = 60;
/** Times up to here are told in seconds. */
const IN_SECONDS = 120;

/** @param {RoundPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.heading;

export const asText = () => '';

/** @returns {null} */
export const asDraft = () => null;

/** @returns {null} */
export const asAnswer = () => null;

/** About how long: the key of the sentence and its number. @param {number} seconds @returns {[string, number]} */
const long = (seconds) => (seconds % MINUTE && seconds < IN_SECONDS ? ['goround.about_seconds', seconds] : ['goround.about_minutes', Math.round(seconds / MINUTE)]);

/** "About 1 minute." @param {number} seconds */
function about(seconds) {
  const [of, count] = long(seconds);
  return t(of, { count });
}

/** How it goes, in every language of this screen. @param {number} seconds */
function aboutAll(seconds) {
  const [of, count] = long(seconds);
  return tongues().map((tongue) => ({ lang: tongue, text: ['goround.one_at_a_time', of, 'goround.may_pass'].map((key) => words(tongue)(key, { count })).join(' ') }));
}

const PASS = /** @type {const} */ ({ type: 'pass_turn', words: 'goround.pass' });
const LATER = /** @type {const} */ ({ type: 'later_turn', words: 'goround.later' });
const DONE = /** @type {const} */ ({ type: 'end_turn', words: 'goround.done' });
const AFTER_ALL = /** @type {const} */ ({ type: 'later_turn', words: 'goround.after_all' });

/** @param {RoundPrompt} prompt @param {OwnTurn} own @param {string | null} leader @returns {TurnTold} */
export function turn(prompt, own, leader) {
  const text = html`<${Blocks} text="${prompt.text}" />`;
  const stop = `${about(prompt.seconds)} ${t('goround.stop_sooner')}`;
  switch (own.standing) {
    case 'speaking':
      return { title: t('goround.your_turn'), lines: [stop], text, asks: [PASS, DONE] };
    case 'to_come':
    case 'later':
      if (own.before === 0) return { title: t('goround.next'), lines: [stop], text, asks: [PASS, LATER] };
      return {
        title: t('goround.before', { count: own.before ?? 0 }),
        lines: [own.standing === 'later' ? t('goround.put_off') : t(leader ? 'goround.how' : 'goround.how_unnamed', { name: leader }), t('goround.both_fine')],
        text,
        asks: [PASS, LATER],
      };
    case 'passed':
      return { title: t('goround.passed'), lines: [t('goround.passed_fine')], text: null, asks: [AFTER_ALL] };
    case 'spoke':
      return { title: t('goround.spoke'), lines: [t('goround.listening')], text: null, asks: [] };
    default:
      return { title: t('goround.listening'), lines: [t(leader ? 'goround.out' : 'goround.out_unnamed', { name: leader })], text: null, asks: [] };
  }
}

/** Where nobody's turn is known. @param {AskProps<RoundPrompt, never>} props */
export function Ask({ prompt, picture, children }) {
  const head = say(prompt.heading);
  return html`<h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    ${picture}
    ${children}
    <${Blocks} text="${prompt.text}" />
    <p>${about(prompt.seconds)} ${t('goround.stop_sooner')}</p>`;
}

/** No names, and never who has not spoken. @param {{ prompt: RoundPrompt, results: unknown, picture?: ComponentChildren }} props */
export function Wall({ prompt, picture }) {
  const first = prompt.text || picture ? 1 : 0;
  const [place, at, { from, to }] = useFit(WAYS.length - first, prompt.heading.en);
  const way = WAYS[first + at];
  return html`<${Heading} words="${prompt.heading}" size="${way}" />
    ${first + at < 3 ? picture : null}
    <div ref=${place} class="${`told-text ${way.includes('less') ? 'is-much' : ''} ${way.includes('close') ? 'is-close' : way.includes('paged') ? 'is-paged' : ''}`}">
      ${prompt.text ? html`<${Lines} text="${prompt.text}" from="${from}" to="${to}" apart="${way.includes('paged')}" />` : null}
    </div>
    <${Beside} said="${aboutAll(prompt.seconds)}" />`;
}

/** What is said is for the ears: nothing to show, nothing to chart. */
export const Results = () => null;
export const Chart = () => null;
