import assert from 'node:assert/strict';
import test from 'node:test';
import { Time, answer, device, online, page, reply, show } from './fakes/line.mjs';
import { shareTabs } from '../../client_web/shared/connection/tabs.js';
import { MemoryStorage, settled } from './fakes/storage.mjs';

test('the newest tab wins, gets the unsent words, and the older can take them back', async () => {
  const [storage, channel, time] = [new MemoryStorage(), device(), new Time()];
  storage.blocked = true;
  const older = await online({ storage, channel, time });
  void older.link.outbox.saveDraft('s1', 'half');
  older.line().closes(1006);
  const sent = older.link.send(answer('s2', 2));
  time.at += 5;
  const newer = page({ storage, channel, time });
  newer.link.start();
  assert.equal(older.link.state.value, 'elsewhere');
  assert.equal(newer.link.outbox.draft('s1'), 'half');
  assert.equal(newer.link.moved.value > 0, true);
  newer.line().opens();
  newer.line().says(show(1));
  assert.deepEqual(newer.line().asks().map((one) => one.ref), [sent.ref]);
  newer.line().says(reply(sent.ref));
  void newer.link.outbox.clearDraft('s1');
  void newer.link.outbox.saveDraft('s3', 'new');
  time.at += 5;
  older.link.takeover();
  assert.equal(newer.link.state.value, 'elsewhere');
  assert.equal(older.link.outbox.draft('s1'), undefined);
  assert.equal(older.link.outbox.draft('s3'), 'new');
  older.line().opens();
  older.line().says(show(1));
  older.line().says(reply(sent.ref, 'repeat'));
  assert.equal((await sent.reply).code, 'repeat');
});

test('two tabs opened in one moment: exactly one is used', () => {
  const [channel, time] = [device(), new Time()];
  const pages = [page({ channel, time }), page({ channel, time })];
  for (const one of pages) one.link.start();
  assert.deepEqual(pages.map((one) => one.link.state.value).sort(), ['connecting', 'elsewhere']);
});

test('a tab that hears the others late is still as old as it is', async () => {
  const [channel, time] = [device(), new Time()];
  const older = await online({ channel, time, tabs: false });
  time.at += 5;
  const newer = await online({ channel, time });
  void newer.link.outbox.saveDraft('s1', 'new');
  shareTabs(older.link);
  assert.deepEqual([older.link.state.value, newer.link.state.value], ['elsewhere', 'online']);
  assert.equal(newer.link.outbox.draft('s1'), 'new');
});

test('two consoles may be open side by side', async () => {
  const [channel, time] = [device(), new Time()];
  const first = await online({ channel, time, tabs: false });
  await online({ channel, time, tabs: false });
  assert.equal(first.link.state.value, 'online');
});

test('forgetting deletes everything here and in the other tab', async () => {
  const [storage, channel, time] = [new MemoryStorage(), device(), new Time()];
  const older = await online({ storage, channel, time });
  await older.link.outbox.saveDraft('s1', 'half');
  time.at += 5;
  const newer = await online({ storage, channel, time });
  newer.line().closes(1006);
  const sent = newer.link.send(answer('s2', 2));
  await newer.link.forget();
  await settled();
  assert.equal((await sent.reply).code, 'forgotten');
  assert.equal(storage.rows.size, 0);
  assert.deepEqual([older.link.outbox.draft('s1'), newer.link.outbox.draft('s1')], [undefined, undefined]);
  assert.deepEqual([older.link.state.value, newer.link.state.value], ['over', 'over']);
});
