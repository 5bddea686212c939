import assert from 'node:assert/strict';
import test from 'node:test';
import { ServerClock, backOff } from '../../client_web/shared/connection/timing.js';

test('half of every wait is chance, between 0.2 and 15 seconds', () => {
  assert.deepEqual([backOff(0, () => 0), backOff(0, () => 1)], [200, 400]);
  assert.deepEqual([backOff(4, () => 0), backOff(4, () => 0.5)], [3200, 4800]);
  assert.deepEqual([backOff(50, () => 0), backOff(5000, () => 1)], [7500, 15_000]);
});

test('of the last eight messages the least delayed sets the clock', () => {
  let here = 0;
  const clock = new ServerClock(() => here);
  assert.equal(clock.now(), 0, 'no message yet: its own');
  for (const delay of [300, 40, 900]) clock.heard(here + 1000 - delay);
  assert.equal(clock.now(), 960);
  for (let i = 0; i < 8; i++) clock.heard(here + 1000 - 200);
  assert.equal(clock.now(), 800, 'old samples go');
  here += 60_000;
  assert.equal(clock.now(), 60_800);
});
