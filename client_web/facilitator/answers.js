/** Answers: knows what has come in for the present step, who gave what (by a tap), and what the room is shown of it.
 *  @import { Counts, FacilitatorScene, Person, Stage } from '../protocol.js'
 *  @import { Prompt, StepKind, Tally } from '../steps/index.js'
 *  @import { Desk } from './desk.js'
 */
import { html, useState } from '../vendor/ui.js';
import { isWritten, t } from '../shared/words.js';
import { enterNow } from './answer_for.js';
import { Panel, Said } from './panel.js';
import { shownName } from './people.js';
import { ReadTexts } from './texts.js';

/** @typedef {{ desk: Desk, scene: FacilitatorScene, stage: Stage, counts: Counts, kind: StepKind | null }} Props */

/** @param {Props} props */
export function Answers({ desk, scene, stage, counts, kind }) {
  const tally = counts.tally ?? stage.results;
  const { Chart } = kind ?? {};
  const anonymous = stage.who_sees === 'anonymous';
  const sees = anonymous && isWritten(stage.prompt.kind) ? 'anonymous_written' : stage.who_sees;
  const onPaper = seated(scene).some((person) => person.mode === 'no_device');
  return html`<section class="counts" aria-labelledby="counts-title">
    <div>
      <h2 id="counts-title">${t('console.answers')}</h2>
      <p><strong>${t('console.answered', { count: counts.answered })}</strong></p>
      <p>${others(counts)}</p>
      ${stage.who_sees && stage.who_sees !== 'group' && !(anonymous && stage.results) ? html`<p class="quiet">${t(`console.sees_${sees}`)}</p>` : null}
    </div>
    ${Chart && tally ? html`<${Chart} prompt="${/** @type {Prompt} */ (stage.prompt)}" tally="${/** @type {Tally} */ (tally)}" />` : null}
    <${ReadTexts} desk="${desk}" stage="${stage}" counts="${counts}" />
    <${ForTheRoom} desk="${desk}" stage="${stage}" counts="${counts}" />
    <${Said} desk="${desk}" place="answers" />
    <div class="row">
      ${scene.people.length && (!anonymous || onPaper)
        ? html`<button type="button" class="btn btn--plain" id="by-person" onClick=${() => desk.open('answers', 'by-person')}>
            ${anonymous ? t('console.on_paper') : t('console.by_person')}</button>`
        : null}
      <${OpenOrClose} desk="${desk}" stage="${stage}" />
    </div>
  </section>`;
}

/** "1 skipped, 2 not yet": nothing of it where answers carry no name. @param {Counts} counts */
function others({ passed, not_yet: notYet, after_close: afterClose }) {
  const parts = [];
  if (passed) parts.push(t('console.passed', { count: passed }));
  if (notYet) parts.push(t('console.not_yet', { count: notYet }));
  if (afterClose) parts.push(t('console.after_close', { count: afterClose }));
  return parts.join(', ');
}

/** @param {{ desk: Desk, stage: Stage, counts: Counts }} props */
function ForTheRoom({ desk, stage, counts }) {
  const [late, setLate] = useState(/** @type {number | null} */ (null));
  if (!counts.may_show) return null;
  const visit = stage.number;
  const words = stage.prompt.kind === 'text' ? 'texts' : 'counts';
  if (stage.revealed) {
    return html`<button type="button" class="btn btn--plain" onClick=${() => desk.ask({ type: 'hide', visit }, 'answers')}>${t(words === 'texts' ? 'console.hide_texts' : 'console.hide')}</button>`;
  }
  const show = async (/** @type {boolean} */ few) => {
    if (desk.opened.value === 'few') desk.close();
    const reply = await desk.link.ask({ type: 'reveal', visit, few });
    if (reply.code === 'too_few_to_show') {
      setLate(Number(reply.facts.answers));
      desk.open('few', 'show-counts');
    } else {
      desk.tell(reply, 'answers');
      if (reply.code === 'ok' && words === 'texts') desk.open('texts', 'read-texts');
    }
  };
  // More may have answered while the question stood there: then there is nothing to ask.
  if (desk.opened.value === 'few' && (counts.few || late !== null)) {
    return html`<div class="confirm" role="group" aria-labelledby="few-title" data-opened="yes">
      <p id="few-title">${t(words === 'texts' ? 'console.few_read' : 'console.few', { count: late ?? counts.answered })}</p>
      <div class="row">
        <button type="button" class="btn btn--plain" onClick=${() => desk.close()}>${t('console.not_now')}</button>
        <button type="button" class="btn" onClick=${() => show(true)}>${t(words === 'texts' ? 'console.read_anyway' : 'console.show_anyway')}</button>
      </div>
    </div>`;
  }
  const ask = () => {
    setLate(null);
    if (counts.few && counts.answered > 0) desk.open('few', 'show-counts');
    else void show(false);
  };
  return html`<button type="button" class="btn btn--plain" id="show-counts" onClick=${ask}>${t(`console.show_${words}`)}</button>`;
}

/** @param {{ desk: Desk, stage: Stage }} props */
function OpenOrClose({ desk, stage }) {
  const visit = stage.number;
  if (stage.open) {
    return html`<button type="button" class="btn btn--plain" onClick=${() => desk.ask({ type: 'close_answering', visit }, 'answers')}>${t('console.close_answering')}</button>`;
  }
  // What was counted without names can only be read from a difference: it takes no more answers.
  if (stage.who_sees === 'anonymous' && stage.results) return html`<p class="quiet">${t('console.counted')}</p>`;
  return html`<button type="button" class="btn btn--plain" onClick=${() => desk.ask({ type: 'open_answering', visit }, 'answers')}>${t('console.open_answering')}</button>`;
}

/** @param {FacilitatorScene} scene */
function seated(scene) {
  return scene.people.filter((person) => person.standing === 'in');
}

/** Who gave what. Where answers carry no name only those without a device stand here. @param {Props} props */
export function ByPerson({ desk, scene, stage, kind }) {
  const anonymous = stage.who_sees === 'anonymous';
  const people = seated(scene).filter((person) => !anonymous || person.mode === 'no_device');
  return html`<${Panel} desk="${desk}" title="${anonymous ? t('console.on_paper') : t('console.by_person')}">
    <ul class="lines-people">${people.map((person) =>
      html`<${Gave} key="${person.seat}" desk="${desk}" stage="${stage}" kind="${kind}" person="${person}" />`)}</ul>
    <${Said} desk="${desk}" place="answers" />
  </${Panel}>`;
}

/** @param {{ desk: Desk, stage: Stage, kind: StepKind | null, person: Person }} props */
function Gave({ desk, stage, kind, person }) {
  const words = gave(stage, kind, person);
  return html`<li>
    <div class="person">
      <span>${shownName(person)}${person.by_staff ? html`<small>${t('console.by_staff')}</small>` : null}</span>
      <span>${words}</span>
      ${person.mode === 'no_device'
        ? html`<button type="button" class="btn btn--plain" onClick=${() => enterNow(desk, stage, person)}>${t('console.enter')}</button>`
        : null}
    </div>
  </li>`;
}

/** @param {Stage} stage @param {StepKind | null} kind @param {Person} person */
function gave(stage, kind, person) {
  if (!person.status) return '';
  if (person.erased) return t('console.erased');
  if (person.later) return t(`console.${person.later}_later`);
  const answer = person.given && kind ? kind.asText(/** @type {any} */ (stage.prompt), person.given) : null;
  if (person.status === 'after_close') return answer ? t('console.late', { answer }) : t('console.status_after_close');
  return answer ?? t(`console.status_${person.status}`);
}
