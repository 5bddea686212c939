/** What each step kind's module exports. `steps/<kind>.js` is fetched when the step comes:
 *
 *      const kind = /** @type {StepKind} *\/ (await import(`../steps/${prompt.kind}.js`));
 *      html`<${kind.Wall} prompt="${visit.prompt}" results="${visit.results}" />`
 *
 *  A kind reads the language of the page (`say`, `t`) by itself and draws again when it changes. It keeps no state: what is chosen comes in.
 */
import type { ComponentChildren, ComponentType } from '../vendor/ui.js';
import type { Asked, OwnAnswer, Words } from '../protocol.js';

export type Prompt = Asked['prompt'];
export type Tally = NonNullable<Asked['results']>;
export type Answer = NonNullable<OwnAnswer['answer']>;

export interface AskProps<P = Prompt, A = Answer> {
  prompt: P;
  /** What is chosen and not sent; null at first: nothing is preselected. */
  chosen: A | null;
  choose: (answer: A) => void;
  /** The line that tells who sees the answer. It stands between the question and the fields. */
  children?: ComponentChildren;
}

export interface StepKind<P = Prompt, A = Answer, T = Tally> {
  /** The step's heading on every screen: "On screens now: ...". In both languages; pass it to `say`. */
  heading(prompt: P): Words;
  /** Phone: the question as the page's h1 (inside the legend where there are fields), who sees it, and the fields. */
  Ask: ComponentType<AskProps<P, A>>;
  /** Phone and replay: what was given, in a few words: "7", "0, none". */
  asText(prompt: P, answer: A): string;
  /** What came in from storage or a socket, if it is an answer of this kind. */
  asAnswer(value: unknown): A | null;
  /** Room: everything inside `.wall-main`, the h1 first. Without `results` only the question; with them the h1 moves to the top. */
  Wall: ComponentType<{ prompt: P; results: T | null }>;
  /** Phone: the same results, small, with a table for screen readers. */
  Results: ComponentType<{ prompt: P; results: T }>;
  /** Console, inside `.counts`: a chart of what has come in, over the whole range. A kind without answers draws nothing. */
  Chart: ComponentType<{ prompt: P; tally: T }>;
}
