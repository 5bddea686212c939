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
setInterval(tick, 1000);
document.documentElement.dataset.script = 'on';
hide.addEventListener('click', () => show(clock.hidden ? clock : form));
aa.addEventListener('click', () => show(panel.hidden ? panel : form));
part('look-done', HTMLButtonElement).addEventListener('click', () => show(form));

remembered.then(({ look, restoreLook, setLook, wayBack }) => {
  restoreLook();
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

/** A rehearsal's code begins with its digits: whoever types one is told before giving a name. */
const OF_REHEARSAL = /^\s*[2-9]/;
const code = document.getElementById('code');
if (code instanceof HTMLInputElement) {
  const note = part('code-rehearsal', HTMLElement);
  code.addEventListener('input', () => {
    const place = code.selectionStart;
    code.value = code.value.toLocaleUpperCase();
    code.setSelectionRange(place, place);
    const says = OF_REHEARSAL.test(code.value) ? note.dataset.says ?? '' : '';
    if (note.textContent !== says) note.textContent = says;
  });
}

// While somebody writes a name there is time to fetch what the next page needs. Where that fails, the next page fetches it itself.
const fetchAhead = () => { for (const url of JSON.parse(part('ahead', HTMLScriptElement).text)) fetch(url).then((answer) => answer.arrayBuffer()).catch(() => undefined); };
if (document.readyState === 'complete') fetchAhead();
else addEventListener('load', fetchAhead);
