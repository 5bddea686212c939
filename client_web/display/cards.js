/** Cards: knows the pages of the room's screen that are not a step: pairing, how to come in, rest, the end, and nothing at all.
 *  @import { DisplayScene } from '../protocol.js'
 */
import { html } from '../vendor/ui.js';
import { Square, spacedCode } from '../shared/square.js';
import { Spoken } from '../shared/tongues.js';
import { tell, spoken } from './look.js';

/** A heading of more letters than this is drawn smaller. */
const LONG = 36;

/** One sentence in every language that cards speak. @param {{ of: string, facts?: import('../shared/words.js').Facts, between?: string }} props */
function Card({ of, facts, between = ' ' }) {
  return html`<${Spoken} of="${of}" facts="${facts}" langs="${spoken()}" between="${between}" />`;
}

/** The same, a paragraph for each. @param {{ of: string }} props */
function Paragraphs({ of }) {
  return html`${spoken().map((name) => html`<p key="${name}" lang="${name}">${tell(name, of)}</p>`)}`;
}

/** Above every page of a rehearsal, where no page has anything. */
export function RehearsalBand() {
  return html`<header class="rehearsal-band"><p><${Card} of="wall.rehearsal" between=" / " /></p></header>`;
}

/** A screen that nobody has connected yet. @param {{ word: string }} props */
export function Unpaired({ word }) {
  return html`<div class="wall wall--rest"><main class="wall-main">
    <h1 class="pair-word">${word}</h1>
    <${Paragraphs} of="wall.type_word" />
  </main></div>`;
}

/** The way in: before the start, and later where a facilitator puts it here. @param {{ scene: DisplayScene, square: string, later?: boolean }} props */
export function JoinCard({ scene, square, later = false }) {
  const [first, second] = spoken();
  return html`<div class="wall wall--join">
    <main class="wall-main"><div class="wall-split">
      <div class="wall-main">
        <h1 class="${second ? 'is-top' : tell(first, 'wall.welcome').length > LONG ? 'is-long' : ''}" lang="${first}"><${Card} of="${second ? 'wall.hello' : 'wall.welcome'}" /></h1>
        <ol class="ways">
          <li><b>1</b><span><${Card} of="wall.way_scan" /></span></li>
          <li><b>2</b><span><${Card} of="wall.way_open" between=" / " /> <strong>${scene.address}</strong></span></li>
          <li><b>3</b><span><${Card} of="wall.way_paper" /></span></li>
        </ol>
      </div>
      <section class="join-card" aria-label="${tell(first, 'wall.join')}">
        <${Square} url="${square}" />
        ${scene.code ? html`<span class="code">${spacedCode(scene.code)}</span>` : null}
      </section>
    </div></main>
    <footer class="wall-foot"><span class="lamp lamp--low"></span><p><${Card} of="${later ? 'wall.come_in' : 'wall.soon'}" /></p></footer>
  </div>`;
}

/** The lamp alone with a few words. @param {{ name: 'paused' | 'quiet' | 'ended' | 'rest', lit?: boolean }} props */
export function Rest({ name, lit = false }) {
  const [first, ...others] = spoken();
  return html`<div class="wall wall--rest"><main class="wall-main">
    <span class="${lit ? 'lamp' : 'lamp lamp--low'}"></span>
    <h1 lang="${first}">${tell(first, `wall.${name}`)}</h1>
    ${others.map((one) => html`<p class="second" key="${one}" lang="${one}">${tell(one, `wall.${name}`)}</p>`)}
    <p><${Card} of="${`wall.${name}_text`}" /></p>
  </main></div>`;
}
