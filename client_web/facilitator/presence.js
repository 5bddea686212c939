/** Presence: knows who counts as here and says where a person is: in the room by what staff say, at home by the link and its grace.
 *  @import { Person } from '../protocol.js'
 */
import { t } from '../shared/words.js';
import { clock, minutes } from './times.js';

/** A link that was lost for no longer than this is not called lost. */
export const GRACE = 3 * 60_000;

/** A name, or the seat’s number where the name was erased. @param {{ name: string | null, number: number | null }} person */
export function shownName(person) {
  return person.name ?? t('console.seat', { number: person.number });
}

/** Whether somebody at home can be reached, a short loss of the link left out. @param {Person} person @param {number} now */
export function isReached(person, now) {
  return person.linked === true || (person.lost !== null && now - person.lost <= GRACE);
}

/** @param {Person} person @param {number} now */
export function isHere(person, now) {
  return person.standing === 'in' && person.presence === 'here' && (person.mode !== 'remote' || isReached(person, now));
}

/** "9 in the room, 1 at home, 1 on paper, 1 stepped out" @param {Person[]} inside @param {number} now */
export function whereAll(inside, now) {
  const here = inside.filter((person) => isHere(person, now));
  const away = inside.filter((person) => !here.includes(person));
  /** @type {[string, number][]} */
  const parts = [
    ['in_room', here.filter((person) => person.mode === 'on_site').length],
    ['at_home', here.filter((person) => person.mode === 'remote').length],
    ['on_paper_count', here.filter((person) => person.mode === 'no_device').length],
    ['out_count', away.filter((person) => person.presence === 'out').length],
    ['left_count', away.filter((person) => person.presence === 'left').length],
    ['cut_off', away.filter((person) => person.presence === 'here').length],
  ];
  return parts.filter(([key, count]) => count || key === 'in_room').map(([key, count]) => t(`console.${key}`, { count })).join(', ');
}

/** Where one person is, in a few lines. @param {Person} person @param {number} now @returns {string[]} */
export function whereOne(person, now) {
  const lines = person.phone_left === null ? [] : [t('console.phone_left', { time: clock(person.phone_left) })];
  const away = person.presence !== 'here';
  if (away) lines.push(t(`console.presence_${person.presence}`));
  if (person.mode === 'no_device') lines.push(t(away ? 'console.turn_no_phone' : 'console.on_paper_here'));
  else if (person.mode === 'on_site') {
    if (!away) lines.push(t('console.mode_on_site') + (person.linked === false ? `, ${t('console.phone_cut_off')}` : ''));
  } else {
    lines.push(`${t('console.mode_remote')}, ${linkOf(person, now)}`);
    if (!away) lines.push(t(person.confirmed ? 'console.confirmed' : 'console.not_confirmed'));
  }
  return lines;
}

/** How the link of somebody at home stands, in words. @param {Person} person @param {number} now */
export function linkOf(person, now) {
  if (person.linked) return t('console.link_there');
  if (person.lost === null) return t('console.no_link_yet');
  if (!isReached(person, now)) return cutOffSince(person.lost);
  const count = minutes(now - person.lost);
  return count ? t('console.no_link_for', { count }) : t('console.no_link_now');
}

/** @param {number} lost */
export function cutOffSince(lost) {
  return t('console.no_link_since', { time: clock(lost) });
}
