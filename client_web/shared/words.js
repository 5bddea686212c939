/** Words: knows the language of the page, and makes sentences from the catalogues and from a step's own words.
 *
 *  A catalogue is flat: `{"phone.send": "Send", "live.answered": {"one": "{count} answer", "other": "{count} answers"}}`. Plural forms are chosen
 *  by `facts.count`. The page carries the catalogue of its language in `<script type="application/json" id="words">`: all of it, or (where it says with `data-from`
 *  whence the rest comes) what it may say before the rest is here.
 *  @typedef {'en' | 'es'} Lang
 *  @typedef {string | { [category: string]: string }} Entry
 *  @typedef {{ [key: string]: Entry }} Catalogue
 *  @typedef {{ [name: string]: unknown }} Facts
 *  @typedef {(key: string, facts?: Facts) => string} Tell
 *  @typedef {{ en?: string | null, es?: string | null }} Both a step's words
 */
import { signal } from '../vendor/ui.js';

/** Each language by its own name. @type {Record<Lang, string>} */
export const LANGUAGES = { en: 'English', es: 'Español' };

/** The language of the page. Read it in a component and the component follows it. */
export const lang = signal(/** @type {Lang} */ ('en'));

/** @type {Map<Lang, Catalogue>} */
const catalogues = new Map();
/** Languages of which only the first words are here. @type {Set<Lang>} */
const begun = new Set();
/** Rises when a catalogue has arrived: what was told without it is told again. */
const arrived = signal(0);
/** Whence catalogues are fetched. */
let source = new URL('./words/', import.meta.url).href;
/** @type {Map<Lang, Intl.PluralRules>} */
const rules = new Map();

/** Whether this screen speaks both languages at once: the room's screen, where that was chosen. */
export const bilingual = signal(false);

/** The languages in which this screen speaks, the page's own first. @returns {Lang[]} */
export function tongues() {
  const own = lang.value;
  return bilingual.value ? [own, own === 'en' ? 'es' : 'en'] : [own];
}

/** @param {string | null | undefined} name @returns {name is Lang} */
export function isLang(name) {
  return name === 'en' || name === 'es';
}

/** @param {Lang} name @param {Catalogue} catalogue */
export function addCatalogue(name, catalogue) {
  catalogues.set(name, catalogue);
  begun.delete(name);
  arrived.value = arrived.peek() + 1;
}

/** The words that a page begins with; `loadLanguage` gets the rest. @param {Lang} name @param {Catalogue} some @param {string} from such as `/a/<hash>/shared/words/phone-` */
export function beginWith(name, some, from) {
  addCatalogue(name, some);
  begun.add(name);
  source = from;
}

/** Sentences in one language. A key that is missing there is told in English, and one missing everywhere as the key itself; nothing is
 *  told while the rest of the words may still come.
 *  @param {Lang} name @returns {Tell} */
export function words(name) {
  return (key, facts = {}) => {
    void arrived.value;
    const own = catalogues.get(name)?.[key];
    const entry = own ?? catalogues.get('en')?.[key];
    if (entry === undefined) return begun.size ? '' : key;
    return fill(form(entry, own === undefined ? 'en' : name, facts), name, facts);
  };
}

/** A sentence in the language of the page. @type {Tell} */
export const t = (key, facts) => words(lang.value)(key, facts);

/** @param {string} key */
export function known(key) {
  return [catalogues.get(lang.value), catalogues.get('en')].some((one) => one?.[key] !== undefined);
}

/** What a reply that is not "ok" means, in plain words. @param {{ code: string, facts?: Facts }} reply */
export function tellReply(reply) {
  const key = `refused.${reply.code}`;
  return t(known(key) ? key : 'refused.other', reply.facts);
}

/** Kinds whose answers are words of one's own: a group leader reads them before the group may see them. */
const WRITTEN = ['text', 'list', 'commit'];

/** @param {string} kind of a step */
export const isWritten = (kind) => WRITTEN.includes(kind);

/** Who will see an answer: everyone who ever may. @param {string} visibility @param {string} [kind] of the step */
export function tellWhoSees(visibility, kind = '') {
  if (kind === 'breathe' && visibility === 'facilitator') return t('who.took_part');
  if (visibility === 'anonymous' && isWritten(kind)) return t('who.anonymous_written');
  const key = `who.${visibility}`;
  return t(known(key) ? key : 'who.group');
}

/** A step's own words in the language of the page. Put `lang` on the element: it differs from the page where a translation is missing.
 *  @param {Both | null | undefined} both @param {Lang} [wanted] @returns {{ text: string, lang: Lang }} */
export function say(both, wanted = lang.value) {
  const order = /** @type {Lang[]} */ ([wanted, 'en', 'es']);
  for (const name of order) {
    const text = both?.[name];
    if (text) return { text, lang: name };
  }
  return { text: '', lang: wanted };
}

/** Fetches the catalogue of a language unless all of it is here. @param {Lang} name @returns {Promise<boolean>} false when it could not be had */
export async function loadLanguage(name) {
  if (catalogues.has(name) && !begun.has(name)) return true;
  try {
    const answer = await fetch(`${source}${name}.json`);
    if (!answer.ok) return false;
    addCatalogue(name, await answer.json());
    return true;
  } catch {
    return false;
  }
}

/** @param {Entry} entry @param {Lang} name @param {Facts} facts */
function form(entry, name, facts) {
  if (typeof entry === 'string') return entry;
  let chosen = rules.get(name);
  if (!chosen) rules.set(name, (chosen = new Intl.PluralRules(name)));
  return entry[chosen.select(Number(facts.count))] ?? entry.other;
}

/** A number is written as the language writes it; a fact that is missing leaves its name, so that a test sees it.
 *  @param {string} sentence @param {Lang} name @param {Facts} facts */
function fill(sentence, name, facts) {
  return sentence.replace(/\{(\w+)\}/g, (whole, fact) => {
    const value = facts[fact];
    if (value === undefined || value === null) return whole;
    return typeof value === 'number' ? value.toLocaleString(name) : String(value);
  });
}
