/** Played: knows how a screen is drawn in a replay: nothing leaves it, and the page around it hands in one view after the other.
 *  @import { Show } from '../shared/connection/wire.js'
 *  @import { Handed, Heard, PlayedFirst } from './told.js'
 */
import { draw, standApart, stir, wear } from '../preview/apart.js';
import { carried } from '../shared/screen.js';
import { closeOwnPages, holdBack, notesOf } from './held_back.js';

/** For so long a screen waits for the view that is looked at now, before it draws the one in its page. */
const PATIENCE = 1_500;

const first = /** @type {PlayedFirst} */ (carried('first'));
const alone = parent === window;
/** The replay's clock: it stands, goes as it went, or goes faster. */
let clock = { at: first.show.now, rate: 0, since: performance.now() };
const now = () => Math.round(clock.at + (performance.now() - clock.since) * clock.rate);
/** @type {{ hand: (show: Show) => void } | null} */ let apart = null;
/** @type {Show} */ let newest = first.show;

// The screens ask this clock what time it is on the server, and say it as clocks on that group's wall did.
Date.now = now;
const { toLocaleTimeString } = Date.prototype;
/** @param {Intl.LocalesArgument} [langs] @param {Intl.DateTimeFormatOptions} [how] */
Date.prototype.toLocaleTimeString = function inTheirZone(langs, how) {
  try {
    return toLocaleTimeString.call(this, langs, { timeZone: first.extras.zone, ...how });
  } catch {
    return toLocaleTimeString.call(this, langs, how);
  }
};
// Steps that go by are not read aloud one after the other: the page around says where it is.
const quiet = document.createElement('p');
quiet.id = 'announcer';
quiet.className = 'unseen';
document.body.prepend(quiet);

addEventListener('message', ({ data, origin, source }) => {
  if (origin !== location.origin || source !== parent || alone || !['seen', 'clock'].includes(data?.kind)) return;
  take(/** @type {Handed} */ (data));
});
for (const kind of ['pointerdown', 'keydown', 'input', 'wheel']) {
  addEventListener(kind, ({ isTrusted }) => { if (isTrusted) tell({ kind: 'touched' }); }, { passive: true, capture: true });
}
const late = setTimeout(() => begin(first.show), alone ? 0 : PATIENCE);
tell({ kind: 'ready' });

/** @param {Heard} heard */
function tell(heard) {
  if (!alone) parent.postMessage(heard, location.origin);
}

/** @param {Handed} handed */
function take(handed) {
  clock = { ...handed.clock, since: performance.now() };
  stir();
  if (handed.kind === 'clock') { onTime(); return; }
  const { show, onward } = handed;
  if (!apart) { begin(show); return; }
  const whole = of(show);
  // Who jumps to a step that was answered long ago did not come back to it.
  if (!onward) apart.hand(unanswered(whole));
  put(whole, onward);
}

/** @param {Show} whole @param {boolean} onward */
function put(whole, onward) {
  const former = newest;
  newest = whole;
  closeOwnPages(onward ? former : null, whole);
  holdBack(notesOf(whole), first.extras.notes);
  apart?.hand(whole);
  onTime();
}

/** Clocks on the screen follow at once. */
function onTime() {
  document.dispatchEvent(new Event('visibilitychange'));
}

/** @param {Show} show */
const of = (show) => ({ ...show, assets: first.show.assets });

/** The same view before its person had given anything. @param {Show} show @returns {Show} */
function unanswered(show) {
  const { mine } = show;
  return mine.kind === 'seat' && mine.given ? { ...show, mine: { ...mine, given: null } } : show;
}

/** Draws the screen, with this view as the first. @param {Show} show */
function begin(show) {
  if (apart) return;
  clearTimeout(late);
  const whole = of(show);
  apart = standApart({ ...first, show: whole, ...first.extras.still, code: 'replay', now });
  wear('supervisor/played.css');
  // What a screen begins with stands in its page: an element of another kind, since no script's text may be written here.
  const block = document.createElement('div');
  block.id = 'first';
  block.hidden = true;
  block.textContent = JSON.stringify({ ...first, show: { ...whole, n: 0 } });
  document.getElementById('first')?.replaceWith(block);
  newest = whole;
  closeOwnPages(null, whole);
  holdBack(notesOf(whole), first.extras.notes);
  void draw(first.screen);
}
