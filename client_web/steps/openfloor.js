/** Openfloor: knows how the line of those who want to speak reads on one person's phone, and what the room sees of it: the question alone.
 *  @import { FloorPrompt, OwnTurn, Words } from '../protocol.js'
 *  @import { AskProps, TurnTold } from './index.js'
 *  @import { ComponentChildren } from '../vendor/ui.js'
 */
import { html } from '../vendor/ui.js';
import { Beside, Heading, useFit } from '../shared/screen.js';
import { Blocks, Lines } from '../shared/text.js';
import { say, t, tellAll } from '../shared/words.js';

/** From the roomiest on: the first in which the room's screen holds the words. */
const WAYS = ['', 'is-long is-side', 'is-top is-side', 'is-top is-less is-side', 'is-top is-less is-side is-close', 'is-top is-less is-side is-paged'];

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

/** No names, and never how long the line is. @param {{ prompt: FloorPrompt, results: unknown, picture?: ComponentChildren }} props */
export function Wall({ prompt, picture }) {
  const first = prompt.text || picture ? 1 : 0;
  const [place, at, { from, to }] = useFit(WAYS.length - first, prompt.heading.en);
  const way = WAYS[first + at];
  return html`<${Heading} words="${prompt.heading}" size="${way}" />
    ${first + at < 3 ? picture : null}
    <div ref=${place} class="${`told-text ${way.includes('less') ? 'is-much' : ''} ${way.includes('close') ? 'is-close' : way.includes('paged') ? 'is-paged' : ''}`}">
      ${prompt.text ? html`<${Lines} text="${prompt.text}" from="${from}" to="${to}" apart="${way.includes('paged')}" />` : null}
    </div>
    <${Beside} said="${tellAll('openfloor.ask_for_it')}" />`;
}

/** What is said is for the ears: nothing to show, nothing to chart. */
export const Results = () => null;
export const Chart = () => null;
