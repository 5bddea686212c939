/** Main: knows how the replay of a session is put together: its head, the line of time, what plays it, and the screens beside it.
 *  @import { Chapter } from './chapters.js'
 *  @import { Where } from './seen.js'
 *  @import { Shown } from './place.js'
 */
import { effect, html, signal, useEffect, useMemo, useState } from '../vendor/ui.js';
import { announce, mount, setLanguage } from '../shared/screen.js';
import { lang, t } from '../shared/words.js';
import { Chapters, chapterAt, chaptersOf } from './chapters.js';
import { Line } from './line.js';
import { NAMES, SHOWN, SPEECHES, THEMES, follow, look, place } from './place.js';
import { SPEEDS, go, play, playing, setSpeed, shortened, speed, stop, time, watchSight } from './playing.js';
import { Screens } from './screens.js';
import { askAgain, away, first, seatId, seen, told } from './seen.js';
import { day, hour, second } from './times.js';

/** From here on all screens stand beside one another. */
const WIDE = matchMedia('(min-width: 1100px)');
const ready = signal(false);

mount('staff', Page);
follow(lang.value, told.value.moments.find(({ kind }) => kind === 'started')?.entry ?? 1, () => void go({ entry: place.value.entry }));
watchSight();
void go({ entry: place.value.entry }).then(() => { ready.value = true; });
// Whose phone, and with names or without: the same moment is asked for again.
let asked = '';
effect(() => {
  const now = `${seatId()} ${place.value.names}`;
  if (asked && asked !== now) void go({ entry: place.peek().entry });
  asked = now;
});

function Page() {
  return ready.value ? html`<${Replay} />` : null;
}

function Replay() {
  const all = told.value;
  const now = seen.value?.look;
  const chapters = useMemo(() => chaptersOf(all), [all, lang.value]);
  const wide = useWide();
  useEffect(() => { document.title = all.rehearsal ? t('staff.rehearsal_of', { what: t('supervisor.title') }) : t('supervisor.title'); }, [lang.value, all]);
  if (!now) return html`<${Head} /><main><div role="alert"><p class="not-yet">${t('supervisor.away')}</p></div></main>`;
  const on = chapterAt(chapters, now.entry);
  const to = (/** @type {Where} */ where) => void go(where).then((shown) => { if (shown && !playing.peek()) tellPlace(chapters); });
  const step = (/** @type {number} */ by) => {
    const chapter = chapters[by < 0 && now.entry > chapters[on].entry ? on : on + by];
    if (chapter) to({ entry: chapter.entry });
  };
  /** @type {import('../preview/apart.js').Screen[]} */
  const shown = wide && place.value.screen === 'all' ? ['facilitator', 'participant', 'display'] : [place.value.screen === 'all' ? 'facilitator' : place.value.screen];
  return html`<${Head} />
    <main class="${`replay${shown.length > 1 ? ' replay--all' : ` replay--${shown[0]}`}${all.running || all.broken ? ' replay--low' : ''}`}">
      <section class="time-line" aria-label="${t('supervisor.title')}">
        <${Controls} chapters="${chapters}" on="${on}" to="${to}" step="${step}" />
        <${Line} told="${all}" chapters="${chapters}" on="${on}" entry="${now.entry}" time="${time.value}" go="${to}" step="${step}" former="${now.before}" next="${now.after}" />
      </section>
      <${Tabs} wide="${wide}" />
      <${Screens} shown="${shown}" alone="${shown.length === 1}" />
      <${Chapters} chapters="${chapters}" on="${on}" zone="${all.zone}" go="${(/** @type {number} */ entry) => to({ entry })}" />
    </main>`;
}

function useWide() {
  const [wide, setWide] = useState(WIDE.matches);
  useEffect(() => {
    const change = () => setWide(WIDE.matches);
    WIDE.addEventListener('change', change);
    return () => WIDE.removeEventListener('change', change);
  }, []);
  return wide;
}

/** @param {Chapter[]} chapters */
function tellPlace(chapters) {
  const now = seen.peek()?.look;
  // Whoever moves along the line hears it from there.
  if (!now || document.activeElement?.getAttribute('role') === 'slider') return;
  announce(t('supervisor.spoken', { time: second(now.at, told.value.zone), step: chapters[chapterAt(chapters, now.entry)].title, entry: now.entry, all: told.value.entries }));
}

// --- the head ---

function Head() {
  const { group, opened, zone, rehearsal, running, until, broken } = told.value;
  const asks = async () => {
    if (await askAgain()) await go({ entry: told.value.entries });
  };
  return html`<header class="replay-head">
      <p class="ways"><a href="${first.home}">${t('staff.tonight')}</a> <a href="${first.facts}">${t('staff.facts')}</a></p>
      <h1>${group ?? t('console.group')}, ${day(opened, zone)}</h1>
      ${rehearsal ? html`<span class="mark mark--wait">${t('console.rehearsal')}</span>` : null}
      ${running ? html`<span class="row still-on"><span>${t('supervisor.still_on', { time: hour(until, zone) })}</span><button type="button" class="btn btn--plain" onClick=${asks}>${t('supervisor.now')}</button></span>` : null}
      <span class="row looks">
        <${Choice} name="names" value="${place.value.names}" options="${NAMES.map((one) => [one, t(`supervisor.with_${one}`)])}" choose=${(/** @type {any} */ names) => look({ names })} />
        <${Choice} name="language" value="${place.value.speech}" options="${SPEECHES.map((one) => [one, t(`supervisor.screens_in_${one}`)])}" choose=${(/** @type {any} */ speech) => look({ speech })} />
        <${Choice} name="theme" value="${place.value.theme}" options="${THEMES.map((one) => [one, t(`look.theme_${one}`)])}" choose=${(/** @type {any} */ theme) => look({ theme })} />
        ${SPEECHES.filter((one) => one !== lang.value).map((one) => html`<button type="button" class="btn btn--quiet" key="${one}" lang="${one}" onClick=${() => void setLanguage(one)}>${t(`supervisor.page_in_${one}`)}</button>`)}
        <form method="post" action="/staff/lock"><button class="btn btn--plain">${t('lock.lock')}</button></form>
      </span>
    </header>
    ${broken ? html`<p class="not-yet">${t('supervisor.broken')} <span lang="en">${broken}</span></p>` : null}
    <div role="alert">${away.value && seen.value ? html`<p class="not-yet">${t('supervisor.away')}</p>` : null}</div>`;
}

/** @param {{ name: string, value: string, options: string[][], choose: (value: string) => void }} props */
function Choice({ name, value, options, choose }) {
  return html`<select class="field" aria-label="${t(`supervisor.choice_${name}`)}" value="${value}" autocomplete="off" onChange=${(/** @type {any} */ event) => choose(event.currentTarget.value)}>
    ${options.map(([one, label]) => html`<option key="${one}" value="${one}">${label}</option>`)}
  </select>`;
}

// --- what plays it ---

/** @param {{ chapters: Chapter[], on: number, to: (where: Where) => void, step: (by: number) => void }} props */
function Controls({ chapters, on, to, step }) {
  const now = /** @type {NonNullable<typeof seen.value>} */ (seen.value).look;
  const { zone, entries, running } = told.value;
  const over = now.after === null;
  const entry = (/** @type {number | null} */ one) => { if (one !== null) to({ entry: one }); };
  const start = () => {
    if (playing.value) { stop(); return; }
    if (over) announce(t(running ? 'supervisor.up_to_here' : 'supervisor.over'));
    else play();
  };
  return html`<div class="controls">
    <button type="button" class="btn btn--main" id="play" aria-disabled="${over && !playing.value}" onClick=${start}>${t(playing.value ? 'supervisor.pause' : 'supervisor.play')}</button>
    <div class="choice-set" role="group" aria-label="${t('supervisor.speed')}">${SPEEDS.map((one) => html`<button type="button" class="btn btn--plain" key="${one}" aria-pressed="${one === speed.value}" onClick=${() => setSpeed(one)}>${t('supervisor.times', { times: one })}</button>`)}</div>
    <p class="now"><strong class="time">${second(time.value, zone)}</strong> <span lang="${chapters[on].tongue}">${chapters[on].title}</span>
      <small class="time">${t('supervisor.entry_of', { entry: now.entry, all: entries })}${shortened.value ? ` ${t('supervisor.shortened')}` : ''}${over && !playing.value ? ` ${t(running ? 'supervisor.up_to_here' : 'supervisor.over')}` : ''}</small></p>
    <div class="row moves">
      <button type="button" class="btn btn--plain" aria-disabled="${on === 0 && now.before === null}" onClick=${() => step(-1)}>${t('supervisor.former_step')}</button>
      <button type="button" class="btn btn--plain" aria-disabled="${now.before === null}" onClick=${() => entry(now.before)}>${t('supervisor.former_entry')}</button>
      <button type="button" class="btn btn--plain" aria-disabled="${over}" onClick=${() => entry(now.after)}>${t('supervisor.next_entry')}</button>
      <button type="button" class="btn btn--plain" aria-disabled="${on === chapters.length - 1}" onClick=${() => step(1)}>${t('supervisor.next_step')}</button>
    </div>
  </div>`;
}

/** Which screens. On a small page one at a time. @param {{ wide: boolean }} props */
function Tabs({ wide }) {
  const on = !wide && place.value.screen === 'all' ? 'facilitator' : place.value.screen;
  return html`<div class="tabs choice-set" role="group" aria-label="${t('supervisor.screens')}">${SHOWN.filter((one) => wide || one !== 'all').map((one) => html`<button type="button" class="btn btn--plain" key="${one}"
    aria-pressed="${one === on}" onClick=${() => look({ screen: /** @type {Shown} */ (one) })}>${t(`supervisor.show_${one}`)}</button>`)}</div>`;
}
