/** A settable clock and a server at the other end of a fake socket: the test says what arrives, and when time passes. */
import { Link } from '../../../client_web/shared/connection/link.js';
import { shareTabs } from '../../../client_web/shared/connection/tabs.js';
import { MemoryStorage, settled } from './storage.mjs';

export class Time {
  constructor(at = 1_000_000) {
    this.at = at;
    this.timers = new Map();
    this.next = 1;
  }

  after(ms, act) {
    this.timers.set(this.next, { due: this.at + ms, act });
    return this.next++;
  }

  cancel(id) {
    this.timers.delete(id);
  }

  /** Runs what falls due, in order. */
  async pass(ms) {
    const end = this.at + ms;
    for (;;) {
      const due = [...this.timers].filter(([, one]) => one.due <= end).sort((a, b) => a[1].due - b[1].due)[0];
      if (!due) break;
      this.timers.delete(due[0]);
      this.at = due[1].due;
      due[1].act();
      await settled();
    }
    this.at = end;
    await settled();
  }
}

class Socket {
  constructor(url) {
    this.url = url;
    this.readyState = 0;
    this.sent = [];
    this.onopen = this.onmessage = this.onclose = null;
  }

  send(text) {
    this.sent.push(JSON.parse(text));
  }

  close() {
    this.readyState = 3;
  }

  // what the server and the network do

  opens() {
    this.readyState = 1;
    this.onopen?.();
  }

  says(message) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }

  closes(code) {
    this.readyState = 3;
    this.onclose?.({ code });
  }

  asks() {
    return this.sent.filter((one) => one.ref);
  }
}

/** Channels of one device. */
export function device() {
  const all = [];
  return (name) => {
    const one = {
      name, onmessage: null,
      postMessage: (data) => { for (const other of all) if (other !== one && other.name === name) other.onmessage?.({ data: structuredClone(data) }); },
      close: () => all.splice(all.indexOf(one), 1),
    };
    all.push(one);
    return one;
  };
}

/** A link over a fake line. `line()` is the newest socket. `tabs`: whether it hears other tabs of its seat. */
export function page({ storage = new MemoryStorage(), time = new Time(), channel = device(), tabs = true, settings = {} } = {}) {
  const sockets = [];
  const seen = { reloads: 0, wake: () => {} };
  const link = new Link({ url: 'ws://test/s/1/live', scope: 'seat-1', assets: 'a'.repeat(12), ...settings }, {
    socket: (url) => { const one = new Socket(url); sockets.push(one); return one; },
    after: (ms, act) => time.after(ms, act),
    cancel: (id) => time.cancel(id),
    now: () => time.at,
    chance: () => 1,
    listen: (wake) => { seen.wake = wake; },
    reload: () => { seen.reloads++; },
    channel, storage,
  });
  if (tabs) shareTabs(link);
  const line = () => sockets[sockets.length - 1];
  return { link, line, sockets, time, storage, channel, seen };
}

export const show = (n, { visit = 1, assets = 'a'.repeat(12), now = 5_000_000, ...mine } = {}) =>
  ({ type: 'show', n, now, assets, scene: { visit: { number: visit } }, mine });

export const reply = (ref, code = 'ok', facts = {}) => ({ type: 'reply', ref, code, facts });

export const answer = (step, value) => ({ type: 'answer', step, revision: 0, answer: value });

/** A page that is online. */
export async function online(options) {
  const all = page(options);
  all.link.start();
  all.line().opens();
  all.line().says(show(1));
  await settled();
  return all;
}
