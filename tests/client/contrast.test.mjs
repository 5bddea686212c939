import assert from 'node:assert/strict';
import fs from 'node:fs';
import test from 'node:test';

const source = fs.readFileSync(new URL('../../client_web/shared/tokens.css', import.meta.url), 'utf8');

/** The colours declared after `selector`, up to the end of that rule. */
function colours(selector) {
  const from = source.indexOf(`${selector} {`);
  assert.ok(from >= 0, selector);
  const body = source.slice(from, source.indexOf('}', from));
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*(#[0-9A-Fa-f]{6})/g)].map(([, name, value]) => [name, value]));
}

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one, two) {
  const [light, dark] = [luminance(one), luminance(two)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const day = colours('\n  :root');
const night = colours('\n  :root[data-theme="night"]');
const SURFACES = ['paper', 'card', 'sand'];
const TINTED = ['act', 'note', 'wait', 'care', 'info'];

test('the measure is right', () => {
  assert.equal(contrast('#000000', '#FFFFFF'), 21);
  assert.ok(Math.abs(contrast('#767676', '#FFFFFF') - 4.54) < 0.01);
});

test('night says the same whether the device or the person chose it, and names every colour', () => {
  assert.deepEqual(colours(':root:not([data-theme="day"])'), night);
  assert.deepEqual(Object.keys(night).sort(), Object.keys(day).sort());
  assert.equal(Object.keys(day).length, 23);
});

for (const [name, colour] of [['day', day], ['night', night]]) {
  const atLeast = (least, pairs) => {
    const short = pairs.map(([text, ground]) => [text, ground, contrast(colour[text], colour[ground])]).filter(([, , ratio]) => ratio < least);
    assert.deepEqual(short, []);
  };

  test(`${name}: every text is 7:1 on paper, card, sand and its own tint`, () => {
    atLeast(7, [
      ...['ink', 'mute', 'act', ...TINTED.slice(1)].flatMap((text) => SURFACES.map((ground) => [text, ground])),
      ...TINTED.map((text) => [text, `${text}-tint`]),
      ...TINTED.map((text) => ['ink', `${text}-tint`]),
      ['on-act', 'act'], ['on-act', 'act-deep'],
    ]);
  });

  test(`${name}: edges of controls, focus and data are 3:1 or more`, () => {
    atLeast(3, [
      ...['edge', 'act', 'focus'].flatMap((edge) => SURFACES.map((ground) => [edge, ground])),
      ['act', 'act-tint'], ['edge', 'act-tint'], ['note', 'paper'], ['care', 'paper'], ['focus', 'act-tint'],
      ['data', 'paper'], ['data', 'card'],
      ['wait', 'paper'], ['wait', 'card'],
    ]);
  });
}
