/** Answer for: knows how staff enter what a person without a device said or wrote on paper. What is being filled in stays, whatever closes or moves.
 *  @import { ArrivalLine, FacilitatorScene, Person, Stage, Words } from '../protocol.js'
 *  @import { Answer, Prompt } from '../steps/index.js'
 *  @import { Desk } from './desk.js'
 *  @typedef {{ seat: string, step: string, title: Words, prompt: Prompt, who_sees: string | null, picture: Stage['picture'], content_note: Words | null,
 *    since: number | null, revision: number, from: 'answers' | 'arrival', opener: string }} Entry what is entered, and the list it was opened from
 */
import { html, signal, useRef, useState } from '../vendor/ui.js';
import { useKind } from '../shared/kind.js';
import { Picture } from '../shared/screen.js';
import { say, t } from '../shared/words.js';
import { drop, isBegun, useBegun } from './begun.js';
import { Panel, Said } from './panel.js';
import { shownName } from './presence.js';

/** The form that is open, or that was left unfinished. */
const entry = signal(/** @type {Entry | null} */ (null));

/** Whose answer was entered last: the list that it was opened from goes on there. */
export const enteredFor = signal(/** @type {string | null} */ (null));

/** @param {Pick<Entry, 'seat' | 'step'>} about */
const named = ({ seat, step }) => `answer-${seat}-${step}`;

/** Opens the form for the present step. @param {Desk} desk @param {Stage} stage @param {Person} person */
export function enterNow(desk, stage, person) {
  const { step, title, prompt, who_sees, picture, content_note, entered } = stage;
  open(desk, { seat: person.seat, step, title, prompt, who_sees, picture, content_note, since: entered, revision: person.revision, from: 'answers', opener: 'by-person' });
}

/** Opens the form for a question on arrival. @param {Desk} desk @param {ArrivalLine} line @param {Person} person @param {string} opener */
export function enterArrival(desk, line, person, opener) {
  const { step, title, prompt, who_sees, picture, content_note } = line;
  const revision = person.on_arrival.find((one) => one.step === step)?.revision ?? 0;
  open(desk, { seat: person.seat, step, title, prompt, who_sees, picture, content_note, since: null, revision, from: 'arrival', opener });
}

/** @param {Desk} desk @param {Entry} about */
function open(desk, about) {
  entry.value = about;
  desk.open('enter', about.opener);
}

/** What was begun and is out of sight can be gone on with. @param {{ desk: Desk }} props */
export function Unfinished({ desk }) {
  const about = entry.value;
  if (!about || !isBegun(named(about))) return null;
  return html`<section class="people" aria-label="${t('console.entry')}">
    <p>${t('console.entry_unfinished')}</p>
    <button type="button" class="btn btn--plain" id="unfinished" onClick=${() => desk.open('enter', 'unfinished')}>${t('console.entry_go_on')}</button>
  </section>`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene }} props */
export function EnterFor({ desk, scene }) {
  const about = entry.value;
  const person = scene.people.find((one) => one.seat === about?.seat);
  if (!about || !person) return null;
  return html`<${Form} key="${named(about)}" desk="${desk}" scene="${scene}" about="${about}" person="${person}" />`;
}

/** @param {{ desk: Desk, scene: FacilitatorScene, about: Entry, person: Person }} props */
function Form({ desk, scene, about, person }) {
  const [chosen, choose] = useBegun(named(about), /** @type {Answer | null} */ (null));
  const [revision, revise] = useState(about.revision);
  const sending = useRef(false);
  const kind = useKind(about.prompt.kind);
  const { Ask } = kind ?? {};
  const hidden = about.who_sees === 'private';
  const movedOn = about.from === 'answers' && scene.stage?.step !== about.step;
  const note = say(about.content_note);
  const back = () => {
    drop(named(about));
    entry.value = null;
    if (about.from === 'arrival') enteredFor.value = about.seat;
    if (movedOn) desk.close();
    else desk.open(about.from, about.opener);
  };
  const send = async (/** @type {{ type: 'pass' } | { type: 'answer', answer?: Answer }} */ what) => {
    if (sending.current) return;
    const command = { step: about.step, seat: about.seat, revision, ...what };
    if (!desk.linked) {
      back();
      void desk.send(command, about.from);
      return;
    }
    sending.current = true;
    const saved = await desk.send(command, about.from);
    sending.current = false;
    if (saved) {
      back();
      desk.say(about.from, t('console.entry_saved'));
    } else revise(given(scene, about));
  };
  const save = () => {
    const answer = kind?.asAnswer(chosen, about.prompt);
    if (hidden) void send({ type: 'answer' });
    else if (answer) void send({ type: 'answer', answer });
    else desk.say(about.from, t('console.choose_first'));
  };
  return html`<${Panel} desk="${desk}" title="${t('console.entry')}" closes="${false}">
    <p class="entry-name"><strong>${shownName(person)}</strong></p>
    ${movedOn ? html`<p class="said">${t('console.entry_moved_on')}</p>` : null}
    <div class="answer-for" role="group" aria-label="${t('console.answer_for')}">
      ${note.text ? html`<p class="quiet"><strong>${t('console.content_note')}</strong> <span lang="${note.lang}">${note.text}</span></p>` : null}
      ${hidden ? html`<h3 lang="${say(about.title).lang}">${say(about.title).text}</h3><p>${t('console.private_on_paper')}</p>`
        : Ask ? html`<${Ask} prompt="${about.prompt}" chosen="${chosen}" choose="${choose}" beat="${{ since: about.since, now: () => desk.link.now() }}"
            picture="${about.picture ? html`<${Picture} socket="${desk.socket}" picture="${about.picture}" />` : null}"><p class="quiet">${t('console.by_staff_why')}</p></${Ask}>` : null}
    </div>
    <${Said} desk="${desk}" place="${about.from}" />
    <div class="row">
      <button type="button" class="btn btn--plain" onClick=${back}>${t('console.not_now')}</button>
      <button type="button" class="btn" onClick=${() => send({ type: 'pass' })}>${t('console.pass_for')}</button>
      <button type="button" class="btn" onClick=${save}>${hidden ? t('console.done_on_paper') : t('console.save')}</button>
    </div>
  </${Panel}>`;
}

/** What is replaced, when somebody else has entered meanwhile. @param {FacilitatorScene} scene @param {Entry} about */
function given(scene, about) {
  const person = scene.people.find((one) => one.seat === about.seat);
  const arrived = person?.on_arrival.find((one) => one.step === about.step);
  return arrived?.revision ?? (scene.stage?.step === about.step ? person?.revision : undefined) ?? about.revision;
}
