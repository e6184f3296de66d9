import { defaultStackParser, exceptionFromError } from '@sentry/browser';
import type { PageError } from './observation';

/** A page that fails in a loop has said enough. */
const MOST = 5;

/** Kit's router catches what goes wrong while it shows a page; the hook for it says so under this name. */
export const PAGE_FAILED = 'satchel:page-failed';

/**
 * Only Sentry's reading of stacks, which knows every browser's way of writing them: 8 kB where its client has 30 and brings watchers
 * of clicks, requests and the console, whose notes are full of what people do.
 */
export function watchErrors(signal: AbortSignal, report: (error: PageError) => void): void {
  let left = MOST;
  const hear = (thrown: unknown) => {
    if (left-- <= 0) return;
    const error = thrown instanceof Error ? thrown : new Error(String(thrown));
    const { type = 'Error', value = '', stacktrace } = exceptionFromError(defaultStackParser, error);
    const frames = (stacktrace?.frames ?? []).slice(-60).map(({ filename, function: name, lineno, colno }) => ({
      ...(filename && { filename: filename.slice(0, 500) }),
      ...(name && { function: name.slice(0, 300) }),
      ...(lineno !== undefined && { lineno }),
      ...(colno !== undefined && { colno }),
    }));
    report({
      path: location.pathname,
      build: __BUILD__,
      type: type.slice(0, 100),
      value: value.slice(0, 2_000),
      frames,
    });
  };
  addEventListener('error', ({ error }) => hear(error), { signal });
  addEventListener('unhandledrejection', ({ reason }) => hear(reason), { signal });
  addEventListener(PAGE_FAILED, (event) => event instanceof CustomEvent && hear(event.detail), { signal });
}
