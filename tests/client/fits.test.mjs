import assert from 'node:assert/strict';
import test from 'node:test';
import { begins, comes, fit } from '../../client_web/facilitator/fits.js';

const MINUTE = 60_000;
const NOW = 1_795_545_660_000;

/** One, two (not core, 10 minutes), a break, three (8 of 19 would do), closing (8 of 16 would do): 60 minutes from the start. */
const line = (step, changes = {}) => ({
  step, block: 0, kind: 'step', title: { en: step }, minutes: 10, at_least: null, core: true, closing: false, planned: null, standing: 'ahead', spent: null, ...changes,
});
const lines = () => [
  line('one', { standing: 'now', minutes: 5 }), line('two', { core: false }), line('rest', { kind: 'break', core: false }),
  line('three', { minutes: 19 }), line('closing', { minutes: 16, at_least: 8, closing: true }),
];

/** The first step has just begun, `late` minutes after its time. */
function evening(late, changes = {}) {
  const agenda = changes.agenda ?? lines();
  const total = agenda.reduce((sum, one) => sum + one.minutes, 0);
  return {
    phase: 'running', next_step: 'two', planned_end: NOW + (total - late) * MINUTE, ...changes, agenda,
    stage: { minutes: 5, extended: 0, spent: 0, entered: NOW, ...changes.stage },
  };
}
const only = (agenda, step, changes) => agenda.map((one) => (one.step === step ? { ...one, ...changes } : one));

test('before the start and after the end there is no plan to hold on to', () => {
  assert.equal(fit({ ...evening(0), stage: null }, NOW), null);
  assert.equal(fit({ ...evening(0), planned_end: null }, NOW), null);
  assert.equal(fit({ ...evening(0), phase: 'ended' }, NOW), null);
});

test('less than two minutes to either side are on time', () => {
  for (const late of [-1.9, -1, 0, 1, 1.9]) assert.deepEqual([fit(evening(late), NOW).behind, fit(evening(late), NOW).closing], [0, 'fits'], `${late}`);
  assert.equal(fit(evening(-7), NOW).behind, -7);
});

test('behind its plan the closing step still fits for as long as its fewest minutes are left', () => {
  assert.deepEqual(fit(evening(6), NOW), { behind: 6, over: false, closing: 'fits', missing: 0, repair: null });
  assert.equal(fit(evening(8), NOW).closing, 'fits');
  const late = fit(evening(9), NOW);
  assert.deepEqual([late.behind, late.closing, late.missing], [9, 'misses', 1]);
});

test('a closing step that names no fewest minutes needs all of them', () => {
  const agenda = only(lines(), 'closing', { at_least: null });
  assert.equal(fit(evening(3, { agenda }), NOW).missing, 3);
});

test('what is skipped is the smallest step that is enough, is not core, and is no break', () => {
  const spare = [...lines().slice(0, 2), line('small', { core: false, minutes: 4 }), ...lines().slice(2)];
  assert.deepEqual(fit(evening(12, { agenda: spare }), NOW).repair, { kind: 'skip', lines: [spare[2]] });
  assert.deepEqual(fit(evening(16, { agenda: spare }), NOW).repair.lines.map((one) => one.step), ['two']);
  assert.deepEqual(fit(evening(22, { agenda: spare }), NOW).repair.lines.map((one) => one.step), ['small', 'two']);
});

test('a step that can be shorter comes before one that is skipped', () => {
  const agenda = only(lines(), 'three', { at_least: 12 });
  const { repair } = fit(evening(12, { agenda }), NOW);
  assert.deepEqual([repair.kind, repair.line.step, repair.minutes], ['shorten', 'three', 4]);
});

test('where going on in time is enough, that is all that is said', () => {
  const agenda = only(lines(), 'one', { minutes: 20, at_least: 5 });
  const { repair } = fit(evening(12, { agenda, stage: { minutes: 20 } }), NOW);
  assert.deepEqual(repair, { kind: 'go_on', by: NOW + 16 * MINUTE });
});

test('nothing is offered that would not be enough', () => {
  const late = fit(evening(40), NOW);
  assert.deepEqual([late.closing, late.missing, late.repair], ['misses', 32, null]);
});

test('once the planned end has passed nothing is repaired', () => {
  const late = fit({ ...evening(0), planned_end: NOW - MINUTE }, NOW);
  assert.deepEqual([late.over, late.closing, late.repair], [true, 'misses', null]);
});

test('in the closing step itself only the time is told', () => {
  const agenda = lines().map((one) => ({ ...one, standing: one.closing ? 'now' : 'done' }));
  const told = fit({ ...evening(0, { agenda, next_step: null, stage: { minutes: 16 } }), planned_end: NOW + 10 * MINUTE }, NOW);
  assert.deepEqual(told, { behind: 6, over: false, closing: 'here', missing: 0, repair: null });
});

test('time that passes in a step, and time that is given to it, count', () => {
  const scene = evening(0);
  assert.equal(fit(scene, NOW + 4 * MINUTE).behind, 0, 'minutes that were planned are not late');
  assert.equal(fit(scene, NOW + 9 * MINUTE).behind, 4);
  assert.equal(fit({ ...scene, stage: { ...scene.stage, extended: 5 } }, NOW).behind, 5);
});

test('what was put off comes; what was left behind, and questions in between, do not', () => {
  const agenda = [
    line('jumped'), line('put-off', { standing: 'later' }), line('here', { standing: 'now' }), line('aside', { kind: 'aside' }),
    line('next', { standing: 'done' }), line('after'), line('closing', { closing: true }),
  ];
  assert.deepEqual(comes({ agenda, next_step: 'next' }).map((one) => one.step), ['put-off', 'next', 'after', 'closing']);
});

test('off its plan a break is told as it will come; on time, or where it does not come, as planned', () => {
  const at = (late, changes) => {
    const scene = evening(late, changes);
    return begins(scene, scene.agenda.find((one) => one.step === 'rest'), NOW);
  };
  assert.equal(at(0), null);
  assert.equal(at(-30), NOW + 15 * MINUTE, 'half an hour ahead: this step and the next, and it comes');
  assert.equal(at(0, { stage: { extended: 5 } }), NOW + 20 * MINUTE, 'five more minutes move it');
  assert.equal(at(30, { agenda: only(lines(), 'rest', { standing: 'done' }) }), null);
});
