/** What travels over the live link, named for the client. The messages themselves are made from the server's models (protocol.d.ts). */
import type { Answer, Ask as ServerAsk, Beat, Mark, Mine, Pass, Reply as ServerReply, Scene, Show as ServerShow } from '../../protocol.js';

export type { Beat, Mine, Scene };
export type Command = ServerAsk['command'];
/** What is given to a step, by its person or by staff. */
export type Owed = Answer | Pass;
/** What waits in the outbox until its reply: what is given to a step, and what a facilitator notes. */
export type Kept = Owed | Mark;

/** Codes made on this device: no link, no answer in time, too long for a message, deleted by its person. */
export type LocalCode = 'not_sent' | 'no_reply' | 'too_long' | 'forgotten';
export type Reply = { code: ServerReply['code'] | LocalCode; facts: { [name: string]: unknown }; ref?: string | null; entry?: number | null };

/** A show as one screen gets it: say which scene and which `mine`, as in `Link<ParticipantScene | DoorScene, ParticipantMine>`. */
export type Show<S extends Scene = Scene, M extends Mine = Mine> = Omit<ServerShow, 'scene' | 'mine'> & { scene: S; mine: M };
export type FromServer<S extends Scene = Scene, M extends Mine = Mine> = Show<S, M> | ServerReply | Beat;

/** What a screen draws. `n` is 0 for the show that came inside the page. */
export type View<S extends Scene = Scene, M extends Mine = Mine> = { scene: S; mine: M; n: number; now: number };

/** Anything that JSON can carry, as it came in: check it before use. */
export type Json = unknown;

export type LinkState = 'connecting' | 'online' | 'retrying' | 'elsewhere' | 'over' | 'refused';

/** An ask that waits for its reply and survives a reload. */
export type Waiting<C extends Kept = Owed> = { ref: string; command: C; at: number };
/** Words on this device: typed and not sent (`draft`), or kept here only (`kept`). `value` is undefined once cleared. */
export type Words = { name: string; value: unknown; at: number };
/** Everything one tab hands to the next. */
export type Belongings = { asks: Waiting<Kept>[]; drafts: Words[]; kept: Words[] };
