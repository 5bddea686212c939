/** Steps: knows the list of steps at the side: number, title, kind, minutes, and how much check found in each.
 *  @import { Curriculum, Finding } from './told.js'
 */
import { html, useEffect, useRef } from '../vendor/ui.js';
import { say, t } from '../shared/words.js';
import { Shape } from './file.js';

/** @param {{ curriculum: Curriculum, findings: Finding[], at: number, go: (at: number) => void }} props */
export function Steps({ curriculum, findings, at, go }) {
  const list = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => {
    const [nav, on] = [list.current, list.current?.querySelector('[aria-current]')];
    if (!nav || !on) return;
    // Only the list is moved, never the page under the reader's eyes.
    const [outer, inner] = [nav.getBoundingClientRect(), on.getBoundingClientRect()];
    const bottom = Math.min(outer.bottom, innerHeight);
    if (inner.top < outer.top || inner.bottom > bottom) nav.scrollTop += inner.top - (outer.top + bottom) / 2;
  }, [at]);
  return html`<nav class="preview-steps" ref=${list} aria-label="${t('preview.steps')}"><ol>
    ${curriculum.steps.map((step, place) => {
      const title = say(step.title);
      const found = findings.filter((one) => one.step === step.id);
      return html`<li key="${step.id}"><button type="button" aria-current="${place === at ? 'step' : undefined}" onClick=${() => go(place)}>
        <span class="num">${place + 1}</span>
        <span><strong lang="${title.lang}">${title.text}</strong>
          <small>${t(`preview.kind_${step.kind}`)}, <span class="min">${t('preview.min', { count: step.minutes })}</span></small>
          ${found.length ? html`<small class="found"><${Shape} severity="${found.some((one) => one.severity === 'error') ? 'error' : 'warning'}" />${t('preview.found', { count: found.length })}</small>` : null}
        </span>
      </button></li>`;
    })}
  </ol></nav>`;
}
