/** Rank: knows how the first few of several options are given places by tapping them in order.
 *  @import { RankAnswer, RankPrompt, Words } from '../protocol.js'
 *  @import { AskProps } from './index.js'
 *  @typedef {Pick<RankAnswer, 'order'>} Chosen
 */
import { html, useState } from '../vendor/ui.js';
import { announce } from '../shared/screen.js';
import { say, t } from '../shared/words.js';

export const sheets = ['chosen'];

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
