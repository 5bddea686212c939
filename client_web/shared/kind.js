/** Kind: knows how the two modules of a step kind are fetched when its step comes: what asks, and what shows what came in.
 *  @import { StepKind } from '../steps/index.js'
 */
import { useEffect, useState } from '../vendor/ui.js';

/** @type {Map<string, StepKind>} */
const here = new Map();

/** @param {string} name @returns {Promise<StepKind>} */
export async function fetchKind(name) {
  const there = here.get(name);
  if (there) return there;
  const [asks, shows] = await Promise.all([import(`../steps/${name}.js`), import(`../steps/shown/${name}.js`)]);
  const kind = /** @type {StepKind} */ ({ ...asks, ...shows });
  here.set(name, kind);
  return kind;
}

/** @param {string | undefined} name @returns {StepKind | null} null until it is here */
export function useKind(name) {
  const [, arrived] = useState('');
  useEffect(() => {
    if (!name || here.has(name)) return undefined;
    let wanted = true;
    void fetchKind(name).then(() => { if (wanted) arrived(name); });
    return () => { wanted = false; };
  }, [name]);
  return (name && here.get(name)) || null;
}
