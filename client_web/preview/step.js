/** Step: knows the page of one step: what it is, what check found in it, how it is looked at, and its screens.
 *  @import { Finding, Moment, Step } from './told.js'
 */
import { html } from '../vendor/ui.js';
import { LANGUAGES, say, t } from '../shared/words.js';
import { Findings } from './file.js';
import { MOMENTS, SPEECHES, THEMES, look, momentOf, place } from './place.js';
import { Screens } from './screens.js';

const SPOKEN = ['goround', 'openfloor'];

/** @param {{ step: Step, at: number, count: number, go: (at: number) => void, base: string, drawn: string, findings: Finding[] }} props */
export function StepPage({ step, at, count, go, base, drawn, findings }) {
  const title = say(step.title);
  return html`<section class="preview-step" aria-labelledby="step">
    <div class="step-head">
      <h2 id="step" tabindex="${-1}">${t('preview.step', { at: at + 1 })} <span lang="${title.lang}">${title.text}</span></h2>
      <div class="row">
        <button type="button" class="btn" aria-disabled="${at === 0}" onClick=${() => go(at - 1)}>${t('preview.previous')}</button>
        <button type="button" class="btn" aria-disabled="${at === count - 1}" onClick=${() => go(at + 1)}>${t('preview.next')}</button>
      </div>
    </div>
    <p class="step-facts">${factsOf(step).join('. ')}.</p>
    <${Findings} findings="${findings}" />
    <${Choices} step="${step}" />
    <${Screens} step="${step}" at="${at}" base="${base}" drawn="${drawn}" />
    <p>${t('preview.nothing_sent')}</p>
  </section>`;
}

/** @param {Step} step */
function factsOf(step) {
  return [
    t(`preview.kind_${step.kind}`),
    step.at_least === null ? t('preview.minutes', { count: step.minutes }) : t('preview.minutes_least', { minutes: t('preview.minutes', { count: step.minutes }), least: step.at_least }),
    t(`preview.sees_${step.visibility ?? 'nothing'}`),
    t(step.core ? 'preview.core' : 'preview.if_time'),
    ...step.for_whom.map((whom) => t(`preview.for_${whom}`)),
    ...(step.arrival ? [t('preview.on_arrival')] : []),
  ];
}

/** @param {{ step: Step }} props */
function Choices({ step }) {
  const { speech, theme } = place.value;
  const moment = momentOf(step);
  return html`<div class="choices-row">
    <${Choice} name="language" value="${speech}" choose=${(/** @type {any} */ value) => look({ speech: value })}
      options="${SPEECHES.map((one) => [one, one === 'both' ? t('preview.both') : LANGUAGES[one], one === 'both' ? undefined : one])}" />
    ${step.stages.length === 1 ? null : html`<${Choice} name="moment" value="${moment}" choose=${(/** @type {any} */ value) => look({ moment: value })}
      options="${MOMENTS.filter((one) => step.stages.includes(one)).map((one) => [one, t(`preview.moment_${one === 'answered' && SPOKEN.includes(step.kind) ? 'spoken' : one}`)])}" />`}
    <${Choice} name="theme" value="${theme}" choose=${(/** @type {any} */ value) => look({ theme: value })}
      options="${THEMES.map((one) => [one, t(`look.theme_${one}`)])}" />
  </div>`;
}

/** Buttons and not radios: arrow keys go from step to step. @param {{ name: string, value: string, options: (string | undefined)[][], choose: (value: string) => void }} props */
function Choice({ name, value, options, choose }) {
  return html`<div class="choice-set" role="group" aria-label="${t(`preview.${name}`)}">
    ${options.map(([one = '', label, tongue]) => html`<button type="button" class="btn btn--plain" key="${one}" lang="${tongue}" aria-pressed="${one === value}" onClick=${() => choose(one)}>${label}</button>`)}
  </div>`;
}
