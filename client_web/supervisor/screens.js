/** Screens: knows how the screens of that evening stand in the page, each at its own size and drawn smaller to fit, and hands them every view.
 *  @import { Screen } from '../preview/apart.js'
 *  @import { Handed, Look } from './told.js'
 */
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from '../vendor/ui.js';
import { t } from '../shared/words.js';
import { look, place } from './place.js';
import { playing, rate, speed, time } from './playing.js';
import { screenAddress, seatId, seen, told } from './seen.js';

/** What a screen measures. @type {Record<Screen, [number, number]>} */
const SIZES = { participant: [360, 740], facilitator: [1180, 820], display: [1920, 1080] };
/** In a narrower place a console is drawn as on a phone. */
const NARROW = 560;

/** @param {{ shown: Screen[], alone: boolean }} props */
export function Screens({ shown, alone }) {
  return html`${shown.includes('facilitator') ? html`<section class="on-console" aria-label="${t('preview.on_facilitator')}">
      <${Mirror} key="facilitator" screen="facilitator" title="${t('preview.on_facilitator')}" seat="" />
    </section>` : null}
    ${shown.includes('participant') ? html`<section class="on-phone" aria-label="${t('preview.on_participant')}"><${Phone} alone="${alone}" /></section>` : null}
    ${shown.includes('display') ? html`<section class="on-room" aria-label="${t('preview.on_display')}">
      <${Mirror} key="display" screen="display" title="${t('preview.on_display')}" seat="" />
    </section>` : null}`;
}

/** One phone, and whose. @param {{ alone: boolean }} props */
function Phone({ alone }) {
  const { seats } = told.value;
  const now = seen.value?.look;
  if (!seats.length) return html`<p class="nobody">${t('supervisor.nobody_in')}</p>`;
  const id = seatId();
  const number = seats.find(({ seat }) => seat === id)?.number ?? 0;
  return html`<label class="unseen" for="seat">${t('supervisor.whose_phone')}</label>
    <select class="field" id="seat" value="${number}" autocomplete="off" onChange=${(/** @type {any} */ event) => look({ seat: Number(event.currentTarget.value) })}>
      ${seats.map((one) => html`<option key="${one.seat}" value="${one.number}">${named(one, now)}</option>`)}
    </select>
    ${!now || now.screens.participant ? html`<${Mirror} key="${id}" screen="participant" title="${t('supervisor.phone_of', { number })}" seat="${id}" />`
      : html`<p class="${alone ? 'nobody' : 'nobody nobody--phone'}">${t('supervisor.not_here_yet', { number })}</p>`}`;
}

/** @param {{ seat: string, number: number }} one @param {Look | undefined} now */
function named({ seat, number }, now) {
  const name = place.value.names === 'names' ? now?.seats.find((other) => other.seat === seat)?.name : null;
  return name ? t('supervisor.seat_named', { number, name }) : t('supervisor.seat', { number });
}

/** @param {{ screen: Screen, title: string, seat: string }} props */
function Mirror({ screen, title, seat }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const frame = useRef(/** @type {HTMLIFrameElement | null} */ (null));
  const [narrow, setNarrow] = useState(false);
  const { speech, theme, names } = place.value;
  // A page of its own for each of these, and never for an entry: later views are handed in.
  const src = useMemo(() => screenAddress(screen, seat), [screen, seat, speech, theme, names]);
  const [width, height] = screen === 'facilitator' && narrow ? SIZES.participant : SIZES[screen];
  useLayoutEffect(() => {
    const around = box.current;
    if (!around) return undefined;
    const fit = () => {
      setNarrow(around.clientWidth < NARROW && innerWidth < 1000);
      around.style.setProperty('--scale', String(around.clientWidth / width));
    };
    fit();
    const watch = new ResizeObserver(fit);
    watch.observe(around);
    return () => watch.disconnect();
  }, [width]);
  const hand = (/** @type {Handed} */ handed) => frame.current?.contentWindow?.postMessage(handed, location.origin);
  const clock = () => ({ at: time.peek(), rate: rate() });
  const give = (/** @type {boolean} */ onward, at = time.peek()) => {
    const now = seen.peek();
    const show = now?.look.screens[screen];
    // What was asked for with names, or over another seat, is not for this screen.
    const fits = now?.names === names && (screen !== 'participant' || now.seat === seat);
    if (show && fits) hand({ kind: 'seen', show, onward, clock: { at, rate: rate() } });
  };
  useEffect(() => {
    const hear = (/** @type {MessageEvent} */ { data, origin, source }) => {
      if (origin !== location.origin || !source || source !== frame.current?.contentWindow) return;
      if (data?.kind === 'ready') give(false);
      // It counts as a touch of this page: who reads in a screen is there.
      else if (data?.kind === 'touched') dispatchEvent(new Event('wheel'));
    };
    addEventListener('message', hear);
    return () => removeEventListener('message', hear);
  }, [screen, names]);
  useEffect(() => seen.subscribe((now) => { if (now) give(now.onward, now.at); }), [screen, names]);
  useEffect(() => { hand({ kind: 'clock', clock: clock() }); }, [playing.value, speed.value]);
  return html`<div class="${`mirror mirror--${screen}${narrow ? ' mirror--narrow' : ''}`}" ref=${box}>
    <iframe key="${src}" ref=${frame} src="${src}" title="${title}" width="${width}" height="${height}" tabindex="${screen === 'display' ? -1 : undefined}"></iframe>
  </div>`;
}
