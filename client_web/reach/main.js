/** Reach: knows the page that anybody opens to see whether this phone reaches the group. Written for browsers below the floor too. */
import { drawn, lines, takesPart, teller, verdict } from './told.js';
import { newEnough, tryLink, tryStorage } from './tried.js';

/** @param {string} id */
const by = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const { sentences, loopback } = JSON.parse(by('first').textContent || '{}');
const tell = teller(sentences);
const [said, list, again] = [by('verdict'), by('steps'), by('again')];
const phone = Array.from(crypto.getRandomValues(new Uint8Array(8)), (one) => one.toString(16).padStart(2, '0')).join('');
let trying = false;

async function run() {
  if (trying) return;
  trying = true;
  again.setAttribute('aria-disabled', 'true');
  said.textContent = tell('reach.checking');
  said.classList.remove('is-no');
  list.replaceChildren();
  void report(null);
  const storage = await tryStorage();
  const found = Object.assign({ cookies: navigator.cookieEnabled, storage, encrypted: location.protocol === 'https:', browser: newEnough() }, await tryLink());
  list.replaceChildren(...lines(tell, found, loopback).map((line) => drawn(tell, line)));
  said.textContent = verdict(tell, found);
  said.classList.toggle('is-no', !takesPart(found));
  // Whoever does not reach the server cannot tell it so.
  if (found.link !== 'gone' && found.link !== 'offline') await report(found);
  again.removeAttribute('aria-disabled');
  trying = false;
}

/** Tells the server for the staff's list; that it cannot be told changes nothing here. @param {import('./told.js').Found | null} found */
async function report(found) {
  try {
    const answer = await fetch('/reach/found', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ phone, found }) });
    if (!answer.ok) return;
    const { number } = await answer.json();
    by('number').textContent = tell('reach.number', { number });
    by('number').hidden = false;
  } catch (_) { /* what failed is told by the steps */ }
}

by('no-steps').remove();
again.hidden = false;
again.addEventListener('click', run);
addEventListener('pagehide', () => { navigator.sendBeacon('/reach/left', phone); });
addEventListener('pageshow', (event) => { if (event.persisted) void run(); });
void run();
