/** Written shown: knows how people's own words are drawn: quotes on a phone, what the room's screen can hold of them, and how many took each suggestion.
 *  @import { Option, Theme, Words } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 *  @typedef {{ words: Words, count: number }} Weighted a theme or a suggestion, and how many it stands for
 *  @typedef {{ text: string, count: number }} Quote words as they were written
 */
import { html } from '../../vendor/ui.js';
import { Said, Spoken } from '../../shared/tongues.js';
import { Heading, Question, useFit } from '../../shared/wall.js';
import { say, t } from '../../shared/words.js';
import { inOneLine } from '../written.js';

/** The results on a phone: the wall in small. @param {{ question: Words, answers: number, texts: string[], weighted: Weighted[] }} props */
export function Gathered({ question, answers, texts, weighted }) {
  const head = say(question);
  return html`<h1 lang="${head.lang}" tabindex="${-1}">${head.text}</h1>
    ${weighted.length ? html`<${WeightedList} pieces="${weighted}" />` : null}
    ${texts.length ? html`<ul class="quotes">${quotes(texts).map((quote) => html`<li key="${quote.text}"><${Quoted} quote="${quote}" /></li>`)}</ul>` : null}
    ${weighted.length || texts.length ? null : html`<p>${t('written.none_up')}</p>`}
    <p>${t('written.answers', { count: answers })}</p>`;
}

/** How many took each suggestion; every one has its line. @param {{ suggestions: Option[], counts: { [id: string]: unknown } }} props */
export function Taken({ suggestions, counts }) {
  const all = suggestions.map(({ id, words }) => ({ id, words: say(words), count: Number(counts[id] ?? 0) }));
  const most = Math.max(1, ...all.map(({ count }) => count));
  return html`<ul class="taken">${all.map(({ id, words, count }) => html`<li key="${id}">
    <span lang="${words.lang}">${words.text}</span> <b>${count}</b>
    <svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width="${(100 * count) / most}" height="4" /></svg>
  </li>`)}</ul>`;
}

// --- room ---

/** @param {{ question: Words, results: { texts: string[] } | null, weighted?: Weighted[], picture?: ComponentChildren }} props `results`: null while the question is asked */
export function QuestionWall({ question, results, weighted = [], picture }) {
  if (!results) return html`<${Question} question="${question}" picture="${picture}" />`;
  return html`<${Pieces} question="${question}" weighted="${weighted}" texts="${quotes(results.texts)}" />`;
}

/** How what came together can stand: large, smaller, then each beginning where the one before it ended; and what is too much, line by line on pages. */
const WAYS = ['large', 'roomy', 'close', 'least', 'least flowing', 'least stacked'];

/** @param {{ question: Words, weighted: Weighted[], texts: Quote[] }} props */
function Pieces({ question, weighted, texts }) {
  const about = [question.en, ...weighted.map(({ words, count }) => `${words.en} ${count}`), ...texts.map(({ text, count }) => `${text} ${count}`)].join('\n');
  const [place, at, { from, to }] = useFit(WAYS.length, about);
  const [above, below] = [weighted.slice(from, to), texts.slice(Math.max(0, from - weighted.length), Math.max(0, to - weighted.length))];
  const [, form] = WAYS[at].split(' ');
  const plain = form ? `gathered--${form}` : '';
  return html`<${Heading} words="${question}" size="${at > 2 ? 'is-top is-less' : 'is-top'}" />
    <div ref=${place} class="${`pieces pieces--${WAYS[at].split(' ')[0]}`}">
      ${above.length ? html`<${WeightedList} pieces="${above}" least="${leastOf(weighted)}" plain="${plain}" />` : null}
      ${below.length ? html`<ul class="${`gathered ${plain}`}" role="list">${below.map((quote) => html`<li key="${quote.text}" class="${`unit ${plain ? '' : weight(quote.count, leastOf(texts))}`}"><${Quoted} quote="${quote}" />${' '}</li>`)}</ul>` : null}
      ${weighted.length || texts.length ? null : html`<p><${Spoken} of="written.none_up" /></p>`}
    </div>`;
}

/** The most first, each the larger the more it stands for, with its count. @param {{ pieces: Weighted[], least?: number, plain?: string }} props */
function WeightedList({ pieces, least = leastOf(pieces), plain = '' }) {
  return html`<ul class="${`weighted ${plain}`}" role="list">${pieces.map(({ words, count }) => html`<li key="${words.en}" class="${`unit ${plain ? '' : weight(count, least)}`}">
    <${Said} words="${words}" /> <${Times} count="${count}" />${' '}</li>`)}</ul>`;
}

/** @param {{ quote: Quote }} props */
function Quoted({ quote: { text, count } }) {
  return html`${t('written.quoted', { words: text })}${count > 1 ? html` <${Times} count="${count}" />` : null}`;
}

/** @param {{ count: number }} props */
const Times = ({ count }) => html`<small>${`\u00d7\u00a0${count}`}</small>`;

/** @param {{ count: number }[]} pieces */
const leastOf = (pieces) => Math.min(...pieces.map(({ count }) => count));

/** The class of a size, from 1 to 2.6 times the plain one in steps of a fifth: its square follows the count. @param {number} count @param {number} least the smallest count there is */
export const weight = (count, least) => `by-${2 * Math.round(5 * Math.min(2.6, Math.max(1, Math.sqrt(count / Math.max(1, least)))))}`;

/** What was written; the same words twice stand once, with their number, and the most frequent first. @param {string[]} texts @returns {Quote[]} */
export function quotes(texts) {
  /** @type {Map<string, Quote>} */ const all = new Map();
  for (const written of texts) {
    const text = inOneLine(written);
    const key = text.toLowerCase().replace(/[.!]+$/, '');
    const there = all.get(key);
    if (there) there.count += 1;
    else all.set(key, { text, count: 1 });
  }
  return [...all.values()].sort((a, b) => b.count - a.count);
}

/** Themes, in a group leader's words, and the suggestions that somebody took: what stands for most comes first.
 *  @param {{ themes?: Theme[], counts?: { [id: string]: unknown } }} tally @param {Option[]} [suggestions] @returns {Weighted[]} */
export function weightedOf({ themes = [], counts = {} }, suggestions = []) {
  const all = [...themes.map(({ words, pieces }) => ({ words: { en: words, es: words }, count: pieces })), ...suggestions.map(({ id, words }) => ({ words, count: Number(counts[id] ?? 0) }))];
  return all.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}
