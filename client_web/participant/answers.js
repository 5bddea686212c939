/** Answers: knows what this phone's person has chosen, sent and kept, and what the room has taken of it.
 *  @import { Asked, Mine, OnArrival, OwnAnswer, ParticipantMine, Scene } from '../protocol.js'
 *  @import { Link } from '../shared/connection/link.js'
 *  @import { Owed, Waiting } from '../shared/connection/wire.js'
 *  @import { Answer, AskingKind, Prompt } from '../steps/index.js'
 *  @typedef {{ standing: OwnAnswer['standing'], revision: number }} Standing
 *  @typedef {{ step: string, code: string, facts?: { [name: string]: unknown } }} Refusal
 *  @typedef {{ asked: Asked, given: OwnAnswer | null, on: boolean }} Late a question that the group left while this person was answering; `on`: it
 *    is still on this screen
 *  @typedef {{ prompt: Prompt, answer: Answer }} OwnWords to be read again until the end
 */
import { signal } from '../vendor/ui.js';

/** Who chose or wrote something so lately is in the middle of it: the page stays. */
const IN_THE_MIDDLE = 60000;
/** Kept beside what is kept for steps: no step's name begins so. */
const OWN = '=own ';

/** Whether a draft holds anything that a person chose or wrote. @param {unknown} draft @returns {boolean} */
export function begun(draft) {
  if (draft && typeof draft === 'object') return Object.values(draft).some(begun);
  return typeof draft === 'string' ? draft.trim() !== '' : typeof draft === 'number';
}

export class Answers {
  /** @param {Link<Scene, Mine>} link */
  constructor(link) {
    this.link = link;
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
    /** What the room has taken and not yet shown. @type {Map<string, Standing>} */
    this.settled = new Map();
    /** What was answered and is not shown by the room yet. @type {Map<string, Answer | null>} */
    this.sent = new Map();
    /** @type {Late | null} a late answer on its way */ this.parted = null;
    this.edited = { step: '', at: 0 };
    this.link.onRefused((item, reply) => this.refused(item, reply));
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

  /** A private answer stays on this phone; the room hears only that there is one. @param {Asked} asked @param {Answer} answer @param {AskingKind} kind */
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

  /** @param {string} step */
  inTheMiddle(step) {
    return this.edited.step === step && Date.now() - this.edited.at < IN_THE_MIDDLE && begun(this.link.outbox.draft(step));
  }
}
