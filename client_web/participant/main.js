/** Participant: knows the frame of a member's phone: what is on top, what the person opens (Hide, Aa, "I need a person"), and the bar that never moves.
 *  @import { HelpLine, Scene } from '../protocol.js'
 *  @import { Seat as SeatOf } from './seat.js'
 *  @import { Page } from './pages.js'
 *  @typedef {'look' | 'person' | null} Panel
 */
import { effect, html, signal, useEffect, useLayoutEffect, useMemo, useRef, useState } from '../vendor/ui.js';
import { announce, carried, look, mount, setLanguage, setLook } from '../shared/screen.js';
import { LANGUAGES, lang, say, t } from '../shared/words.js';
import { Calls, Calm, fetchKind, groupPage, tel } from './pages.js';
import { Seat } from './seat.js';

const LONG_LOST = 120000;
const SHIFTS = { count: 3, within: 2000 };

const hidden = signal(false);
const panel = signal(/** @type {Panel} */ (null));
/** The standing of an alert that this person has looked at. */
const lookedAt = signal('');

/** @param {{ first: any }} props */
function App({ first }) {
  const seat = useMemo(() => new Seat(first), []);
  const page = openPage(seat) ?? groupPage(seat);
  useSteps(seat);
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
  const rehearsal = scene?.kind === 'participant' && scene.rehearsal;
  const quick = mine?.mode === 'remote';
  const news = lost ? lostNews(seat, lost) : personNews(seat) ?? notTaken(seat);
  return html`<header>
    ${news}
    ${news && !quick && !rehearsal ? null : html`<div class="group-name ${quick || rehearsal ? 'group-name--kept' : ''}">
      <span>${group ?? ''}</span>
      ${rehearsal ? html`<span class="mark">${t('phone.rehearsal')}</span>` : null}
      ${quick ? html`<button class="btn btn--quiet" onClick=${() => seat.leave()}>${t('phone.leave_quickly')}</button>` : null}
    </div>`}
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
  if (lost === 'long') return html`<p class="news">${leader ? t('link.lost_long', { name: leader }) : t('link.lost_long_leader')}</p>`;
  const kept = seat.asked?.who_sees && !panel.value ? t('phone.lost_kept') : '';
  return html`<p class="news"><strong>${t('link.lost')}</strong> ${kept}</p>`;
}

/** What became of "I need a person" while its page was closed. @param {SeatOf} seat */
function personNews(seat) {
  const standing = seat.mine?.person?.standing;
  if (!standing || standing === 'sent' || panel.value === 'person' || lookedAt.value === standing) return null;
  return html`<p class="news">${t(`phone.person_${standing}_news`)}</p>`;
}

/** @param {SeatOf} seat */
function notTaken(seat) {
  const refusal = seat.refusal.value;
  return refusal && refusal.step !== seat.asked?.step ? html`<p class="news">${t('saved.came_back')}</p>` : null;
}

// --- what the person opens ---

/** @param {SeatOf} seat @returns {Page | null} */
function openPage(seat) {
  if (panel.value === 'look') return { key: 'look', says: t('look.title'), body: html`<${LookPage} seat="${seat}" />` };
  if (panel.value === 'person') return personPage(seat);
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
  const scene = seat.scene;
  const name = scene?.kind === 'participant' ? scene.leader : null;
  /** @type {string} */
  const state = person && cry !== 'not_taken_back' ? person.standing : cry === 'none' ? 'closed' : cry;
  const title = state === 'seen' && person?.by ? t('phone.person_seen_by', { name: person.by })
    : state === 'sent' && name ? t('phone.person_sent_to', { name }) : t(`phone.person_${state}`);
  const lines = scene && 'help_lines' in scene ? scene.help_lines : [];
  const calls = !['sent', 'taken_back', 'closed'].includes(state) || !seat.online;
  const back = html`<button class="btn" onClick=${close}>${t('phone.back_to_group')}</button>`;
  const act = person ? html`<button class="btn" onClick=${() => seat.takeBack()}>${t('phone.take_back')}</button>`
    : html`<button class="btn" aria-disabled="${cry === 'asking'}" onClick=${() => seat.needPerson()}>${t(state === 'closed' || state === 'taken_back' ? 'help.person' : 'phone.try_again')}</button>`;
  return { key: 'person', says: t(`phone.person_${state}`), body: html`<main class="ask">
      <h1 tabindex="${-1}">${title}</h1>
      ${t(`phone.person_${state}_text`).split('\n').map((one) => html`<p key="${one}">${one}</p>`)}
      ${calls ? html`<${Calls} lines="${lines}" />` : null}
    </main>
    <div class="reply">${act}${back}</div>` };
}

/** @param {{ seat: SeatOf }} props */
function LookPage({ seat }) {
  const [failed, setFailed] = useState(false);
  const [leaving, setLeaving] = useState(false);
  const { text, theme } = look.value;
  const names = /** @type {import('../shared/words.js').Lang[]} */ (Object.keys(LANGUAGES));
  return html`<main class="ask">
    <h1 tabindex="${-1}">${t('look.title')}</h1>
    <${Pick} name="text" title="${t('look.text')}" value="${text}" choose=${(/** @type {any} */ value) => setLook({ text: value })}
      options="${[['normal', t('look.text_normal')], ['big', t('look.text_big')]]}" />
    <${Pick} name="language" title="${t('look.language')}" value="${lang.value}" choose=${(/** @type {any} */ value) => void setLanguage(value).then((done) => setFailed(!done))}
      options="${names.map((name) => [name, LANGUAGES[name], name])}" />
    <p class="note" role="alert">${failed ? t('look.language_failed') : ''}</p>
    <${Pick} name="theme" title="${t('look.theme')}" value="${theme}" choose=${(/** @type {any} */ value) => setLook({ theme: value })}
      options="${[['auto', t('look.theme_auto')], ['day', t('look.theme_day')], ['night', t('look.theme_night')]]}" />
    ${seat.mine?.mode === 'remote' ? html`<p>${t('phone.quickly_how')}</p>` : null}
    ${leaving ? html`<div class="keep"><p>${t('phone.leave_sure')}</p><div class="row">
        <button class="btn" onClick=${() => setLeaving(false)}>${t('phone.stay')}</button>
        <button class="btn" onClick=${() => seat.leave()}>${t('phone.leave')}</button></div></div>`
      : html`<p><button class="btn btn--plain" onClick=${() => setLeaving(true)}>${t('phone.leave_group')}</button></p>`}
  </main>
  <div class="reply reply--one"><button class="btn" onClick=${close}>${t('look.close')}</button></div>`;
}

/** @param {{ name: string, title: string, value: string, options: string[][], choose: (value: string) => void }} props */
function Pick({ name, title, value, options, choose }) {
  return html`<fieldset class="pick"><legend class="label">${title}</legend><div class="options">
    ${options.map(([one, label, tongue]) => html`<label key="${one}" class="${one === value ? 'is-chosen' : ''}" lang="${tongue}">
      <input type="radio" name="${name}" value="${one}" checked="${one === value}" onChange=${() => choose(one)} /><span>${label}</span></label>`)}
  </div></fieldset>`;
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
  useEffect(() => { if (kind) void fetchKind(kind); }, [kind, seat.online]);
  const standing = seat.mine?.person?.standing ?? '';
  useEffect(() => {
    if (panel.value === 'person' || !standing) lookedAt.value = standing;
    else if (standing !== 'sent' && lookedAt.value !== standing) announce(t(`phone.person_${standing}_news`));
  }, [standing, panel.value]);
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
    if (before.key !== key) scrollTo(0, 0);
    const opened = ['look', 'person'].includes(key);
    if (before.key !== key && (opened || (left && left !== document.body && !left.isConnected))) {
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

// The first question is drawn in one go with its page, so what draws it is fetched before.
const kind = carried('first')?.show?.scene?.visit?.prompt.kind;
if (kind) fetchKind(kind).then(start);
else start();

function start() {
  mount('participant', App);
}
