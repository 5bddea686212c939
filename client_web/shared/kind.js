/** Kind: knows how the module of a step kind is fetched when its step comes.
 *  @import { StepKind } from '../steps/index.js'
 */
import { useEffect, useState } from '../vendor/ui.js';

/** @type {Map<string, StepKind>} */
const here = new Map();

/** @param {string} name @returns {Promise<StepKind>} */
export async function fetchKind(name) {
  const there = here.get(name);
  if (there) return there;
  const kind = /** @type {StepKind} */ (await import(`../steps/${name}.js`));
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
