/** What each step kind's two modules export. `steps/<kind>.js` asks (a phone needs no more for its question), `steps/shown/<kind>.js` shows what
 *  came in and what stands in the room; both are fetched when the step comes:
 *
 *      const asks = /** @type {AskingKind} *\/ (await import(`../steps/${prompt.kind}.js`));
 *      html`<${asks.Ask} prompt="${visit.prompt}" chosen="${draft}" choose="${choose}" beat="${beat}" />`
 *
 *  A kind reads the language of the page (`say`, `t`) by itself and draws again when it changes. What is chosen comes in as a draft: a kind
 *  keeps no answer of its own (small things such as which question is on may be its own state).
 */
import type { ComponentChildren, ComponentType } from '../vendor/ui.js';
import type { Lang } from '../shared/words.js';
import type { Asked, AskTurn, EndTurn, LaterTurn, OwnAnswer, OwnTurn, PassTurn, Words } from '../protocol.js';

export type Prompt = Asked['prompt'];
export type Tally = NonNullable<Asked['results']>;
export type Answer = NonNullable<OwnAnswer['answer']>;
export type Told = NonNullable<OwnAnswer['told']>;

/** The server's clock, for what is paced by it. */
export interface Beat {
  /** Since when the step has been on, in the server's milliseconds; null while it rests. */
  since: number | null;
  /** Of a break: about when the group goes on, by what was planned and added, pauses left out. */
  due?: number | null;
  /** The server's time now. */
  now: () => number;
  /** The site's time zone, wherever this device thinks it is: everybody is told the same hour. */
  zone?: string;
}

export interface AskProps<P = Prompt, A = Answer> {
  prompt: P;
  /** The draft: what is chosen or typed and not sent; null at first: nothing is preselected. It may not be complete yet. */
  chosen: A | null;
  choose: (draft: A) => void;
  /** What this seat may know of the answer that it has sent (`check`). Absent where staff answer for somebody. */
  told?: Told | null;
  beat: Beat;
  /** Who sees the answer, and other notes of the page. They stand between the question and the fields. */
  children?: ComponentChildren;
  /** The step's picture. It stands under the heading. */
  picture?: ComponentChildren;
}

/** How a person's turn to speak stands, as their phone tells it. */
export interface TurnTold {
  /** The page's heading; null where the step's own heading is it. */
  title: string | null;
  lines: string[];
  /** The step's text, where it helps now. */
  text: ComponentChildren;
  /** What the person can ask now, the way out first; `words`: the key of the button's word. */
  asks: readonly { readonly type: (AskTurn | PassTurn | LaterTurn | EndTurn)['type']; readonly words: string }[];
}

/** `steps/<kind>.js` */
export interface AskingKind<P = Prompt, A = Answer, D = A> {
  /** The step's heading on every screen: "On screens now: ...". In both languages; pass it to `say`. */
  heading(prompt: P): Words;
  /** Phone (and console, for a person without a device): the question as the page's h1 (inside the legend where there are fields),
   *  `picture`, `children`, and the fields. It stands inside the page's form; the page has the buttons Skip and Send. */
  Ask: ComponentType<AskProps<P, D>>;
  /** Phone, console and replay: what was given, in a few words: "7", "0, none", "Chest, hands". */
  asText(prompt: P, answer: A): string;
  /** What came from storage, if it is a draft of this kind, complete or not. */
  asDraft(value: unknown): D | null;
  /** What came from storage or a draft, if it can be sent as an answer to this prompt; else null. `kind` is not part of what is sent. */
  asAnswer(value: unknown, prompt: P): A | null;
  /** The key of the sentence that says what is missing when Send is pressed too early; "phone.choose_first" where a kind names none. */
  missing?: string;
  /** The key of the word on the send button; "phone.send" where a kind names none. */
  send?: string;
  /** Whether more of the step is to be answered after this answer (`check`). */
  goesOn?(prompt: P, answer: A | null): boolean;
  /** Phone: what stands under "Saved." once the answer has been given: what is so and why (`check`), the closing line (`commit`), the plan to
   *  read aloud (`ifthen`). `reopen` opens the step again with the answer as the draft (the next question of a `check`). */
  After?: ComponentType<{ prompt: P; answer: A | null; told: Told | null; reopen: () => void }>;
  /** Phone: the person's own words, to be read again: at the end, and where a step asks people to say them aloud (`ifthen`, `plan`, `list`,
   *  `commit`). The phone keeps prompt and answer until the end. */
  Own?: ComponentType<{ prompt: P; answer: A }>;
  /** Phone, where people speak in turns (`goround`, `openfloor`): how this person's turn stands. The page draws it in the place of `Ask` and
   *  asks the room. `leader`: who leads, where that may be known. */
  turn?(prompt: P, own: OwnTurn, leader: string | null): TurnTold;
  /** The style sheets beside `frame.css` that a phone needs for it: `steps/<sheet>.css`. */
  sheets?: string[];
  /** Every screen rests (`break`): calm on phones, without a foot in the room, and no question on arrival is asked meanwhile. */
  rests?: boolean;
}

/** `steps/shown/<kind>.js` */
export interface ShowingKind<P = Prompt, T = Tally> {
  /** Room: everything inside `.wall-main`, the h1 first. Without `results` only the question; with them the h1 moves to the top. The screen may
   *  speak both languages: `Heading`, `Said`, `Spoken` and `Lines` do; `useFit` steps down to 1/20 of the height and then to pages. `langs`: those
   *  of a card, for what rests. */
  Wall: ComponentType<{ prompt: P; results: T | null; beat: Beat; picture?: ComponentChildren; langs?: Lang[] }>;
  /** Phone: the same results, small, readable for screen readers (a table or a list with counts). */
  Results: ComponentType<{ prompt: P; results: T }>;
  /** Console, inside `.counts`: a chart of what has come in, over the whole range. A kind without a tally draws nothing. What people wrote
   *  (`texts`) is not drawn here: the console lists it itself, with buttons to put it on the wall. */
  Chart: ComponentType<{ prompt: P; tally: T }>;
}

/** Both: what the room's screen and the console draw with. */
export type StepKind<P = Prompt, A = Answer, T = Tally, D = A> = AskingKind<P, A, D> & ShowingKind<P, T>;
