/** Tabs: knows which tab of one seat is in use on this device; the newest wins and gets the unsent words of the one before it.
 *  @import { Link } from './link.js'
 *  @import { Belongings } from './wire.js'
 *  @typedef {{ kind: 'take', tab: string, at: number } | { kind: 'hand', to: string, belongings: Belongings } | { kind: 'wiped', tab: string }} Note
 *  @typedef {Pick<BroadcastChannel, 'postMessage' | 'close'> & { onmessage: ((event: MessageEvent) => void) | null }} Channel
 */

export class Tabs {
  /** @param {string} scope
   *  @param {{ tab: string, pack: () => Belongings, adopt: (from: Belongings) => void, yielded: () => void, wiped: () => void,
   *            channel?: ((name: string) => Channel | null), now?: () => number }} page */
  constructor(scope, page) {
    this.page = page;
    this.now = page.now ?? Date.now;
    this.channel = (page.channel ?? openChannel)('goround:' + scope);
    /** When this tab last said that it is the one; 0 while another is. */
    this.since = 0;
    if (this.channel) this.channel.onmessage = (event) => this.heard(/** @type {Note} */ (event.data));
  }

  /** This tab is the one. @param {number} [at] since when */
  take(at = this.now()) {
    this.since = at;
    this.post({ kind: 'take', tab: this.page.tab, at: this.since });
  }

  /** This tab is not in use any more. */
  rest() {
    this.since = 0;
  }

  /** Everything on this device was deleted: other tabs of the seat forget it too. */
  wiped() {
    this.post({ kind: 'wiped', tab: this.page.tab });
  }

  close() {
    this.channel?.close();
    this.channel = null;
  }

  /** @param {Note} note */
  heard(note) {
    if (note.kind === 'hand') {
      if (note.to === this.page.tab) this.page.adopt(note.belongings);
    } else if (note.kind === 'wiped') {
      this.page.wiped();
    } else if (this.since && this.later(note)) {
      this.post({ kind: 'take', tab: this.page.tab, at: this.since });
    } else {
      if (this.since) this.page.yielded();
      this.rest();
      this.post({ kind: 'hand', to: note.tab, belongings: this.page.pack() });
    }
  }

  /** Two tabs opened in the same moment hear each other: exactly one of them gives way. @param {{ tab: string, at: number }} other */
  later(other) {
    return this.since > other.at || (this.since === other.at && this.page.tab > other.tab);
  }

  /** @param {Note} note */
  post(note) {
    this.channel?.postMessage(note);
  }
}

/** @param {string} name @returns {Channel | null} */
function openChannel(name) {
  return typeof BroadcastChannel === 'function' ? new BroadcastChannel(name) : null;
}

/** From now on the newest tab of this seat is the one in use. A question is shown before this is known, and not later for it. @param {Link<any, any>} link */
export function shareTabs(link) {
  if (link.tabs) return;
  link.tabs = new Tabs(link.settings.scope, {
    tab: link.device, now: link.world.now, channel: link.world.channel,
    pack: () => link.outbox.pack(),
    adopt: (from) => { link.outbox.adopt(from); link.refill(); },
    yielded: () => link.stop('elsewhere'),
    wiped: () => { link.stop('over'); void link.outbox.wipe(); link.forgetAsks(); },
  });
  if (link.began && !link.resting()) link.tabs.take(link.began);
}
