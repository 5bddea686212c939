/** Rank: knows how the first few of several options are given places by tapping them in order, and how all the places together are drawn.
 *  @import { RankAnswer, RankPrompt, RankTally, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @import { ComponentChildren } from '../vendor/ui.js'
 *  @typedef {Pick<RankAnswer, 'order'>} Chosen
 *  @typedef {{ id: string, words: Words, places: number[], count: number }} Placed how many put it on each place, and on any
 */
import { html, useState } from '../vendor/ui.js';
import { Heading, Question, Said, Spoken, announce, useFit } from '../shared/screen.js';
import { say, t } from '../shared/words.js';
import { fitted, topOf } from './choice.js';

/** @param {RankPrompt} prompt @returns {Words} */
export const heading = (prompt) => prompt.question;

/** @param {RankPrompt} prompt @param {Chosen} answer */
export const asText = (prompt, answer) =>
  answer.order.map((one, place) => `${place + 1}. ${say(prompt.options.find(({ id }) => id === one)?.words).text}`).join(', ');

/** @param {unknown} value @returns {Chosen | null} */
export function asDraft(value) {
  const order = /** @type {{ order?: unknown } | null} */ (typeof value === 'object' ? value : null)?.order;
  return Array.isArray(order) && order.every((one) => typeof one === 'string') ? { order } : null;
}

/** @param {unknown} value @param {RankPrompt} prompt @returns {Chosen | null} */
export function asAnswer(value, prompt) {
  const order = asDraft(value)?.order ?? [];
  const fits = order.every((one) => prompt.options.some(({ id }) => id === one)) && new Set(order).size === order.length;
  return fits && order.length > 0 && order.length <= prompt.top ? { order } : null;
}

/** @param {AskProps<RankPrompt, Chosen>} props */
export function Ask({ prompt, chosen, choose, children, picture }) {
  const [refused, setRefused] = useState(/** @type {string | null} */ (null));
  const question = say(prompt.question);
  const order = chosen?.order ?? [];
  const enough = t('rank.full', { count: prompt.top });
  /** @param {string} id @param {string} words */
  const press = (id, words) => {
    const place = order.indexOf(id);
    if (place < 0 && order.length >= prompt.top) {
      setRefused(id);
      announce(enough);
      return;
    }
    setRefused(null);
    if (place < 0) {
      choose({ order: [...order, id] });
      announce(t('rank.placed', { words, place: order.length + 1 }));
    } else {
      choose({ order: order.filter((one) => one !== id) });
      announce(t(place < order.length - 1 ? 'rank.out_up' : 'rank.out', { words }));
    }
  };
  const again = () => {
    if (!order.length) return;
    setRefused(null);
    choose({ order: [] });
    announce(t('rank.nothing'));
  };
  return html`<fieldset class="pick">
    <legend><h1 lang="${question.lang}" tabindex="${-1}">${question.text}</h1></legend>
    ${picture}
    ${children}
    <p class="how">${t('rank.how', { count: prompt.top })}</p>
    <div class="places">
      ${prompt.options.map(({ id, words }) => {
        const said = say(words);
        const place = order.indexOf(id) + 1;
        return html`<button type="button" key="${id}" class="place" aria-pressed="${place > 0 ? 'true' : 'false'}" onClick=${() => press(id, said.text)}>
          <span class="place-number" aria-hidden="true">${place || ''}</span>
          <span><span lang="${said.lang}">${said.text}</span>${place ? html`<small><span class="unseen">, </span>${t('rank.place', { place })}</small>` : null}${
            refused === id && order.length >= prompt.top ? html`<small aria-hidden="true">${enough}</small>` : null}</span>
        </button>`;
      })}
    </div>
    <p class="again"><button type="button" class="btn btn--plain" aria-disabled="${order.length ? 'false' : 'true'}" onClick=${again}>${t('rank.again')}</button></p>
  </fieldset>`;
}

// --- results: the pattern of the group, in the author's order ---

/** @param {RankPrompt} prompt @param {RankTally} tally @returns {Placed[]} */
function placed(prompt, tally) {
  const all = /** @type {Record<string, number[]>} */ (tally.places);
  return prompt.options.map(({ id, words }) => {
    const places = all[id] ?? [];
    return { id, words, places, count: places.reduce((sum, count) => sum + count, 0) };
  });
}

/** With more answers than this one piece stands for all who gave a place, not for one person. */
const CROWDED = 14;

/** @param {{ prompt: RankPrompt, tally: RankTally, page?: { from: number, to: number } }} props */
function Pieces({ prompt, tally, page = { from: 0, to: Infinity } }) {
  return html`<ul class="bars bars--places" role="list">
    ${placed(prompt, tally).slice(page.from, page.to).map(({ id, words, places, count }) => {
      const told = places.map((many, place) => (many ? t('rank.at', { place: place + 1, count: many }) : '')).filter(Boolean).join(', ');
      return html`<li key="${id}" class="unit">
        <span class="bars-words"><${Said} words="${words}" /></span>
        <b class="bars-count"><span class="unseen">: </span>${count}<span class="unseen">${told ? `. ${told}` : ''}</span></b>
        <${Line} places="${places}" whole="${tally.answers}" />
      </li>`;
    })}
  </ul>`;
}

/** First places first; the number in a piece is its place. @param {{ places: number[], whole: number }} props */
function Line({ places, whole }) {
  const unit = 100 / Math.max(1, whole);
  const crowded = whole > CROWDED;
  let from = 0;
  const pieces = places.flatMap((many, place) => (crowded ? (many ? [{ place, many }] : []) : Array.from({ length: many }, () => ({ place, many: 1 })))).map((piece) => {
    const x = from * unit;
    from += piece.many;
    return { ...piece, x, wide: piece.many * unit };
  });
  return html`<svg class="bars-line" aria-hidden="true">
    ${pieces.map(({ place, x, wide }) => html`<g key="${x}" class="${place === 0 ? 'piece piece--first' : place === 1 ? 'piece piece--second' : 'piece'}">
      <rect x="${`${x}%`}" width="${`${wide}%`}" height="100%" />
      <text x="${`${x + wide / 2}%`}" y="50%" dy=".36em">${place + 1}</text>
    </g>`)}
  </svg>`;
}

/** From roomy to crowded, as for other bars. */
const WAYS = ['roomy', 'close', 'closer', 'two', 'less closer', 'less two', 'less closer'];

/** @param {{ prompt: RankPrompt, results: RankTally | null, picture?: ComponentChildren }} props */
export function Wall({ prompt, results, picture }) {
  return results ? html`<${Pattern} prompt="${prompt}" tally="${results}" />` : html`<${Question} question="${prompt.question}" picture="${picture}" />`;
}

/** @param {{ prompt: RankPrompt, tally: RankTally }} props */
function Pattern({ prompt, tally }) {
  const [place, way, page] = useFit(WAYS.length, prompt.question.en);
  return html`<${Heading} words="${prompt.question}" size="${topOf(WAYS[way])}" />
    <div ref=${place} class="${fitted(WAYS[way])}">
      <${Pieces} prompt="${prompt}" tally="${tally}" page="${page}" />
      <p class="legend"><${Spoken} of="rank.legend" /></p>
    </div>`;
}

/** @param {{ prompt: RankPrompt, results: RankTally }} props */
export function Results({ prompt, results }) {
  const question = say(prompt.question);
  return html`<h1 lang="${question.lang}" tabindex="${-1}">${question.text}</h1>
    <${Pieces} prompt="${prompt}" tally="${results}" />
    <p class="bars-all">${t('rank.legend')} ${t('chosen.answers', { count: results.answers })}</p>`;
}

/** @param {{ prompt: RankPrompt, tally: RankTally }} props */
export function Chart({ prompt, tally }) {
  return html`<${Pieces} prompt="${prompt}" tally="${tally}" />
    <p class="quiet">${t('rank.legend')}</p>`;
}
