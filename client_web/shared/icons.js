/** Icons: knows the few signs that go beside words. They carry no meaning of their own and are hidden from screen readers. */
import { html } from '../vendor/ui.js';

/** @typedef {{ size?: number }} Size in px */
/** @param {{ size: number, children: import('../vendor/ui.js').ComponentChildren }} props */
function Sign({ size, children }) {
  return html`<svg width="${size}" height="${size}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"
    stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">${children}</svg>`;
}

/** Private. @param {Size} props */
export function Lock({ size = 20 }) {
  return html`<${Sign} size="${size}"><rect x="5" y="11" width="14" height="9" rx="2" /><path d="M8 11V8a4 4 0 0 1 8 0v3" /></${Sign}>`;
}

/** Done, saved, chosen. @param {Size} props */
export function Tick({ size = 20 }) {
  return html`<${Sign} size="${size}"><path d="M5 12.5l4.5 4.5L19 7.5" /></${Sign}>`;
}

/** Screens are paused. @param {Size} props */
export function Pause({ size = 20 }) {
  return html`<${Sign} size="${size}"><path d="M9 6v12M15 6v12" /></${Sign}>`;
}

/** Going on. @param {Size} props */
export function Forward({ size = 20 }) {
  return html`<${Sign} size="${size}"><path d="M5 12h14M13 6l6 6-6 6" /></${Sign}>`;
}

/** Going back. @param {Size} props */
export function Back({ size = 20 }) {
  return html`<${Sign} size="${size}"><path d="M19 12H5M11 6l-6 6 6 6" /></${Sign}>`;
}

/** Somebody's place. @param {Size} props */
export function Person({ size = 20 }) {
  return html`<${Sign} size="${size}"><circle cx="12" cy="8" r="3.5" /><path d="M5 19.5c.8-3.6 3.6-5.5 7-5.5s6.2 1.9 7 5.5" /></${Sign}>`;
}

/** A call. @param {Size} props */
export function Phone({ size = 20 }) {
  return html`<${Sign} size="${size}"><path d="M6.5 4h3l1.5 4.5-2 1.5a11 11 0 0 0 5 5l1.5-2 4.5 1.5v3c0 1-.8 1.5-1.6 1.5C11 18.5 5.5 13 5 5.6 5 4.8 5.5 4 6.5 4z" /></${Sign}>`;
}

/** The room's screen. @param {Size} props */
export function Wall({ size = 20 }) {
  return html`<${Sign} size="${size}"><rect x="3" y="5" width="18" height="11" rx="1.5" /><path d="M9 20h6M12 16v4" /></${Sign}>`;
}
