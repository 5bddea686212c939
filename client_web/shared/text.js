/** Text: knows how a longer text is drawn: paragraphs and lists of plain, strong and stressed words, in the language of the page.
 *  @import { Listed, Paragraph, Run, Text } from '../protocol.js'
 *  @import { Lang } from './words.js'
 */
import { html } from '../vendor/ui.js';
import { lang } from './words.js';

/** The blocks of a text, and the language that they are in: English where there are none in the language that is wanted.
 *  @param {Text | null | undefined} text @param {Lang} [wanted] @returns {{ blocks: (Paragraph | Listed)[], lang: Lang }} */
export function blocksOf(text, wanted = lang.value) {
  const own = text?.[wanted];
  return own?.length ? { blocks: own, lang: wanted } : { blocks: text?.en ?? [], lang: 'en' };
}

/** @param {{ text: Text | null | undefined, wanted?: Lang, name?: string, quoted?: boolean }} props `name`: a class of each block;
 *  `quoted`: what is to be said aloud stands in quotation marks */
export function Blocks({ text, wanted = lang.value, name = '', quoted = false }) {
  const { blocks, lang: tongue } = blocksOf(text, wanted);
  return html`${blocks.map((block, place) => (block.kind === 'list'
    ? html`<${Items} key="${place}" block="${block}" tongue="${tongue}" name="${name}" />`
    : html`<p key="${place}" class="${name}" lang="${tongue}">${quoted ? '“' : ''}${runs(block.runs)}${quoted ? '”' : ''}</p>`))}`;
}

/** @param {{ block: Listed, tongue: Lang, name: string }} props */
function Items({ block, tongue, name }) {
  const items = block.items.map((item, place) => html`<li key="${place}">${runs(item)}</li>`);
  const names = `listed ${name}`.trim();
  return block.ordered ? html`<ol class="${names}" lang="${tongue}">${items}</ol>` : html`<ul class="${names}" lang="${tongue}">${items}</ul>`;
}

/** @param {Run[]} all */
export function runs(all) {
  return all.map(({ style, words }, place) => (style === 'strong' ? html`<strong key="${place}">${words}</strong>`
    : style === 'em' ? html`<em key="${place}">${words}</em>` : words));
}
