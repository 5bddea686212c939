import assert from 'node:assert/strict';
import test from 'node:test';
import { answer, device, online, page, reply, show } from './fakes/line.mjs';
import { MemoryStorage, settled } from './fakes/storage.mjs';

test('the show inside the page is drawn before there is a socket', () => {
  const { link } = page();
  link.start(show(9, { name: 'here' }));
  assert.equal(link.view.value.mine.name, 'here');
  assert.equal(link.view.value.n, 0);
  assert.equal(link.state.value, 'connecting');
});

test('the first show of a socket makes the link online, and views follow', async () => {
  const { link, line } = await online();
  assert.equal(link.state.value, 'online');
  line().says(show(4, { visit: 2 }));
  assert.deepEqual([link.view.value.n, link.view.value.scene.visit.number], [4, 2]);
  line().says(show(3, { visit: 1 }));
  assert.equal(link.view.value.n, 4, 'an older view is not drawn over a newer one');
});

test('a connect that hangs is given up after 8 seconds and tried again', async () => {
  const { link, sockets, time } = page();
  link.start();
  await time.pass(7999);
  assert.equal(sockets.length, 1);
  await time.pass(1);
  assert.equal(link.state.value, 'retrying');
  await time.pass(400);
  assert.equal(sockets.length, 2);
});

test('a server that accepts and says nothing is given up after 4 seconds', async () => {
  const { link, line, sockets, time } = page();
  link.start();
  line().opens();
  await time.pass(4000);
  assert.equal(link.state.value, 'retrying');
  await time.pass(400);
  assert.equal(sockets.length, 2);
});

test('two heartbeats of silence are a dead link; any message feeds the watch', async () => {
  const { link, line, time } = await online();
  await time.pass(29_000);
  line().says({ type: 'beat', n: 1, now: 5_029_000 });
  await time.pass(29_000);
  assert.equal(link.state.value, 'online');
  await time.pass(1000);
  assert.equal(link.state.value, 'retrying');
});

test('a beat that counts a view we did not get reconnects', async () => {
  const { link, line, sockets, time } = await online();
  line().says({ type: 'beat', n: 2, now: 5_000_000 });
  assert.equal(link.state.value, 'retrying');
  await time.pass(400);
  assert.equal(sockets.length, 2);
  line().opens();
  line().says(show(1, { visit: 7 }));
  assert.equal(link.view.value.scene.visit.number, 7, 'n starts again on a new socket');
});

test('the wait between tries grows from 0.4 to 15 seconds', async () => {
  const { link, line, sockets, time } = page();
  link.start();
  for (const wait of [400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000]) {
    const before = sockets.length;
    line().closes(1006);
    await time.pass(wait - 1);
    assert.equal(sockets.length, before);
    await time.pass(1);
    assert.equal(sockets.length, before + 1);
  }
});

test('a page that is seen again asks for a sign of life and gives it 3 seconds', async () => {
  const { link, line, seen, time } = await online();
  seen.wake();
  assert.deepEqual(line().sent, [{ ping: 1 }]);
  line().says({ type: 'beat', n: 1, now: 5_000_000 });
  await time.pass(4000);
  assert.equal(link.state.value, 'online');
  seen.wake();
  await time.pass(3000);
  assert.equal(link.state.value, 'retrying');
});

test('a page that is seen again without a link connects at once', async () => {
  const { line, seen, sockets } = await online();
  line().closes(1012);
  seen.wake();
  assert.equal(sockets.length, 2);
});

test('close codes that end the link end it', async () => {
  for (const [code, state] of [[4000, 'over'], [4001, 'elsewhere'], [4003, 'refused']]) {
    const { link, line, sockets, time, seen } = await online();
    line().closes(code);
    assert.equal(link.state.value, state);
    seen.wake();
    await time.pass(60_000);
    assert.equal(sockets.length, 1, `no reconnect after ${code}`);
  }
});

test('too many asks: ten seconds of rest, even if the page is seen again', async () => {
  const { line, sockets, time, seen } = await online();
  line().closes(4008);
  seen.wake();
  await time.pass(9999);
  assert.equal(sockets.length, 1);
  await time.pass(1);
  assert.equal(sockets.length, 2);
});

test('an ask without a link is not sent, and says so at once', async () => {
  const { link } = page();
  link.start();
  assert.deepEqual(await link.ask({ type: 'raise' }), { code: 'not_sent', facts: {} });
});

test('an ask is answered by its reply; silence and a break say so', async () => {
  const { link, line, time } = await online();
  const [first, second, third] = [link.ask({ type: 'raise' }), link.ask({ type: 'speak', lang: 'es' }), link.ask({ type: 'raise' })];
  const refs = line().asks().map((one) => one.ref);
  assert.deepEqual(refs.map((ref) => ref.split(':')[1]), ['1', '2', '3']);
  line().says(reply(refs[1], 'not_yours_to_ask', { who: 'you' }));
  assert.deepEqual((await second).facts, { who: 'you' });
  line().says(reply(refs[0]));
  assert.equal((await first).code, 'ok');
  await time.pass(5000);
  assert.equal((await third).code, 'no_reply');
  const cut = link.ask({ type: 'raise' });
  line().closes(1006);
  assert.equal((await cut).code, 'no_reply');
});

test('answers written without a link go out in order, before anything else, until they are replied to', async () => {
  const { link, line, time } = await online();
  line().closes(1006);
  const sent = [1, 2, 3].map((n) => link.send(answer(`s${n}`, n)));
  assert.deepEqual(await Promise.all(sent.map((one) => one.saved)), [true, true, true]);
  assert.equal(link.waiting.value, 3);
  await time.pass(400);
  line().opens();
  assert.equal(line().sent.length, 0, 'nothing goes out before the first show');
  const off = link.state.subscribe((state) => { if (state === 'online') void link.ask({ type: 'speak', lang: 'es' }); });
  line().says(show(1));
  assert.deepEqual(line().asks().map((one) => [one.command.step ?? one.command.type, one.ref.split(':')[1]]),
    [['s1', '1'], ['s2', '2'], ['s3', '3'], ['speak', '4']]);
  off();
  line().says(reply(sent[0].ref));
  assert.equal((await sent[0].reply).code, 'ok');
  line().closes(1006);
  await time.pass(400);
  line().opens();
  line().says(show(1));
  assert.deepEqual(line().asks().map((one) => one.command.step), ['s2', 's3']);
  line().says(reply(sent[1].ref, 'repeat'));
  line().says(reply(sent[2].ref, 'nothing'));
  assert.deepEqual([(await sent[1].reply).code, (await sent[2].reply).code, link.waiting.value], ['repeat', 'nothing', 0]);
});

test('an unsent answer survives the page: the next one sends it under its own ref', async () => {
  const storage = new MemoryStorage();
  const before = page({ storage });
  before.link.start();
  const sent = before.link.send(answer('s1', 7));
  assert.equal(await sent.saved, true);
  const after = await online({ storage });
  assert.deepEqual(after.line().asks(), [{ ref: sent.ref, command: answer('s1', 7) }]);
  after.line().says(reply(sent.ref));
  await settled();
  assert.equal(storage.rows.size, 0);
});

test('a refused answer leaves the outbox, is told, and its words are a draft again', async () => {
  const { link, line } = await online();
  const told = [];
  link.onRefused((item, code) => told.push([item.command.step, code.code, link.outbox.draft('s1')]));
  const sent = link.send(answer('s1', 'a walk'));
  line().says(reply(sent.ref, 'changed_elsewhere'));
  assert.equal((await sent.reply).code, 'changed_elsewhere');
  assert.deepEqual(told, [['s1', 'changed_elsewhere', 'a walk']]);
  assert.equal(link.waiting.value, 0);
});

test('a mark goes out like an answer; refused, it is told to whoever sent it and leaves no draft', async () => {
  const { link, line } = await online();
  const told = [];
  link.onRefused((item) => told.push(item));
  const mark = { type: 'mark', kind: 'tension', made: 5 };
  const sent = link.send(mark);
  assert.deepEqual(line().asks(), [{ ref: sent.ref, command: mark }]);
  line().says(reply(sent.ref, 'already_ended'));
  assert.equal((await sent.reply).code, 'already_ended');
  assert.deepEqual([told, link.waiting.value, link.outbox.hasDrafts()], [[], 0, false]);
});

test('a refused answer does not write over what was typed since', async () => {
  const { link, line } = await online();
  const sent = link.send(answer('s1', 'a walk'));
  void link.outbox.saveDraft('s1', 'a walk and tea');
  line().says(reply(sent.ref, 'changed_elsewhere'));
  assert.equal(link.outbox.draft('s1'), 'a walk and tea');
});

test('an answer that was not looked at goes again with a new number, above what went ahead of it', async () => {
  const { link, line, time } = await online();
  const slow = link.send(answer('s1', 1));
  line().says(reply(slow.ref, 'slow_down'));
  void link.ask({ type: 'raise' });
  assert.equal(link.waiting.value, 1);
  await time.pass(2000);
  const asks = line().asks();
  assert.deepEqual(asks.map((one) => [one.command.type, Number(one.ref.split(':')[1])]), [['answer', 1], ['raise', 2], ['answer', 3]]);
  line().says(reply(asks[2].ref));
  assert.equal((await slow.reply).code, 'ok');
  assert.equal(link.waiting.value, 0);
});

test('an answer that was not looked at gets its new number even if the link breaks meanwhile', async () => {
  const { link, line, time } = await online();
  const slow = link.send(answer('s1', 1));
  line().says(reply(slow.ref, 'slow_down'));
  const later = link.send(answer('s2', 2));
  line().closes(4008);
  await time.pass(10_000);
  line().opens();
  line().says(show(1));
  const asks = line().asks();
  assert.deepEqual(asks.map((one) => [one.command.step, Number(one.ref.split(':')[1])]), [['s2', 2], ['s1', 3]]);
  line().says(reply(later.ref));
  line().says(reply(asks[1].ref));
  assert.equal((await slow.reply).code, 'ok');
});

test('while the room cannot store, an answer stays owed and says why; then it is taken', async () => {
  const { link, line, time } = await online();
  const sent = link.send(answer('s1', 1));
  line().says(reply(sent.ref, 'no_storage'));
  assert.deepEqual([link.held.value, link.waiting.value], ['no_storage', 1]);
  await time.pass(9999);
  assert.equal(line().asks().length, 1);
  await time.pass(1);
  line().says(reply(line().asks()[1].ref));
  assert.equal((await sent.reply).code, 'ok');
  assert.deepEqual([link.held.value, link.waiting.value], [null, 0]);
});

test('a reply to nobody in particular changes nothing', async () => {
  const { link, line } = await online();
  const sent = link.send(answer('s1', 1));
  line().says({ type: 'reply', ref: null, code: 'malformed' });
  assert.equal(link.waiting.value, 1);
  line().says({ type: 'reply', ref: sent.ref, code: 'ok' });
  assert.deepEqual((await sent.reply).facts, {});
});

test('a console of another version reloads at the next step too', async () => {
  const { line, seen } = await online({ tabs: false });
  const console = (n, number) => ({ ...show(n, { assets: 'b'.repeat(12) }), scene: { kind: 'facilitator', stage: { number } } });
  line().says(console(2, 3));
  line().says(console(3, 3));
  assert.equal(seen.reloads, 0);
  line().says(console(4, 4));
  assert.equal(seen.reloads, 1);
});

test('words too long for a message are not sent', async () => {
  const { link, line } = await online();
  assert.equal((await link.send(answer('s1', 'é'.repeat(31_000))).reply).code, 'too_long');
  assert.equal(line().asks().length, 0);
});

test('where storage is blocked everything works, and saved says no', async () => {
  const storage = new MemoryStorage();
  storage.blocked = true;
  const { link, line } = await online({ storage });
  const sent = link.send(answer('s1', 1));
  assert.equal(await sent.saved, false);
  line().says(reply(sent.ref));
  assert.equal((await sent.reply).code, 'ok');
});

test('a staff page answers beats from its script; a phone does not', async () => {
  for (const [awake, expected] of [[true, [{ awake: 1 }]], [false, []]]) {
    const { line } = await online({ settings: { awake } });
    line().says({ type: 'beat', n: 1, now: 5_000_000 });
    assert.deepEqual(line().sent, expected);
  }
});

test('a staff page tells with the beat for how long nobody has touched it', async () => {
  let touched = 0;
  const { line, time } = await online({ settings: { awake: true, idle: () => time.at - touched } });
  touched = time.at;
  for (const idle of [0, 4_200]) {
    time.at = touched + idle;
    line().says({ type: 'beat', n: 1, now: 5_000_000 + idle });
    assert.deepEqual(line().sent.at(-1), { awake: 1, idle });
  }
});

test("the link keeps the server's time by the least delayed message", async () => {
  const { link, line, time } = await online();
  assert.equal(link.now(), 5_000_000);
  time.at += 10_000;
  line().says({ type: 'beat', n: 1, now: 5_009_600 });
  assert.equal(link.now(), 5_010_000, 'a beat that took 400 ms does not set the clock back');
  assert.equal(link.until(), 5_015_000);
  line().says({ type: 'beat', n: 1, now: 9_000_000 });
  assert.equal(link.now(), 9_000_000, 'a device whose clock was set starts afresh');
});

test('a page of another version reloads when the room moves on', async () => {
  const { line, seen } = await online();
  line().says(show(2, { visit: 3, assets: 'b'.repeat(12) }));
  assert.equal(seen.reloads, 0);
  line().says(show(3, { visit: 4, assets: 'b'.repeat(12) }));
  assert.equal(seen.reloads, 1);
});

test('it never reloads over a draft or an unsent answer', async () => {
  const { link, line, seen } = await online();
  void link.outbox.saveDraft('s1', 'half a sen');
  line().says(show(2, { visit: 3, assets: 'b'.repeat(12) }));
  line().says(show(3, { visit: 4, assets: 'b'.repeat(12) }));
  assert.equal(seen.reloads, 0);
  void link.outbox.clearDraft('s1');
  const sent = link.send(answer('s1', 'half a sentence'));
  line().says(show(4, { visit: 5, assets: 'b'.repeat(12) }));
  assert.equal(seen.reloads, 0);
  line().says(reply(sent.ref));
  line().says(show(5, { visit: 6, assets: 'b'.repeat(12) }));
  assert.equal(seen.reloads, 1);
});
