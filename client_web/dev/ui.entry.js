// What the screens get as `vendor/ui.js`; `ui.d.ts` beside it says the same to the type checker.
import { h, render, Fragment, Component } from 'preact';
import htm from 'htm';

export { h, render, Fragment, Component };
export { useState, useEffect, useRef, useMemo, useCallback, useLayoutEffect, useErrorBoundary, useId } from 'preact/hooks';
export { signal, computed, effect, batch, untracked, useSignal, useComputed, useSignalEffect } from '@preact/signals';

export const html = htm.bind(h);
