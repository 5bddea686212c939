/** File: knows what is told of a curriculum as a whole: what it is for, what is not yet reviewed, and what check found.
 *  @import { Curriculum, Finding } from './told.js'
 */
import { html } from '../vendor/ui.js';
import { lang, say, t } from '../shared/words.js';

/** @param {{ curriculum: Curriculum }} props */
export function Head({ curriculum }) {
  const [title, aim] = [say(curriculum.title), say(curriculum.aim)];
  const about = [t(`preview.curriculum_${curriculum.kind}`), t('preview.minutes', { count: curriculum.minutes }), t('preview.version', { version: curriculum.version })];
  return html`<h1 lang="${title.lang}">${title.text}</h1>
    <p><span lang="${aim.lang}">${aim.text}</span> ${about.join(', ')}.</p>`;
}

/** What has to be known before anybody leads it. @param {{ curriculum: Curriculum }} props */
export function Missing({ curriculum }) {
  const { review, unreviewed } = curriculum;
  const reviewed = (/** @type {const} */ (['clinician', 'spanish'])).filter((one) => review[one]);
  return html`
    ${curriculum.audience.includes('family') ? html`<p class="not-yet"><strong>${t('preview.family')}</strong> ${t('preview.family_why')}</p>` : null}
    ${unreviewed.length ? html`<p class="not-yet">
      ${unreviewed.map((one) => html`<strong key="${one}">${t(`staff.unreviewed_${one}`)} </strong>`)}
      ${reviewed.map((one) => html`<span key="${one}">${told(one, review[one])} </span>`)}
      ${t('preview.asked_once')}
    </p>` : html`<p>${reviewed.map((one) => told(one, review[one])).join(' ')}</p>`}`;
}

/** @param {'clinician' | 'spanish'} what @param {{ by: string, on: string } | null} review */
function told(what, review) {
  const on = new Date(`${review?.on}T12:00:00Z`).toLocaleDateString(lang.value, { day: 'numeric', month: 'long', year: 'numeric' });
  return t(`preview.reviewed_${what}`, { by: review?.by, on });
}

/** A mistake keeps the file from being run; the rest is for its author to look at. @param {{ severity: Finding['severity'] }} props */
export function Shape({ severity }) {
  return html`<svg class="shape" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
    ${severity === 'error' ? html`<path d="M6 1h8l5 5v8l-5 5H6l-5-5V6z" fill="currentColor" />` : html`<path d="M10 2.5 18.5 17.5h-17z" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" />`}
  </svg>`;
}

/** @param {{ findings: Finding[] }} props */
export function Findings({ findings }) {
  if (!findings.length) return null;
  return html`<ul class="findings">${findings.map((one, place) => html`<li key="${place}" class="${`finding finding--${one.severity}`}">
    <${Shape} severity="${one.severity}" />
    <p><strong>${t(`preview.${one.severity}`)}</strong> ${t(one.file ? 'preview.at_in' : 'preview.at', { line: one.line, column: one.column, file: one.file })}:
      ${' '}<span lang="en">${one.sentence}</span></p>
  </li>`)}</ul>`;
}
