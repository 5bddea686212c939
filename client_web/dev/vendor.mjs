// Rebuilds every vendored file from the packages pinned in package.json, and writes VENDOR.json with their checksums.
// Only needed to move to another version:  cd client_web/dev && npm ci && npm run vendor
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, 'node_modules');
const client = path.join(here, '..', 'vendor');
const tests = path.join(here, '..', '..', 'tests', 'vendor');

/** One vendored file: where it goes, which packages are in it, and how it is made (copied unless `bundle`). */
const FILES = [
  { to: client, file: 'ui.js', packages: ['preact', '@preact/signals', '@preact/signals-core', 'htm'], bundle: 'ui.entry.js' },
  { to: client, file: 'fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2', packages: ['@fontsource-variable/atkinson-hyperlegible-next'] },
  { to: client, file: 'fonts/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2', packages: ['@fontsource-variable/atkinson-hyperlegible-next'] },
  { to: client, file: 'fonts/fraunces-latin-wght-normal.woff2', packages: ['@fontsource-variable/fraunces'] },
  { to: tests, file: 'axe.min.js', packages: ['axe-core'], from: 'axe.min.js' },
];

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
