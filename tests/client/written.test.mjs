import assert from 'node:assert/strict';
import test from 'node:test';
import * as commit from '../../client_web/steps/commit.js';
import * as list from '../../client_web/steps/list.js';
import * as text from '../../client_web/steps/text.js';
import { blocksOf } from '../../client_web/shared/text.js';
import { addCatalogue, lang, tellWhoSees } from '../../client_web/shared/words.js';
import { quotes, weight, weightedOf } from '../../client_web/steps/shown/written.js';

const words = (en, es = null) => ({ en, es });
const option = (id) => ({ id, words: words(id) });
const LIST = { kind: 'list', question: words('?'), suggestions: ['walk', 'call', 'rest'].map(option), own: true, most: 3, most_letters: 20 };
const COMMIT = { kind: 'commit', question: words('?'), suggestions: [option('walk')], own: true, closing: null, most_letters: 20 };
const TEXT = { kind: 'text', question: words('?'), example: null, most_letters: 20 };

test('a text is sent without the blanks around it, and never when it is empty or too long', () => {
  assert.deepEqual(text.asAnswer({ text: '  my dog\n' }, TEXT), { text: 'my dog' });
  for (const value of [{ text: ' \n ' }, { text: 'a'.repeat(21) }, { text: 3 }, null, 'my dog', undefined]) assert.equal(text.asAnswer(value, TEXT), null);
  assert.deepEqual(text.asAnswer({ text: '🫶'.repeat(20) }, TEXT), { text: '🫶'.repeat(20) }, 'an emoji is one letter, as the server counts');
});

test('a draft that was emptied is a draft: the sent answer does not come back into the field', () => {
  assert.deepEqual(text.asDraft({ text: '' }), { text: '' });
  assert.deepEqual(list.asDraft({ chosen: [], own: [] }), { chosen: [], own: [] });
  assert.equal(list.asDraft({ number: 3 }), null);
});

test('a sent answer can be taken up again as a draft', () => {
  assert.deepEqual(text.asDraft({ kind: 'text', text: 'my dog' }), { text: 'my dog' });
  assert.deepEqual(commit.asDraft({ kind: 'commit', chosen: ['walk'], own: [] }), { chosen: ['walk'], own: [] });
});

test('a line that is typed and not added yet goes with the list', () => {
  assert.deepEqual(list.asAnswer({ chosen: ['rest', 'walk'], own: [], typed: ' my  dog ' }, LIST), { chosen: ['walk', 'rest'], own: ['my dog'] });
  assert.deepEqual(list.asAnswer({ chosen: [], own: ['my dog'], typed: 'my dog' }, LIST), { chosen: [], own: ['my dog'] });
});

test('a list is never sent empty, too long, with a line too long, or with what is not a suggestion', () => {
  assert.equal(list.asAnswer({ chosen: [], own: [], typed: '  ' }, LIST), null);
  assert.equal(list.asAnswer({ chosen: ['walk', 'call', 'rest'], own: ['my dog'] }, LIST), null);
  assert.equal(list.asAnswer({ chosen: [], own: ['a'.repeat(21)] }, LIST), null);
  assert.equal(list.asAnswer({ chosen: ['fly'], own: [] }, LIST), null);
  assert.equal(list.asAnswer({ chosen: [], own: ['my dog'] }, { ...LIST, own: false }), null);
});

test('one thing is meant: a suggestion, or the words that were written', () => {
  assert.deepEqual(commit.asAnswer({ chosen: ['walk'], own: ['my dog'] }, COMMIT), { chosen: ['walk'], own: [] });
  assert.deepEqual(commit.asAnswer({ chosen: [], own: [' my\ndog '] }, COMMIT), { chosen: [], own: ['my dog'] });
  for (const value of [{ chosen: [], own: [''] }, { chosen: ['fly'], own: [] }, { chosen: [], own: ['a'.repeat(21)] }]) assert.equal(commit.asAnswer(value, COMMIT), null);
});

test('what was said twice stands once with its number, the most frequent first', () => {
  assert.deepEqual(quotes(['my dog', 'Music', ' music! ']), [{ text: 'Music', count: 2 }, { text: 'my dog', count: 1 }]);
});

test('themes and suggestions stand in one list, what stands for most first, and nothing that stands for nobody', () => {
  const tally = { themes: [{ words: 'Family', pieces: 2 }], counts: { walk: 1, call: 3, rest: 0 } };
  assert.deepEqual(weightedOf(tally, LIST.suggestions).map(({ words: { en }, count }) => [en, count]), [['call', 3], ['Family', 2], ['walk', 1]]);
  assert.deepEqual(weightedOf({}), []);
});

test('the square of a size follows the count, from 1 to 2.6 times, and nothing stands out where everything stands for as many', () => {
  assert.deepEqual([1, 2, 4, 6, 7, 40].map((count) => weight(count, 1)), ['by-10', 'by-14', 'by-20', 'by-24', 'by-26', 'by-26']);
  assert.equal(weight(3, 3), 'by-10');
});

test('a longer text falls back to English, and says so', () => {
  const paragraph = (one) => ({ kind: 'paragraph', runs: [{ words: one }] });
  const both = { en: [paragraph('Breathe')], es: [paragraph('Respira')] };
  assert.deepEqual(blocksOf(both, 'es'), { blocks: both.es, lang: 'es' });
  assert.deepEqual(blocksOf({ en: both.en, es: null }, 'es'), { blocks: both.en, lang: 'en' });
  assert.deepEqual(blocksOf(null, 'es'), { blocks: [], lang: 'en' });
});

test('own words are read by a leader first, and breathing tells only that', () => {
  lang.value = 'en';
  addCatalogue('en', { 'who.anonymous': 'whole', 'who.anonymous_written': 'read first', 'who.took_part': 'took part', 'who.facilitator': 'leaders', 'who.private': 'you', 'who.group': 'all' });
  assert.deepEqual(['text', 'list', 'commit', 'choice', undefined].map((kind) => tellWhoSees('anonymous', kind)), ['read first', 'read first', 'read first', 'whole', 'whole']);
  assert.equal(tellWhoSees('facilitator', 'breathe'), 'took part');
  assert.equal(tellWhoSees('private', 'breathe'), 'you');
  assert.equal(tellWhoSees('facilitator', 'text'), 'leaders');
});
