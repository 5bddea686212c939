import assert from 'node:assert/strict';
import test from 'node:test';
import { Outbox, inOrder } from '../../client_web/shared/connection/outbox.js';
import { MemoryStorage, settled } from './fakes/storage.mjs';

const HOUR = 60 * 60 * 1000;
const ask = (ref, at = 0) => ({ ref, command: { type: 'pass' }, at });

async function reopened(storage, scope = 'seat-1', now = () => 1000) {
  const outbox = new Outbox(scope, { storage, now });
  await outbox.ready;
  return outbox;
}

test('asks of one device go by count, whatever its clock did; devices by their oldest ask', () => {
  const asks = [ask('b:10', 50), ask('a:2', 60), ask('b:9', 90), ask('a:1', 70)];
  assert.deepEqual(inOrder(asks).map((one) => one.ref), ['b:9', 'b:10', 'a:1', 'a:2']);
});

test('a mark waits among the answers, and is about no step', async () => {
  const storage = new MemoryStorage();
  const outbox = await reopened(storage);
  await outbox.put({ ref: 'a:1', command: { type: 'mark', kind: 'tension', made: 5 }, at: 1 });
  await outbox.put({ ref: 'a:2', command: { type: 'pass', step: 's1', revision: 0 }, at: 2 });
  const again = await reopened(storage);
  assert.deepEqual(again.all().map((one) => one.command.type), ['mark', 'pass']);
  assert.deepEqual(again.about('s1').map((one) => one.ref), ['a:2']);
});

test('what was put, drafted and kept is there on the next load; what was done and cleared is not', async () => {
  const storage = new MemoryStorage();
  const outbox = await reopened(storage);
  assert.equal(await outbox.put(ask('a:1')), true);
  await outbox.put(ask('a:2'));
  await outbox.done('a:1');
  assert.equal(await outbox.saveDraft('s1', 'half'), true);
  await outbox.saveDraft('s2', 'gone');
  await outbox.clearDraft('s2');
  await outbox.keep('s3', 'mine alone');
  const again = await reopened(storage);
  assert.deepEqual(again.all().map((one) => one.ref), ['a:2']);
  assert.deepEqual([again.draft('s1'), again.draft('s2'), again.kept('s3')], ['half', undefined, 'mine alone']);
  assert.equal(again.hasDrafts(), true, 'a draft counts as unsent');
});

test('private words that are kept are not drafts', async () => {
  const outbox = await reopened(new MemoryStorage());
  await outbox.keep('s3', 'mine alone');
  await outbox.saveDraft('s1', '');
  assert.equal(outbox.hasDrafts(), false);
});

test('what is kept under a name is found again, the oldest first, without what was taken back', async () => {
  const storage = new MemoryStorage();
  let now = 1000;
  const outbox = await reopened(storage, 'seat-1', () => (now += 1));
  for (const name of ['=own b', '=own a', '=own c', 's1']) await outbox.keep(name, name);
  await outbox.keep('=own c', null);
  const again = await reopened(storage, 'seat-1', () => now);
  assert.deepEqual(again.keptUnder('=own '), ['=own b', '=own a']);
});

test('fast typing is written together, and the last word wins', async () => {
  const storage = new MemoryStorage();
  const outbox = await reopened(storage);
  const saved = ['h', 'ha', 'hal', 'half'].map((text) => outbox.saveDraft('s1', text));
  assert.deepEqual(await Promise.all(saved), [true, true, true, true]);
  assert.equal((await reopened(storage)).draft('s1'), 'half');
});

test('one seat never reads the words of another', async () => {
  const storage = new MemoryStorage();
  await (await reopened(storage, 'seat-1')).saveDraft('s1', 'hers');
  const other = await reopened(storage, 'seat-2');
  assert.equal(other.draft('s1'), undefined);
  await other.wipe();
  assert.equal((await reopened(storage, 'seat-1')).draft('s1'), 'hers');
});

test('what is older than twelve hours goes on the next load, whoever wrote it', async () => {
  const storage = new MemoryStorage();
  await (await reopened(storage, 'seat-1', () => 0)).saveDraft('s1', 'old');
  await (await reopened(storage, 'seat-2', () => 6 * HOUR)).saveDraft('s1', 'young');
  const third = await reopened(storage, 'seat-3', () => 12 * HOUR + 1);
  assert.deepEqual([...storage.rows.values()].map((row) => row.value), ['young']);
  assert.equal(third.draft('s1'), undefined);
});

test('wiping deletes everything of the scope, and nothing is written after it', async () => {
  const storage = new MemoryStorage();
  const outbox = await reopened(storage);
  await outbox.put(ask('a:1'));
  void outbox.saveDraft('s1', 'typed just now');
  assert.equal(await outbox.wipe(), true);
  assert.equal(await outbox.saveDraft('s1', 'typed after'), false);
  assert.equal(await outbox.put(ask('a:2')), false);
  await settled();
  assert.equal(storage.rows.size, 0);
  assert.deepEqual([outbox.all(), outbox.draft('s1')], [[], undefined]);
});

for (const fault of ['blocked', 'full']) {
  test(`storage that is ${fault}: memory works, saved says no, and a later write may succeed`, async () => {
    const storage = new MemoryStorage();
    storage[fault] = true;
    const outbox = await reopened(storage);
    assert.equal(await outbox.put(ask('a:1')), false);
    assert.equal(await outbox.saveDraft('s1', 'half'), false);
    assert.deepEqual([outbox.all().length, outbox.draft('s1')], [1, 'half']);
    storage[fault] = false;
    assert.equal(await outbox.saveDraft('s1', 'half and more'), true);
  });
}

test('a browser without storage: memory works', async () => {
  const outbox = await reopened(null);
  assert.equal(await outbox.saveDraft('s1', 'half'), false);
  assert.equal(outbox.draft('s1'), 'half');
});

test('storage that never answers does not hold the words up for ever', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const storage = new MemoryStorage();
  storage.silent = true;
  const outbox = new Outbox('seat-1', { storage, now: () => 0 });
  const saved = outbox.saveDraft('s1', 'half');
  await settled();
  t.mock.timers.tick(3000);
  assert.equal(await saved, false);
  await outbox.ready;
  assert.equal(outbox.draft('s1'), 'half');
});

test('adopting takes the later words of each step, and asks once', async () => {
  const outbox = await reopened(new MemoryStorage());
  await outbox.put(ask('a:1'));
  await outbox.saveDraft('s1', 'mine, at 1000');
  outbox.adopt({
    asks: [ask('a:1'), ask('a:2')],
    drafts: [{ name: 's1', value: 'theirs, older', at: 900 }, { name: 's2', value: 'theirs', at: 900 }],
    kept: [{ name: 's3', value: 'private', at: 900 }],
  });
  assert.deepEqual(outbox.all().map((one) => one.ref), ['a:1', 'a:2']);
  assert.deepEqual([outbox.draft('s1'), outbox.draft('s2'), outbox.kept('s3')], ['mine, at 1000', 'theirs', 'private']);
  outbox.adopt({ asks: [], drafts: [{ name: 's1', value: undefined, at: 2000 }], kept: [] });
  assert.equal(outbox.draft('s1'), undefined, 'sent in the other tab');
});
