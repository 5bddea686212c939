/** Main: knows how the preview of a file is put together, hears when the file was saved, and moves from step to step.
 *  @import { Finding, First, Told } from './told.js'
 */
import { html, signal, useEffect } from '../vendor/ui.js';
import { announce, carried, mount, setLanguage } from '../shared/screen.js';
import { LANGUAGES, lang, say, t } from '../shared/words.js';
import { Findings, Head, Missing } from './file.js';
import { follow, here, look } from './place.js';
import { StepPage } from './step.js';
import { Steps } from './steps.js';

/** How often the file is looked at while the page is seen. */
const OFTEN = 1_000;

const first = /** @type {First} */ (carried('first'));
const told = signal(first.state);
const ready = signal(false);
/** Whether the server of this page answers. */
const away = signal(false);

mount('staff', Page);
follow(lang.value);
ready.value = true;
addEventListener('keydown', press);
void watch();

/** Nothing is drawn before it is known what is looked at. */
function Page() {
  return ready.value ? html`<${Preview} />` : null;
}

function Preview() {
  const { curriculum, findings, broken } = told.value;
  const at = here(told.value);
  const step = curriculum?.steps[at];
  const title = curriculum ? say(curriculum.title).text : told.value.file;
  useEffect(() => { document.title = `${t('preview.title')}: ${title}`; }, [title, lang.value]);
  const whole = broken ? findings : findings.filter((one) => !curriculum?.steps.some(({ id }) => id === one.step));
  return html`
    <header class="desk-head">
      <a class="skip-link" href="#" onClick=${toStep}>${t('preview.to_step')}</a>
      <p><strong>Goround</strong></p>
      <span class="grow">${first.home ? html`<a href="${first.home}">${t('staff.tonight')}</a>` : null}</span>
      ${(/** @type {const} */ (['en', 'es'])).filter((name) => name !== lang.value).map((name) => html`<button type="button" class="btn btn--quiet" key="${name}" lang="${name}"
        onClick=${() => void setLanguage(name)}>${LANGUAGES[name]}</button>`)}
    </header>
    <main>
      ${curriculum ? html`<${Head} curriculum="${curriculum}" />` : html`<h1>${title}</h1>`}
      <div role="alert">${away.value ? html`<p class="not-yet">${t('preview.away')}</p>` : null}</div>
      ${curriculum ? html`<${Missing} curriculum="${curriculum}" />` : null}
      ${broken ? html`<section class="card broken-file" aria-labelledby="broken">
        <h2 id="broken">${t('preview.broken', { file: told.value.file })}</h2>
        <p>${t(curriculum ? 'preview.broken_last' : 'preview.broken_first')}</p>
        <${Findings} findings="${whole}" />
      </section>` : whole.length ? html`<section aria-labelledby="whole"><h2 id="whole">${t('preview.whole')}</h2><${Findings} findings="${whole}" /></section>` : null}
      ${curriculum && step ? html`<div class="preview">
        <${Steps} curriculum="${curriculum}" findings="${broken ? [] : findings}" at="${at}" go="${go}" />
        <${StepPage} step="${step}" at="${at}" count="${curriculum.steps.length}" go="${go}" base="${first.base}" drawn="${told.value.drawn}"
          findings="${broken ? [] : findings.filter((one) => one.step === step.id)}" />
      </div>` : null}
      ${broken && curriculum ? html`<${BrokenBar} findings="${findings}" />` : null}
    </main>`;
}

/** Who looks at a step far down sees at once that what was saved is not what stands there. @param {{ findings: Finding[] }} props */
function BrokenBar({ findings }) {
  return html`<div class="broken-bar">
    <div class="grow"><strong>${t('preview.broken', { file: told.value.file })}</strong><${Findings} findings="${findings.slice(0, 1)}" /></div>
    ${findings.length > 1 ? html`<button type="button" class="btn" onClick=${() => document.getElementById('broken')?.scrollIntoView()}>${t('preview.see_all', { count: findings.length })}</button>` : null}
  </div>`;
}

// --- from step to step ---

/** @param {number} at place of a step */
function go(at) {
  const steps = told.value.curriculum?.steps ?? [];
  const step = steps[at];
  if (!step) return;
  look({ step: step.id });
  announce(t('preview.step_of', { at: at + 1, count: steps.length, title: say(step.title).text }));
}

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target instanceof Element && event.target.closest('input, textarea, select')) return;
  const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (!by) return;
  event.preventDefault();
  go(here(told.value) + by);
}

/** @param {Event} event */
function toStep(event) {
  event.preventDefault();
  document.getElementById('step')?.focus();
}

// --- what is saved ---

async function watch() {
  if (!document.hidden) await ask();
  setTimeout(() => void watch(), OFTEN);
}

async function ask() {
  try {
    const answer = await fetch(`${first.base}/state?known=${told.value.mark}`, { cache: 'no-store' });
    if (answer.status === 200) hear(await answer.json());
    away.value = !answer.ok;
  } catch {
    away.value = true;
  }
}

/** @param {Told} news */
function hear(news) {
  const former = told.value;
  here(former);
  told.value = news;
  if (news.broken) announce(t('preview.broken', { file: news.file }));
  else if (news.drawn !== former.drawn) announce(t('preview.drawn_again'));
}
