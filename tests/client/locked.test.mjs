import assert from 'node:assert/strict';
import test from 'node:test';
import { online, reply, show } from './fakes/line.mjs';

test('what is owed waits behind the lock, and goes out with a new number when it opens', async () => {
  const { link, line, time } = await online({ tabs: false });
  const console = (n, locked) => ({ ...show(n), scene: { kind: 'facilitator', locked, stage: { number: 1 } } });
  line().says(console(2, false));
  const under = link.send({ type: 'mark', kind: 'tension', made: 5 });
  line().says(console(3, true));
  line().says(reply(under.ref, 'not_yours_to_ask'));
  line().closes(1006);
  const away = link.send({ type: 'mark', kind: 'follow_up', made: 6 });
  await time.pass(400);
  line().opens();
  line().says(console(1, true));
  assert.deepEqual([line().asks(), link.waiting.value], [[], 2], 'nothing is asked that would be refused');
  void link.ask({ type: 'next' });
  line().says(console(2, false));
  const asks = line().asks();
  assert.deepEqual(asks.map((one) => [one.command.kind ?? one.command.type, Number(one.ref.split(':')[1])]), [['next', 3], ['tension', 4], ['follow_up', 5]]);
  line().says(reply(asks[1].ref));
  line().says(reply(asks[2].ref));
  assert.deepEqual([(await under.reply).code, (await away.reply).code, link.waiting.value], ['ok', 'ok', 0]);
});
