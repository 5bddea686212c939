/** Main: knows how the console is put together from the facilitator's scene, and which of its pages the phase asks for.
 *  @import { FacilitatorScene, StaffMine } from '../protocol.js'
 *  @import { StepKind } from '../steps/index.js'
 */
import { html, useEffect } from '../vendor/ui.js';
import { Link } from '../shared/connection/link.js';
import { useKind } from '../shared/kind.js';
import { announce, carried, liveAddress, mount } from '../shared/screen.js';
import { say, t } from '../shared/words.js';
import { Agenda, AgendaTab } from './agenda.js';
import { EnterFor } from './answer_for.js';
import { Answers, ByPerson } from './answers.js';
import { ArrivalHere, ArrivalList } from './arrival.js';
import { Desk } from './desk.js';
import { Door, DoorList, LateArrivals } from './door.js';
import { Ended } from './ended.js';
import { keepFocus } from './focus.js';
import { Foot } from './foot.js';
import { hour } from './hours.js';
import { listen } from './keys.js';
import { LockButton, Locked, LockedAfter, watchLock } from './lock.js';
import { MarksHere, MarksPanel } from './marks.js';
import { AddPerson } from './names.js';
import { Said } from './panel.js';
import { PeopleHere, PeopleList } from './people.js';
import { RoomLine, RoomPanel, WayIn } from './room.js';
import { Stage } from './stage.js';
import { Texts, writtenIn } from './texts.js';
import { keepZone } from './times.js';
import { IntoLine, TurnsList } from './turns.js';
import { Waiting, WaitingAlert } from './waiting.js';

/** @typedef {{ socket: string, scope: string, assets: string, show: any, extras?: { zone?: string, read_only?: string | null, exposed?: boolean } }} PageFirst what the server put into the page */

const first = /** @type {PageFirst} */ (carried('first'));
/** @type {Link<FacilitatorScene, StaffMine>} */
const link = new Link({ url: liveAddress(first.socket), scope: first.scope, assets: first.assets, awake: true, idle: () => Date.now() - desk.touched });
const desk = new Desk(link, first.socket);

keepZone(first.extras?.zone);
desk.readOnly = Boolean(first.extras?.read_only);
link.start(first.show);
desk.tick();
/** What takes the whole side when it is opened. @type {(import('./desk.js').Opened)[]} */
const PANELS = ['people', 'answers', 'texts', 'door', 'arrival', 'enter', 'room', 'marks', 'line'];
mount('facilitator', Console);
// Behind the lock nothing of anybody is left in the page, also not what it came with.
document.getElementById('first')?.remove();
// What one person said is not left on a tablet as a draft; the refusal is told where it was entered.
link.onRefused((item) => void link.outbox.clearDraft(item.command.step));
listen(desk);
watchLock(desk);
keepFocus();

function Console() {
  const scene = link.view.value?.scene;
  const state = link.state.value;
  const kind = useKind(scene?.stage?.prompt.kind);
  const number = scene?.stage?.number ?? 0;
  const title = say(scene?.stage?.title).text;
  useEffect(() => { if (number) announce(t('console.now_at', { title })); }, [number]);
  useEffect(() => { if (state === 'retrying') announce(`${t('link.lost')} ${t('console.no_link')}`); }, [state === 'retrying']);
  useEffect(() => { if (state === 'online' && desk.said.value?.text === t('console.no_link_next')) desk.hush(); }, [state]);
  if (state === 'refused' || state === 'over') return html`<${Away} />`;
  if (!scene) return html`<main class="after"><h1>${t('link.connecting')}</h1></main>`;
  if (scene.phase === 'ended' && scene.locked) return html`<${LockedAfter} desk="${desk}" />`;
  if (scene.phase === 'ended') return html`<${Ended} desk="${desk}" scene="${scene}" />`;
  const opened = desk.opened.value;
  const names = ['console', opened === 'agenda' ? 'shows-agenda' : '', opened && PANELS.includes(opened) && !(desk.hides && opened !== 'room') ? 'has-panel' : ''];
  return html`<div class="${names.join(' ').trim()}">
    <${WaitingAlert} scene="${scene}" />
    <${Head} scene="${scene}" />
    <${Agenda} desk="${desk}" scene="${scene}" />
    <main class="console-body" tabindex="0">
      ${scene.stage
        ? html`<${Stage} desk="${desk}" scene="${scene}" stage="${scene.stage}" kind="${kind}" />`
        : html`<div class="stage"><div class="stage-run"><${Door} desk="${desk}" scene="${scene}" /></div></div>`}
      <section class="live" aria-label="${t('console.live')}">
        ${scene.waiting.length ? html`<div class="alerts"><${Waiting} desk="${desk}" scene="${scene}" /></div>` : null}
        <div class="live-run"><${Live} scene="${scene}" kind="${kind}" /></div>
      </section>
    </main>
    <${Foot} desk="${desk}" scene="${scene}" />
  </div>`;
}

/** @param {{ scene: FacilitatorScene }} props */
function Head({ scene }) {
  return html`<header class="${first.extras?.exposed || scene.rehearsal ? 'console-head console-head--says' : 'console-head'}">
    <h1>${scene.group ?? t('console.group')}</h1>
    <${AgendaTab} desk="${desk}" scene="${scene}" />
    ${scene.rehearsal ? html`<span class="mark mark--wait rehearsal">${t('console.rehearsal')}</span>` : null}
    ${scene.unreviewed.length ? html`<span class="mark mark--wait wide">${t('console.not_reviewed')}</span>` : null}
    <span class="mark wide">${scene.displays ? t('console.screen_on') : t('console.screen_off')}</span>
    ${first.extras?.exposed ? html`<span class="mark mark--wait exposed">${t('console.not_encrypted')}</span>` : null}
    <span class="time">${hour(scene, desk.now.value)}</span>
    <${LockButton} desk="${desk}" />
  </header>`;
}

/** The side: what is open, or the short forms of it. Covered, it holds nothing of anybody. @param {{ scene: FacilitatorScene, kind: StepKind | null }} props */
function Live({ scene, kind }) {
  const { stage, counts } = scene;
  if (scene.locked) return html`<${Locked} desk="${desk}" />`;
  if (desk.hides && desk.opened.value === 'room') return html`<${RoomPanel} desk="${desk}" scene="${scene}" />`;
  if (desk.hides) {
    return html`${stage ? html`<${RoomLine} desk="${desk}" scene="${scene}" />` : html`<${WayIn} desk="${desk}" scene="${scene}" />`}
      <section class="covered" aria-labelledby="covered-title">
      <h2 id="covered-title">${t('console.covered')}</h2>
      <p>${t('console.covered_why')}</p>
    </section>`;
  }
  switch (desk.opened.value) {
    case 'people': return html`<${PeopleList} desk="${desk}" scene="${scene}" />`;
    case 'door': return html`<${DoorList} desk="${desk}" scene="${scene}" />`;
    case 'arrival': return html`<${ArrivalList} desk="${desk}" scene="${scene}" />`;
    case 'enter': return html`<${EnterFor} desk="${desk}" scene="${scene}" />`;
    case 'room': return html`<${RoomPanel} desk="${desk}" scene="${scene}" />`;
    case 'answers':
      if (stage && counts) return html`<${ByPerson} desk="${desk}" scene="${scene}" stage="${stage}" counts="${counts}" kind="${kind}" />`;
      break;
    case 'texts':
      if (stage && counts && writtenIn(stage, counts).length) return html`<${Texts} desk="${desk}" stage="${stage}" counts="${counts}" />`;
      break;
    case 'marks': return html`<${MarksPanel} desk="${desk}" scene="${scene}" />`;
    case 'line':
      if (stage?.turns) return html`<${IntoLine} desk="${desk}" scene="${scene}" stage="${stage}" turns="${stage.turns}" />`;
      break;
    default:
  }
  if (!stage) {
    return html`<${WayIn} desk="${desk}" scene="${scene}" />
      <${PeopleHere} desk="${desk}" scene="${scene}" />
      <${ArrivalHere} desk="${desk}" scene="${scene}" />
      <div class="stack"><${AddPerson} desk="${desk}" scene="${scene}" place="people" /><${Said} desk="${desk}" place="people" /></div>
      <p class="quiet">${t('console.after_start')}</p>`;
  }
  return html`
    <${LateArrivals} desk="${desk}" scene="${scene}" />
    ${stage.turns ? html`<${TurnsList} desk="${desk}" scene="${scene}" stage="${stage}" turns="${stage.turns}" />` : null}
    ${counts ? html`<${Answers} desk="${desk}" scene="${scene}" stage="${stage}" counts="${counts}" kind="${kind}" />` : null}
    <${PeopleHere} desk="${desk}" scene="${scene}" />
    <${ArrivalHere} desk="${desk}" scene="${scene}" />
    <${MarksHere} desk="${desk}" scene="${scene}" />
    <${RoomLine} desk="${desk}" scene="${scene}" />`;
}

/** This browser is no longer let in, or the session is closed to it. */
function Away() {
  return html`<main class="after">
    <h1>${t('console.away')}</h1>
    <p>${t('console.away_why')}</p>
    <div class="row"><a class="btn btn--main" href="/staff">${t('console.home')}</a></div>
  </main>`;
}
