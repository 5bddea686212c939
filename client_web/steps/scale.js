/** Scale: knows how a number from 0 to 10 is asked on a phone and shown in the room and on the console.
 *  @import { ScaleAnswer, ScalePrompt, ScaleTally, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @import { ComponentChildren } from '../vendor/ui.js'
 *  @typedef {Pick<ScaleAnswer, 'number'>} Chosen an answer as it is sent: the room knows of which kind its step is
 */
import { html } from '../vendor/ui.js';
import { lang, say, t } from '../shared/words.js';

const NUMBERS = Array.from({ length: 11 }, (_, number) => number);
/** A question of more letters than this is drawn smaller in the room. */
const LONG = 56;

/** @param {ScalePrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.question;

/** @param {ScalePrompt} prompt @param {Chosen} answer */
export function asText(prompt, answer) {
  const label = say(prompt.labels[answer.number]).text;
  return label ? `${answer.number}, ${label}` : String(answer.number);
}

/** @param {unknown} value @returns {Chosen | null} */
export function asDraft(value) {
  const number = /** @type {{ number?: unknown } | null} */ (typeof value === 'object' ? value : null)?.number;
  return typeof number === 'number' && NUMBERS.includes(number) ? { number } : null;
}

/** @param {unknown} value */
export const asAnswer = (value) => asDraft(value);

/** @param {AskProps<ScalePrompt, Chosen>} props */
export function Ask({ prompt, chosen, choose, picture, children }) {
  const question = say(prompt.question);
  return html`<fieldset class="scale">
    <legend><h1 lang="${question.lang}" tabindex="${-1}">${question.text}</h1></legend>
    ${picture}
    ${children}
    <div class="numbers">
      ${NUMBERS.map((number) => html`<${Choice} key="${number}" number="${number}" label="${prompt.labels[number]}"
        chosen="${chosen?.number === number}" choose="${choose}" />`)}
    </div>
  </fieldset>`;
}

/** @param {{ number: number, label?: Words, chosen: boolean, choose: (answer: Chosen) => void }} props */
function Choice({ number, label, chosen, choose }) {
  const words = say(label);
  return html`<label class="${chosen ? 'is-chosen' : ''}">
    <input type="radio" name="number" value="${number}" checked="${chosen}" onChange=${() => choose({ number })} />
    <span>${number}</span>
    ${words.text ? html`<small lang="${words.lang}">${words.text}</small>` : null}
  </label>`;
}

/** @param {{ prompt: ScalePrompt, results: ScaleTally | null, picture?: ComponentChildren }} props */
export function Wall({ prompt, results, picture }) {
  const question = say(prompt.question);
  const size = results ? 'is-top' : question.text.length > LONG || picture ? 'is-long' : '';
  return html`<h1 class="${size}" lang="${question.lang}">${question.text}</h1>
    ${picture}
    ${results ? html`<${Beads} prompt="${prompt}" counts="${results.counts}" />` : null}`;
}

/** One bead is one answer; the tallest column sets their size. @param {{ prompt: ScalePrompt, counts: number[] }} props */
function Beads({ prompt, counts }) {
  const labels = NUMBERS.filter((number) => say(prompt.labels[number]).text).map((number) => label(prompt, number));
  const lines = Math.max(1, ...labels.map((one) => one.lines.length));
  const base = 410 - LINE * (lines - 1);
  const tallest = Math.max(1, ...counts);
  const crowded = tallest > CROWDED;
  const step = Math.min(148, (base - 12 - (crowded ? LINE : 0)) / tallest);
  const radius = (step * 68) / 148;
  return html`<svg class="spread" viewBox="0 0 1720 560" role="img" aria-label="${told(counts)}">
    ${counts.map((count, number) => html`<g key="${number}">
      ${Array.from({ length: count }, (_, place) => html`<circle key="${place}" class="bead" cx="${column(number)}"
        cy="${base - 12 - radius - place * step}" r="${radius}" />`)}
      ${crowded && count ? html`<text x="${column(number)}" y="${base - 24 - count * step}">${count}</text>` : null}
      <text x="${column(number)}" y="${base + 66}">${number}</text>
    </g>`)}
    <line class="base" x1="0" x2="1720" y1="${base}" y2="${base}" />
    ${labels.map((one) => html`<text key="${one.number}" class="${one.place}" lang="${one.lang}">
      ${one.lines.map((line, place) => html`<tspan key="${place}" x="${one.x}" y="${base + 136 + LINE * place}">${line}</tspan>`)}
    </text>`)}
  </svg>`;
}

/** Columns of more beads than this carry their count. */
const CROWDED = 8;
const LINE = 60;
/** Letters that fit under the numbers beside the neighbours' words. */
const WIDE = 19;

/** @param {number} number */
const column = (number) => 78 + number * 156.4;

/** A label as short lines under its number; the outer ones keep to the edges.
 *  @param {ScalePrompt} prompt @param {number} number */
function label(prompt, number) {
  const words = say(prompt.labels[number]);
  const place = number === 0 ? 'from' : number === 10 ? 'to' : 'mid';
  return { number, place, lang: words.lang, x: { from: 60, mid: column(number), to: 1672 }[place], lines: folded(words.text, WIDE) };
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
