/** Begun: knows what staff have begun to write and not sent: it outlives a list that closes and the cover, and goes with the page. */
import { useState } from '../vendor/ui.js';

/** @type {Map<string, unknown>} */
const begun = new Map();

/** Whether something was begun under this name. @param {string} name */
export function isBegun(name) {
  return begun.has(name);
}

/** Nothing of it is wanted any more. @param {string} name */
export function drop(name) {
  begun.delete(name);
}

/** What was begun under this name, and a way to go on with it.
 *  @template Value @param {string} name @param {Value} first @returns {[Value, (value: Value) => void]} */
export function useBegun(name, first) {
  const [value, setValue] = useState(/** @type {Value} */ (begun.has(name) ? begun.get(name) : first));
  return [value, (next) => {
    begun.set(name, next);
    setValue(next);
  }];
}
