/** The types of ui.js: the parts of preact, its hooks, signals and htm that the screens use. */
import type { VNode } from 'preact';

export { render } from 'preact';
export type { VNode, ComponentChildren, ComponentChild, ComponentType, FunctionComponent, RefObject, JSX, TargetedEvent } from 'preact';
export { useState, useEffect, useRef, useMemo, useLayoutEffect, useErrorBoundary, useId } from 'preact/hooks';
export { signal, effect, batch } from '@preact/signals';
export type { Signal, ReadonlySignal } from '@preact/signals';

/** A template drawn by preact. Close components with `</${Name}>`, quote plain attributes, self-close void tags, write no comments and no
 *  entities inside (htm does not decode `&nbsp;`: write the character). */
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
