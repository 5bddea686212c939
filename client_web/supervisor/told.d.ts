/** What the server tells of a recording: server/goround/web/replayed.py. And what the page and its screens tell each other. */
import type { Words } from '../protocol.js';
import type { Screen } from '../preview/apart.js';
import type { Show } from '../shared/connection/wire.js';

export type Lang = 'en' | 'es';
export type MomentKind = 'started' | 'step' | 'alert' | 'mark' | 'paused' | 'went_on' | 'restart' | 'ended' | 'continued';

export interface Moment {
  kind: MomentKind;
  entry: number;
  at: number;
  /** Of the step that begins, or whose answer raised an alert. */
  title: Words | null;
  mark: 'strong_moment' | 'come_back' | 'tension' | 'steered_back' | 'follow_up' | null;
}

export interface Told {
  group: string | null;
  zone: string;
  rehearsal: boolean;
  entries: number;
  /** Why the record cannot be read to its end; empty where it can. In English: it is for whoever runs the server. */
  broken: string;
  opened: number;
  until: number;
  moments: Moment[];
  /** Everybody who was let in at some time. */
  seats: { seat: string; number: number }[];
  running: boolean;
}

export interface Look {
  entry: number;
  at: number;
  before: number | null;
  after: number | null;
  next_at: number | null;
  phase: string;
  /** Everybody who has been let in by now. */
  seats: { seat: string; number: number; name: string | null }[];
  /** No phone where no seat was asked for, or it had not come yet. */
  screens: { facilitator: Show; display: Show; participant?: Show };
}

export interface First {
  base: string;
  home: string;
  facts: string;
  lang: Lang;
  told: Told;
}

/** What the clock of a screen says, and how fast it goes: 0 while it stands. */
export type Clock = { at: number; rate: number };
/** From the page to a screen in it. `onward`: it follows upon the view before as it did that evening, and not after a jump. */
export type Handed = { kind: 'seen'; show: Show; onward: boolean; clock: Clock } | { kind: 'clock'; clock: Clock };
/** From a screen to the page around it: it can be handed views; somebody touched it. */
export type Heard = { kind: 'ready' | 'touched' };

export interface PlayedFirst {
  show: Show;
  screen: Screen;
  lang: Lang;
  extras: { still: { theme: 'day' | 'night' | null; kept: { [step: string]: unknown } }; zone: string; notes: { [what: string]: string } };
}
