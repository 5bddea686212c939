/** Tongues: knows how something is said in every language that a screen speaks: the room's screen may speak both at once.
 *  @import { Both, Facts, Lang } from './words.js'
 */
import { html } from '../vendor/ui.js';
import { say, tongues, words } from './words.js';

/** A step's own words in every language that this screen speaks: once where a translation is missing or reads the same.
 *  @param {Both | null | undefined} both @returns {{ text: string, lang: Lang }[]} */
export function sayAll(both) {
  const all = tongues().map((name) => say(both, name)).filter(({ text }) => text);
  return all.filter(({ text }, place) => all.findIndex((one) => one.text === text) === place);
}

/** A sentence in every language that this screen speaks. @param {string} key @param {Facts} [facts] @returns {{ text: string, lang: Lang }[]} */
export const tellAll = (key, facts) => tongues().map((name) => ({ text: words(name)(key, facts), lang: name }));

/** A step's own words, in both languages where the screen speaks both. @param {{ words: Both | null | undefined, between?: string }} props */
export function Said({ words: said, between = '\u00a0/ ' }) {
  return html`${sayAll(said).map(({ text, lang: tongue }, place) => html`${place ? between : ''}<span key="${tongue}" lang="${tongue}">${text}</span>`)}`;
}

/** A sentence of the screen's own, likewise. @param {{ of: string, facts?: Facts, langs?: Lang[], between?: string }} props */
export function Spoken({ of, facts, langs = tongues(), between = ' ' }) {
  return html`${langs.map((name, place) => html`${place ? between : ''}<span key="${name}" lang="${name}">${words(name)(of, facts)}</span>`)}`;
}
