/** Join: knows what a script adds to the form on the way in: the way back to a place that this phone has, big letters in the code, Hide, Aa, and what comes next fetched ahead. Without it the form works all the same. */

// What the phone remembers comes a moment later: Hide does not wait for it.
const remembered = import('../shared/screen.js');
const spoken = document.documentElement.lang;
const usual = document.title;

/** @template {HTMLElement} E @param {string} id @param {{ new (): E }} type @returns {E} */
function part(id, type) {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no #${id}`);
  return found;
}

const [form, panel, clock] = [part('join', HTMLFormElement), part('look', HTMLElement), part('clock', HTMLElement)];
const [hide, aa] = [part('hide', HTMLButtonElement), part('aa', HTMLButtonElement)];
const back = part('way-back', HTMLElement);
/** @type {string | null} */
let path = null;
const hideWords = hide.querySelectorAll('.either > *');

/** @param {HTMLElement} shown */
function show(shown) {
  for (const one of [form, panel, clock]) one.hidden = one !== shown;
  back.hidden = shown !== form || !path;
  hideWords.forEach((word, place) => {
    if ((place === 0) === (shown === clock)) word.setAttribute('aria-hidden', 'true');
    else word.removeAttribute('aria-hidden');
  });
  document.title = shown === clock ? hide.dataset.title ?? '' : usual;
  aa.setAttribute('aria-expanded', String(shown === panel));
  if (shown === panel) panel.querySelector('h1')?.focus();
  scrollTo(0, 0);
}

function tick() {
  const now = new Date();
  const [time, day] = [clock.querySelector('h1'), clock.querySelector('p')];
  if (time) time.textContent = now.toLocaleTimeString(spoken, { hour: 'numeric', minute: '2-digit' });
  if (day) day.textContent = now.toLocaleDateString(spoken, { weekday: 'long', day: 'numeric', month: 'long' });
}

tick();
const ticking = setInterval(tick, 1000);
document.documentElement.dataset.script = 'on';
hide.addEventListener('click', () => show(clock.hidden ? clock : form));
aa.addEventListener('click', () => show(panel.hidden ? panel : form));
part('look-done', HTMLButtonElement).addEventListener('click', () => show(form));

/** The field that somebody is in moves when words above it grow or come: it may not end under the bar. */
const clearOfBar = () => document.querySelector('input:focus')?.scrollIntoView({ block: 'nearest' });

remembered.then(({ look, restoreLook, setLook, wayBack }) => {
  restoreLook();
  clearOfBar();
  for (const radio of panel.querySelectorAll('input')) {
    radio.checked = radio.value === (radio.name === 'text' ? look.value.text : look.value.theme);
    radio.addEventListener('change', () => setLook(radio.name === 'text' ? { text: /** @type {any} */ (radio.value) } : { theme: /** @type {any} */ (radio.value) }));
  }
  // The language chosen here is the one to go on in, whatever this phone read before.
  form.addEventListener('submit', () => setLook({ lang: /** @type {any} */ (spoken) }));
  path = wayBack();
  const link = back.querySelector('a');
  if (path && link) link.href = path;
  back.hidden = form.hidden || !path;
}, () => undefined);

const code = document.getElementById('code');
if (code instanceof HTMLInputElement) {
  code.addEventListener('input', () => {
    const place = code.selectionStart;
    code.value = code.value.toLocaleUpperCase();
    code.setSelectionRange(place, place);
  });
}

// --- in ---

/** @typedef {{ path: string, lang: string, title: string, first: any, words: object, words_from: string, sheets: string[], likely: string[] }} Taken the seat that was taken, and what its screen begins with */
/** Once it is here, the form need not leave this page. @type {typeof import('../participant/main.js').begin | undefined} */
let begin;

// While somebody writes a name there is time to fetch what comes next, and to read it. Where that fails, the form leads to a page that fetches it.
async function fetchAhead() {
  try {
    /** @type {string[]} */ const urls = JSON.parse(part('ahead', HTMLScriptElement).text);
    const [main] = await Promise.all(urls.map((url) => (url.endsWith('.js') ? import(url) : fetch(url).then((answer) => answer.arrayBuffer()))));
    begin = main.begin;
  } catch {
    // The link is slow or away.
  }
}

if (document.readyState === 'complete') void fetchAhead();
else addEventListener('load', fetchAhead);

/** @template {keyof HTMLElementTagNameMap} T @param {T} tag @param {object} facts @returns {HTMLElementTagNameMap[T]} */
const make = (tag, facts) => Object.assign(document.createElement(tag), facts);

/** Says beside a field what is wrong, where the server's form would; false where that needs another form. @param {string} code @param {string} told */
function tellWrong(code, told) {
  const id = code.startsWith('name') ? 'name' : 'code';
  const field = document.getElementById(id);
  if (!told || !(field instanceof HTMLInputElement)) return false;
  field.before(make('p', { id: `${id}-error`, className: 'note note--wrong', textContent: told }));
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', `${id}-hint ${id}-error`);
  field.focus();
  return true;
}

function takeBackWrong() {
  failed.textContent = '';
  for (const one of form.querySelectorAll('#code-error, #name-error')) one.remove();
  for (const one of form.querySelectorAll('.field')) one.removeAttribute('aria-invalid');
}

/** The page becomes the screen of the seat: a whole way to the server and back sooner than by going there.
 *  @param {Taken} taken @param {NonNullable<typeof begin>} start */
async function becomeSeat({ path: place, lang, title, first, words, words_from: from, sheets, likely }, start) {
  const block = make('data', { id: 'words', hidden: true, textContent: JSON.stringify(words) });
  block.dataset.from = from;
  await start(first, async () => {
    await Promise.all(sheets.map((href) => new Promise((done) => {
      document.head.append(make('link', { rel: 'stylesheet', href, onload: done, onerror: done }));
    })));
    clearInterval(ticking);
    history.replaceState(null, '', place);
    document.documentElement.lang = lang;
    document.title = title;
    document.body.className = '';
    document.body.replaceChildren(make('div', { id: 'screen', className: 'phone' }), block);
    scrollTo(0, 0);
  }, likely);
  block.remove();
}

const failed = part('join-failed', HTMLElement);
let asking = false;

form.addEventListener('submit', async (event) => {
  if (!begin || event.submitter?.getAttribute('name') === 'switch') return;
  event.preventDefault();
  if (asking) return;
  asking = true;
  takeBackWrong();
  /** @type {Taken | null} */ let taken = null;
  try {
    const body = new URLSearchParams(/** @type {any} */ (new FormData(form)));
    const answer = await fetch(form.action, { method: 'post', body, headers: { Accept: 'application/json' } });
    const found = await answer.json();
    if (answer.ok) await becomeSeat((taken = found), begin);
    else if (!tellWrong(found.code, found.told)) form.submit();
  } catch {
    if (taken) location.replace(taken.path);
    else failed.textContent = failed.dataset.says ?? '';
  }
  asking = false;
});
