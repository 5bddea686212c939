import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import test from 'node:test';

const pinned = JSON.parse(fs.readFileSync(new URL('../../client_web/dev/package.json', import.meta.url), 'utf8')).devDependencies;

for (const place of ['../../client_web/vendor/', '../vendor/']) {
  const folder = fileURLToPath(new URL(place, import.meta.url));
  const list = JSON.parse(fs.readFileSync(path.join(folder, 'VENDOR.json'), 'utf8'));

  test(`${place}: every vendored file is the one that was listed, with its licence`, () => {
    for (const one of list) {
      const sum = createHash('sha256').update(fs.readFileSync(path.join(folder, one.file))).digest('hex');
      assert.equal(sum, one.sha256, one.file);
      assert.ok(one.licence && fs.statSync(path.join(folder, one.licence_file)).size > 500, one.package);
      if (one.package !== '@preact/signals-core') assert.equal(one.version, pinned[one.package], one.package);
    }
  });

  test(`${place}: nothing is there that is not listed`, () => {
    const known = new Set(list.flatMap((one) => [one.file, one.licence_file]).concat('VENDOR.json', 'ui.d.ts'));
    const found = fs.readdirSync(folder, { recursive: true }).map(String).filter((name) => fs.statSync(path.join(folder, name)).isFile());
    assert.deepEqual(found.filter((name) => !known.has(name.split(path.sep).join('/'))), []);
  });
}
