/** Rank shown: knows how all the places that options were given are drawn together.
 *  @import { RankPrompt, RankTally, Words } from '../../protocol.js'
 *  @import { ComponentChildren } from '../../vendor/ui.js'
 *  @typedef {{ id: string, words: Words, places: number[], count: number }} Placed how many put it on each place, and on any
 */
import { html } from '../../vendor/ui.js';
import { Said, Spoken } from '../../shared/tongues.js';
import { Heading, Question, useFit } from '../../shared/wall.js';
import { say, t } from '../../shared/words.js';
import { fitted, topOf } from './choice.js';

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
