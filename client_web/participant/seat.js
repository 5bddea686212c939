/** Seat: knows what this phone's person has chosen, sent and kept, what became of "I need a person", and how this phone forgets.
 *  @import { Asked, OwnAnswer, ParticipantMine, Reply, Scene, Mine } from '../protocol.js'
 *  @import { Owed, Waiting } from '../shared/connection/wire.js'
 *  @import { Answer } from '../steps/index.js'
 *  @typedef {{ standing: OwnAnswer['standing'], revision: number }} Standing
 *  @typedef {'none' | 'asking' | 'not_sent' | 'unsure' | 'refused' | 'taken_back' | 'not_taken_back'} Cry what became of the last press, where the room has not said it
 *  @typedef {{ step: string, code: string, facts?: { [name: string]: unknown } }} Refusal
 */
import { effect, signal } from '../vendor/ui.js';
import { Link } from '../shared/connection/link.js';
import { liveAddress } from '../shared/screen.js';
import { lang } from '../shared/words.js';

/** Undo of an end is possible for ten seconds: only then this phone lets go. */
const FORGET_AFTER = 15000;
/** An answer that is still on its way at the end may take this long. */
const LAST_POST = 60000;
const PARTING = 400;

/** @param {number} ms */
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export class Seat {
  /** @param {{ show: any, socket: string, scope: string, assets: string }} first */
  constructor(first) {
    this.scope = first.scope;
    this.socket = first.socket;
    /** @type {Link<Scene, Mine>} */
    this.link = new Link({ url: liveAddress(first.socket), scope: first.scope, assets: first.assets });
    /** Rises when something on this phone changed that is not a signal itself. */
    this.touched = signal(0);
    /** The step whose answer is open again. */
    this.changing = signal(/** @type {string | null} */ (null));
    /** The step of several questions whose rest was skipped. */
    this.restOf = '';
    /** What the room did not take, and why. */
    this.refusal = signal(/** @type {Refusal | null} */ (null));
    /** False once this browser turned out to keep nothing. */
    this.durable = signal(true);
    /** The visit to which the group came back and in which this seat had answered before. */
    this.cameBack = signal(0);
    this.cry = signal(/** @type {Cry} */ ('none'));
    this.gone = signal(false);
    this.forgotten = signal(false);
    /** What the room has taken and not yet shown. @type {Map<string, Standing>} */
    this.settled = new Map();
    this.visit = 0;
    this.open = false;
    this.told = '';
    this.endSeen = 0;
    this.link.onRefused((item, reply) => this.refused(item, reply));
    effect(() => this.follow());
    this.link.start(first.show);
  }

  // --- what the room says ---

  get scene() { return this.link.view.value?.scene ?? null; }

  /** @returns {ParticipantMine | null} */
  get mine() {
    const mine = this.link.view.value?.mine;
    return mine?.kind === 'seat' ? mine : null;
  }

  /** @returns {Asked | null} the present step */
  get asked() {
    const scene = this.scene;
    return scene?.kind === 'participant' ? scene.visit : null;
  }

  get online() { return this.link.state.value === 'online'; }

  follow() {
    const view = this.link.view.value;
    if (!view) return;
    const asked = this.asked;
    const given = this.mine?.given;
    if (asked && asked.number !== this.visit) {
      const again = this.visit !== 0 && given?.standing === 'answered';
      this.visit = asked.number;
      this.changing.value = null;
      this.refusal.value = null;
      this.cameBack.value = again ? asked.number : 0;
    } else if (asked && this.open && !asked.open) {
      // What is half chosen stays as a draft, behind "Finish and send".
      this.changing.value = null;
    }
    this.open = asked?.open ?? false;
    if (this.mine?.person) this.cry.value = 'none';
    this.speak();
    const ended = 'phase' in view.scene && view.scene.phase === 'ended';
    if (ended && !this.endSeen) {
      this.endSeen = this.link.now();
      this.forgetSoon('ended' in view.scene ? view.scene.ended : null);
    } else if (!ended && this.forgotten.value) {
      location.reload();
    }
  }

  /** Tells the room in which language this person reads, once for each change. */
  speak() {
    const mine = this.mine;
    if (!mine || !this.online || mine.lang === lang.value || this.told === lang.value) return;
    this.told = lang.value;
    void this.link.ask({ type: 'speak', lang: lang.value }).then((reply) => { if (reply.code !== 'ok') this.told = ''; });
  }

  // --- answering ---

  /** What was given to the present step as far as this phone knows, with what is still on its way. @param {string} step */
  given(step) {
    void [this.link.waiting.value, this.link.moved.value, this.touched.value];
    const shown = this.mine?.given ?? { standing: 'none', revision: 0 };
    const settled = this.settled.get(step);
    /** @type {Standing} */ const base = settled && settled.revision > shown.revision ? settled : shown;
    const onTheWay = this.onTheWay(step);
    const last = onTheWay[onTheWay.length - 1];
    return {
      standing: last ? (last.command.type === 'pass' ? 'passed' : 'answered') : base.standing,
      revision: base.revision + onTheWay.length,
      onTheWay: onTheWay.length > 0,
    };
  }

  /** @param {string} step @returns {Waiting[]} */
  onTheWay(step) {
    return this.link.outbox.all().filter(({ command }) => command.step === step);
  }

  /** What is chosen and not sent. @param {string} step */
  draft(step) {
    void [this.link.moved.value, this.touched.value];
    return this.link.outbox.draft(step) ?? null;
  }

  /** This person's own answer, wherever it is. @param {Asked} asked */
  own(asked) {
    void [this.link.moved.value, this.touched.value]; // what is kept on the phone is read a moment after the first page
    if (asked.who_sees === 'private') return this.link.outbox.kept(asked.step) ?? null;
    const way = this.onTheWay(asked.step);
    const last = way[way.length - 1]?.command;
    return last?.type === 'answer' ? last.answer ?? null : this.mine?.given?.answer ?? null;
  }

  /** @param {string} step @param {Answer} answer */
  choose(step, answer) {
    void this.link.outbox.saveDraft(step, answer);
    this.touched.value++;
  }

  /** A private answer stays on this phone; the room hears only that there is one. @param {Asked} asked @param {Answer} answer */
  give(asked, answer) {
    this.restOf = '';
    const secret = asked.who_sees === 'private';
    if (secret) void this.link.outbox.keep(asked.step, answer);
    const { revision } = this.given(asked.step);
    this.send({ type: 'answer', step: asked.step, revision, answer: secret ? null : answer });
  }

  /** @param {Asked} asked */
  pass(asked) {
    if (asked.who_sees === 'private' && this.link.outbox.kept(asked.step) != null) void this.link.outbox.keep(asked.step, null);
    this.send({ type: 'pass', step: asked.step, revision: this.given(asked.step).revision });
  }

  /** @param {Owed} command */
  send(command) {
    const { step, revision, type } = command;
    const sent = this.link.send(command);
    // The ask is on its way to storage before the draft goes: whatever happens between, one of them is there.
    void this.link.outbox.clearDraft(step);
    this.changing.value = null;
    this.refusal.value = null;
    this.cameBack.value = 0;
    this.touched.value++;
    void sent.saved.then((saved) => { this.durable.value = saved; });
    void sent.reply.then(({ code }) => {
      if (code === 'ok' || code === 'repeat') this.settled.set(step, { standing: type === 'pass' ? 'passed' : 'answered', revision: revision + 1 });
      this.touched.value++;
    });
  }

  /** @param {Waiting} item @param {{ code: string, facts?: any }} reply */
  refused(item, reply) {
    const { step } = item.command;
    const revision = reply.facts?.revision;
    if (typeof revision === 'number') this.settled.set(step, { standing: 'answered', revision });
    this.refusal.value = { step, code: reply.code, facts: reply.facts };
    this.touched.value++;
  }

  /** Lets go of what is chosen and not sent. @param {string} step */
  drop(step) {
    this.restOf = step;
    void this.link.outbox.clearDraft(step);
    this.changing.value = null;
    this.refusal.value = null;
    this.touched.value++;
  }

  // --- "I need a person": asked now or not at all ---

  async needPerson() {
    if (this.mine?.person || this.cry.value === 'asking') return;
    if (!this.mine) { this.cry.value = 'not_sent'; return; }
    this.cry.value = 'asking';
    const { code } = await this.link.ask({ type: 'need_person' });
    if (code === 'ok' || code === 'nothing' || code === 'repeat') return;
    this.cry.value = code === 'not_sent' ? 'not_sent' : code === 'no_reply' ? 'unsure' : 'refused';
  }

  async takeBack() {
    const { code } = await this.link.ask({ type: 'take_back' });
    this.cry.value = code === 'ok' || code === 'nothing' || code === 'repeat' ? 'taken_back' : 'not_taken_back';
  }

  // --- forgetting ---

  /** @param {number | null} ended the server's clock */
  forgetSoon(ended) {
    const due = (ended ?? this.endSeen) + FORGET_AFTER;
    const last = Math.max(due, this.endSeen) + LAST_POST;
    const look = () => {
      if (!this.endSeen || this.gone.value) return;
      const scene = this.scene;
      if (!scene || !('phase' in scene) || scene.phase !== 'ended') { this.endSeen = 0; return; }
      const now = this.link.now();
      if (now < due) setTimeout(look, due - now);
      else if (this.link.outbox.asks.size && now < last) setTimeout(look, 1000);
      else this.forget();
    };
    look();
  }

  /** The link stays: a person may need a person after the end. */
  forget() {
    this.forgotten.value = true;
    this.link.tabs?.wiped();
    void this.link.outbox.wipe();
    this.link.tally();
  }

  /** The phone forgets, and the page is replaced by a plain one. */
  async leave() {
    if (this.gone.value) return;
    this.gone.value = true;
    void fetch(`/s/${this.scope}/leave`, { method: 'POST', keepalive: true }).catch(() => undefined);
    await Promise.race([this.link.forget(), wait(PARTING)]);
    location.replace('/bye');
  }
}
