/** Check phones: knows the list of phones that have come, and asks for it again while the page is seen.
 *  @typedef {{ number: number, kind: string, ago: number, found: import('../reach/told.js').Found | null }} Phone
 */
import { drawn, lines, teller, verdict } from '../reach/told.js';

const ASK = 2000;
const MINUTE = 60_000;

/** @param {string} id */
const by = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @type {{ sentences: import('../reach/told.js').Sentences, phones: Phone[], encrypted: boolean }} `encrypted`: whether the site is meant to be; where it is not, the page says so once */
const first = JSON.parse(by('first').textContent ?? '{}');
const tell = teller(first.sentences);
/** What was said of each phone, so that each is said aloud once. @type {Map<number, string>} */
const known = new Map();
let shown = '';

/** @param {Phone[]} phones */
function show(phones) {
  const told = phones.map((phone) => ({ phone, name: `${tell('reach.phone', { number: phone.number })}, ${tell(`reach.kind_${phone.kind}`)}`, said: phone.found ? verdict(tell, phone.found) : tell('reach.checking') }));
  for (const { phone, name, said } of told) {
    if (phone.found && known.get(phone.number) !== said) by('news').textContent = `${name}. ${said}`;
    known.set(phone.number, said);
  }
  for (const number of [...known.keys()]) if (!phones.some((phone) => phone.number === number)) known.delete(number);
  by('none').hidden = phones.length > 0;
  by('lost').hidden = true;
  const now = JSON.stringify(phones.map((phone) => ({ ...phone, ago: minutes(phone) })));
  if (now === shown) return;
  shown = now;
  by('phones').replaceChildren(...told.map(row));
}

/** @param {Phone} phone */
const minutes = (phone) => Math.floor(phone.ago / MINUTE);

/** @param {{ phone: Phone, name: string, said: string }} told */
function row({ phone, name, said }) {
  const [item, title, when, sentence, more] = ['li', 'strong', 'span', 'p', 'ul'].map((tag) => document.createElement(tag));
  const count = minutes(phone);
  title.textContent = name;
  when.className = 'when';
  when.textContent = count ? tell('reach.ago', { count }) : tell('reach.ago_now');
  sentence.textContent = said;
  item.append(title, ' ', when, sentence);
  const doubts = phone.found ? lines(tell, phone.found).filter(({ part, standing }) => standing !== 'ok' && (first.encrypted || part !== 'secrecy')) : [];
  if (doubts.length) {
    more.className = 'steps';
    more.append(...doubts.map((line) => drawn(tell, line)));
    item.append(more);
  }
  return item;
}

async function ask() {
  try {
    const answer = await fetch('/staff/reach/phones', { headers: { Accept: 'application/json' } });
    if (answer.status === 401 || answer.status === 403) location.reload();
    else if (answer.ok) show(await answer.json());
  } catch {
    if (by('lost').hidden) by('lost').textContent = by('lost').dataset.lost ?? '';
    by('lost').hidden = false;
  }
}

show(first.phones);
setInterval(() => { if (!document.hidden) void ask(); }, ASK);
document.addEventListener('visibilitychange', () => { if (!document.hidden) void ask(); });
