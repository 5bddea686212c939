/** Link: knows the live connection of one page to its room: asks go out, views come in, and a break mends itself.
 *
 *  Connect, reconnect and replay are one case: the server sends the present `show`. Answers, passes and staff marks wait in the outbox until
 *  their reply; everything else is asked once, now or not at all. Works on plain http (no secure context needed).
 *  @import { Signal } from '../../vendor/ui.js'
 *  @import { Beat, Command, FromServer, Kept, LinkState, LocalCode, Mine, Reply, Scene, Show, View, Waiting } from './wire.js'
 *  @import { Tabs } from './tabs.js'
 *  @import { Socket, World } from './timing.js'
 *  @typedef {{ url: string, scope: string, assets?: string, heartbeat?: number, awake?: boolean, idle?: () => number }} Settings
 *    `scope`: public id of the seat or staff page. `awake`: answers heartbeats from script (staff pages), and tells with `idle` for how many ms nobody has touched the page.
 *  @typedef {{ ref: string, saved: Promise<boolean>, reply: Promise<Reply> }} Sent `saved` is true once the words would survive a crash
 */
import { batch, signal } from '../../vendor/ui.js';
import { Outbox } from './outbox.js';
import { PATIENCE, ServerClock, backOff, browser } from './timing.js';

const OPEN = 1;
const CLOSE = { over: 4000, elsewhere: 4001, refused: 4003, tooMany: 4008 };
/** The server could not take the ask now, whatever was in it: it stays in the outbox and goes again. */
const TRY_AGAIN = ['slow_down', 'no_storage', 'read_only'];
const LONGEST = 60000;

/** @param {number} bytes */
const hex = (bytes) => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (one) => one.toString(16).padStart(2, '0')).join('');
/** @param {LocalCode} code @returns {Reply} a reply made on this device: `not_sent`, `no_reply`, `too_long`, `forgotten` */
const local = (code) => ({ code, facts: {} });

/** @template {Scene} [S=Scene] @template {Mine} [M=Mine] */
export class Link {
  /** @param {Settings} settings @param {Partial<World>} [world] */
  constructor(settings, world = {}) {
    this.settings = { assets: '', heartbeat: 15000, awake: false, ...settings };
    /** @type {World} */ this.world = { ...browser(), ...world };
    this.device = hex(8);
    this.count = 0;
    this.outbox = new Outbox(settings.scope, { storage: this.world.storage, now: this.world.now });
    this.clock = new ServerClock(this.world.now);

    /** @type {Signal<LinkState>} */ this.state = signal('connecting');
    /** When the state became what it is, on this device's clock (for "after two minutes"). */
    this.since = signal(this.world.now());
    /** @type {Signal<View<S, M> | null>} */ this.view = signal(null);
    /** How many asks wait for their reply. */
    this.waiting = signal(0);
    /** Why something in the outbox is not taken for now, such as `no_storage`; null when all goes well. */
    this.held = signal(/** @type {Reply['code'] | null} */ (null));
    /** Rises when drafts came from storage or from another tab: fields that are still empty look again. */
    this.moved = signal(0);

    /** @type {Socket | null} */ this.socket = null;
    this.shown = 0;
    this.tries = 0;
    this.notBefore = Infinity;
    this.dog = 0;
    this.retry = 0;
    this.again = 0;
    /** @type {number | undefined} the visit at which a newer version of the page was seen */ this.outdatedAt = undefined;
    /** @type {Map<string, { settle: (reply: Reply) => void, timer: number }>} */ this.asked = new Map();
    /** @type {Map<string, (reply: Reply) => void>} */ this.owed = new Map();
    /** @type {Set<string>} refs that went out on the present socket */ this.gone = new Set();
    /** @type {Set<string>} refs that the server certainly did not take */ this.untaken = new Set();
    /** @type {Set<string>} refs that went out at some time */ this.tried = new Set();
    /** Behind its lock a staff page may not answer or note anything: what is owed waits until it opens. */
    this.locked = false;
    /** @type {((item: Waiting, reply: Reply) => void)[]} */ this.refusals = [];

    /** Other tabs of the same seat, once they are heard. @type {Tabs | null} */ this.tabs = null;
    this.began = 0;
    void this.outbox.ready.then(() => this.refill());
    this.world.listen(() => this.check());
  }

  // --- for screens ---

  /** @param {Show<S, M> | null} [firstShow] the show inside the page: drawn before the socket is there */
  start(firstShow = null) {
    if (firstShow) this.draw(firstShow, 0);
    this.use();
  }

  /** Back to this tab, after `elsewhere`: the other tab hands over its unsent words. */
  takeover() {
    void this.outbox.reload().then(() => this.refill());
    this.use();
  }

  use() {
    this.tries = 0;
    this.notBefore = 0;
    this.turn('connecting');
    this.connect();
    this.began = this.world.now();
    this.tabs?.take(this.began);
  }

  /** Asks once. Without a link it says `not_sent` at once; a link that stays silent says `no_reply`. @param {Command} command @returns {Promise<Reply>} */
  ask(command) {
    if (this.state.value !== 'online' || this.socket?.readyState !== OPEN) return Promise.resolve(local('not_sent'));
    const ref = this.nextRef();
    return new Promise((settle) => {
      const timer = this.world.after(PATIENCE.reply, () => { this.asked.delete(ref); settle(local('no_reply')); });
      this.asked.set(ref, { settle, timer });
      this.transmit({ ref, command });
    });
  }

  /** For answers, passes and staff marks: kept until the room has replied, across breaks and reloads. Never refused for want of a link.
   *  @param {Kept} command @returns {Sent} */
  send(command) {
    const ref = this.nextRef();
    if (new TextEncoder().encode(JSON.stringify(command)).length > LONGEST) {
      return { ref, saved: Promise.resolve(false), reply: Promise.resolve(local('too_long')) };
    }
    const item = { ref, command, at: this.world.now() };
    const reply = new Promise((/** @type {(reply: Reply) => void} */ settle) => this.owed.set(ref, settle));
    const saved = this.outbox.put(item);
    if (this.state.value === 'online') this.deliver(item);
    this.tally();
    return { ref, saved, reply };
  }

  /** Calls `tell` when something that was given to a step was refused. Its words are a draft again by then. @param {(item: Waiting, reply: Reply) => void} tell */
  onRefused(tell) {
    this.refusals.push(tell);
    return () => { this.refusals = this.refusals.filter((one) => one !== tell); };
  }

  /** The server's time, ms. */
  now() {
    return this.clock.now();
  }

  /** For commands that must not act late. */
  until(ms = 5000) {
    return this.now() + ms;
  }

  /** Deletes everything this device holds of the session and ends the link; other tabs of the seat do the same. */
  async forget() {
    this.stop('over');
    this.tabs?.wiped();
    this.forgetAsks();
    return this.outbox.wipe();
  }

  /** Ends the link for good, without deleting anything. @param {LinkState} [why] */
  stop(why = 'over') {
    this.tabs?.rest();
    this.leave();
    this.turn(why);
  }

  // --- the socket ---

  connect() {
    this.leave();
    const { after, socket } = this.world;
    /** @type {Socket} */ let line;
    try { line = socket(this.settings.url); } catch { this.retryLater(); return; }
    this.socket = line;
    this.shown = 0;
    this.dog = after(PATIENCE.connect, () => this.drop(line));
    line.onopen = () => this.watch(PATIENCE.firstShow);
    line.onmessage = (event) => { if (line === this.socket) this.hear(JSON.parse(event.data)); };
    line.onclose = (event) => { if (line === this.socket) this.closed(event.code); };
  }

  /** @param {number} code */
  closed(code) {
    if (code === CLOSE.over) this.stop('over');
    else if (code === CLOSE.elsewhere) this.stop('elsewhere');
    else if (code === CLOSE.refused) this.stop('refused');
    else this.retryLater(code === CLOSE.tooMany ? PATIENCE.tooMany : 0);
  }

  /** The link is dead, whatever the socket says of itself. @param {Socket} line */
  drop(line) {
    if (line === this.socket) this.retryLater();
  }

  retryLater(least = 0) {
    this.leave();
    if (this.resting()) return;
    this.turn('retrying');
    const wait = Math.max(least, backOff(this.tries++, this.world.chance));
    this.notBefore = this.world.now() + least;
    this.retry = this.world.after(wait, () => this.connect());
  }

  /** Lets go of the socket and of all that hangs on it. */
  leave() {
    for (const timer of [this.dog, this.retry, this.again]) this.world.cancel(timer);
    const line = this.socket;
    this.socket = null;
    this.gone.clear();
    if (line) {
      line.onopen = line.onmessage = line.onclose = null;
      line.close(1000);
    }
    for (const { settle, timer } of this.asked.values()) { this.world.cancel(timer); settle(local('no_reply')); }
    this.asked.clear();
  }

  /** @param {number} ms of silence that the present socket is allowed */
  watch(ms) {
    const line = this.socket;
    this.world.cancel(this.dog);
    if (line) this.dog = this.world.after(ms, () => this.drop(line));
  }

  /** The page is seen again, or the network is back: ask for a sign of life at once. */
  check() {
    if (this.resting()) return;
    if (!this.socket) {
      if (this.world.now() < this.notBefore) return;
      this.tries = 0;
      this.connect();
    } else if (this.state.value === 'online') {
      this.transmit({ ping: this.shown });
      this.watch(PATIENCE.ping);
    }
  }

  resting() {
    return ['elsewhere', 'over', 'refused'].includes(this.state.value);
  }

  // --- what the server says ---

  /** @param {FromServer<S, M>} message */
  hear(message) {
    this.watch(this.settings.heartbeat * PATIENCE.beats);
    if (message.type === 'show') this.show(message);
    else if (message.type === 'reply') this.replied({ ...message, facts: message.facts ?? {} });
    else if (message.type === 'beat') this.beat(message);
  }

  /** @param {Show<S, M>} show */
  show(show) {
    if (show.n <= this.shown) return;
    const first = this.shown === 0;
    this.shown = show.n;
    this.clock.heard(show.now);
    const was = this.locked;
    this.locked = 'locked' in show.scene && show.scene.locked;
    if (first) this.tries = 0;
    if (first || (was && !this.locked)) {
      // What was owed goes out before anything else can: the counts of one device only rise on the wire.
      this.deliverAll();
    }
    batch(() => {
      this.turn('online');
      this.draw(show, show.n);
    });
    this.renew(show);
  }

  /** @param {Show<S, M>} show @param {number} n */
  draw(show, n) {
    if (n === 0) this.clock.heard(show.now);
    this.view.value = { scene: show.scene, mine: show.mine, n, now: show.now };
  }

  /** A page of another version reloads when the room moves on, never over words that are not yet safe. @param {Show<S, M>} show */
  renew(show) {
    if (!this.settings.assets || show.assets === this.settings.assets) { this.outdatedAt = undefined; return; }
    const visit = visitNumber(show.scene);
    if (this.outdatedAt === undefined) this.outdatedAt = visit;
    else if (visit !== this.outdatedAt && !this.outbox.asks.size && !this.outbox.hasDrafts()) this.world.reload();
  }

  /** @param {Beat} beat */
  beat(beat) {
    this.clock.heard(beat.now);
    if (beat.n > this.shown) { this.tries = 0; this.retryLater(); return; }
    const { awake, idle } = this.settings;
    if (awake) this.transmit(idle ? { awake: this.shown, idle: Math.max(0, Math.round(idle())) } : { awake: this.shown });
  }

  /** @param {Reply} reply */
  replied(reply) {
    const ref = reply.ref ?? '';
    const asked = this.asked.get(ref);
    if (asked) {
      this.asked.delete(ref);
      this.world.cancel(asked.timer);
      asked.settle(reply);
      return;
    }
    const item = this.outbox.asks.get(ref);
    if (!item) return;
    if (TRY_AGAIN.includes(reply.code)) { this.tryAgain(item, reply.code); return; }
    if (this.locked && reply.code === 'not_yours_to_ask') { this.untaken.add(ref); return; }
    const settle = this.owed.get(ref);
    this.owed.delete(ref);
    void this.outbox.done(ref);
    this.held.value = null;
    this.tally();
    if (!['ok', 'nothing', 'repeat'].includes(reply.code)) this.refuse(item, reply);
    settle?.(reply);
  }

  /** @param {Waiting<Kept>} item @param {Reply} reply */
  refuse({ ref, command, at }, reply) {
    if (command.type === 'mark') return;
    if (command.type === 'answer' && command.answer !== undefined && this.outbox.draft(command.step) === undefined) {
      void this.outbox.saveDraft(command.step, command.answer);
    }
    for (const tell of this.refusals) tell({ ref, command, at }, reply);
  }

  // --- going out ---

  nextRef() {
    return `${this.device}:${++this.count}`;
  }

  /** @param {Waiting<Kept>} item */
  deliver(item) {
    if (this.locked) {
      // Others will go ahead of it, and it certainly was not taken.
      if (item.ref.startsWith(`${this.device}:`) && !this.tried.has(item.ref)) this.untaken.add(item.ref);
      return;
    }
    if (this.gone.has(item.ref) || this.socket?.readyState !== OPEN) return;
    this.gone.add(item.ref);
    this.tried.add(item.ref);
    this.transmit({ ref: item.ref, command: item.command });
  }

  /** @param {Waiting<Kept>} item @param {Reply['code']} code */
  tryAgain(item, code) {
    this.untaken.add(item.ref);
    this.held.value = code;
    this.world.cancel(this.again);
    this.again = this.world.after(code === 'slow_down' ? PATIENCE.askAgain : PATIENCE.store, () => this.resend());
  }

  resend() {
    if (this.state.value === 'online') this.deliverAll();
  }

  /** Sends what has not gone out on this socket. An ask that was not taken gets a new number at this moment and not before: later asks may
   *  have gone ahead of it, and under its old number it would pass for a repeat. */
  deliverAll() {
    const all = this.outbox.all();
    for (const item of all) if (!this.untaken.has(item.ref)) this.deliver(item);
    for (const item of this.locked ? [] : all.filter(({ ref }) => this.untaken.has(ref))) {
      const again = this.outbox.renumber(item, this.nextRef());
      this.untaken.delete(item.ref);
      const settle = this.owed.get(item.ref);
      this.owed.delete(item.ref);
      if (settle) this.owed.set(again.ref, settle);
      this.deliver(again);
    }
  }

  /** @param {object} message */
  transmit(message) {
    if (this.socket?.readyState === OPEN) this.socket.send(JSON.stringify(message));
  }

  /** Something came from storage or another tab. */
  refill() {
    this.resend();
    this.tally();
    this.moved.value++;
  }

  forgetAsks() {
    for (const settle of this.owed.values()) settle(local('forgotten'));
    this.owed.clear();
    this.tally();
  }

  tally() {
    this.waiting.value = this.outbox.asks.size;
  }

  /** @param {LinkState} state */
  turn(state) {
    if (state === this.state.value) return;
    batch(() => {
      this.state.value = state;
      this.since.value = this.world.now();
    });
  }
}

/** Consoles say where the room is in `stage`, the others in `visit`. @param {Scene} scene */
function visitNumber(scene) {
  if ('visit' in scene) return scene.visit?.number ?? 0;
  return 'stage' in scene ? scene.stage?.number ?? 0 : 0;
}
