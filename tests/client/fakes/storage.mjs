/** A small IndexedDB in memory: open, one store, put, delete, getAll, getAllKeys. What is committed outlives the page that wrote it. */

export class MemoryStorage {
  constructor() {
    this.rows = new Map();
    this.made = false;
    this.blocked = false;
    this.silent = false;
    this.full = false;
  }

  open() {
    if (this.blocked) throw new Error('storage is forbidden');
    const asked = { result: new Database(this), error: null };
    if (this.silent) return asked;
    queueMicrotask(() => {
      if (!this.made) asked.onupgradeneeded?.();
      this.made = true;
      asked.onsuccess?.();
    });
    return asked;
  }
}

class Database {
  constructor(storage) {
    this.storage = storage;
  }

  createObjectStore() {}

  close() {}

  transaction(_store, mode) {
    return new Transaction(this.storage, mode);
  }
}

class Transaction {
  constructor(storage, mode) {
    this.storage = storage;
    this.mode = mode;
    this.draft = new Map(storage.rows);
    this.error = null;
    queueMicrotask(() => this.settle());
  }

  objectStore() {
    const sorted = () => [...this.draft.keys()].sort();
    return {
      put: (value, key) => { this.draft.set(key, structuredClone(value)); this.changes = true; return {}; },
      delete: (key) => { this.draft.delete(key); this.changes = true; return {}; },
      getAllKeys: () => ({ result: sorted() }),
      getAll: () => ({ result: sorted().map((key) => structuredClone(this.draft.get(key))) }),
    };
  }

  settle() {
    if (this.changes && this.mode !== 'readwrite') throw new Error('a read-only transaction was written to');
    if (this.changes && this.storage.full) {
      this.error = new Error('QuotaExceededError');
      this.onabort?.();
      return;
    }
    if (this.changes) this.storage.rows = this.draft;
    this.oncomplete?.();
  }
}

/** Lets every promise that can go on go on. */
export async function settled() {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}
