/** Screens: knows how the real screens of a step stand in the page, each at its own size and drawn smaller to fit.
 *  @import { Lang, Step } from './told.js'
 *  @typedef {'participant' | 'facilitator' | 'display'} Screen
 */
import { html, useLayoutEffect, useRef } from '../vendor/ui.js';
import { LANGUAGES, lang, t } from '../shared/words.js';
import { momentOf, place } from './place.js';

/** What a screen measures. @type {Record<Screen, [number, number]>} */
const SIZES = { participant: [360, 740], facilitator: [1180, 820], display: [1920, 1080] };

/** @param {{ step: Step, at: number, base: string, drawn: string }} props */
export function Screens({ step, at, base, drawn }) {
  const { speech, theme } = place.value;
  const moment = momentOf(step);
  const langs = /** @type {Lang[]} */ (speech === 'both' ? ['en', 'es'] : [speech]);
  /** A console is read by one person: in the language of this page, where both are looked at. */
  const one = speech === 'both' ? lang.value : speech;
  const src = (/** @type {Screen} */ screen, /** @type {Lang} */ name) => `${base}/screen/${step.id}/${moment}/${screen}/${name}?theme=${theme}&v=${drawn}`;
  const title = (/** @type {Screen} */ screen, /** @type {string} */ name) => t('preview.screen_of', { screen: t(`preview.on_${screen}`), at: at + 1, language: name });
  return html`<div class="${speech === 'both' ? 'screens screens--both' : 'screens'}">
    <section class="screens-phones" aria-labelledby="on-phones">
      <p class="label" id="on-phones">${t('preview.on_participant')}</p>
      <div class="phones">${langs.map((name) => html`<${Mirror} key="${name}" screen="participant" src="${src('participant', name)}" title="${title('participant', LANGUAGES[name])}" />`)}</div>
    </section>
    <section class="screens-console" aria-labelledby="on-console">
      <p class="label" id="on-console">${t('preview.on_facilitator')}</p>
      <${Mirror} screen="facilitator" src="${src('facilitator', one)}" title="${title('facilitator', LANGUAGES[one])}" />
    </section>
    <section class="screens-room" aria-labelledby="on-room">
      <p class="label" id="on-room">${t('preview.on_display')}</p>
      <${Mirror} screen="display" src="${`${src('display', one)}${speech === 'both' ? '#both' : ''}`}" title="${title('display', speech === 'both' ? t('preview.both') : LANGUAGES[one])}" />
    </section>
  </div>`;
}

/** @param {{ screen: Screen, src: string, title: string }} props */
function Mirror({ screen, src, title }) {
  const box = useRef(/** @type {HTMLDivElement | null} */ (null));
  const [width, height] = SIZES[screen];
  useLayoutEffect(() => {
    const place = box.current;
    if (!place) return undefined;
    const fit = () => place.style.setProperty('--scale', String(place.clientWidth / width));
    fit();
    const watch = new ResizeObserver(fit);
    watch.observe(place);
    return () => watch.disconnect();
  }, [width]);
  return html`<figure>
    <div class="${`mirror mirror--${screen}`}" ref=${box}>
      <iframe key="${src}" src="${src}" title="${title}" width="${width}" height="${height}" tabindex="${screen === 'display' ? -1 : undefined}" onLoad=${comeBack(src)}></iframe>
    </div>
    <figcaption><a href="${src}" target="_blank" rel="noopener">${t('preview.alone')}<span class="unseen">, ${title}</span></a></figcaption>
  </figure>`;
}

/** A screen that was left ("Leave") comes back; one that cannot be had is not asked for again and again. @param {string} src */
function comeBack(src) {
  const wanted = new URL(src, location.href).pathname;
  let was = false;
  return (/** @type {Event} */ event) => {
    const frame = /** @type {HTMLIFrameElement} */ (event.currentTarget);
    let there = '';
    try { there = frame.contentWindow?.location.pathname ?? ''; } catch { /* a page that may not be framed */ }
    if (there === wanted) was = true;
    else if (was) { was = false; frame.contentWindow?.location.replace(src); }
  };
}
