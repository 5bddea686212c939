/** Timing: knows how long the link waits, keeps the server's clock, and is where the link touches the browser.
 *  @typedef {{ send: (text: string) => void, close: (code?: number) => void, readonly readyState: number,
 *    onopen: (() => void) | null, onmessage: ((event: { data: string }) => void) | null, onclose: ((event: { code: number }) => void) | null }} Socket
 *  @typedef {{ socket: (url: string) => Socket, after: (ms: number, act: () => void) => number, cancel: (id: number) => void, now: () => number,
 *    chance: () => number, listen: (wake: () => void) => void, reload: () => void, channel?: (name: string) => import('./tabs.js').Channel | null,
 *    storage?: IDBFactory | null }} World everything that a test replaces
 */

export const PATIENCE = {
  connect: 8000,
  firstShow: 4000,
  ping: 3000,
  reply: 5000,
  tooMany: 10000,
  askAgain: 2000,
  store: 10000,
  beats: 2,
  backOffLeast: 400,
  backOffMost: 15000,
};

/** Half of the wait is chance, so that a restarted router does not bring all phones back in one moment.
 *  @param {number} tries failed tries before this one @param {() => number} chance 0 to 1 */
export function backOff(tries, chance) {
  const most = Math.min(PATIENCE.backOffMost, PATIENCE.backOffLeast * 2 ** Math.min(tries, 16));
  return most / 2 + (chance() * most) / 2;
}

/** The server's clock, told from what it sends: the least delayed of the last eight messages is nearest to the truth. */
export class ServerClock {
  /** @param {() => number} here this device's clock, ms */
  constructor(here) {
    this.here = here;
    /** @type {number[]} */ this.offsets = [];
  }

  /** @param {number} now the server's time in a message that just arrived */
  heard(now) {
    const offset = now - this.here();
    // A clock that was set (or a phone that slept) makes the old samples worthless.
    if (this.offsets.length && Math.abs(offset - this.offset()) > 5000) this.offsets = [];
    this.offsets = [...this.offsets.slice(-7), offset];
  }

  offset() {
    return this.offsets.length ? Math.max(...this.offsets) : 0;
  }

  now() {
    return Math.round(this.here() + this.offset());
  }
}

/** @returns {World} */
export function browser() {
  return {
    socket: (url) => /** @type {Socket} */ (/** @type {unknown} */ (new WebSocket(url))),
    after: (ms, act) => /** @type {number} */ (/** @type {unknown} */ (setTimeout(act, ms))),
    cancel: (id) => clearTimeout(id),
    now: Date.now,
    chance: Math.random,
    listen: (wake) => {
      addEventListener('online', wake);
      addEventListener('pageshow', wake);
      document.addEventListener('visibilitychange', () => { if (!document.hidden) wake(); });
    },
    reload: () => location.reload(),
  };
}
