/** Panel: knows how a part of the console opens by a tap, takes the focus, and closes by itself where names stand in it.
 *  @import { ComponentChildren, RefObject } from '../vendor/ui.js'
 *  @import { Desk, Place } from './desk.js'
 */
import { html, useEffect, useRef } from '../vendor/ui.js';
import { t } from '../shared/words.js';

/** Names that were opened close by themselves after this long without a touch. */
export const NAMES_CLOSE = 30_000;
const TOUCHES = ['pointerdown', 'keydown', 'input'];

/** Calls `close` when nothing inside the element was touched for a while. A form that somebody is filling in never goes.
 *  @param {RefObject<HTMLElement | null>} place @param {() => void} close */
export function useClosing(place, close) {
  const closes = useRef(close);
  closes.current = close;
  useEffect(() => {
    const box = place.current;
    let timer = 0;
    const wait = () => {
      clearTimeout(timer);
      timer = window.setTimeout(() => {
        if (box?.querySelector('[data-filling]')) wait();
        else closes.current();
      }, NAMES_CLOSE);
    };
    wait();
    for (const kind of TOUCHES) box?.addEventListener(kind, wait);
    return () => {
      clearTimeout(timer);
      for (const kind of TOUCHES) box?.removeEventListener(kind, wait);
    };
  }, []);
}

/** What opens by a tap is seen whole, not half under the bar below it. @param {HTMLElement | null | undefined} element */
export function bringIntoSight(element) {
  element?.scrollIntoView({ block: 'nearest' });
}

/** What a tap opened beside the stage. @param {{ desk: Desk, title: string, closes?: boolean, children?: ComponentChildren }} props */
export function Panel({ desk, title, closes = true, children }) {
  const place = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => place.current?.querySelector('h2')?.focus(), []);
  useClosing(place, () => { if (closes) desk.close(); });
  return html`<section class="panel" data-opened="yes" ref=${place} aria-labelledby="panel-title">
    <div class="panel-head">
      <h2 id="panel-title" tabindex="-1">${title}</h2>
      <button type="button" class="btn btn--plain" onClick=${() => desk.close()}>${t('console.close')}</button>
    </div>
    ${closes ? html`<p class="quiet">${t('console.closes_itself')}</p>` : null}
    ${children}
  </section>`;
}

/** What became of the last ask, near what was tapped. It is also read aloud, so it carries no name. @param {{ desk: Desk, place: Place }} props */
export function Said({ desk, place }) {
  const said = desk.said.value;
  return said?.place === place ? html`<p class="said">${said.text}</p>` : null;
}
