/** Facts: knows the buttons of the facts page: what they copy and print, whose part is open, and that names close by themselves. */

const NAMES_CLOSE = 30_000;

/** @param {string} id */
const by = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} wanted @returns {HTMLElement[]} */
const all = (wanted) => [...document.querySelectorAll(wanted)].map((one) => /** @type {HTMLElement} */ (one));

document.documentElement.dataset.script = 'yes';

// --- copy ---

const byHand = by('by-hand');
const text = /** @type {HTMLTextAreaElement} */ (by('by-hand-text'));
const words = by('text-group').dataset;

/** Where the page came over plain http there is no clipboard to write to: the text is selected, and the browser asked to copy what is selected.
 *  @param {string} what @returns {Promise<boolean>} whether it is on the clipboard */
async function copied(what) {
  try {
    await navigator.clipboard.writeText(what);
    return true;
  } catch { /* not there, or not allowed */ }
  byHand.hidden = false;
  text.value = what;
  text.focus();
  text.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  }
}

for (const button of all('[data-copy]')) {
  button.addEventListener('click', async () => {
    const done = await copied(by(button.dataset.copy ?? '').textContent ?? '');
    for (const said of all('.said')) said.textContent = '';
    by(button.dataset.said ?? '').textContent = (done ? words.copied : words.byHand) ?? '';
    if (!done) return;
    shut();
    button.focus();
  });
}

function shut() {
  byHand.hidden = true;
  text.value = '';
}

by('by-hand-close').addEventListener('click', () => {
  shut();
  for (const said of all('.said')) said.textContent = '';
  all('[data-copy]')[0].focus();
});

// --- print ---

for (const button of all('[data-print]')) {
  button.addEventListener('click', () => {
    document.documentElement.dataset.print = button.dataset.print;
    window.print();
  });
}
addEventListener('afterprint', () => { delete document.documentElement.dataset.print; });

// --- names ---

const person = /** @type {HTMLSelectElement | null} */ (document.getElementById('person'));
person?.addEventListener('change', () => {
  for (const part of all('.part')) part.hidden = part.id !== `part-${person.value}`;
  by('said-person').textContent = '';
});

for (const button of all('.see-who')) {
  const who = by(button.getAttribute('aria-controls') ?? '');
  let timer = 0;
  /** @param {boolean} open */
  const show = (open) => {
    clearTimeout(timer);
    who.hidden = !open;
    button.setAttribute('aria-expanded', String(open));
    button.textContent = (open ? button.dataset.hide : button.dataset.see) ?? '';
    if (open) timer = window.setTimeout(() => show(false), NAMES_CLOSE);
  };
  button.addEventListener('click', () => show(button.getAttribute('aria-expanded') !== 'true'));
}
