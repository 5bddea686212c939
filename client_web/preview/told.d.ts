/** What the server tells of a file: `state_of` in server/goround/web/previewer.py. */
import type { Words } from '../protocol.js';

export type Lang = 'en' | 'es';
export type Moment = 'asked' | 'answered' | 'shown';
type Checked = { by: string; on: string } | null;

export interface Step {
  id: string;
  kind: string;
  title: Words;
  minutes: number;
  at_least: number | null;
  core: boolean;
  visibility: 'private' | 'facilitator' | 'anonymous' | 'group' | null;
  for_whom: string[];
  arrival: boolean;
  /** What there is to see of it. */
  stages: Moment[];
}

export interface Curriculum {
  id: string;
  version: string;
  kind: string;
  title: Words;
  aim: Words;
  audience: string[];
  minutes: number;
  review: { clinician: Checked; spanish: Checked };
  unreviewed: ('clinician' | 'spanish')[];
  steps: Step[];
}

export interface Finding {
  line: number;
  column: number;
  /** Where it is not in the curriculum's own file. */
  file: string | null;
  severity: 'error' | 'warning';
  /** In English: it is for whoever writes the file. */
  sentence: string;
  step: string | null;
}

export interface Told {
  /** Another one as soon as the file changed. */
  mark: string;
  /** The mark at which it could last be drawn. */
  drawn: string;
  /** Whether the present file cannot be run: then `curriculum` is an older one, or none. */
  broken: boolean;
  file: string;
  curriculum: Curriculum | null;
  findings: Finding[];
}

export interface First {
  /** Path below which the state and the screens are. */
  base: string;
  /** Where the way back leads. */
  home: string | null;
  lang: Lang;
  state: Told;
}
