/** Participant: knows the frame of a member's phone: what is on top, what the person opens (Hide, Aa, "I need a person"), and the bar that never moves.
 *  @import { HelpLine } from '../protocol.js'
 *  @import { VNode } from '../vendor/ui.js'
 *  @import { Seat as SeatOf } from './seat.js'
 *  @import { Page } from './pages.js'
 *  @typedef {'look' | 'person' | 'alarm' | null} Panel
 */
import { effect, html, signal, useEffect, useLayoutEffect, useRef, useState } from '../vendor/ui.js';
import { announce, carried, mount } from '../shared/screen.js';
import { lang, say, t } from '../shared/words.js';
import { Calls, fetchKind, fetchLater, fetchRest, groupPage, later, tel } from './pages.js';
import { Seat } from './seat.js';

const LONG_LOST = 120000;
/** So long the link has the way to itself. */
const LINK_FIRST = 2000;
const SHIFTS = { count: 3, within: 2000 };

const hidden = signal(false);
const panel = signal(/** @type {Panel} */ (null));
/** The standing of an alert that this person has looked at. */
const lookedAt = signal('');

/** @param {{ seat: SeatOf }} props */
function App({ seat }) {
  const page = openPage(seat) ?? groupPage(seat);
  useSteps(seat);
  useAlarm(seat);
  useReturn(seat);
  useTitle();
  useThreeShifts(seat);
  useEars(page, seat.link.view.value !== null);
  if (seat.gone.value) return null;
  const lines = seat.scene && 'help_lines' in seat.scene ? seat.scene.help_lines : [];
  return html`<${Top} seat="${seat}" />${page.body}<${HelpBar} seat="${seat}" lines="${lines}" />`;
}

// --- on top ---

/** @param {{ seat: SeatOf }} props */
function Top({ seat }) {
  const lost = useLost(seat);
  if (hidden.value && !panel.value) return null;
  const { scene, mine } = seat;
  const group = scene?.kind === 'participant' ? scene.group : null;
  const rehearsal = scene && 'rehearsal' in scene && scene.rehearsal;
  const quick = mine?.mode === 'remote';
  const { lines } = later.value;
  const news = lost ? lostNews(seat, lost) : lines?.news(seat, panel.value === 'person' ? null : lookedAt.value) ?? null;
  return html`<header>
    ${news}
    ${news && !quick && !rehearsal ? null : html`<div class="group-name ${quick || rehearsal ? 'group-name--kept' : ''}">
      <span>${group ?? ''}</span>
      ${rehearsal ? html`<span class="mark mark--wait">${t('phone.rehearsal')}</span>` : null}
      ${quick ? html`<button class="btn btn--quiet" onClick=${() => seat.leave()}>${t('phone.leave_quickly')}</button>` : null}
    </div>`}
    ${panel.value || !lines ? null : html`<${lines.Lines} seat="${seat}" open=${(/** @type {Panel} */ one) => { panel.value = one; }} />`}
  </header>`;
}

/** Whether the link is lost, and for long. Only changes are told. @param {SeatOf} seat @returns {'' | 'lost' | 'long'} */
function useLost(seat) {
  const [long, setLong] = useState(false);
  const state = seat.link.state.value;
  const since = seat.link.since.value;
  const former = useRef(state);
  useEffect(() => {
    if (state === 'retrying' && former.current !== 'retrying') announce(t('link.lost'));
    if (state === 'online' && former.current === 'retrying') announce(t('link.back'));
    former.current = state;
    setLong(false);
    if (state !== 'retrying') return undefined;
    const timer = setTimeout(() => { setLong(true); announce(t('link.lost_long_leader')); }, Math.max(0, since + LONG_LOST - Date.now()));
    return () => clearTimeout(timer);
  }, [state, since]);
  return state !== 'retrying' ? '' : long ? 'long' : 'lost';
}

/** @param {SeatOf} seat @param {'lost' | 'long'} lost */
function lostNews(seat, lost) {
  const leader = seat.scene?.kind === 'participant' ? seat.scene.leader : null;
  // What was answered on arrival may be what leaders must know now: nobody can know it yet.
  const owed = seat.arrival.some(({ step, who_sees: sees }) => sees !== 'private' && seat.onTheWay(step).length > 0);
  const notThere = owed ? t('phone.lost_owed') : '';
  if (lost === 'long') return html`<p class="news">${leader ? t('link.lost_long', { name: leader }) : t('link.lost_long_leader')} ${notThere}</p>`;
  const own = seat.arrival.find(({ step }) => seat.given(step).standing === 'none');
  const asked = own ? own.who_sees : seat.arrival.length ? 'facilitator' : seat.asked?.who_sees;
  const kept = !asked || panel.value ? '' : t(asked === 'private' ? 'phone.lost_private' : 'phone.lost_kept');
  return html`<p class="news"><strong>${t('link.lost')}</strong> ${notThere || kept}</p>`;
}

// --- what the person opens ---

/** @param {SeatOf} seat @returns {Page | null} */
function openPage(seat) {
  if (panel.value === 'look') {
    const { look } = later.value;
    const body = look ? html`<${look.LookPage} seat="${seat}" close="${close}" />` : html`<main class="ask" aria-busy="true"><h1 tabindex="${-1}">${t('look.title')}</h1></main>`;
    return { key: look ? 'look' : 'look coming', says: t('look.title'), body };
  }
  if (panel.value === 'person') return personPage(seat);
  const told = panel.value === 'alarm' && seat.mine?.alarm && later.value.lines?.alarmTold(seat.mine.alarm);
  if (told) return helpPage(seat, { ...told, act: null });
  if (hidden.value) return { key: 'hidden', says: t('phone.clock'), body: html`<${Clock} />` };
  return null;
}

/** A plain clock. */
function Clock() {
  const [now, setNow] = useState(new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 1000);
    return () => clearInterval(timer);
  }, []);
  const time = now.toLocaleTimeString(lang.value, { hour: 'numeric', minute: '2-digit' });
  const day = now.toLocaleDateString(lang.value, { weekday: 'long', day: 'numeric', month: 'long' });
  return html`<main class="ask"><div class="clock"><h1 tabindex="${-1}">${time}</h1><p>${day}</p></div></main>`;
}

/** What became of it, in words; the same for everybody who looks from a metre away. @param {SeatOf} seat @returns {Page} */
function personPage(seat) {
  const person = seat.mine?.person ?? null;
  const cry = seat.cry.value;
  const name = leaderOf(seat);
  /** @type {string} */
  const state = person && cry !== 'not_taken_back' ? person.standing : cry === 'none' ? 'closed' : cry;
  const title = state === 'seen' && person?.by ? t('phone.person_seen_by', { name: person.by })
    : state === 'sent' && name ? t('phone.person_sent_to', { name }) : t(`phone.person_${state}`);
  const act = person ? html`<button class="btn" key="take-back" onClick=${() => seat.takeBack()}>${t('phone.take_back')}</button>`
    : html`<button class="btn" key="call" aria-disabled="${cry === 'asking'}" onClick=${() => seat.needPerson()}>${t(state === 'closed' || state === 'taken_back' ? 'help.person' : 'phone.try_again')}</button>`;
  const text = state === 'not_sent' && seat.online ? 'phone.person_not_sent_back_text' : `phone.person_${state}_text`;
  return helpPage(seat, { key: 'person', says: t(`phone.person_${state}`), title, text: t(text), act });
}

/** Numbers to call stand on it from the first moment. @param {SeatOf} seat @param {{ key: string, says: string, title: string, text: string, act: VNode | null }} told @returns {Page} */
function helpPage(seat, { key, says, title, text, act }) {
  const { scene } = seat;
  const [first, ...others] = text.split('\n');
  const group = !hidden.value && !(scene && 'phase' in scene && scene.phase === 'ended');
  // Who was told that the link is back and goes on needs no further line about it.
  const back = () => {
    if (panel.value === 'person' && seat.cry.value === 'not_sent' && seat.online) seat.cry.value = 'none';
    close();
  };
  return { key, says, body: html`<main class="ask">
      <h1 tabindex="${-1}">${title}</h1>
      <p>${first}</p>
      <${Calls} lines="${scene && 'help_lines' in scene ? scene.help_lines : []}" />
      ${others.map((one) => html`<p key="${one}">${one}</p>`)}
    </main>
    <div class="${act ? 'reply' : 'reply reply--one'}">${act}<button class="btn" onClick=${back}>${t(group ? 'phone.back_to_group' : 'phone.back_to_clock')}</button></div>` };
}

/** Who leads, while the group is together: afterwards nobody is promised. @param {SeatOf} seat */
function leaderOf({ scene }) {
  return scene?.kind === 'participant' && scene.phase !== 'ended' ? scene.leader : null;
}

const close = () => { panel.value = null; };

// --- the bar ---

/** @param {{ seat: SeatOf, lines: HelpLine[] }} props */
function HelpBar({ seat, lines }) {
  const clock = hidden.value && !panel.value;
  const hide = () => { hidden.value = !clock; panel.value = null; };
  const person = () => {
    if (['taken_back', 'not_taken_back'].includes(seat.cry.value)) seat.cry.value = 'none';
    panel.value = 'person';
    void seat.needPerson();
  };
  return html`<nav class="help-bar" aria-label="${t('help.bar')}">
    <button type="button" class="btn btn--plain" onClick=${hide}>
      <span class="either"><span>${t(clock ? 'help.show' : 'help.hide')}</span><span aria-hidden="true">${t(clock ? 'help.hide' : 'help.show')}</span></span>
    </button>
    <button type="button" class="btn btn--plain" aria-expanded="${panel.value === 'look'}" onClick=${() => { panel.value = panel.value === 'look' ? null : 'look'; }}>Aa<span class="unseen">, ${t('help.look')}</span></button>
    <button type="button" class="btn btn--plain" onClick=${person}>${t('help.person')}</button>
    ${lines[0] ? html`<a class="btn btn--plain" href="${tel(lines[0].number)}">${t('help.line')}<span class="unseen">, ${say(lines[0].words).text}, ${lines[0].number}</span></a>` : html`<span></span>`}
  </nav>`;
}

// --- what goes on beside the drawing ---

/** Fetches what the present step is drawn with; again when the link is back. @param {SeatOf} seat */
function useSteps(seat) {
  const kind = seat.asked?.prompt.kind;
  const arriving = seat.arrival.map(({ prompt }) => prompt.kind).join(' ');
  useEffect(() => {
    if (kind) void fetchKind(kind);
    // All at once: without a link the next question still comes.
    for (const one of arriving.split(' ').filter(Boolean)) void fetchKind(one);
  }, [kind, arriving, seat.online]);
  const { after } = later.value;
  useEffect(() => { if (kind && after) void after.fetchShowing(kind); }, [kind, after, seat.online]);
  useEffect(() => {
    // The way to the first question is short: until the link and what asks are here, nothing else goes along it.
    const timer = setTimeout(async () => {
      await Promise.all([kind, ...arriving.split(' ')].map((one) => one && fetchKind(one)));
      void fetchRest();
      void import('../shared/connection/tabs.js').then(({ shareTabs }) => shareTabs(seat.link), () => undefined);
    }, seat.online ? 0 : LINK_FIRST);
    return () => clearTimeout(timer);
  }, [seat.online]);
  const standing = seat.mine?.person?.standing ?? '';
  useEffect(() => {
    if (panel.value === 'person' || !standing) lookedAt.value = standing;
    else if (standing !== 'sent' && lookedAt.value !== standing) announce(t(`phone.person_${standing}_news`));
  }, [standing, panel.value]);
}

/** An alert that this person's answer raised opens its page, once. @param {SeatOf} seat */
function useAlarm(seat) {
  const alert = seat.alarmToOpen;
  const free = !panel.value && !hidden.value;
  const there = Boolean(seat.mine?.alarm);
  // A phone that has forgotten does not know what it opened: its page stays behind the line.
  const known = useRef('');
  if (seat.forgotten.value) known.current = seat.mine?.alarm?.alert ?? '';
  useLayoutEffect(() => {
    if (!alert || !free || alert === known.current) return;
    // What this phone remembers is read a moment after the first page.
    void seat.link.outbox.ready.then(() => {
      if (seat.alarmToOpen !== alert || alert === known.current || panel.value || hidden.value) return;
      seat.openedAlarm(alert);
      panel.value = 'alarm';
    });
  }, [alert, free]);
  useEffect(() => { if (!there && panel.value === 'alarm') panel.value = null; }, [there]);
}

/** A press that got no reply was not sent, if the link is back and the room shows nothing of it. @param {SeatOf} seat */
function useReturn(seat) {
  const state = seat.link.state.value;
  const former = useRef(state);
  useEffect(() => {
    if (state === 'online' && former.current === 'retrying' && seat.cry.value === 'unsure' && !seat.mine?.person) seat.cry.value = 'not_sent';
    former.current = state;
  }, [state]);
}

/** The tab of a hidden page is a clock's; nothing else ever stands in the title. */
function useTitle() {
  useEffect(() => {
    const usual = document.title;
    return effect(() => { document.title = hidden.value ? t('phone.clock') : usual; });
  }, []);
}

/** A new page takes the focus if it took away what had it; otherwise the change is said, politely.
 *  @param {Page} page @param {boolean} known whether anything was shown before */
function useEars({ key, says }, known) {
  const former = useRef({ key: '', says: '' });
  const focused = useRef(/** @type {Element | null} */ (null));
  useEffect(() => {
    const note = () => { focused.current = document.activeElement; };
    document.addEventListener('focusin', note);
    return () => document.removeEventListener('focusin', note);
  }, []);
  useLayoutEffect(() => {
    const before = former.current;
    former.current = { key, says };
    if (!before.key || !known || (before.key === key && before.says === says)) return;
    const left = focused.current;
    const turned = before.key !== key;
    const anew = turned || key === 'person'; // what became of the press stands at the top, and "try again" may be gone
    if (anew) scrollTo(0, 0);
    const opened = turned && ['look', 'person', 'alarm', 'namesake'].includes(key);
    if (opened || (anew && left && left !== document.body && !left.isConnected)) {
      focused.current = null;
      /** @type {HTMLElement | null} */ (document.querySelector('#screen .before, #screen h1'))?.focus({ preventScroll: true });
    } else if (says) {
      announce(says);
    }
  }, [key, says]);
}

/** For people at home: Shift three times leaves quickly. @param {SeatOf} seat */
function useThreeShifts(seat) {
  useEffect(() => {
    /** @type {number[]} */ let presses = [];
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Shift') { presses = []; return; }
      if (event.repeat) return;
      presses = [...presses.filter((at) => event.timeStamp - at < SHIFTS.within), event.timeStamp];
      if (presses.length >= SHIFTS.count && seat.mine?.mode === 'remote') void seat.leave();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

/** Draws the screen of a seat, whose link is on its way meanwhile. The first page is drawn in one go, so what it needs is fetched before: the
 *  server names the same (`first_needs` in pages.py).
 *  @param {any} first what the page carries @param {() => Promise<void>} [ready] makes the page that it is drawn on
 *  @param {string[]} [likely] kinds of most first questions, which are here */
export async function begin(first, ready, likely = []) {
  const seat = new Seat(first);
  const { show } = first;
  const visit = show?.scene?.visit;
  const arriving = show?.mine?.arrival?.find((/** @type {any} */ one) => one.given.standing === 'none');
  const kind = (arriving ?? visit)?.prompt.kind;
  const needs = arriving || !visit ? [] : [visit.results ? 'after' : '', show.mine?.turn ? 'turn' : ''].filter(Boolean);
  await Promise.all([...(kind ? [kind] : likely).map(fetchKind), fetchLater(needs), ready?.()]);
  if (needs.includes('after')) await later.peek().after?.fetchShowing(kind);
  mount('participant', () => html`<${App} seat="${seat}" />`);
}

// The page with the form has none: it begins when a seat is taken.
const carriedFirst = carried('first');
if (carriedFirst) void begin(carriedFirst);
