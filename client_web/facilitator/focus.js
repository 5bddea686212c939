/** Focus: knows where the keyboard goes when what it stood on has gone from the page: near to where it was, never back to the top. */

const REACHED = 'button, a[href], input, textarea, select, [tabindex="0"]';
/** Whoever takes the focus by themselves (a panel that opens, the button that opened it) comes first. */
const WAIT = 80;

/** Listens for the life of the page. */
export function keepFocus() {
  /** @type {Element[]} */ let path = [];
  let looking = 0;
  addEventListener('focusin', (event) => {
    const at = /** @type {Element[]} */ (event.composedPath().filter((one) => one instanceof Element));
    path = at.filter((one) => one !== document.body && one !== document.documentElement);
  });
  const look = () => {
    looking = 0;
    if (document.activeElement !== document.body || !path.length || path[0].isConnected) return;
    // What has no box of its own (a part that only holds others) takes no focus.
    const reached = (/** @type {Element} */ one) => [one, ...one.querySelectorAll(REACHED)].find((each) => each.matches(REACHED) && each.getClientRects().length);
    let target;
    for (const one of path) if (one.isConnected && (target = reached(one))) break;
    /** @type {HTMLElement | null | undefined} */ (target ?? document.getElementById('next'))?.focus({ preventScroll: true });
  };
  new MutationObserver(() => {
    if (!looking && path.length && !path[0].isConnected) looking = window.setTimeout(look, WAIT);
  }).observe(document.body, { childList: true, subtree: true });
}
