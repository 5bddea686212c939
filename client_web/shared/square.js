/** Square: knows how the code to scan is fetched and drawn: always dark on white, also at night. */
import { html, useEffect, useState } from '../vendor/ui.js';
import { t } from './words.js';

/** A code is read out and typed in two parts; a rehearsal's begins with its digits. @param {string} code */
export function spacedCode(code) {
  const part = /^\d/.test(code) ? 2 : 4;
  return `${code.slice(0, part)} ${code.slice(part)}`;
}

/** @param {{ url: string }} props `url` answers with `{"size": ..., "path": ...}`, quiet zone included */
export function Square({ url }) {
  const [drawn, setDrawn] = useState(/** @type {{ size: number, path: string } | null} */ (null));
  useEffect(() => {
    let wanted = true;
    fetch(url)
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((square) => { if (wanted) setDrawn(square); })
      .catch(() => undefined);
    return () => { wanted = false; };
  }, [url]);
  if (!drawn) return null;
  const { size, path } = drawn;
  return html`<svg class="square" role="img" aria-label="${t('square.scan')}" viewBox="${`0 0 ${size} ${size}`}">
    <path fill="#fff" d="${`M0 0h${size}v${size}h-${size}z`}" /><path stroke="#22282b" d="${path}" />
  </svg>`;
}
