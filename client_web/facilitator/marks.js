/** Marks: knows how a facilitator notes a moment by one tap, adds a line to it, and finds the newest ones again.
 *  @import { FacilitatorScene, Mark, MarkLine } from '../protocol.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useEffect, useRef, useState } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { Panel, Said } from './panel.js';
import { clock } from './times.js';

const KINDS = /** @type {const} */ (['strong_moment', 'come_back', 'tension', 'steered_back', 'follow_up']);
const LONGEST_LINE = 200;

/** @param {FacilitatorScene} scene the newest first: a mark that waited for the link may lie further back than one that came before it */
function newest(scene) {
  return [...scene.marks].sort((a, b) => b.made - a.made);
}

/** Marks that are still on this tablet, since there is no link. @param {Desk} desk */
function waitingHere(desk) {
  void desk.link.waiting.value;
  return desk.link.outbox.all().flatMap(({ ref, command }) => (command.type === 'mark' ? [{ ref, command }] : [])).reverse();
}

/** Five buttons, one tap each. @param {{ desk: Desk }} props */
export function Marks({ desk }) {
  const mark = async (/** @type {Mark['kind']} */ kind) => {
    if (await desk.send({ type: 'mark', kind, made: Math.round(desk.link.now()) }, 'marks')) desk.say('marks', t('console.marked'));
  };
  const said = desk.said.value;
  const marked = said?.text === t('console.marked');
  return html`<div class="moments" role="group" aria-label="${t('console.mark_moment')}">
    <div class="row"><span>${t('console.mark')}</span>${KINDS.map((kind) => html`<button type="button" class="btn btn--plain" key="${kind}" onClick=${() => mark(kind)}>${t(`console.mark_${kind}`)}</button>`)}
    </div>
    ${said?.place === 'marks' ? html`<div class="row"><${Said} desk="${desk}" place="marks" />
      ${marked ? html`<button type="button" class="btn btn--plain" onClick=${() => desk.open('marks', 'all-marks')}>${t('console.mark_add')}</button>` : null}</div>` : null}
  </div>`;
}

/** How many there are, the newest one, and the way to them all. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function MarksHere({ desk, scene }) {
  const waiting = waitingHere(desk);
  const count = scene.marks.length + waiting.length;
  if (!count) return null;
  const last = waiting[0]?.command ?? newest(scene)[0];
  return html`<section class="people" aria-label="${t('console.marks')}">
    <p><strong>${t('console.marks_count', { count })}</strong><br />${told(last.kind, last.made ?? 0)}</p>
    <button type="button" class="btn btn--plain" id="all-marks" onClick=${() => desk.open('marks', 'all-marks')}>${t('console.mark_add')}</button>
  </section>`;
}

/** The newest ones, and a line to each. No names stand here, so it stays open. @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function MarksPanel({ desk, scene }) {
  return html`<${Panel} desk="${desk}" title="${t('console.marks')}" closes="${false}">
    <p class="quiet">${t('console.mark_record')}</p>
    <ul class="lines-people">
      ${waitingHere(desk).map(({ ref, command }) => html`<li key="${ref}">
        <p><strong>${told(command.kind, command.made ?? 0)}</strong></p><p class="quiet">${t('console.mark_waits')}</p></li>`)}
      ${newest(scene).map((mark) => html`<${Noted} key="${mark.mark}" desk="${desk}" mark="${mark}" />`)}
    </ul>
  </${Panel}>`;
}

/** "18:41, strong moment" @param {Mark['kind']} kind @param {number} made */
function told(kind, made) {
  return `${clock(made)}, ${t(`console.marked_${kind}`)}`;
}

/** @param {{ desk: Desk, mark: MarkLine }} props */
function Noted({ desk, mark }) {
  const [open, setOpen] = useState(false);
  const field = useRef(/** @type {HTMLInputElement | null} */ (null));
  const opener = useRef(/** @type {HTMLButtonElement | null} */ (null));
  useEffect(() => { if (open) field.current?.focus(); }, [open]);
  const close = () => {
    setOpen(false);
    setTimeout(() => opener.current?.focus());
  };
  const save = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const words = field.current?.value.trim();
    if (!words) desk.say('people', t('console.mark_empty'));
    else if (await desk.ask({ type: 'word_mark', mark: mark.mark, words }, 'people')) close();
  };
  const id = `line-${mark.mark}`;
  return html`<li>
    <p><strong>${told(mark.kind, mark.made)}</strong></p>
    ${open ? html`<form class="name-form" onSubmit=${save} autocomplete="off" data-filling="yes">
      <label class="label" for="${id}">${t('console.mark_line')}</label>
      <p class="quiet" id="${`${id}-why`}">${t('console.mark_record')}</p>
      <input class="field" id="${id}" ref=${field} aria-describedby="${`${id}-why`}" defaultValue="${mark.words ?? ''}" maxlength="${LONGEST_LINE}" autocomplete="off" />
      <${Said} desk="${desk}" place="people" />
      <div class="row">
        <button type="button" class="btn btn--plain" onClick=${close}>${t('console.not_now')}</button>
        <button class="btn">${t('console.save')}</button>
      </div>
    </form>` : html`${mark.words ? html`<p>${mark.words}</p>` : null}
      <div class="row"><button type="button" class="btn btn--plain" ref=${opener} onClick=${() => setOpen(true)}>${t(mark.words ? 'console.mark_change' : 'console.mark_add')}</button></div>`}
  </li>`;
}
