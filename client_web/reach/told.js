/** Told: knows which sentences are made of what a phone found, on the phone itself and on the staff's list. Written for browsers below the floor too.
 *  @typedef {'ok' | 'slow' | 'swallowed' | 'silent' | 'cut' | 'busy' | 'gone' | 'offline'} Live
 *  @typedef {{ link: Live, ms: number | null, cookies: boolean, storage: boolean, ahead: number | null, encrypted: boolean, browser: boolean }} Found
 *  @typedef {'ok' | 'doubt' | 'no'} Standing it works; it works and something is good to know; nobody can take part so
 *  @typedef {{ part: string, standing: Standing, text: string }} Line
 *  @typedef {{ [key: string]: string | { [form: string]: string } }} Sentences
 */

/** @param {Sentences} sentences */
export function teller(sentences) {
  /** @param {string} key @param {{ [name: string]: string | number }} [facts] */
  return function tell(key, facts) {
    const entry = sentences[key] || key;
    let text = typeof entry === 'string' ? entry : (facts && facts.count === 1 && entry.one) || entry.other;
    for (const name of Object.keys(facts || {})) text = text.replace('{' + name + '}', String(facts && facts[name]));
    return text;
  };
}

/** @typedef {ReturnType<typeof teller>} Tell */

/** Everything that was tried, in order. @param {Tell} tell @param {Found} found @param {boolean} [here] whether the browser runs on the server's own machine @returns {Line[]} */
export function lines(tell, found, here) {
  const works = found.link === 'ok' || found.link === 'slow';
  /** @type {Line[]} */
  const all = [
    { part: 'page', standing: 'ok', text: tell('reach.page_ok') },
    { part: 'link', standing: found.link === 'ok' ? 'ok' : works ? 'doubt' : 'no', text: tell('reach.link_' + found.link) },
  ];
  if (found.ms !== null) all.push({ part: 'time', standing: found.link === 'slow' ? 'doubt' : 'ok', text: tell('reach.time_ms', { ms: found.ms }) });
  if (!found.cookies) all.push({ part: 'memory', standing: 'no', text: tell('reach.memory_cookies') });
  else all.push({ part: 'memory', standing: found.storage ? 'ok' : 'doubt', text: tell(found.storage ? 'reach.memory_ok' : 'reach.memory_none') });
  if (found.ahead) all.push({ part: 'clock', standing: 'doubt', text: tell(found.ahead > 0 ? 'reach.clock_ahead' : 'reach.clock_behind', { count: Math.abs(found.ahead) }) });
  else if (works) all.push({ part: 'clock', standing: 'ok', text: tell('reach.clock_ok') });
  all.push({ part: 'secrecy', standing: found.encrypted || here ? 'ok' : 'doubt', text: tell(found.encrypted ? 'reach.secrecy_ok' : here ? 'reach.secrecy_here' : 'reach.secrecy_none') });
  all.push({ part: 'browser', standing: found.browser ? 'ok' : 'no', text: tell(found.browser ? 'reach.browser_ok' : 'reach.browser_old') });
  return all;
}

/** @param {Found} found */
export const takesPart = (found) => !lines(String, found).some(({ standing }) => standing === 'no');

/** In one sentence. @param {Tell} tell @param {Found} found */
export function verdict(tell, found) {
  const ms = found.ms === null ? 0 : found.ms;
  if (!takesPart(found)) return tell('reach.verdict_no');
  return tell(found.link === 'slow' ? 'reach.verdict_slow' : 'reach.verdict_ok', { ms });
}

/** A line as an element of a list. @param {Tell} tell @param {Line} line */
export function drawn(tell, { part, standing, text }) {
  const [item, name, mark, said] = ['li', 'strong', 'span', 'p'].map((tag) => document.createElement(tag));
  item.className = 'is-' + standing;
  item.dataset.part = part;
  name.textContent = tell('reach.' + part);
  mark.className = 'standing';
  mark.textContent = tell('reach.standing_' + standing);
  said.textContent = text;
  item.append(name, ' ', mark, said);
  return item;
}
