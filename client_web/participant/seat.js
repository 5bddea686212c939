/** Seat: knows where this phone's person is in the room, what became of "I need a person", and how this phone forgets.
 *  @import { Asked, Mine, OwnAnswer, ParticipantMine, Scene } from '../protocol.js'
 *  @typedef {'none' | 'asking' | 'not_sent' | 'unsure' | 'refused' | 'taken_back' | 'not_taken_back'} Cry what became of the last press, where the room has not said it
 */
import { effect, signal } from '../vendor/ui.js';
import { Link } from '../shared/connection/link.js';
import { forgetWayBack, liveAddress, rememberWayBack } from '../shared/screen.js';
import { lang } from '../shared/words.js';
import { Answers, begun } from './answers.js';

/** Undo of an end is possible for ten seconds: only then this phone lets go. */
const FORGET_AFTER = 15000;
/** An answer that is still on its way at the end may take this long. */
const LAST_POST = 60000;
const PARTING = 400;
/** A tap so soon after the call is part of it. */
const IMPATIENT = 1000;
/** Kept beside what is kept for steps: no step's name begins so. */
const ALARM = '=alarm';
/** Replies that say that it is so. */
export const TAKEN = ['ok', 'nothing', 'repeat'];

/** @param {number} ms */
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export class Seat extends Answers {
  /** @param {{ show: any, socket: string, scope: string, assets: string, extras?: { zone?: string } }} first */
  constructor(first) {
    /** @type {Link<Scene, Mine>} */
    const link = new Link({ url: liveAddress(first.socket), scope: first.scope, assets: first.assets });
    super(link);
    this.scope = first.scope;
    this.socket = first.socket;
    this.zone = first.extras?.zone;
    /** The visit in which this person asked to see the own former answer. */
    this.looked = signal(0);
    /** What became of the last ask about a turn, where the room has not shown it. */
    this.turnAsk = signal(/** @type {{ visit: number, code: string } | null} */ (null));
    /** Where the question for a letter is: it waits while somebody is in the middle of something. */
    this.namesake = signal(/** @type {'none' | 'open' | 'waits' | 'left'} */ ('none'));
    this.called = -Infinity;
    this.cry = signal(/** @type {Cry} */ ('none'));
    this.gone = signal(false);
    this.forgotten = signal(false);
    this.visit = 0;
    this.open = false;
    /** @type {{ asked: Asked, given: OwnAnswer | null } | null} the step that was on, with what this seat gave to it */
    this.former = null;
    this.turn = '';
    /** @type {boolean | null} whether this device knows the way back */ this.marked = null;
    this.told = '';
    this.endSeen = 0;
    effect(() => this.follow());
    this.link.start(first.show);
  }

  // --- what the room says ---

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
    this.called = performance.now();
    const { code } = await this.link.ask({ type: 'need_person' });
    if (TAKEN.includes(code)) return;
    this.cry.value = code === 'not_sent' ? 'not_sent' : code === 'no_reply' ? 'unsure' : 'refused';
  }

  async takeBack() {
    // Where a second, impatient tap meant the same button, this one has come in its place.
    if (performance.now() - this.called < IMPATIENT) return;
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
