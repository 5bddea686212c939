import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const root = fileURLToPath(new URL('../../client_web/', import.meta.url));

/** What is absent on plain http, forbidden by the page's policy, or newer than the oldest phone that we serve. */
const ABSENT = {
  '.js': [/crypto\.(randomUUID|subtle)/, /navigator\.(locks|serviceWorker|clipboard|storage)\b/, /\bcaches\./, /innerHTML|outerHTML|insertAdjacentHTML/,
    /document\.write/, /\beval\(|new Function\(/, /AbortSignal\.(timeout|any)/, /\.(toSorted|toReversed|toSpliced|findLast|findLastIndex)\(/,
    /Object\.groupBy|Promise\.(withResolvers|try)/, /\bstyle="/, /localStorage\.setItem\((?![A-Z_]+,)/],
  '.css': [/@import/, /light-dark\(|color-mix\(/, /@container/, /^\s*&/m, /:popover-open/, /url\("?https?:/],
};

/** Tried where it is there: without it the facts page selects the text and asks the browser to copy what is selected. */
const DONE_WITHOUT = [`staff/facts.js: ${ABSENT['.js'][1].source}`];

function* files(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) { if (!['dev', 'vendor'].includes(entry.name)) yield* files(full); }
    else if (path.extname(full) in ABSENT) yield full;
  }
}

test('nothing that the oldest phone, plain http or the policy does not have', () => {
  const found = [];
  for (const file of files(root)) {
    const text = fs.readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
    for (const absent of ABSENT[path.extname(file)]) if (absent.test(text)) found.push(`${path.relative(root, file)}: ${absent.source}`);
  }
  assert.deepEqual(found, DONE_WITHOUT);
});

test('no file of 400 lines or more', () => {
  const long = [...files(root)].filter((file) => fs.readFileSync(file, 'utf8').split('\n').length > 400);
  assert.deepEqual(long, []);
});

test('every address in the style sheets leads to a file', () => {
  const lost = [];
  for (const file of files(root)) {
    if (!file.endsWith('.css')) continue;
    for (const [, address] of fs.readFileSync(file, 'utf8').matchAll(/url\("([^"]+)"\)/g)) {
      if (!fs.existsSync(path.join(path.dirname(file), address))) lost.push(address);
    }
  }
  assert.deepEqual(lost, []);
});
