// What the screens get as `vendor/ui.js`; `ui.d.ts` beside it says the same to the type checker.
import { h, render } from 'preact';
import htm from 'htm';

export { render };
export { useState, useEffect, useRef, useMemo, useLayoutEffect, useErrorBoundary, useId } from 'preact/hooks';
export { signal, effect, batch } from '@preact/signals';

export const html = htm.bind(h);
