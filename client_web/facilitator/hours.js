/** Hours: knows what the header and the agenda say of when the next break comes and how long steps take, level with the sentence about the plan.
 *  @import { AgendaLine, FacilitatorScene } from '../protocol.js'
 */
import { t } from '../shared/words.js';
import { begins } from './fits.js';
import { clock, minutes } from './times.js';

const MINUTE = 60_000;

/** "18:18, break at 18:55". Off its plan a break is told as it will come; the end stays the one that was promised. @param {FacilitatorScene} scene @param {number} now */
export function hour(scene, now) {
  const time = clock(now);
  const { fixed } = scene;
  if (!fixed) return time;
  if (fixed.what === 'end') return t('console.hour_end', { time, at: clock(fixed.at) });
  const rest = scene.agenda.find((line) => line.kind === 'break' && line.planned === fixed.at);
  const at = rest ? begins(scene, rest, now) : null;
  return at === null ? t('console.hour_break', { time, at: clock(fixed.at) }) : t('console.hour_break_about', { time, at: clock(at) });
}

/** What the agenda says beside a step: minutes taken, or minutes to be taken; beside a break its hour. @param {FacilitatorScene} scene @param {AgendaLine} line @param {number} now */
export function lineMinutes(scene, line, now) {
  if (line.standing === 'skipped' || line.standing === 'later') return t(`console.${line.standing === 'later' ? 'put_off' : 'skipped'}`);
  if (line.kind === 'break' && line.planned !== null && line.standing === 'ahead') return clock(begins(scene, line, now) ?? line.planned);
  if (line.standing === 'now') return t('console.min', { count: line.minutes + (scene.stage?.extended ?? 0) });
  const taken = line.standing === 'done' && line.spent !== null;
  return t('console.min', { count: taken ? Math.max(1, minutes(/** @type {number} */ (line.spent) + MINUTE / 2)) : line.minutes });
}
