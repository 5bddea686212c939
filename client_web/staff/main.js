/** Main: knows the form that starts a group: names used before by a tap, and the evening that is chosen. Without it the form works in the page's order. */
import { evening } from './evening.js';

const form = document.querySelector('#begin');
if (form instanceof HTMLFormElement) {
  const group = /** @type {HTMLInputElement} */ (document.getElementById('group'));
  for (const used of document.querySelectorAll('.used')) /** @type {HTMLElement} */ (used).hidden = false;
  for (const button of document.querySelectorAll('[data-group]')) {
    button.addEventListener('click', () => { group.value = /** @type {HTMLElement} */ (button).dataset.group ?? ''; });
  }
  for (const box of form.querySelectorAll('[name="confirmed"]')) {
    // What comes next is in sight, however long the list above it is.
    box.addEventListener('change', () => document.getElementById('begin-now')?.scrollIntoView({ block: 'nearest' }));
  }
  evening(form);
}
