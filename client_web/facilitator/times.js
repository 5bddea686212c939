/** Times: knows how long things took and take, in words, and when the group would end by plan.
 *  @import { AgendaLine, FacilitatorScene, Stage } from '../protocol.js'
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

/** What the agenda says beside a step: minutes taken, or minutes planned. @param {AgendaLine} line */
export function lineMinutes(line) {
  if (line.standing === 'skipped') return t('console.skipped');
  const taken = line.standing === 'done' && line.spent !== null;
  return t('console.min', { count: taken ? Math.max(1, Math.round(/** @type {number} */ (line.spent) / MINUTE)) : line.minutes });
}

/** When the group ends if the rest takes as long as planned. @param {FacilitatorScene} scene @param {number} now */
export function endsAt(scene, now) {
  const ahead = scene.agenda.filter((line) => line.standing === 'ahead').reduce((sum, line) => sum + line.minutes, 0);
  const { stage } = scene;
  const left = stage ? Math.max(0, (stage.minutes + stage.extended) * MINUTE - spent(stage, now)) : 0;
  return now + ahead * MINUTE + left;
}
