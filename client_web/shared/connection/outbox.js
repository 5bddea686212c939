/** Outbox: knows what this device still owes the room (unsent asks) and holds for its person (drafts, private words), and copies it to IndexedDB.
 *
 *  Memory is the truth while the page lives; IndexedDB is the copy that outlives a killed browser (localStorage does not: it is written back
 *  seconds later). Where storage is blocked everything still works from memory, and `saved` says false.
 *  @import { Belongings, Kept, Waiting, Words } from './wire.js'
 *  @typedef {'ask' | 'draft' | 'kept'} Kind
 *  @typedef {{ scope: string, kind: Kind, name: string, value: unknown, at: number }} Row
 */

const DATABASE = 'goround';
const STORE = 'rows';
const OLDEST = 12 * 60 * 60 * 1000;
const OPENING = 3000;

/** Asks of one device rise by count, whatever the clock did; devices follow each other by their oldest ask.
 *  @param {Waiting<Kept>[]} asks @returns {Waiting<Kept>[]} */
export function inOrder(asks) {
  const device = (/** @type {Waiting<Kept>} */ ask) => ask.ref.slice(0, ask.ref.lastIndexOf(':'));
  const count = (/** @type {Waiting<Kept>} */ ask) => Number(ask.ref.slice(ask.ref.lastIndexOf(':') + 1));
  /** @type {Map<string, number>} */ const first = new Map();
  for (const ask of asks) first.set(device(ask), Math.min(ask.at, first.get(device(ask)) ?? Infinity));
  return [...asks].sort((a, b) => {
    const [one, two] = [device(a), device(b)];
    if (one === two) return count(a) - count(b);
    return /** @type {number} */ (first.get(one)) - /** @type {number} */ (first.get(two)) || (one < two ? -1 : 1);
  });
}

export class Outbox {
  /** @param {string} scope the public id of the seat or staff page; other scopes are never read
   *  @param {{ storage?: IDBFactory | null, now?: () => number }} [world] */
  constructor(scope, world = {}) {
    this.scope = scope;
    this.storage = world.storage === undefined ? browserStorage() : world.storage;
    this.now = world.now ?? Date.now;
    /** @type {Map<string, Waiting<Kept>>} */ this.asks = new Map();
    /** @type {Map<string, Words>} */ this.drafts = new Map();
    /** @type {Map<string, Words>} */ this.keeps = new Map();
    /** @type {Promise<IDBDatabase> | null} */ this.opening = null;
    /** @type {Map<string, Row>} */ this.unwritten = new Map();
    /** @type {Promise<boolean> | null} */ this.writing = null;
    this.wiped = false;
    /** Resolves once what an earlier page left behind has been read (or storage turned out to be blocked). */
    this.ready = this.reload();
  }

  // --- asks that wait for a reply ---

  /** Resolves true once the ask would survive a crash. @param {Waiting<Kept>} ask @returns {Promise<boolean>} */
  put(ask) {
    if (this.wiped) return Promise.resolve(false);
    this.asks.set(ask.ref, ask);
    return this.write([this.row('ask', ask.ref, ask, ask.at)], []);
  }

  /** @param {string} ref @returns {Promise<boolean>} */
  done(ref) {
    this.asks.delete(ref);
    return this.write([], [this.key('ask', ref)]);
  }

  /** Gives an ask that was certainly not taken a new ref. @param {Waiting<Kept>} ask @param {string} ref @returns {Waiting<Kept>} */
  renumber(ask, ref) {
    const again = { ...ask, ref };
    this.asks.delete(ask.ref);
    this.asks.set(ref, again);
    void this.write([this.row('ask', ref, again, ask.at)], [this.key('ask', ask.ref)]);
    return again;
  }

  /** @returns {Waiting<Kept>[]} in the order in which they go out */
  all() {
    return inOrder([...this.asks.values()]);
  }

  /** What waits for one step. @param {string} step @returns {Waiting[]} in the order in which they go out */
  about(step) {
    return this.all().flatMap(({ ref, command, at }) => (command.type !== 'mark' && command.step === step ? [{ ref, command, at }] : []));
  }

  // --- words that are not sent: drafts by step, and private answers ---

  /** Resolves true once the words would survive a crash. @param {string} step @param {unknown} value @returns {Promise<boolean>} */
  saveDraft(step, value) {
    if (this.wiped) return Promise.resolve(false);
    const at = this.now();
    this.drafts.set(step, { name: step, value, at });
    return this.later(this.row('draft', step, value, at));
  }

  /** @param {string} step @returns {unknown} undefined when there is none */
  draft(step) {
    return this.drafts.get(step)?.value;
  }

  /** @param {string} step @returns {Promise<boolean>} */
  clearDraft(step) {
    this.drafts.set(step, { name: step, value: undefined, at: this.now() });
    this.unwritten.delete(this.key('draft', step));
    return this.write([], [this.key('draft', step)]);
  }

  hasDrafts() {
    return [...this.drafts.values()].some((one) => one.value !== undefined && one.value !== null && one.value !== '');
  }

  /** Private words stay on this device until the end. @param {string} step @param {unknown} value @returns {Promise<boolean>} */
  keep(step, value) {
    if (this.wiped) return Promise.resolve(false);
    const at = this.now();
    this.keeps.set(step, { name: step, value, at });
    return this.write([this.row('kept', step, value, at)], []);
  }

  /** @param {string} step @returns {unknown} undefined when there is none */
  kept(step) {
    return this.keeps.get(step)?.value;
  }

  /** What is kept under names that begin so, the oldest first. @param {string} start @returns {unknown[]} */
  keptUnder(start) {
    const all = [...this.keeps.values()].filter(({ name, value }) => name.startsWith(start) && value !== undefined && value !== null);
    return all.sort((a, b) => a.at - b.at).map(({ value }) => value);
  }

  // --- moving to another tab, and going ---

  /** @returns {Belongings} */
  pack() {
    return { asks: this.all(), drafts: [...this.drafts.values()], kept: [...this.keeps.values()] };
  }

  /** Takes what another tab had; the later words win. Asks are safe to hold twice: a repeated ref does nothing more.
   *  @param {Belongings} from */
  adopt(from) {
    if (this.wiped) return;
    for (const ask of from.asks) if (!this.asks.has(ask.ref)) void this.put(ask);
    for (const [mine, theirs, kind] of /** @type {[Map<string, Words>, Words[], Kind][]} */ ([[this.drafts, from.drafts, 'draft'], [this.keeps, from.kept, 'kept']])) {
      for (const one of theirs) {
        if (one.at <= (mine.get(one.name)?.at ?? -Infinity)) continue;
        mine.set(one.name, one);
        void (one.value === undefined ? this.write([], [this.key(kind, one.name)]) : this.later(this.row(kind, one.name, one.value, one.at)));
      }
    }
  }

  /** Reads the copy. Rows of any scope that are older than twelve hours go. @returns {Promise<void>} */
  async reload() {
    try {
      const db = await this.open();
      /** @type {string[]} */ const old = [];
      for (const [key, row] of await rows(db)) {
        if (this.now() - row.at > OLDEST) old.push(key);
        else if (row.scope === this.scope && !this.wiped) this.remember(row);
      }
      if (old.length) await this.write([], old);
    } catch {
      // storage is blocked: memory only
    }
  }

  /** Deletes everything this scope holds, for good: nothing is written after it. @returns {Promise<boolean>} */
  async wipe() {
    this.wiped = true;
    for (const part of [this.asks, this.drafts, this.keeps, this.unwritten]) part.clear();
    try {
      const db = await this.open();
      const gone = [...await rows(db)].filter(([, row]) => row.scope === this.scope).map(([key]) => key);
      return await this.write([], gone);
    } catch {
      return false;
    }
  }

  // --- storage ---

  /** @param {Row} row */
  remember(row) {
    if (row.kind === 'ask') {
      if (!this.asks.has(row.name)) this.asks.set(row.name, /** @type {Waiting<Kept>} */ (row.value));
      return;
    }
    const part = row.kind === 'draft' ? this.drafts : this.keeps;
    if (row.at > (part.get(row.name)?.at ?? -Infinity)) part.set(row.name, { name: row.name, value: row.value, at: row.at });
  }

  /** @param {Kind} kind @param {string} name */
  key(kind, name) {
    return `${this.scope}\n${kind}\n${name}`;
  }

  /** @param {Kind} kind @param {string} name @param {unknown} value @param {number} at @returns {Row} */
  row(kind, name, value, at) {
    return { scope: this.scope, kind, name, value, at };
  }

  /** Writes typing in as few transactions as the store keeps up with. @param {Row} row @returns {Promise<boolean>} */
  later(row) {
    this.unwritten.set(this.key(row.kind, row.name), row);
    this.writing ??= Promise.resolve().then(() => {
      const all = [...this.unwritten.values()];
      this.unwritten.clear();
      this.writing = null;
      return this.write(all, []);
    });
    return this.writing;
  }

  /** @param {Row[]} puts @param {string[]} deletes keys @returns {Promise<boolean>} true once durable */
  async write(puts, deletes) {
    try {
      const db = await this.open();
      await new Promise((ok, no) => {
        const change = db.transaction(STORE, 'readwrite', { durability: 'strict' });
        const store = change.objectStore(STORE);
        for (const key of deletes) store.delete(key);
        if (!this.wiped) for (const row of puts) store.put(row, this.key(row.kind, row.name));
        change.oncomplete = ok;
        change.onerror = change.onabort = () => no(change.error);
      });
      return puts.length === 0 || !this.wiped;
    } catch {
      return false;
    }
  }

  /** @returns {Promise<IDBDatabase>} */
  open() {
    const storage = this.storage;
    if (!storage) return Promise.reject(new Error('no storage'));
    this.opening ??= new Promise((ok, no) => {
      // Some browsers leave the request unanswered: then memory has to do, and the next write tries again.
      const late = setTimeout(() => no(new Error('storage does not answer')), OPENING);
      /** @type {IDBOpenDBRequest} */ let asked;
      try { asked = storage.open(DATABASE, 1); } catch (error) { clearTimeout(late); no(error); return; }
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
      asked.onerror = asked.onblocked = () => { clearTimeout(late); no(asked.error); };
      asked.onsuccess = () => {
        clearTimeout(late);
        const db = asked.result;
        db.onversionchange = () => db.close();
        db.onclose = () => { this.opening = null; };
        ok(db);
      };
    });
    this.opening.catch(() => { this.opening = null; });
    return this.opening;
  }
}

/** Reading the property throws where storage is forbidden. */
function browserStorage() {
  try { return globalThis.indexedDB ?? null; } catch { return null; }
}

/** @param {IDBDatabase} db @returns {Promise<Map<string, Row>>} */
function rows(db) {
  return new Promise((ok, no) => {
    const look = db.transaction(STORE, 'readonly');
    const [keys, values] = [look.objectStore(STORE).getAllKeys(), look.objectStore(STORE).getAll()];
    look.oncomplete = () => ok(new Map(keys.result.map((key, i) => [String(key), values.result[i]])));
    look.onerror = look.onabort = () => no(look.error);
  });
}
