/** Goround: knows how a round of speaking turns reads on a phone: where this person is in it, and that passing is fine.
 *  @import { OwnTurn, RoundPrompt, Words } from '../protocol.js'
 *  @import { AskProps, TurnTold } from './index.js'
 */
import { html } from '../vendor/ui.js';
import { Blocks } from '../shared/text.js';
import { say, t } from '../shared/words.js';
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
export const long = (seconds) => (seconds % MINUTE && seconds < IN_SECONDS ? ['goround.about_seconds', seconds] : ['goround.about_minutes', Math.round(seconds / MINUTE)]);

/** "About 1 minute." @param {number} seconds */
function about(seconds) {
  const [of, count] = long(seconds);
  return t(of, { count });
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
