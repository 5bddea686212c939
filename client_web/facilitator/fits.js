/** Fits: knows how the evening stands against its plan, and what would let the closing step fit. It only says so: nothing is done by itself.
 *  @import { AgendaLine, FacilitatorScene } from '../protocol.js'
 *  @typedef {{ kind: 'go_on', by: number } | { kind: 'shorten', line: AgendaLine, minutes: number } | { kind: 'skip', lines: AgendaLine[] }} Repair
 *  @typedef {{ behind: number, over: boolean, closing: 'here' | 'fits' | 'misses', missing: number, repair: Repair | null }} Fit
 *    `behind`: minutes, below zero where the evening is ahead of its plan. `missing`: how many minutes the closing step lacks. `repair`: what
 *    takes least away from the group.
 */
import { spent } from './times.js';

const MINUTE = 60_000;
/** Fewer minutes than this, to either side, are "on time". */
const NEAR = 2;
/** A part of a minute takes nothing from the closing step. */
const SLACK = 0.5;

/** The fewest minutes in which a step still makes sense. @param {AgendaLine} line */
const least = (line) => Math.min(line.at_least ?? line.minutes, line.minutes);
/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((all, one) => all + one, 0);

/** @param {FacilitatorScene} scene @param {number} now @returns {Fit | null} null where there is no plan to hold on to: before the start and after the end */
export function fit(scene, now) {
  const { stage, planned_end: end } = scene;
  if (!stage || end === null || scene.phase === 'ended') return null;
  const coming = comes(scene);
  const closing = coming.find((line) => line.closing);
  const between = coming.filter((line) => line !== closing);
  const left = leftHere(stage, now) / MINUTE;
  const before = left + sum(between.map((line) => line.minutes));
  const there = (end - now) / MINUTE;
  const late = before + (closing?.minutes ?? 0) - there;
  const behind = Math.abs(late) < NEAR ? 0 : Math.round(late);
  const over = there <= 0;
  if (!closing) return { behind, over, closing: 'here', missing: 0, repair: null };
  const lacks = before + least(closing) - there;
  if (behind <= 0 || lacks <= SLACK) return { behind, over, closing: 'fits', missing: 0, repair: null };
  const missing = Math.ceil(lacks);
  return { behind, over, closing: 'misses', missing, repair: over ? null : repair(scene, between, left, missing, now) };
}

/** What is left of the present step. @param {NonNullable<FacilitatorScene['stage']>} stage @param {number} now */
function leftHere(stage, now) {
  return Math.max(0, Math.round((stage.minutes + stage.extended) * MINUTE) - spent(stage, now));
}

/** When a line that still comes will begin if all before it take what they are given; null where that is as planned, or it does not come.
 *  @param {FacilitatorScene} scene @param {AgendaLine} line @param {number} now @returns {number | null} */
export function begins(scene, line, now) {
  const coming = comes(scene);
  const place = coming.indexOf(line);
  const found = fit(scene, now);
  if (place < 0 || !scene.stage || !found || (found.behind === 0 && !found.over)) return null;
  return now + leftHere(scene.stage, now) + Math.round(sum(coming.slice(0, place).map((one) => one.minutes)) * MINUTE);
}

/** The steps that the room still goes to, in order. @param {FacilitatorScene} scene */
export function comes(scene) {
  const here = scene.agenda.findIndex((line) => line.standing === 'now');
  return scene.agenda.filter((line, place) => line.kind !== 'aside' && line.standing !== 'now'
    && (line.standing === 'later' || line.step === scene.next_step || (line.standing === 'ahead' && place > here)));
}

/** First what nobody loses anything by: going on in time, a shorter step; then one step that is not core, then two.
 *  @param {FacilitatorScene} scene @param {AgendaLine[]} between @param {number} left @param {number} missing @param {number} now @returns {Repair | null} */
function repair(scene, between, left, missing, now) {
  const here = scene.agenda.find((line) => line.standing === 'now');
  const stage = /** @type {NonNullable<typeof scene.stage>} */ (scene.stage);
  const steps = between.filter((line) => line.kind === 'step');
  if (here && here.kind === 'step' && left >= missing && spent(stage, now) / MINUTE + left - missing >= least(here)) {
    return { kind: 'go_on', by: now + (left - missing) * MINUTE };
  }
  const shorter = steps.filter((line) => line.minutes - least(line) >= missing).sort((a, b) => (b.minutes - least(b)) - (a.minutes - least(a)))[0];
  if (shorter) return { kind: 'shorten', line: shorter, minutes: missing };
  const spare = steps.filter((line) => !line.core).sort((a, b) => a.minutes - b.minutes);
  const one = spare.find((line) => line.minutes >= missing);
  if (one) return { kind: 'skip', lines: [one] };
  if (here && here.kind !== 'break' && !here.core && left >= missing) return { kind: 'skip', lines: [here] };
  const two = spare.slice(-2);
  return two.length === 2 && sum(two.map((line) => line.minutes)) >= missing ? { kind: 'skip', lines: two } : null;
}
