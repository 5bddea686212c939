/** Line: knows the line of time: steps beside one another, signs of what stands out, and how somebody seeks on it by pointer and by keys.
 *  @import { Chapter } from './chapters.js'
 *  @import { Moment, Told } from './told.js'
 *  @import { Where } from './seen.js'
 */
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from '../vendor/ui.js';
import { lang, t } from '../shared/words.js';
import { signsOf, tellSign } from './chapters.js';
import { hour, scaleOf, second } from './times.js';

/** A moment is asked for at most so often while the pointer is drawn along the line. */
const OFTEN = 120;
/** How wide a letter of a title is, and a number, with what stands around them. */
const [LETTER, AROUND, NUMBER] = [8.5, 10, 26];
const MINUTE = 60_000;
/** Hours stand so many minutes apart: the least that leaves room. */
const APART = [5, 10, 15, 30, 60, 120];
/** How wide an hour is, with what stands around it. */
const HOUR = 56;

/** @typedef {{ told: Told, chapters: Chapter[], on: number, entry: number, time: number, go: (where: Where) => void, step: (by: number) => void, former: number | null, next: number | null }} Props */

/** @param {Props} props */
export function Line(props) {
  const { told, chapters, on } = props;
  const scale = useMemo(() => scaleOf(told), [told]);
  const [drawn, setDrawn] = useState(/** @type {number | null} */ (null));
  const track = useRef(/** @type {HTMLDivElement | null} */ (null));
  const asked = useRef({ at: 0, timer: 0 });
  const wide = useWidth(track);
  const part = drawn ?? scale.part(props.time);
  const partAt = (/** @type {PointerEvent} */ event) => {
    const { left, width } = /** @type {HTMLDivElement} */ (track.current).getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - left) / width));
  };
  const ask = (/** @type {number} */ to, /** @type {boolean} */ last) => {
    const { current } = asked;
    clearTimeout(current.timer);
    const seek = () => { current.at = performance.now(); props.go({ at: scale.at(to) }); };
    const wait = last ? 0 : current.at + OFTEN - performance.now();
    if (wait <= 0) seek();
    else current.timer = window.setTimeout(seek, wait);
  };
  const down = (/** @type {PointerEvent} */ event) => {
    if (event.button !== 0) return;
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    setDrawn(partAt(event));
    ask(partAt(event), false);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    if (drawn === null) return;
    setDrawn(partAt(event));
    ask(partAt(event), false);
  };
  const up = (/** @type {PointerEvent} */ event) => {
    if (drawn === null) return;
    setDrawn(null);
    ask(partAt(event), true);
  };
  useArrows(props);
  const spoken = t('supervisor.spoken', { time: second(props.time, told.zone), step: chapters[on].title, entry: props.entry, all: told.entries });
  return html`<div class="line">
    <${Signs} signs="${signsOf(told)}" scale="${scale}" zone="${told.zone}" go="${props.go}" />
    <div class="track" ref=${track} role="slider" tabindex="0" aria-label="${t('supervisor.line')}" aria-valuemin="${1}" aria-valuemax="${told.entries}" aria-valuenow="${props.entry}"
      aria-valuetext="${spoken}" aria-describedby="line-keys" onKeyDown=${(/** @type {KeyboardEvent} */ event) => press(event, props)}
      onPointerDown=${down} onPointerMove=${move} onPointerUp=${up} onPointerCancel=${() => setDrawn(null)}>
      ${chapters.map((one, place) => {
        const [from, to] = [scale.part(one.at), scale.part(one.until)];
        const number = chapters.slice(0, place + 1).filter(({ step }) => step).length;
        const space = (to - from) * wide;
        const words = space >= one.title.length * LETTER + AROUND ? one.title : one.step && space >= NUMBER ? number : '';
        return html`<span key="${place}" class="${`chapter${one.step ? '' : ' chapter--aside'}${place === on ? ' chapter--on' : ''}`}" lang="${one.tongue}" style=${{ left: `${from * 100}%`, width: `${(to - from) * 100}%` }}>${words}</span>`;
      })}
      <span class="hand" style=${{ left: `${part * 100}%` }}></span>
    </div>
    <p class="hours" aria-hidden="true">${hoursOf(told, scale, wide).map(([at, where]) => html`<span key="${at}" style=${{ left: `${where * 100}%` }}>${hour(at, told.zone)}</span>`)}</p>
    <p class="unseen" id="line-keys">${t('supervisor.keys')}</p>
  </div>`;
}

/** @param {import("../vendor/ui.js").RefObject<HTMLElement | null>} place */
function useWidth(place) {
  const [wide, setWide] = useState(0);
  useLayoutEffect(() => {
    const { current } = place;
    if (!current) return undefined;
    const measure = () => setWide(current.clientWidth);
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(current);
    return () => watch.disconnect();
  }, []);
  return wide;
}

/** @param {KeyboardEvent} event @param {Props} props */
function press(event, { told, entry, time, go, step, former, next }) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const to = (/** @type {number | null} */ one) => { if (one !== null) go({ entry: one }); };
  const by = (/** @type {number} */ direction) => (event.shiftKey ? go({ at: Math.max(told.opened, time + direction * MINUTE) }) : to(direction > 0 ? next : former));
  /** @type {Record<string, () => void>} */
  const keys = {
    ArrowRight: () => by(1), ArrowUp: () => by(1), ArrowLeft: () => by(-1), ArrowDown: () => by(-1),
    PageUp: () => step(1), PageDown: () => step(-1), Home: () => to(1), End: () => to(told.entries),
  };
  if (!keys[event.key]) return;
  event.preventDefault();
  if (event.key === 'Home' && entry === 1) return;
  keys[event.key]();
}

/** Left and right also move where neither a field nor a list of signs wants them. @param {Props} props */
function useArrows(props) {
  useEffect(() => {
    const arrow = (/** @type {KeyboardEvent} */ event) => {
      const { target } = event;
      const free = target === document.body || (target instanceof HTMLButtonElement && !target.closest('.signs'));
      if (free && !event.defaultPrevented && ['ArrowLeft', 'ArrowRight'].includes(event.key)) press(event, props);
    };
    document.addEventListener('keydown', arrow);
    return () => document.removeEventListener('keydown', arrow);
  });
}

/** Full hours and parts of them between the start and the end, as many as there is room for. @param {Told} told @param {import('./times.js').Scale} scale @param {number} wide @returns {[number, number][]} */
function hoursOf({ opened, until }, scale, wide) {
  const room = Math.max(0.07, HOUR / Math.max(wide, 1));
  const apart = MINUTE * (APART.find((one) => (until - opened) / (one * MINUTE) <= 9) ?? 240);
  /** @type {[number, number][]} */ const found = [];
  for (let at = Math.ceil(opened / apart) * apart; at <= until && found.length < 60; at += apart) {
    const where = scale.part(at);
    if (Math.min(where, 1 - where) > room / 2 && where - (found[found.length - 1]?.[1] ?? -1) > room) found.push([at, where]);
  }
  return found;
}

/** Signs above the line: one stop of the Tab key, arrows from one to the next, their words below them. @param {{ signs: Moment[], scale: import('./times.js').Scale, zone: string, go: (where: Where) => void }} props */
function Signs({ signs, scale, zone, go }) {
  const [at, setAt] = useState(0);
  const [read, setRead] = useState(/** @type {number | null} */ (null));
  const list = useRef(/** @type {HTMLUListElement | null} */ (null));
  if (!signs.length) return null;
  const stop = Math.min(at, signs.length - 1);
  const move = (/** @type {KeyboardEvent} */ event) => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const to = event.key === 'Home' ? 0 : event.key === 'End' ? signs.length - 1 : stop + by;
    if ((!by && !['Home', 'End'].includes(event.key)) || !signs[to]) return;
    event.preventDefault();
    setAt(to);
    /** @type {HTMLElement | undefined} */ (list.current?.querySelectorAll('button')[to])?.focus();
  };
  const told = read === null ? null : signs[read];
  const where = told ? scale.part(told.at) : 0;
  return html`<div class="signs-row">
    <ul class="signs" ref=${list} aria-label="${t('supervisor.signs')}" onKeyDown=${move}>${signs.map((one, place) => html`<li key="${place}" style=${{ left: `${scale.part(one.at) * 100}%` }}>
      <button type="button" class="${`sign sign--${one.kind}`}" tabindex="${place === stop ? 0 : -1}" aria-label="${`${hour(one.at, zone)}, ${tellSign(one)}`}"
        onClick=${() => { setAt(place); go({ entry: one.entry }); }} onFocus=${() => setRead(place)} onBlur=${() => setRead(null)} onMouseEnter=${() => setRead(place)} onMouseLeave=${() => setRead(null)}><${Shape} kind="${one.kind}" /></button>
    </li>`)}</ul>
    ${told ? html`<p class="sign-words" aria-hidden="true" lang="${lang.value}" style=${where > 0.5 ? { right: `${(1 - where) * 100}%` } : { left: `${where * 100}%` }}><strong class="time">${hour(told.at, zone)}</strong> ${tellSign(told)}</p>` : null}
  </div>`;
}

/** Shapes differ, not colours alone. @param {{ kind: Moment['kind'] }} props */
function Shape({ kind }) {
  const line = { fill: 'none', stroke: 'currentColor', 'stroke-width': 2.5 };
  const shapes = {
    alert: () => html`<path d="M10 2l8 8-8 8-8-8z" fill="currentColor" />`,
    mark: () => html`<circle cx="10" cy="10" r="6" fill="currentColor" />`,
    paused: () => html`<path d="M6 4v12M14 4v12" ...${line} stroke-width="4" />`,
    went_on: () => html`<path d="M5 3l11 7-11 7z" ...${line} />`,
    continued: () => html`<path d="M5 3l11 7-11 7z" ...${line} />`,
    restart: () => html`<circle cx="10" cy="10" r="6" ...${line} />`,
  };
  return html`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">${shapes[/** @type {keyof typeof shapes} */ (kind)]()}</svg>`;
}
