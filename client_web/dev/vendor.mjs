// Rebuilds every vendored file from the packages pinned in package.json, and writes VENDOR.json with their checksums.
// Only needed to move to another version:  cd client_web/dev && npm ci && npm run vendor
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import subsetFont from 'subset-font';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');
const client = path.join(here, '..', 'vendor');
const tests = path.join(here, '..', '..', 'tests', 'vendor');

/** The weights that the style sheets ask for: a phone on a bad network fetches no others. Every letter stays. */
const WEIGHTS = { wght: { min: 400, max: 700, default: 400 } };
const ATKINSON = { to: client, packages: ['@fontsource-variable/atkinson-hyperlegible-next'], weights: WEIGHTS };

/** One vendored file: where it goes, which packages are in it, and how it is made (copied unless `bundle` or `weights`). */
const FILES = [
  { to: client, file: 'ui.js', packages: ['preact', '@preact/signals', '@preact/signals-core', 'htm'], bundle: 'ui.entry.js' },
  { ...ATKINSON, file: 'fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2' },
  { ...ATKINSON, file: 'fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2' },
  { to: client, file: 'fonts/fraunces-latin-wght-normal.woff2', packages: ['@fontsource-variable/fraunces'] },
  { to: tests, file: 'axe.min.js', packages: ['axe-core'], from: 'axe.min.js' },
];

/** Every letter for which the style sheets ask this font. @param {string} file */
function lettersOf(file) {
  const faces = fs.readFileSync(path.join(client, '..', 'shared', 'tokens.css'), 'utf8').split('@font-face');
  const ranges = /unicode-range:([^;]+);/.exec(faces.find((face) => face.includes(file)))[1];
  return [...ranges.matchAll(/U\+([0-9A-F]+)(?:-([0-9A-F]+))?/g)].map(([, from, to = from]) => {
    const [first, last] = [parseInt(from, 16), parseInt(to, 16)];
    return Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at)).join('');
  }).join('');
}

const bare = (/** @type {string} */ name) => name.replace(/^@[^/]+\//, (scope) => scope.slice(1, -1) + '-');

for (const folder of [client, tests]) {
  const list = [];
  for (const entry of FILES.filter((one) => one.to === folder)) {
    const target = path.join(folder, entry.file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    if (entry.bundle) {
      await build({
        entryPoints: [path.join(here, entry.bundle)], outfile: target, bundle: true, minify: true,
        format: 'esm', target: 'es2021', legalComments: 'none',
        banner: { js: '/* preact, @preact/signals (MIT), htm (Apache-2.0): see VENDOR.json and licences/ */' },
      });
    } else if (entry.weights) {
      const source = fs.readFileSync(path.join(modules, entry.packages[0], 'files', path.basename(entry.file)));
      fs.writeFileSync(target, await subsetFont(source, lettersOf(entry.file), { targetFormat: 'woff2', variationAxes: entry.weights }));
    } else {
      fs.copyFileSync(path.join(modules, entry.packages[0], entry.from ?? `files/${path.basename(entry.file)}`), target);
    }
    const sha256 = createHash('sha256').update(fs.readFileSync(target)).digest('hex');
    for (const name of entry.packages) {
      const about = JSON.parse(fs.readFileSync(path.join(modules, name, 'package.json'), 'utf8'));
      const licence_file = `licences/${bare(name)}.txt`;
      fs.mkdirSync(path.join(folder, 'licences'), { recursive: true });
      fs.copyFileSync(path.join(modules, name, 'LICENSE'), path.join(folder, licence_file));
      list.push({ file: entry.file, package: name, version: about.version, licence: about.license, licence_file, sha256 });
    }
  }
  fs.writeFileSync(path.join(folder, 'VENDOR.json'), JSON.stringify(list, null, 2) + '\n');
  console.log(`${list.length} entries in ${path.basename(path.dirname(folder))}/${path.basename(folder)}/VENDOR.json`);
}
