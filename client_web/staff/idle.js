/** Idle: knows when somebody last touched a page of staff that has no live link, tells the server, and leaves the page once it is locked. */

const IDLE = 5 * 60_000;
const ASK = 15_000;

let touched = Date.now();

for (const kind of ['pointerdown', 'keydown', 'input', 'wheel']) {
  addEventListener(kind, () => { touched = Date.now(); }, { passive: true, capture: true });
}

/** The same address shows the lock now, and this page again behind it; an address that only takes forms shows the home instead. */
function leave() {
  location.replace(location.pathname === '/staff/sessions' ? '/staff' : location.pathname);
}

async function ask() {
  const idle = Date.now() - touched;
  try {
    const body = JSON.stringify({ idle });
    const answer = await fetch('/staff/touch', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body });
    if (answer.status === 401 || (answer.ok && (await answer.json()).locked)) leave();
  } catch {
    // Nobody can lock it from afar, so nothing is left standing here.
    if (idle >= IDLE) leave();
  }
}

setInterval(ask, ASK);
document.addEventListener('visibilitychange', () => { if (!document.hidden) void ask(); });
// The page comes back out of the browser's memory, as it stood before the lock.
addEventListener('pageshow', (event) => { if (event.persisted) void ask(); });
