/** Main: knows which page the room's screen shows, and that it keeps still when the link is lost.
 *  @import { DisplayScene, NothingMine, RemovedScene, Scene } from '../protocol.js'
 */
import { effect, html, signal, useEffect } from '../vendor/ui.js';
import { Link } from '../shared/connection/link.js';
import { carried, liveAddress, mount } from '../shared/screen.js';
import { wallPage } from '../shared/wall.js';
import { lang } from '../shared/words.js';
import { JoinCard, RehearsalBand, Rest, Unpaired } from './cards.js';
import { choose, dressed, follow, tell, wallLook } from './look.js';
import { turn, turnPages, turnsBy } from './pages.js';
import { StepWall } from './step.js';

/** A picture that nobody can vouch for any more goes after this long without a link. */
const STILL = 120_000;
const CHOICE_STAYS = 10_000;
const ENDED_STAYS = 120_000;
const REMOVED_STAYS = 5_000;
const SPEECH = /** @type {const} */ (['en', 'es', 'both']);

const first = /** @type {{ socket: string, scope: string, assets: string, show: any, extras?: { zone?: string } }} */ (carried('first'));
/** @type {Link<any, NothingMine>} */
const link = new Link({ url: liveAddress(first.socket), scope: first.scope, assets: first.assets });
const square = first.socket.replace(/\/socket$/, '/square');

const stale = signal(false);
const choosing = signal(false);
let closing = 0;

mount('display', Display);
follow(first.scope);
effect(() => {
  const scene = /** @type {Scene | undefined} */ (link.view.value?.scene);
  if (scene?.kind === 'display') dressed(scene);
});
link.start(first.show);
turnPages();
setInterval(() => { stale.value = link.state.value !== 'online' && Date.now() - link.since.value >= STILL; }, 1000);
for (const kind of ['pointerdown', 'keydown']) addEventListener(kind, offer);

/** A tap or a key shows the choice for a moment; the keys of a presenter's remote turn pages. @param {Event} event */
function offer(event) {
  if (event instanceof KeyboardEvent && turnsBy(event)) return;
  choosing.value = true;
  clearTimeout(closing);
  closing = window.setTimeout(() => { choosing.value = false; }, CHOICE_STAYS);
}

function Display() {
  const scene = /** @type {Scene | undefined} */ (link.view.value?.scene);
  return html`${scene?.kind === 'display' && scene.rehearsal ? html`<${RehearsalBand} />` : null}<${Page} />${choosing.value ? html`<${Choice} />` : null}`;
}

function Page() {
  const scene = /** @type {Scene | undefined} */ (link.view.value?.scene);
  if (!scene || stale.value || ['over', 'refused', 'elsewhere'].includes(link.state.value)) return html`<${Rest} name="rest" />`;
  if (scene.kind === 'unpaired') return html`<${Unpaired} word="${scene.word}" />`;
  if (scene.kind !== 'display') return html`<${LetGo} name="rest" wait="${REMOVED_STAYS}" />`;
  return html`<${Session} scene="${scene}" />`;
}

/** A screen that has been let go shows a new word after a while, so that the next group can take it. @param {number} wait */
function useNewWord(wait) {
  useEffect(() => {
    const timer = setTimeout(() => location.reload(), wait);
    return () => clearTimeout(timer);
  }, []);
}

/** @param {{ name: 'ended' | 'rest', wait: number }} props */
function LetGo({ name, wait }) {
  useNewWord(wait);
  return html`<${Rest} name="${name}" />`;
}

/** @param {{ scene: DisplayScene }} props */
function Session({ scene }) {
  if (scene.phase === 'ended') return html`<${LetGo} name="ended" wait="${ENDED_STAYS}" />`;
  if (scene.phase === 'paused') return html`<${Rest} name="paused" lit="${true}" />`;
  if (scene.code && scene.phase !== 'gathering') return html`<${JoinCard} scene="${scene}" square="${square}" later="${true}" />`;
  if (scene.quiet) return html`<${Rest} name="quiet" lit="${true}" />`;
  if (scene.visit) return html`<${StepWall} visit="${scene.visit}" link="${link}" socket="${first.socket}" zone="${first.extras?.zone}" />`;
  return html`<${JoinCard} scene="${scene}" square="${square}" />`;
}

/** Which language, and how bright. */
function Choice() {
  const { speech, dark } = wallLook.value;
  const own = lang.value;
  const { at, of } = wallPage.value;
  return html`<nav class="wall-choice" aria-label="${tell(own, 'wall.look')}">
    ${SPEECH.map((name) => html`<button type="button" class="btn" key="${name}" aria-pressed="${speech === name}"
      lang="${name === 'both' ? own : name}" onClick=${() => choose({ speech: name })}>${name === 'en' ? 'English' : name === 'es' ? 'Español' : tell(own, 'wall.both')}</button>`)}
    <button type="button" class="btn" onClick=${() => choose({ dark: !dark })}>${tell(own, dark ? 'wall.lights_up' : 'wall.lights_down')}</button>
    ${of > 1 ? html`<button type="button" class="btn" onClick=${() => turn(1)}>${tell(own, 'wall.next_page', { at: at + 1, of })}</button>` : null}
  </nav>`;
}
