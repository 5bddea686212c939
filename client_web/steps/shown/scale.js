/** Scale shown: knows how the numbers that were given are drawn: beads in the room, small columns on phones and on the console.
 *  @import { ScalePrompt, ScaleTally } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 */
import { html, useEffect, useLayoutEffect, useState } from '../../vendor/ui.js';
import { sayAll } from '../../shared/tongues.js';
import { Heading, Question, useFit } from '../../shared/wall.js';
import { lang, say, t } from '../../shared/words.js';
import { NUMBERS } from '../scale.js';

/** @param {{ prompt: ScalePrompt, results: ScaleTally | null, picture?: ComponentChildren }} props */
export function Wall({ prompt, results, picture }) {
  return results ? html`<${Beads} prompt="${prompt}" counts="${results.counts}" />` : html`<${Question} question="${prompt.question}" picture="${picture}" />`;
}

/** How high the beads stand, in the wall's unit: lower where a longer question stands above them (`.spread` in wall.css). */
const WAYS = [
  { name: 'spread', high: 29, size: 'is-top' },
  { name: 'spread', high: 29, size: 'is-top is-less' },
  { name: 'spread spread--low', high: 24, size: 'is-top is-less' },
  { name: 'spread spread--lower', high: 19, size: 'is-top is-less' },
];
/** Letters of 56 are 1/20 of the room's height, and a little more. */
const UNIT_OF_WALL = 560 / 29;
const LINE = 60;
const EDGE = 78;

/** One bead is one answer; the tallest column sets their size. @param {{ prompt: ScalePrompt, counts: number[] }} props */
function Beads({ prompt, counts }) {
  const [place, at] = useFit(WAYS.length, prompt.question.en);
  const { name, size, high: inUnits } = WAYS[at];
  const [wide, high] = [useWide(place, inUnits), inUnits * UNIT_OF_WALL];
  const apart = (wide - 2 * EDGE) / 10;
  const column = (/** @type {number} */ number) => EDGE + number * apart;
  const labels = labelsOf(prompt, apart);
  const base = high - 150 - LINE * (Math.max(1, ...labels.map(({ lines }) => lines.length)) - 1);
  const tallest = Math.max(1, ...counts);
  const crowded = tallest > CROWDED;
  const step = Math.min(apart - 8, 148, (base - 12 - (crowded ? LINE : 0)) / tallest);
  const radius = (step * 68) / 148;
  const x = { from: EDGE - 18, to: wide - EDGE + 30 };
  return html`<${Heading} words="${prompt.question}" size="${size}" />
  <div ref=${place}><svg class="${name}" viewBox="${`0 0 ${wide} ${high}`}" role="img" aria-label="${told(counts)}">
    ${counts.map((count, number) => html`<g key="${number}">
      ${Array.from({ length: count }, (_, above) => html`<circle key="${above}" class="bead" cx="${column(number)}"
        cy="${base - 12 - radius - above * step}" r="${radius}" />`)}
      ${crowded && count ? html`<text x="${column(number)}" y="${base - 24 - count * step}">${count}</text>` : null}
      <text x="${column(number)}" y="${base + 66}">${number}</text>
    </g>`)}
    <line class="base" x1="0" x2="${wide}" y1="${base}" y2="${base}" />
    ${labels.map(({ number, side, lines }) => html`<text key="${number}" class="${side}">
      ${lines.map(({ text, tongue }, below) => html`<tspan key="${below}" lang="${tongue}" x="${side === 'mid' ? column(number) : x[side]}" y="${base + 136 + LINE * below}">${text}</tspan>`)}
    </text>`)}
  </svg></div>`;
}

/** Columns of more beads than this carry their count. */
const CROWDED = 8;

/** How wide the drawing is where its letters keep their size. @param {{ current: HTMLElement | null }} place @param {number} inUnits how high it is */
function useWide(place, inUnits) {
  const [wide, setWide] = useState(1720);
  const measure = () => {
    const drawn = place.current?.firstElementChild?.getBoundingClientRect();
    if (drawn?.height) setWide(Math.round((drawn.width / drawn.height) * inUnits * UNIT_OF_WALL));
  };
  useLayoutEffect(measure, [inUnits]);
  useEffect(() => {
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, [inUnits]);
  return wide;
}

/** Labels as short lines under their numbers, one language below the other; the outer ones keep to the edges.
 *  @param {ScalePrompt} prompt @param {number} apart how far one number is from the next */
function labelsOf(prompt, apart) {
  const numbers = NUMBERS.filter((number) => sayAll(prompt.labels[number]).length);
  const gap = Math.min(10, ...numbers.slice(1).map((number, at) => number - numbers[at])) * apart;
  const letters = Math.floor((gap - 40) / 1.5 / 26);
  return numbers.map((number) => ({
    number,
    side: /** @type {'from' | 'mid' | 'to'} */ (number === 0 ? 'from' : number === 10 ? 'to' : 'mid'),
    lines: sayAll(prompt.labels[number]).flatMap((said) => folded(said.text, letters).map((text) => ({ text, tongue: said.lang }))),
  }));
}

/** @param {string} text @param {number} wide @returns {string[]} */
function folded(text, wide) {
  /** @type {string[]} */ const lines = [];
  for (const word of text.split(' ')) {
    const last = lines[lines.length - 1];
    if (last !== undefined && `${last} ${word}`.length <= wide) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The same on a phone. @param {{ prompt: ScalePrompt, results: ScaleTally }} props */
export function Results({ prompt, results }) {
  const question = say(prompt.question);
  const ends = [say(prompt.labels[0]), say(prompt.labels[10])];
  return html`<h1 lang="${question.lang}" tabindex="${-1}">${question.text}</h1>
    <figure class="counts counts--phone">
      <${Bars} counts="${results.counts}" />
      <figcaption>
        ${ends.some((end) => end.text) ? html`<span class="ends">
          <span lang="${ends[0].lang}">${ends[0].text}</span><span lang="${ends[1].lang}">${ends[1].text}</span>
        </span>` : null}
        <span>${t('scale.answers', { count: results.answers })}</span>
      </figcaption>
    </figure>`;
}

/** @param {{ prompt: ScalePrompt, tally: ScaleTally }} props */
export function Chart({ tally }) {
  return html`<${Bars} counts="${tally.counts}" />`;
}

const UNIT = 24;
const ROOM = 56;

/** Every number has its place, also one that nobody chose. @param {{ counts: number[] }} props */
function Bars({ counts }) {
  const unit = Math.min(UNIT, ROOM / Math.max(1, ...counts));
  return html`<svg viewBox="0 0 300 112" role="img" aria-label="${told(counts)}">
    ${counts.map((count, number) => {
      const x = 13.64 + number * 27.27;
      return html`<g key="${number}">
        ${count ? html`<rect class="bar" x="${x - 9}" y="${82 - count * unit}" width="18" height="${count * unit}" rx="3" />
          <text x="${x}" y="${74 - count * unit}">${count}</text>` : null}
        <text x="${x}" y="104">${number}</text>
      </g>`;
    })}
    <line class="base" x1="0" x2="300" y1="82" y2="82" />
  </svg>`;
}

/** The chart in words, for those who hear it: only the numbers that were chosen. @param {number[]} counts */
function told(counts) {
  const chosen = counts.map((count, number) => ({ count, number })).filter((one) => one.count > 0);
  if (!chosen.length) return t('scale.nobody');
  const parts = chosen.map((one) => t('scale.at', one));
  return typeof Intl.ListFormat === 'function' ? new Intl.ListFormat(lang.value).format(parts) : parts.join(', ');
}
