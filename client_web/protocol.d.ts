// Made from server/goround/web/wire.py by `make protocol`. A test keeps it fresh. Do not edit.

/** Add a letter to the own name, since somebody else who is here has the same. */
export interface AddLetter {
  type: "add_letter";
  letter: string;
}

/** Add a person who has no device: the seat is in at once, and staff answer or pass for it. */
export interface AddSeat {
  type: "add_seat";
  seat: string;
  name: string;
}

/** Let seats in that wait at the door, or back in that were removed. */
export interface Admit {
  type: "admit";
  seats: (string)[];
}

/** One step of the agenda on the console. */
export interface AgendaLine {
  step: string;
  block: number;
  kind: "step" | "break" | "aside";
  title: Words;
  minutes: number;
  at_least: number | null;
  core: boolean;
  closing: boolean;
  planned: number | null;
  standing: "ahead" | "now" | "done" | "skipped" | "later";
  spent: number | null;
}

/** Give an answer to a step. Staff name the seat that they answer for; a private answer comes without its words. */
export interface Answer {
  type: "answer";
  step: string;
  revision: number;
  answer?: JsonValue;
  seat?: string | null;
}

/** A question on arrival, and how many have come through it. */
export interface ArrivalLine {
  step: string;
  title: Words;
  prompt: SlidePrompt | ScalePrompt | ChoicePrompt | MultiPrompt | CheckPrompt | TextPrompt | ListPrompt | RankPrompt | IfThenPrompt | PlanPrompt | BreathePrompt | CommitPrompt | RoundPrompt | FloorPrompt | BreakPrompt;
  content_note: Words | null;
  picture: ShownPicture | null;
  who_sees: Visibility;
  answered: number;
  passed: number;
  not_yet: number;
}

/** A screen asks for something. */
export interface Ask {
  ref: string;
  command: Start | Next | Back | Jump | Skip | AskNow | Pause | Resume | End | Undo | Extend | OpenAnswering | CloseAnswering | Reveal | Hide | Release | Withdraw | Answer | Pass | NextTurn | EndTurn | PassTurn | LaterTurn | AskTurn | AddSeat | Admit | Rename | Remove | AddLetter | SayPresence | ConfirmRemote | ShowJoinCard | DressRoom | NeedPerson | TakeBack | See | Resolve | Mark | WordMark | Speak;
}

/** Ask something that no curriculum holds, at once. Without words of its own it asks for what was just said aloud. */
export interface AskNow {
  type: "ask_now";
  visit: number;
  kind: "scale" | "choice" | "text" | "commit" | "breathe";
  question?: string | null;
  until: number;
}

/** Ask for the floor: a place in the speaking queue. */
export interface AskTurn {
  type: "ask_turn";
  step: string;
  seat?: string | null;
}

/** The present step as any screen may show it. */
export interface Asked {
  number: number;
  step: string;
  prompt: SlidePrompt | ScalePrompt | ChoicePrompt | MultiPrompt | CheckPrompt | TextPrompt | ListPrompt | RankPrompt | IfThenPrompt | PlanPrompt | BreathePrompt | CommitPrompt | RoundPrompt | FloorPrompt | BreakPrompt;
  who_sees: Visibility | null;
  open: boolean;
  since: number | null;
  due: number | null;
  content_note: Words | null;
  picture: ShownPicture | null;
  results: ScaleTally | ChoiceTally | MultiTally | CheckTally | TextTally | ListTally | RankTally | CommitTally | null;
}

/** One question as screens may show it: without what is so. */
export interface AskedItem {
  id: string;
  question: Words;
  options: (Option)[];
}

/** A staff page's script answers a beat: a browser answers protocol pings even for a frozen page. */
export interface Awake {
  awake: number;
  idle?: number | null;
}

/** Go to the step before this one. */
export interface Back {
  type: "back";
  visit: number;
  until: number;
}

/** Every 15 seconds: how many views were sent, and the server's clock. A screen that has fewer reconnects. */
export interface Beat {
  type: "beat";
  n: number;
  now: number;
}

/** That the group rests. */
export interface BreakPrompt {
  kind: "break";
  heading?: Words;
  minutes: number;
}

/** That a person took part. Who did not passes. */
export interface BreatheAnswer {
  kind: "breathe";
  took_part: true;
}

/** What to do, the pace and how often. It begins when the visit does (``since``). */
export interface BreathePrompt {
  kind: "breathe";
  heading: Words;
  text: Words | null;
  seconds: Pace;
  rounds: number;
}

/** For each question that was answered so far: the option. */
export interface CheckAnswer {
  kind: "check";
  items: Record<string, unknown>;
}

/** The heading and the questions, without what is so. */
export interface CheckPrompt {
  kind: "check";
  heading: Words;
  items: (AskedItem)[];
}

/** The room's answers to each question, in order. */
export interface CheckTally {
  answers: number;
  kind: "check";
  items: Record<string, unknown>;
}

/** What a person may know: of the questions that this person has answered, and no others. */
export interface CheckTold {
  kind: "check";
  items: Record<string, unknown>;
}

/** The option that a seat chose. */
export interface ChoiceAnswer {
  kind: "choice";
  option: string;
}

/** The question and its options. */
export interface ChoicePrompt {
  kind: "choice";
  question: Words;
  options: (Option)[];
}

/** How many chose each option. */
export interface ChoiceTally {
  answers: number;
  kind: "choice";
  counts: Record<string, unknown>;
}

/** Take no more answers to the present step. */
export interface CloseAnswering {
  type: "close_answering";
  visit: number;
}

/** One small thing: a suggestion, or a line of one's own. */
export interface CommitAnswer {
  chosen?: (string)[];
  own?: (string)[];
  kind: "commit";
}

/** The question, the suggestions, and the line that closes. */
export interface CommitPrompt {
  question: Words;
  suggestions: (Option)[];
  own: boolean;
  kind: "commit";
  closing: Words | null;
  most_letters?: number;
}

/** What people mean to do. */
export interface CommitTally {
  answers: number;
  texts: (string)[];
  themes?: (Theme)[];
  counts: Record<string, unknown>;
  kind: "commit";
}

/** Say that a person at home is really there: seen or heard by a facilitator. */
export interface ConfirmRemote {
  type: "confirm_remote";
  seat: string;
}

/** What has come in for the present step. An anonymous step tells only how many have answered. */
export interface Counts {
  answered: number;
  passed: number | null;
  not_yet: number | null;
  after_close: number | null;
  tally: ScaleTally | ChoiceTally | MultiTally | CheckTally | TextTally | ListTally | RankTally | CommitTally | null;
  may_show: boolean;
  few: boolean;
}

/** What the room's screen shows: no names, and never how many have not answered. */
export interface DisplayScene {
  kind: "display";
  phase: Phase;
  group: string | null;
  rehearsal: boolean;
  code: string | null;
  address: string;
  visit: Asked | null;
  quiet: boolean;
  speech: "en" | "es" | "both" | null;
  dark: boolean | null;
}

/** The waiting page before admission: it confirms nothing about anybody. */
export interface DoorScene {
  kind: "door";
  phase: Phase;
  rehearsal: boolean;
  help_lines: (HelpLine)[];
}

/** Choose the languages and the light of the room's screen. What is left out stays. */
export interface DressRoom {
  type: "dress_room";
  speech?: "en" | "es" | "both" | null;
  dark?: boolean | null;
}

/** End the session. */
export interface End {
  type: "end";
  visit: number;
  until: number;
}

/** The person who speaks is done. */
export interface EndTurn {
  type: "end_turn";
  step: string;
  seat?: string | null;
}

/** Give the present step more planned minutes. */
export interface Extend {
  type: "extend";
  visit: number;
  minutes: number;
}

/** What every console shows. A supervisor gets the same without a name. */
export interface FacilitatorScene {
  kind: "facilitator" | "supervisor";
  phase: Phase;
  locked: boolean;
  group: string | null;
  rehearsal: boolean;
  unreviewed: ("clinician" | "spanish")[];
  code: string | null;
  address: string;
  entry: number;
  opened: number;
  started: number | null;
  ended: number | null;
  blocks: (Words)[];
  agenda: (AgendaLine)[];
  arrival: (ArrivalLine)[];
  planned_end: number | null;
  fixed: FixedPoint | null;
  next: Words | null;
  next_step: string | null;
  former: boolean;
  stage: Stage | null;
  counts: Counts | null;
  people: (Person)[];
  waiting: (Waiting)[];
  marks: (MarkLine)[];
  left_open: LeftOpen;
  undo: Undoable | null;
  displays: number;
  join_card: boolean;
  speech: "en" | "es" | "both" | null;
  dark: boolean | null;
  staff: (StaffMember)[];
  help_lines: (HelpLine)[];
}

/** The next thing of the evening that has an hour: a break, or the end. */
export interface FixedPoint {
  what: "break" | "end";
  at: number;
}

/** What the group talks about. */
export interface FloorPrompt {
  kind: "openfloor";
  heading: Words;
  text: Text | null;
  seconds: number | null;
}

/** What a person gave to a question on arrival. Who skipped it is marked for those who lead. */
export interface GaveOnArrival {
  step: string;
  status: "answered" | "passed" | "not_yet";
  given: ScaleAnswer | ChoiceAnswer | MultiAnswer | CheckAnswer | TextAnswer | ListAnswer | RankAnswer | IfThenAnswer | PlanAnswer | BreatheAnswer | CommitAnswer | null;
  erased: boolean;
  later?: "changed" | "taken_back" | null;
  revision: number;
  by_staff: boolean;
}

/** One half of a plan: from the menu, or in a person's own words. */
export interface Half {
  id?: string | null;
  own?: string | null;
}

/** A number to call: who answers there, and the number itself. */
export interface HelpLine {
  number: string;
  words: Words;
}

/** Take what was revealed off the screens. */
export interface Hide {
  type: "hide";
  visit: number;
}

/** A private hint, and what it is about. */
export interface Hint {
  about: "look_for" | "silence" | "one_voice" | "distress" | "remote" | "paper" | "more";
  text: Text;
}

/** A plan for a hard moment. */
export interface IfThenAnswer {
  kind: "ifthen";
  situation: Half;
  response: Half;
}

/** The question, what may happen, and what one can do then. */
export interface IfThenPrompt {
  kind: "ifthen";
  question: Words;
  situations: (Option)[];
  responses: (Option)[];
  most_letters?: number;
}

/** How many chose each option of one question; what is so, and why. */
export interface ItemTally {
  right: string;
  because: Words;
  counts: Record<string, unknown>;
}

/** What is so, and why. */
export interface ItemTold {
  right: string;
  because: Words;
}

export type JsonValue = unknown;

/** Go to any step of the agenda. */
export interface Jump {
  type: "jump";
  visit: number;
  step: string;
  until: number;
}

/** Take the turn later: after everybody who is to come now. Also for who has passed and would like a turn after all. */
export interface LaterTurn {
  type: "later_turn";
  step: string;
  seat?: string | null;
}

/** What an end would leave open: it is named before. */
export interface LeftOpen {
  alerts: number;
  texts: number;
  remote: number;
  door: number;
}

/** A list. */
export interface ListAnswer {
  chosen?: (string)[];
  own?: (string)[];
  kind: "list";
}

/** The question, the suggestions, and how many lines a list may have. */
export interface ListPrompt {
  question: Words;
  suggestions: (Option)[];
  own: boolean;
  kind: "list";
  most: number;
  most_letters?: number;
}

/** What stands on the lists. */
export interface ListTally {
  answers: number;
  texts: (string)[];
  themes?: (Theme)[];
  counts: Record<string, unknown>;
  kind: "list";
}

/** Short items, numbered where their order matters. */
export interface Listed {
  kind: "list";
  ordered: boolean;
  items: ((Run)[])[];
}

/** Note a moment of the evening by one tap. It waits in the outbox without a link, so it says itself when it was made. */
export interface Mark {
  type: "mark";
  kind: "strong_moment" | "come_back" | "tension" | "steered_back" | "follow_up";
  made?: number | null;
}

/** A moment that a facilitator noted. */
export interface MarkLine {
  mark: string;
  kind: "strong_moment" | "come_back" | "tension" | "steered_back" | "follow_up";
  made: number;
  words: string | null;
}

/** How a seat takes part. */
export type Mode = "on_site" | "remote" | "no_device";

/** The options that a seat chose. */
export interface MultiAnswer {
  kind: "multi";
  options: (string)[];
}

/** The question, its options, and how many may be chosen. */
export interface MultiPrompt {
  kind: "multi";
  question: Words;
  options: (Option)[];
  most: number;
}

/** How many chose each option. */
export interface MultiTally {
  answers: number;
  kind: "multi";
  counts: Record<string, unknown>;
}

/** I need a person. */
export interface NeedPerson {
  type: "need_person";
}

/** Go to the step after this one. */
export interface Next {
  type: "next";
  visit: number;
  until: number;
}

/** Give the turn to the next person, or to the one that is named. Whoever speaks has spoken. */
export interface NextTurn {
  type: "next_turn";
  visit: number;
  turn: number;
  seat?: string | null;
  until: number;
}

/** A display, a supervisor and a removed seat have nothing of their own. */
export interface NothingMine {
  kind: "nothing";
}

/** One of the questions that a person is asked on arrival, and what they have given. */
export interface OnArrival {
  step: string;
  prompt: SlidePrompt | ScalePrompt | ChoicePrompt | MultiPrompt | CheckPrompt | TextPrompt | ListPrompt | RankPrompt | IfThenPrompt | PlanPrompt | BreathePrompt | CommitPrompt | RoundPrompt | FloorPrompt | BreakPrompt;
  who_sees: Visibility;
  content_note: Words | null;
  picture: ShownPicture | null;
  given: OwnAnswer;
}

/** Take answers to the present step. */
export interface OpenAnswering {
  type: "open_answering";
  visit: number;
}

/** Something to choose. */
export interface Option {
  id: string;
  words: Words;
}

/** What became of an alert that an answer of this person raised: the phone says at once what to do now. */
export interface OwnAlarm {
  standing: "sent" | "seen" | "unseen";
  by: string | null;
  alert: string;
}

/** What became of “I need a person”. */
export interface OwnAlert {
  standing: "sent" | "seen" | "unseen";
  by: string | null;
}

/** What this seat gave to the present step. */
export interface OwnAnswer {
  standing: "none" | "answered" | "passed";
  revision: number;
  answer: ScaleAnswer | ChoiceAnswer | MultiAnswer | CheckAnswer | TextAnswer | ListAnswer | RankAnswer | IfThenAnswer | PlanAnswer | BreatheAnswer | CommitAnswer | null;
  told: CheckTold | null;
  erased: boolean;
  later?: "changed" | "taken_back" | null;
  after_close: boolean;
  by_staff: boolean;
}

/** Where this seat is in a go-round or an open floor. */
export interface OwnTurn {
  standing: "to_come" | "later" | "speaking" | "spoke" | "passed" | "listens";
  before: number | null;
}

/** How many seconds each part of a breath takes. A part of 0 seconds is left out. */
export interface Pace {
  breathe_in?: number;
  hold?: number;
  out?: number;
  rest?: number;
}

/** Words of one thought. */
export interface Paragraph {
  kind: "paragraph";
  runs: (Run)[];
}

/** What only this seat is shown. */
export interface ParticipantMine {
  kind: "seat";
  name: string | null;
  lang: "en" | "es";
  mode: Mode;
  for_you: boolean;
  given: OwnAnswer | null;
  arrival: (OnArrival)[];
  turn: OwnTurn | null;
  namesake: boolean;
  person: OwnAlert | null;
  alarm: OwnAlarm | null;
}

/** What every participant's screen shows. */
export interface ParticipantScene {
  kind: "participant";
  phase: Phase;
  group: string | null;
  leader: string | null;
  rehearsal: boolean;
  help_lines: (HelpLine)[];
  visit: Asked | null;
  ended: number | null;
}

/** Give no answer to a step. Staff name the seat that they pass for. */
export interface Pass {
  type: "pass";
  step: string;
  revision: number;
  seat?: string | null;
}

/** Take no turn, or no place in the queue. */
export interface PassTurn {
  type: "pass_turn";
  step: string;
  seat?: string | null;
}

/** Rest: every screen shows that the group pauses. */
export interface Pause {
  type: "pause";
  visit: number;
  until: number;
}

/** A seat on the console. Names are shown by a tap; a supervisor gets none. */
export interface Person {
  seat: string;
  number: number;
  name: string | null;
  mode: Mode;
  lang: "en" | "es";
  standing: Standing;
  presence: "here" | "out" | "left";
  confirmed: boolean;
  linked: boolean | null;
  lost: number | null;
  phone_left: number | null;
  asks_where: boolean;
  on_arrival: (GaveOnArrival)[];
  status: "answered" | "passed" | "not_yet" | "after_close" | null;
  given: ScaleAnswer | ChoiceAnswer | MultiAnswer | CheckAnswer | TextAnswer | ListAnswer | RankAnswer | IfThenAnswer | PlanAnswer | BreatheAnswer | CommitAnswer | null;
  erased: boolean;
  later?: "changed" | "taken_back" | null;
  revision: number;
  by_staff: boolean;
}

/** Where a session is between its opening and its end. */
export type Phase = "new" | "gathering" | "running" | "paused" | "ended";

/** A screen that was asleep asks for a beat now; ``ping`` is the number of the newest view that it has. */
export interface Ping {
  ping: number;
}

/** What a seat wrote into the fields; a field that was left empty is not there. */
export interface PlanAnswer {
  kind: "plan";
  fields: Record<string, unknown>;
}

/** One line or box of the card. */
export interface PlanField {
  id: string;
  label: Words;
  example?: Words | null;
  suggestions?: (Option)[];
  lines?: number;
}

/** The heading, a sentence about the card, and its fields. */
export interface PlanPrompt {
  kind: "plan";
  heading: Words;
  text: Words | null;
  fields: (PlanField)[];
  most_letters?: number;
}

/** The answer that raised an alert, as it is now. */
export interface RaisedBy {
  prompt: SlidePrompt | ScalePrompt | ChoicePrompt | MultiPrompt | CheckPrompt | TextPrompt | ListPrompt | RankPrompt | IfThenPrompt | PlanPrompt | BreathePrompt | CommitPrompt | RoundPrompt | FloorPrompt | BreakPrompt;
  given: ScaleAnswer | ChoiceAnswer | MultiAnswer | CheckAnswer | TextAnswer | ListAnswer | RankAnswer | IfThenAnswer | PlanAnswer | BreatheAnswer | CommitAnswer | null;
  passed: boolean;
  changed: boolean;
  erased: boolean;
  later?: "changed" | "taken_back" | null;
}

/** The options that a seat put first, second and so on. */
export interface RankAnswer {
  kind: "rank";
  order: (string)[];
}

/** The question, the options, and how many places there are. */
export interface RankPrompt {
  kind: "rank";
  question: Words;
  options: (Option)[];
  top: number;
}

/** For each option: how many put it on each place, the first place first. The options stand in the author's order. */
export interface RankTally {
  answers: number;
  kind: "rank";
  places: Record<string, unknown>;
}

/** Put pieces of what people wrote on the wall, by their places in the tally: as written, or together as a theme. */
export interface Release {
  type: "release";
  visit: number;
  pieces: (number)[];
  theme?: string | null;
}

/** End a seat's part in the session. Admit is its opposite. */
export interface Remove {
  type: "remove";
  seat: string;
}

/** What a seat sees whose part in the session has ended. */
export interface RemovedScene {
  kind: "removed";
  rehearsal: boolean;
  help_lines: (HelpLine)[];
}

/** Change the name that is shown for a seat. */
export interface Rename {
  type: "rename";
  seat: string;
  name: string;
}

/** What became of an ask. */
export interface Reply {
  type: "reply";
  ref: string | null;
  code: "ok" | "nothing" | "repeat" | "malformed" | "slow_down" | "read_only" | "fault" | "no_storage" | "not_yours_to_ask" | "no_such_session" | "no_such_seat" | "no_such_step" | "no_such_alert" | "not_in_yet" | "already_open" | "already_started" | "not_started" | "already_ended" | "paused" | "not_paused" | "moved_already" | "too_late" | "too_late_to_undo" | "no_next_step" | "no_former_step" | "only_the_close_left" | "no_answer_here" | "not_asked_yet" | "not_for_you" | "not_on_the_scale" | "not_an_option" | "too_many" | "too_long" | "nothing_written" | "no_such_text" | "no_family_seats" | "not_confirmed" | "kept_private" | "answer_missing" | "changed_elsewhere" | "already_counted" | "no_turns_here" | "nobody_to_come" | "not_here" | "not_remote" | "no_such_mark" | "no_namesake" | "name_taken" | "not_for_the_room" | "nothing_to_show" | "too_few_to_show" | "has_a_device" | "seat_taken" | "full";
  facts?: Record<string, JsonValue>;
  entry?: number | null;
}

/** Say that an alert has been dealt with, and how. */
export interface Resolve {
  type: "resolve";
  alert: string;
  done?: "talked_now" | "talked_in_break" | "handed_on" | "called_for_help" | "no_need" | null;
}

/** Go on after a pause. */
export interface Resume {
  type: "resume";
  visit: number;
  until: number;
}

/** Close answering and show the room what came together. */
export interface Reveal {
  type: "reveal";
  visit: number;
  few?: boolean;
}

/** What everybody is asked, and about how long each person has. */
export interface RoundPrompt {
  kind: "goround";
  heading: Words;
  text: Text | null;
  seconds: number;
}

/** Words in one style. */
export interface Run {
  style?: "plain" | "strong" | "em";
  words: string;
}

/** Say that a person is here, has stepped out, or has left. No phone ever says it for them. */
export interface SayPresence {
  type: "say_presence";
  seat: string;
  presence: "here" | "out" | "left";
}

/** The number that a seat chose. */
export interface ScaleAnswer {
  kind: "scale";
  number: number;
}

/** The question and the words on the numbers. */
export interface ScalePrompt {
  kind: "scale";
  question: Words;
  labels: Record<string, Words>;
}

/** How many chose each number: eleven counts, from 0 to 10. */
export interface ScaleTally {
  answers: number;
  kind: "scale";
  counts: (number)[];
}

/** Say that a facilitator has seen an alert and is on it. */
export interface See {
  type: "see";
  alert: string;
}

/** The whole view of a screen. ``n`` counts the views that were sent on this socket. */
export interface Show {
  type: "show";
  n: number;
  now: number;
  assets: string;
  scene: ParticipantScene | DoorScene | RemovedScene | DisplayScene | FacilitatorScene | UnpairedScene;
  mine: ParticipantMine | StaffMine | NothingMine;
}

/** Show the way in on the room's screen after the start, or take it off. */
export interface ShowJoinCard {
  type: "show_join_card";
  shown: boolean;
}

/** A picture beside the words; it is fetched by its hash. */
export interface ShownPicture {
  sha256: string;
  alt: Words;
}

/** Leave this step with a reason and go to the next. */
export interface Skip {
  type: "skip";
  visit: number;
  reason: "time" | "not_now" | "done_before" | "safety" | "later";
  until: number;
}

/** A heading and, if the author gave one, a text of a few sentences. */
export interface SlidePrompt {
  kind: "slide";
  heading: Words;
  text: Text | null;
}

/** Read in this language from now on. */
export interface Speak {
  type: "speak";
  lang: "en" | "es";
}

/** A facilitator of the session. */
export interface StaffMember {
  staff: string;
  name: string | null;
  awake: boolean;
}

/** What only this facilitator is shown. */
export interface StaffMine {
  kind: "staff";
  staff: string;
  name: string | null;
}

/** The present step as the facilitator leads it. */
export interface Stage {
  number: number;
  step: string;
  title: Words;
  script: Text | null;
  hints: (Hint)[];
  prompt: SlidePrompt | ScalePrompt | ChoicePrompt | MultiPrompt | CheckPrompt | TextPrompt | ListPrompt | RankPrompt | IfThenPrompt | PlanPrompt | BreathePrompt | CommitPrompt | RoundPrompt | FloorPrompt | BreakPrompt;
  content_note: Words | null;
  picture: ShownPicture | null;
  on_display: "results" | "question" | "nothing";
  who_sees: Visibility | null;
  entered: number | null;
  spent: number;
  minutes: number;
  extended: number;
  due: number | null;
  time_up: boolean;
  open: boolean;
  revealed: boolean;
  results: ScaleTally | ChoiceTally | MultiTally | CheckTally | TextTally | ListTally | RankTally | CommitTally | null;
  on_wall: (number)[];
  themes: Record<string, string>;
  turns: Turns | null;
}

/** Where a seat is. */
export type Standing = "door" | "in" | "removed";

/** Go to the first step. */
export interface Start {
  type: "start";
  until: number;
}

/** I no longer need a person. */
export interface TakeBack {
  type: "take_back";
}

/** One longer text in every language of the program. */
export interface Text {
  en: (Paragraph | Listed)[];
  es?: (Paragraph | Listed)[] | null;
}

/** What a seat wrote. */
export interface TextAnswer {
  kind: "text";
  text: string;
}

/** The question, an example if the author gave one, and how long an answer may be. */
export interface TextPrompt {
  kind: "text";
  question: Words;
  example: Words | null;
  most_letters: number;
}

/** What people wrote. */
export interface TextTally {
  answers: number;
  texts: (string)[];
  themes?: (Theme)[];
  kind: "text";
}

/** What a facilitator put on the wall in the place of written pieces. */
export interface Theme {
  words: string;
  pieces: number;
}

/** A person in a go-round or an open floor. */
export interface TurnLine {
  seat: string;
  number: number;
  name: string | null;
  mode: Mode;
  standing: "speaking" | "to_come" | "later" | "spoke" | "passed";
}

/** How a go-round or an open floor stands. A screen that is locked is told no person of it. */
export interface Turns {
  form: "round" | "queue";
  turn: number;
  speaking: TurnLine | null;
  since: number | null;
  spent: number;
  seconds: number | null;
  coming: number;
  to_come: (TurnLine)[];
  had: (TurnLine)[];
}

/** Take the newest next, back, jump, skip, close, pause or end back, within ten seconds. */
export interface Undo {
  type: "undo";
  of: number;
}

/** What can be taken back, and until when. */
export interface Undoable {
  of: number;
  kind: "moved" | "skipped" | "closed" | "paused" | "ended";
  until: number;
}

/** What a display shows that no console has taken yet; it knows nothing of any session. */
export interface UnpairedScene {
  kind: "unpaired";
  word: string;
}

/** Who may ever see an answer to a step (docs/spec.md, V1 to V4). */
export type Visibility = "private" | "facilitator" | "anonymous" | "group";

/** An alert that stands. */
export interface Waiting {
  alert: string;
  seat: string | null;
  number: number | null;
  name: string | null;
  asked: boolean;
  why: Words | null;
  answer?: RaisedBy | null;
  raised: number;
  standing: "open" | "seen";
  unseen: boolean;
  seen_by: string | null;
}

/** Take pieces of what people wrote off the wall. */
export interface Withdraw {
  type: "withdraw";
  visit: number;
  pieces: (number)[];
}

/** Add a line to a mark: part of the record, without names. */
export interface WordMark {
  type: "word_mark";
  mark: string;
  words: string;
}

/** A few words in every language of the program. A plain string is the English ones; where Spanish is missing, English is shown. */
export interface Words {
  en: string;
  es?: string | null;
}

export type Command = AddLetter | AddSeat | Admit | Answer | AskNow | AskTurn | Back | CloseAnswering | ConfirmRemote | DressRoom | End | EndTurn | Extend | Hide | Jump | LaterTurn | Mark | NeedPerson | Next | NextTurn | OpenAnswering | Pass | PassTurn | Pause | Release | Remove | Rename | Resolve | Resume | Reveal | SayPresence | See | ShowJoinCard | Skip | Speak | Start | TakeBack | Undo | Withdraw | WordMark;

export type Outgoing = Show | Reply | Beat;

export type Scene = Show['scene'];
export type Mine = Show['mine'];
