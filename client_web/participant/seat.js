/** Seat: knows what this phone's person has chosen, sent and kept, what became of "I need a person", and how this phone forgets.
 *  @import { Asked, OnArrival, OwnAnswer, ParticipantMine, Scene, Mine } from '../protocol.js'
 *  @import { Owed, Waiting } from '../shared/connection/wire.js'
 *  @import { Answer, Prompt, StepKind, TurnTold } from '../steps/index.js'
 *  @typedef {{ standing: OwnAnswer['standing'], revision: number }} Standing
 *  @typedef {'none' | 'asking' | 'not_sent' | 'unsure' | 'refused' | 'taken_back' | 'not_taken_back'} Cry what became of the last press, where the room has not said it
 *  @typedef {{ step: string, code: string, facts?: { [name: string]: unknown } }} Refusal
 *  @typedef {{ asked: Asked, given: OwnAnswer | null, on: boolean }} Late a question that the group left while this person was answering; `on`: it
 *    is still on this screen
 *  @typedef {{ prompt: Prompt, answer: Answer }} OwnWords to be read again until the end
 */
import { effect, signal } from '../vendor/ui.js';
import { Link } from '../shared/connection/link.js';
import { forgetWayBack, liveAddress, rememberWayBack } from '../shared/screen.js';
import { lang } from '../shared/words.js';

/** Undo of an end is possible for ten seconds: only then this phone lets go. */
const FORGET_AFTER = 15000;
/** An answer that is still on its way at the end may take this long. */
const LAST_POST = 60000;
const PARTING = 400;
/** Who chose or wrote something so lately is in the middle of it: the page stays. */
const IN_THE_MIDDLE = 60000;
/** Kept beside what is kept for steps: no step's name begins so. */
const [ALARM, OWN] = ['=alarm', '=own '];
const TAKEN = ['ok', 'nothing', 'repeat'];

/** @param {number} ms */
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

/** Whether a draft holds anything that a person chose or wrote. @param {unknown} draft @returns {boolean} */
export function begun(draft) {
  if (draft && typeof draft === 'object') return Object.values(draft).some(begun);
  return typeof draft === 'string' ? draft.trim() !== '' : typeof draft === 'number';
}

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
    this.late = signal(/** @type {Late | null} */ (null));
    /** The visit in which this person asked to see the own former answer. */
    this.looked = signal(0);
    /** What became of the last ask about a turn, where the room has not shown it. */
    this.turnAsk = signal(/** @type {{ visit: number, code: string } | null} */ (null));
    /** Where the question for a letter is: it waits while somebody is in the middle of something. */
    this.namesake = signal(/** @type {'none' | 'open' | 'waits' | 'left'} */ ('none'));
    this.cry = signal(/** @type {Cry} */ ('none'));
    this.gone = signal(false);
    this.forgotten = signal(false);
    /** What the room has taken and not yet shown. @type {Map<string, Standing>} */
    this.settled = new Map();
    /** What was answered and is not shown by the room yet. @type {Map<string, Answer | null>} */
    this.sent = new Map();
    this.visit = 0;
    this.open = false;
    /** @type {{ asked: Asked, given: OwnAnswer | null } | null} the step that was on, with what this seat gave to it */
    this.former = null;
    /** @type {Late | null} a late answer on its way */ this.parted = null;
    this.edited = { step: '', at: 0 };
    this.turn = '';
    /** @type {boolean | null} whether this device knows the way back */ this.marked = null;
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

  /** @returns {OnArrival[]} what this person is asked on arrival, while some of it is not answered */
  get arrival() { return this.mine?.arrival ?? []; }

  follow() {
    const view = this.link.view.value;
    if (!view) return;
    this.followStep();
    const { mine } = this;
    if (mine?.person) this.cry.value = 'none';
    const turn = JSON.stringify(mine?.turn ?? null);
    if (turn !== this.turn && this.turnAsk.peek()?.code !== 'asking') this.turnAsk.value = null;
    this.turn = turn;
    if (!mine?.namesake) this.namesake.value = 'none';
    else if (this.namesake.peek() === 'none') this.namesake.value = this.busy(mine) ? 'waits' : 'open';
    this.speak();
    const { scene } = view;
    const ended = 'phase' in scene && scene.phase === 'ended';
    this.markWayBack(scene.kind !== 'removed' && !ended && this.link.state.value !== 'refused');
    if (ended && !this.endSeen) {
      this.endSeen = this.link.now();
      this.forgetSoon('ended' in scene ? scene.ended : null);
    } else if (!ended && this.forgotten.value) {
      location.reload();
    }
  }

  /** @param {boolean} there */
  markWayBack(there) {
    if (there === this.marked) return;
    this.marked = there;
    if (there) rememberWayBack(this.socket.replace(/\/socket$/, ''));
    else forgetWayBack();
  }

  /** The room went to another step, or closed the one that it is on. */
  followStep() {
    const { asked } = this;
    const given = this.mine?.given ?? null;
    if (asked && asked.number !== this.visit) {
      const again = this.visit !== 0 && given?.standing === 'answered';
      this.leaveStep(asked);
      this.visit = asked.number;
      if (!this.arrival.some(({ step }) => step === this.changing.peek())) this.changing.value = null;
      this.refusal.value = null;
      this.looked.value = 0;
      this.cameBack.value = again ? asked.number : 0;
    } else if (asked && this.open && !asked.open) {
      // What is half chosen stays on the screen of who is in the middle of it, and for others behind "Finish and send".
      this.changing.value = this.inTheMiddle(asked.step) ? asked.step : null;
    }
    this.open = asked?.open ?? false;
    this.former = asked ? { asked, given } : null;
  }

  /** What was begun and not sent can be finished after the group has gone on. @param {Asked} next */
  leaveStep(next) {
    const { former } = this;
    const left = former?.asked.who_sees && former.asked.step !== next.step && begun(this.link.outbox.draft(former.asked.step));
    if (former && left) this.late.value = { asked: { ...former.asked, open: false, results: null }, given: former.given, on: this.inTheMiddle(former.asked.step) };
    else this.closeLate(next.step);
  }

  /** @param {string} step */
  inTheMiddle(step) {
    return this.edited.step === step && Date.now() - this.edited.at < IN_THE_MIDDLE && begun(this.link.outbox.draft(step));
  }

  /** Whether another question would push something away. @param {ParticipantMine} mine */
  busy(mine) {
    return mine.turn?.standing === 'speaking' || this.inTheMiddle(this.edited.step);
  }

  /** Tells the room in which language this person reads, once for each change. */
  speak() {
    const mine = this.mine;
    if (!mine || !this.online || mine.lang === lang.value || this.told === lang.value) return;
    this.told = lang.value;
    void this.link.ask({ type: 'speak', lang: lang.value }).then((reply) => { if (reply.code !== 'ok') this.told = ''; });
  }

  // --- answering ---

  /** What the room has shown of this seat's answer to a step that is on this screen. @param {string} step @returns {OwnAnswer | null} */
  shown(step) {
    const one = this.arrival.find((asked) => asked.step === step);
    if (one) return one.given;
    const late = this.late.value;
    if (late?.asked.step === step) return late.given;
    return this.asked?.step === step ? this.mine?.given ?? null : null;
  }

  /** What was given to a step as far as this phone knows, with what is still on its way. @param {string} step */
  given(step) {
    void [this.link.waiting.value, this.link.moved.value, this.touched.value];
    const shown = this.shown(step) ?? { standing: 'none', revision: 0 };
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
    return this.link.outbox.about(step);
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
    if (last) return last.type === 'answer' ? /** @type {Answer | null} */ (last.answer ?? null) : null;
    const shown = this.shown(asked.step);
    const settled = this.settled.get(asked.step);
    return settled && settled.revision > (shown?.revision ?? 0) ? this.sent.get(asked.step) ?? null : shown?.answer ?? null;
  }

  /** @param {string} step @param {Answer} answer */
  choose(step, answer) {
    this.edited = { step, at: Date.now() };
    void this.link.outbox.saveDraft(step, answer);
    this.touched.value++;
  }

  /** A private answer stays on this phone; the room hears only that there is one. @param {Asked} asked @param {Answer} answer @param {StepKind} kind */
  give(asked, answer, kind) {
    this.restOf = '';
    const secret = asked.who_sees === 'private';
    if (secret) void this.link.outbox.keep(asked.step, answer);
    if (kind.Own) void this.link.outbox.keep(OWN + asked.step, { prompt: asked.prompt, answer });
    const { revision } = this.given(asked.step);
    this.send({ type: 'answer', step: asked.step, revision, answer: secret ? null : answer });
  }

  /** @param {Asked} asked */
  pass(asked) {
    for (const name of [OWN + asked.step, ...(asked.who_sees === 'private' ? [asked.step] : [])]) {
      if (this.link.outbox.kept(name) != null) void this.link.outbox.keep(name, null);
    }
    this.send({ type: 'pass', step: asked.step, revision: this.given(asked.step).revision });
  }

  /** @param {Owed} command */
  send(command) {
    const { step, revision, type } = command;
    this.sent.set(step, type === 'answer' ? /** @type {Answer | null} */ (command.answer ?? null) : null);
    const sent = this.link.send(command);
    // The ask is on its way to storage before the draft goes: whatever happens between, one of them is there.
    void this.link.outbox.clearDraft(step);
    this.changing.value = null;
    this.refusal.value = null;
    this.cameBack.value = 0;
    if (this.late.peek()?.asked.step === step) this.parted = this.late.peek();
    this.closeLate(step);
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
    if (this.parted?.asked.step === step) this.late.value = { ...this.parted, on: false };
    const revision = reply.facts?.revision;
    if (typeof revision === 'number') this.settled.set(step, { standing: 'answered', revision });
    this.refusal.value = { step, code: reply.code, facts: reply.facts };
    this.touched.value++;
  }

  /** Lets go of what is chosen and not sent. @param {string} step */
  drop(step) {
    this.restOf = step;
    this.closeLate(step);
    void this.link.outbox.clearDraft(step);
    this.changing.value = null;
    this.refusal.value = null;
    this.touched.value++;
  }

  /** @param {string} step */
  closeLate(step) {
    if (this.late.peek()?.asked.step === step) this.late.value = null;
  }

  /** A late question goes off the screen, or comes back; what was written stays. @param {boolean} on */
  turnLate(on) {
    const late = this.late.peek();
    if (late) this.late.value = { ...late, on };
  }

  /** Own words that are kept for reading again, the oldest first. @returns {OwnWords[]} */
  get ownWords() {
    void [this.link.moved.value, this.touched.value];
    return /** @type {OwnWords[]} */ (this.link.outbox.keptUnder(OWN));
  }

  // --- turns, and a letter for the name: asked now or not at all ---

  /** @param {Asked} asked @param {TurnTold['asks'][number]['type']} type */
  async askTurn(asked, type) {
    if (this.turnAsk.peek()?.code === 'asking') return;
    this.turnAsk.value = { visit: asked.number, code: 'asking' };
    const { code } = await this.link.ask({ type, step: asked.step });
    this.turnAsk.value = TAKEN.includes(code) || code === 'moved_already' ? null : { visit: asked.number, code };
  }

  /** @param {string} letter @returns {Promise<string>} the code of what became of it; empty where there is nothing to say */
  async addLetter(letter) {
    const { code } = await this.link.ask({ type: 'add_letter', letter });
    const over = TAKEN.includes(code) || code === 'no_namesake';
    if (over) this.namesake.value = 'left';
    return over ? '' : code;
  }

  // --- an answer that raised an alert ---

  /** The alert whose page is to be opened: each one opens once. @returns {string | null} */
  get alarmToOpen() {
    void [this.link.moved.value, this.touched.value];
    const alert = this.mine?.alarm?.alert ?? null;
    return alert && this.link.outbox.kept(ALARM) !== alert ? alert : null;
  }

  /** @param {string} alert */
  openedAlarm(alert) {
    void this.link.outbox.keep(ALARM, alert);
    this.touched.value++;
  }

  // --- "I need a person": asked now or not at all ---

  async needPerson() {
    if (this.mine?.person || this.cry.value === 'asking') return;
    if (!this.mine) { this.cry.value = 'not_sent'; return; }
    this.cry.value = 'asking';
    const { code } = await this.link.ask({ type: 'need_person' });
    if (TAKEN.includes(code)) return;
    this.cry.value = code === 'not_sent' ? 'not_sent' : code === 'no_reply' ? 'unsure' : 'refused';
  }

  async takeBack() {
    const { code } = await this.link.ask({ type: 'take_back' });
    this.cry.value = TAKEN.includes(code) ? 'taken_back' : 'not_taken_back';
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
    this.late.value = null;
    this.link.tabs?.wiped();
    void this.link.outbox.wipe();
    this.link.tally();
  }

  /** The phone forgets, and the page is replaced by a plain one. */
  async leave() {
    if (this.gone.value) return;
    this.gone.value = true;
    forgetWayBack();
    void fetch(`/s/${this.scope}/leave`, { method: 'POST', keepalive: true }).catch(() => undefined);
    await Promise.race([this.link.forget(), wait(PARTING)]);
    location.replace('/bye');
  }
}
