/** Desk: knows what this console holds beside the room's view: what is open, what is covered, what became of the last ask, and the time.
 *  @import { Link } from '../shared/connection/link.js'
 *  @import { Command, Reply } from '../shared/connection/wire.js'
 *  @import { Answer, AskNow, FacilitatorScene, Mark, Pass, Skip, StaffMine } from '../protocol.js'
 *  @typedef {{ type: 'start' | 'next' | 'back' | 'pause' | 'resume' | 'end' } | { type: 'jump', step: string } | { type: 'skip', reason: Skip['reason'] }
 *    | { type: 'next_turn', turn: number, seat?: string } | { type: 'ask_now', kind: AskNow['kind'], question?: string }} Movement
 *  @typedef {'agenda' | 'people' | 'answers' | 'texts' | 'door' | 'arrival' | 'enter' | 'room' | 'skip' | 'few' | 'end' | 'marks' | 'line' | 'ask'} Opened
 *  @typedef {'foot' | 'stage' | 'marks' | 'answers' | 'people' | 'door' | 'arrival' | 'room' | 'waiting' | 'presence'} Place where a sentence stands: near what was tapped
 *  @typedef {Pick<Reply, 'code' | 'facts'>} Outcome
 */
import { batch, signal } from '../vendor/ui.js';
import { announce } from '../shared/screen.js';
import { t, tellReply } from '../shared/words.js';

/** Two presses within this time are one. */
const GUARD = 400;
/** A console that nobody touches covers names by itself. */
const COVER_AFTER = 60_000;
const DONE = ['ok', 'nothing', 'repeat'];
/** What was opened stays open under cover where it holds nothing of anybody. */
const SHOWS_NOBODY = ['agenda', 'room', 'skip', 'end'];

export class Desk {
  /** @param {Link<FacilitatorScene, StaffMine>} link @param {string} socket path of this session's socket */
  constructor(link, socket) {
    this.link = link;
    this.socket = socket;
    /** Path of this session for staff. */
    this.base = socket.replace(/\/socket$/, '');
    /** The server's time, once a second. */
    this.now = signal(link.now());
    this.opened = signal(/** @type {Opened | null} */ (null));
    this.covered = signal(false);
    this.said = signal(/** @type {{ place: Place, text: string } | null} */ (null));
    this.touched = Date.now();
    this.pressed = -Infinity;
    this.moving = false;
    this.opener = '';
    /** The log could not be read whole: nothing more is written to it. */
    this.readOnly = false;
  }

  get scene() {
    return this.link.view.value?.scene ?? null;
  }

  get linked() {
    return this.link.state.value === 'online';
  }

  // --- asking ---

  /** @param {Command} command @param {Place} place @returns {Promise<boolean>} whether it is done */
  async ask(command, place) {
    const reply = await this.link.ask(command);
    this.tell(reply, place);
    return DONE.includes(reply.code);
  }

  /** Whatever moves the room starts from the visit that is seen here, and is too late after five seconds. @param {Movement} movement */
  async move(movement) {
    if (this.moving || performance.now() - this.pressed < GUARD) return false;
    this.pressed = performance.now();
    this.moving = true;
    try {
      const from = movement.type === 'start' ? {} : { visit: this.scene?.stage?.number ?? 0 };
      return await this.ask(/** @type {Command} */ ({ ...movement, ...from, until: this.link.until() }), 'foot');
    } finally {
      this.moving = false;
    }
  }

  /** Goes to the outbox: what staff enter or note is not lost with the link. @param {Answer | Pass | Mark} command @param {Place} place */
  async send(command, place) {
    if (!this.linked) this.say(place, t('console.kept_here'));
    const reply = await this.link.send(command).reply;
    this.tell(reply, place);
    return DONE.includes(reply.code);
  }

  /** @param {Outcome} reply @param {Place} place */
  tell(reply, place) {
    if (DONE.includes(reply.code)) this.hush();
    else this.say(place, this.scene?.locked && reply.code === 'not_yours_to_ask' ? t('refused.locked') : tellReply(reply));
  }

  /** @param {Place} place @param {string} text never with a name: it is read aloud */
  say(place, text) {
    this.said.value = { place, text };
    announce(text);
  }

  hush() {
    this.said.value = null;
  }

  // --- the main button ---

  /** What the widest button does now. @returns {'start' | 'turn' | 'next' | 'end' | 'resume'} */
  get step() {
    const scene = this.scene;
    if (scene?.phase === 'gathering') return 'start';
    if (scene?.phase === 'paused') return 'resume';
    if (scene?.stage?.turns?.coming) return 'turn';
    return scene?.next ? 'next' : 'end';
  }

  advance() {
    if (!this.linked) this.say('foot', t('console.no_link_next'));
    else if (this.step === 'end') this.open('end', 'next');
    else if (this.step === 'turn') void this.giveTurn();
    else void this.move({ type: this.step });
  }

  /** Gives the turn to the next person, or to the one who was tapped. @param {string} [seat] */
  async giveTurn(seat) {
    if (!this.linked) this.say('foot', t('console.no_link_next'));
    const turns = this.scene?.stage?.turns;
    if (!turns || !this.linked) return;
    if (await this.move({ type: 'next_turn', turn: turns.turn, ...(seat ? { seat } : {}) })) announce(t('console.turn_given'));
  }

  /** Leaves the step for the one after it, whoever has still to come. */
  leave() {
    if (!this.linked) this.say('foot', t('console.no_link_next'));
    else if (this.scene?.next) void this.move({ type: 'next' });
    else this.open('end', 'leave-step');
  }

  back() {
    if (!this.linked) this.say('foot', t('console.no_link_next'));
    else if (!this.scene?.former) this.say('foot', t('refused.no_former_step'));
    else void this.move({ type: 'back' });
  }

  pause() {
    if (!this.linked) this.say('foot', t('console.no_link_next'));
    else if (this.scene?.phase === 'gathering') this.say('foot', t('refused.not_started'));
    else void this.move({ type: this.scene?.phase === 'paused' ? 'resume' : 'pause' });
  }

  // --- what is open ---

  /** @param {Opened} name @param {string} opener id of what was tapped: the focus goes back there */
  open(name, opener) {
    batch(() => {
      this.hush();
      this.opener = opener;
      this.opened.value = name;
    });
  }

  close() {
    const inside = document.activeElement?.closest('[data-opened]');
    batch(() => {
      this.hush();
      this.opened.value = null;
    });
    if (inside) setTimeout(() => document.getElementById(this.opener)?.focus());
  }

  // --- covering ---

  /** Whether nobody's data is drawn: covered by a tap or by itself, or locked. */
  get hides() {
    return this.covered.value || Boolean(this.scene?.locked);
  }

  cover() {
    batch(() => {
      this.covered.value = true;
      if (!SHOWS_NOBODY.includes(this.opened.value ?? '')) this.opened.value = null;
    });
  }

  uncover() {
    this.touch();
    this.covered.value = false;
  }

  touch() {
    this.touched = Date.now();
  }

  tick() {
    this.now.value = this.link.now();
    // After the end nothing covers by itself: who still waits must be within reach.
    if (!this.covered.value && this.scene?.phase !== 'ended' && Date.now() - this.touched >= COVER_AFTER) this.cover();
  }
}
