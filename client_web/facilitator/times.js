/** Times: knows how long things took and take, in words, and when the group would end by plan.
 *  @import { FacilitatorScene, Stage, Turns } from '../protocol.js'
 */
import { lang, t } from '../shared/words.js';

const MINUTE = 60_000;
/** The site's own, wherever this tablet thinks it is. @type {string | undefined} */
let zone;

/** @param {string | undefined} name such as "America/Chicago" */
export function keepZone(name) {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    zone = name;
  } catch { /* a zone that this browser does not know: its own clock will do */ }
}

/** @param {number} at @returns {string} "18:41" */
export function clock(at) {
  return new Date(at).toLocaleTimeString(lang.value, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone });
}

/** @param {number} ms */
export function minutes(ms) {
  return Math.max(0, Math.floor(ms / MINUTE));
}

/** "for 2 minutes" @param {number} since @param {number} now */
export function howLong(since, now) {
  const count = minutes(now - since);
  return count ? t('console.for_minutes', { count }) : t('console.for_under_a_minute');
}

/** How long the room has been at this step, pauses left out. @param {Stage} stage @param {number} now */
export function spent(stage, now) {
  return stage.spent + (stage.entered === null ? 0 : Math.max(0, now - stage.entered));
}

/** "1 minute into this step, 5 planned" @param {Stage} stage @param {number} now */
export function intoStep(stage, now) {
  const count = minutes(spent(stage, now));
  const planned = stage.minutes + stage.extended;
  return count ? t('console.into', { count, planned }) : t('console.into_under_a_minute', { planned });
}

/** "7 minutes left, until about 19:05" @param {Stage} stage @param {number} now */
export function leftOf(stage, now) {
  const left = (stage.minutes + stage.extended) * MINUTE - spent(stage, now);
  if (left <= 0) return t('console.rest_over');
  const count = Math.ceil(left / MINUTE);
  return stage.entered === null ? t('console.rest_left', { count }) : t('console.rest_left_until', { count, time: clock(now + left) });
}

/** How long a turn has taken, softly: nothing here counts seconds. @param {Turns} turns @param {number} now */
export function turnTime(turns, now) {
  const count = Math.round((turns.spent + (turns.since === null ? 0 : Math.max(0, now - turns.since))) / MINUTE);
  return count ? t('console.turn_minutes', { count }) : t('console.turn_begun');
}

/** "about 1 minute each" @param {Turns} turns */
export function eachTurn({ seconds }) {
  if (seconds === null) return '';
  const count = Math.round(seconds / 60);
  return seconds < 60 || seconds % 60 ? t('console.turn_each_seconds', { count: seconds }) : t('console.turn_each', { count });
}

/** When the group ends if the rest takes as long as planned. @param {FacilitatorScene} scene @param {number} now */
export function endsAt(scene, now) {
  const ahead = scene.agenda.filter((line) => line.standing === 'ahead').reduce((sum, line) => sum + line.minutes, 0);
  const { stage } = scene;
  const left = stage ? Math.max(0, (stage.minutes + stage.extended) * MINUTE - spent(stage, now)) : 0;
  return now + ahead * MINUTE + left;
}
