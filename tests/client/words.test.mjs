import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { addCatalogue, lang, say, t, tellReply, tellWhoSees, words } from '../../client_web/shared/words.js';

const client = new URL('../../client_web/', import.meta.url);
const catalogue = (name) => JSON.parse(fs.readFileSync(new URL(`shared/words/${name}.json`, client), 'utf8'));
const [en, es] = [catalogue('en'), catalogue('es')];
const forms = (entry) => (typeof entry === 'string' ? { other: entry } : entry);
const placeholders = (entry) => [...new Set(Object.values(forms(entry)).join(' ').match(/\{\w+\}/g) ?? [])].sort();

function* sources(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) { if (!['dev', 'vendor'].includes(entry.name)) yield* sources(full); }
    else if (entry.name.endsWith('.js')) yield full;
  }
}

test.beforeEach(() => {
  addCatalogue('en', { 'a.plain': 'Hello {name}', 'a.many': { one: '{count} answer', other: '{count} answers' }, 'a.english': 'Only here', 'refused.other': 'No.', 'refused.late': 'Late.', 'who.group': 'All.' });
  addCatalogue('es', { 'a.plain': 'Hola {name}', 'a.many': { one: '{count} respuesta', other: '{count} respuestas' } });
  lang.value = 'en';
});

test('facts fill their places; a missing one leaves its name', () => {
  assert.equal(words('en')('a.plain', { name: 'Ben' }), 'Hello Ben');
  assert.equal(words('en')('a.plain'), 'Hello {name}');
  assert.equal(words('en')('a.plain', { name: '$& {x}' }), 'Hello $& {x}');
});

test('plural forms go by the rules of the language, with "other" where a form is missing', () => {
  const tell = words('es');
  assert.deepEqual([0, 1, 2].map((count) => tell('a.many', { count })), ['0 respuestas', '1 respuesta', '2 respuestas']);
  assert.match(tell('a.many', { count: 1_000_000 }), /^1.000.000 respuestas$/);
});

test('a key that is missing is told in English; one missing everywhere as itself', () => {
  assert.equal(words('es')('a.english'), 'Only here');
  assert.equal(words('es')('a.nowhere'), 'a.nowhere');
});

test('the page follows its language', () => {
  assert.equal(t('a.plain', { name: 'Ana' }), 'Hello Ana');
  lang.value = 'es';
  assert.equal(t('a.plain', { name: 'Ana' }), 'Hola Ana');
});

test("a step's words say which language they are in", () => {
  assert.deepEqual(say({ en: 'Breathe', es: 'Respira' }, 'es'), { text: 'Respira', lang: 'es' });
  assert.deepEqual(say({ en: 'Breathe', es: '' }, 'es'), { text: 'Breathe', lang: 'en' });
  assert.deepEqual(say({ es: 'Respira' }, 'en'), { text: 'Respira', lang: 'es' });
  assert.deepEqual(say(null, 'es'), { text: '', lang: 'es' });
});

test('a code that nobody wrote words for has a sentence too', () => {
  assert.equal(tellReply({ code: 'late' }), 'Late.');
  assert.equal(tellReply({ code: 'never_heard' }), 'No.');
  assert.equal(tellWhoSees('never_heard'), 'All.', 'the widest, never the narrowest');
});

test('both catalogues have the same keys and the same places', () => {
  assert.deepEqual(Object.keys(es).sort(), Object.keys(en).sort());
  for (const key of Object.keys(en)) assert.deepEqual(placeholders(es[key]), placeholders(en[key]), key);
});

test('every plural has every form of its language', () => {
  for (const [name, all] of [['en', en], ['es', es]]) {
    const categories = new Intl.PluralRules(name).resolvedOptions().pluralCategories;
    for (const [key, entry] of Object.entries(all)) {
      if (typeof entry !== 'string') assert.deepEqual(Object.keys(entry).sort(), [...categories].sort(), `${name} ${key}`);
    }
  }
});

test('keys are dotted, nothing is empty, Spanish says tú', () => {
  for (const [key, entry] of [...Object.entries(en), ...Object.entries(es)]) {
    assert.match(key, /^[a-z0-9_]+(\.[a-z0-9_]+)+$/);
    for (const sentence of Object.values(forms(entry))) assert.ok(sentence.trim(), key);
  }
  for (const [key, entry] of Object.entries(es)) {
    assert.doesNotMatch(Object.values(forms(entry)).join(' '), /\b(usted|ustedes|vosotros)\b/i, key);
  }
});

test('every key that a screen names is in the catalogue', () => {
  const missing = [];
  for (const file of sources(client.pathname)) {
    for (const [, key] of fs.readFileSync(file, 'utf8').matchAll(/\bt\(\s*'([^']+)'/g)) {
      if (!(key in en)) missing.push(`${path.basename(file)}: ${key}`);
    }
  }
  assert.deepEqual(missing, []);
});

test('every code of a reply has a sentence', () => {
  const protocol = fs.readFileSync(new URL('protocol.d.ts', client), 'utf8');
  const codes = [.../interface Reply \{[\s\S]*?code: ([^;]+);/.exec(protocol)[1].matchAll(/"(\w+)"/g)].map(([, code]) => code);
  assert.ok(codes.length > 20);
  assert.deepEqual(codes.filter((code) => !['ok', 'nothing', 'repeat'].includes(code) && !(`refused.${code}` in en)), []);
});

test('who sees it names the supervisor wherever an answer leaves the phone', () => {
  for (const visibility of ['private', 'facilitator', 'anonymous', 'group']) {
    assert.match(en[`who.${visibility}`], /supervisor/);
    assert.match(es[`who.${visibility}`], /supervisa/);
  }
});
