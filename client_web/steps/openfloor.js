/** Openfloor: knows how the line of those who want to speak reads on one person's phone.
 *  @import { FloorPrompt, OwnTurn, Words } from '../protocol.js'
 *  @import { AskProps, TurnTold } from './index.js'
 */
import { html } from '../vendor/ui.js';
import { Blocks } from '../shared/text.js';
import { say, t } from '../shared/words.js';

/** @param {FloorPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.heading;

export const asText = () => '';

/** @returns {null} */
export const asDraft = () => null;

/** @returns {null} */
export const asAnswer = () => null;

const IN_LINE = /** @type {const} */ ({ type: 'ask_turn', words: 'openfloor.in_line' });
const AGAIN = /** @type {const} */ ({ type: 'ask_turn', words: 'openfloor.in_line_again' });
const LEAVE = /** @type {const} */ ({ type: 'pass_turn', words: 'openfloor.leave_line' });
const DONE = /** @type {const} */ ({ type: 'end_turn', words: 'openfloor.done' });

/** @param {FloorPrompt} prompt @param {OwnTurn} own @returns {TurnTold} `title` is null where the question itself is the heading */
export function turn(prompt, own) {
  const text = html`<${Blocks} text="${prompt.text}" />`;
  switch (own.standing) {
    case 'speaking':
      return { title: t('openfloor.your_turn'), lines: [t('openfloor.take_time')], text, asks: [DONE] };
    case 'to_come':
    case 'later':
      if (own.before === 0) return { title: t('openfloor.next'), lines: [t('openfloor.kept')], text, asks: [LEAVE] };
      return { title: t('openfloor.before', { count: own.before ?? 0 }), lines: [t('openfloor.kept')], text, asks: [LEAVE] };
    case 'spoke':
      return { title: t('openfloor.spoke'), lines: [t('openfloor.listening')], text: null, asks: [AGAIN] };
    case 'passed':
      return { title: null, lines: [t('openfloor.left_line')], text, asks: [IN_LINE] };
    default:
      return { title: null, lines: [t('openfloor.how')], text, asks: [IN_LINE] };
  }
}

/** Where nobody's place in line is known. @param {AskProps<FloorPrompt, never>} props */
export function Ask({ prompt, picture, children }) {
  const head = say(prompt.heading);
  return html`<h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    ${picture}
    ${children}
    <${Blocks} text="${prompt.text}" />
    <p>${t('openfloor.how')}</p>`;
}
