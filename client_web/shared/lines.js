/** Lines: knows how a longer text stands on the room's screen: line by line, in both languages side by side where the screen speaks both.
 *  @import { Listed, Paragraph, Run, Text } from '../protocol.js'
 */
import { html } from '../vendor/ui.js';
import { blocksOf, runs } from './text.js';
import { tongues } from './words.js';

/** @typedef {{ runs: Run[], place: number | null, ordered: boolean, goesOn?: boolean }} LineOfText `place`: which item of its list it is, from 0; null
 *  for a paragraph */

/** A text as lines that can stand on pages: paragraphs, and the items of lists. @param {(Paragraph | Listed)[]} blocks @returns {LineOfText[]} */
function linesOf(blocks) {
  /** @type {LineOfText[]} */ const lines = [];
  for (const block of blocks) {
    if (block.kind === 'list') block.items.forEach((item, place) => lines.push({ runs: item, place, ordered: block.ordered }));
    else lines.push({ runs: block.runs, place: null, ordered: false });
  }
  return lines;
}

/** Lines of more letters than this stand sentence by sentence where they are cut into pages: in both languages a column is half as wide. */
const LONG = { one: 240, both: 90 };

/** A text on the room's screen, line by line: in both languages side by side, where the screen speaks both and the text is in both.
 *  @param {{ text: Text | null | undefined, from?: number, to?: number, apart?: boolean }} props `apart`: long lines sentence by sentence */
export function Lines({ text, from = 0, to = Infinity, apart = false }) {
  const all = tongues().map((tongue) => blocksOf(text, tongue)).filter((one, at, every) => every.findIndex((other) => other.lang === one.lang) === at);
  const columns = all.map((one) => ({ tongue: one.lang, lines: linesOf(one.blocks) }));
  const most = columns.length > 1 ? LONG.both : LONG.one;
  const rows = Array.from({ length: Math.max(...columns.map(({ lines }) => lines.length)) }, (_, row) => {
    const side = columns.map(({ lines }) => lines[row]).map((line) => (line ? [line] : []));
    const long = apart && side.some(([line]) => line && lettersOf(line.runs) > most);
    const parts = long ? side.map(([line]) => (line ? sentencesOf(line) : [])) : side;
    return Array.from({ length: Math.max(...parts.map(({ length }) => length)) }, (_none, part) => parts.map((one) => one[part]));
  }).flat();
  return html`<div class="lines">${rows.map((row, at) => html`<div key="${at}" class="${columns.length > 1 ? 'pair unit' : 'unit'}">
    ${row.map((line, column) => html`<div key="${columns[column].tongue}" lang="${columns[column].tongue}">${line ? html`<${OneLine} line="${line}" />` : null}</div>`)}
  </div>`).slice(from, to)}</div>`;
}

/** @param {Run[]} all */
const lettersOf = (all) => all.reduce((sum, run) => sum + run.words.length, 0);

/** Each sentence as a line; those after the first belong to the item before. @param {LineOfText} line @returns {LineOfText[]} */
function sentencesOf({ runs: all, place, ordered }) {
  /** @type {Run[][]} */ const sentences = [[]];
  for (const run of all) {
    for (const part of run.words.match(/\S[^]*?(?:[.!?](?=\s|$)\s*|$)/g) ?? []) {
      const last = sentences[sentences.length - 1];
      if (last.length && /[.!?]\s*$/.test(last[last.length - 1].words)) sentences.push([]);
      sentences[sentences.length - 1].push({ ...run, words: part });
    }
  }
  return sentences.filter(({ length }) => length).map((one, at) => ({ runs: one, place, ordered, goesOn: at > 0 }));
}

/** @param {{ line: LineOfText }} props */
function OneLine({ line: { runs: all, place, ordered, goesOn = false } }) {
  if (place === null) return html`<p>${runs(all)}</p>`;
  const names = goesOn ? 'listed listed--on' : 'listed';
  return ordered ? html`<ol class="${names}" start="${place + 1}"><li>${runs(all)}</li></ol>` : html`<ul class="${names}"><li>${runs(all)}</li></ul>`;
}
