/** Lines: knows what stands quietly above a member's page: a turn that comes, an alert that stands, what was begun and what became of it.
 *  @import { OwnAlarm } from '../protocol.js'
 *  @import { Seat } from './seat.js'
 */
import { html } from '../vendor/ui.js';
import { t } from '../shared/words.js';

/** What stands quietly above the group's page until somebody taps it. @param {{ seat: Seat, open: (panel: 'person' | 'alarm') => void }} props */
export function Lines({ seat, open }) {
  const { scene, mine } = seat;
  const going = scene?.kind === 'participant' && ['gathering', 'running'].includes(scene.phase) && scene.visit?.prompt.kind !== 'break';
  const waits = going && seat.namesake.value === 'waits';
  const unfinished = going && seat.late.value && !seat.late.value.on;
  // Who is told that somebody comes is not told at once that nobody has seen it.
  const unseen = mine?.alarm?.standing === 'unseen' && mine.person?.standing !== 'seen';
  const turn = going ? turnBeneath(seat) : '';
  return html`${turn ? html`<div class="quiet-line"><p><strong>${turn}</strong></p></div>` : null}
    ${seat.cry.value === 'not_sent' && seat.online ? html`<${Line} says="${t('phone.person_not_sent_line')}" does="${t('phone.alarm_open')}" act="${() => open('person')}" />` : null}
    ${mine?.alarm ? html`<${Line} says="${t(unseen ? 'phone.alarm_unseen' : 'phone.alarm')}" does="${t('phone.alarm_open')}" act="${() => open('alarm')}" />` : null}
    ${waits ? html`<${Line} says="${t('phone.namesake_waits')}" does="${t('phone.letter_add')}" act="${() => { seat.namesake.value = 'open'; }}" />` : null}
    ${unfinished ? html`<${Line} says="${t('phone.unfinished_line')}" does="${t('phone.finish')}" act="${() => seat.turnLate(true)}" />` : null}`;
}

/** What a person must know of the round while a page of their own lies over it. @param {Seat} seat */
function turnBeneath(seat) {
  const turn = seat.mine?.turn;
  if (!turn || !(seat.arrival.length || seat.namesake.value === 'open' || seat.late.value?.on)) return '';
  if (turn.standing === 'speaking') return t('goround.your_turn');
  return ['to_come', 'later'].includes(turn.standing) && turn.before === 0 ? t('goround.next') : '';
}

/** @param {{ says: string, does: string, act: () => void }} props */
function Line({ says, does, act }) {
  return html`<div class="quiet-line"><p>${says}</p><button type="button" class="btn btn--plain" onClick=${act}>${does}</button></div>`;
}

/** What became of "I need a person" or of an answer while its page was not on. @param {Seat} seat @param {string | null} known what this person
 *  has seen of it; null while they look at it */
export function news(seat, known) {
  const standing = seat.mine?.person?.standing;
  if (standing && standing !== 'sent' && known !== null && known !== standing) return html`<p class="news">${t(`phone.person_${standing}_news`)}</p>`;
  const refusal = seat.refusal.value;
  return refusal && refusal.step !== seat.asked?.step && !seat.arrival.some(({ step }) => step === refusal.step) ? html`<p class="news">${t('saved.came_back')}</p>` : null;
}

/** An answer of this person raised an alert: what to do now, at once. @param {OwnAlarm} alarm */
export function alarmTold({ standing, by }) {
  const title = standing === 'seen' && by ? t('phone.person_seen_by', { name: by }) : t(standing === 'unseen' ? 'phone.person_unseen' : 'phone.alarm');
  return { key: 'alarm', says: t(standing === 'unseen' ? 'phone.alarm_unseen' : 'phone.alarm'), title, text: t(`phone.alarm_${standing}_text`) };
}
