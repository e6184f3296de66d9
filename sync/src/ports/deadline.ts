import type { Clock } from './clock.js';

/**
 * Runs work that must end: its signal is aborted after `ms` or with the outer one, and the wait is over then even if the work
 * does not listen.
 */
export function withDeadline<T>(
  clock: Clock,
  ms: number,
  outer: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const inner = new AbortController();
    const give = (reason: unknown) => {
      inner.abort(reason);
      settle(() => reject(reason instanceof Error ? reason : new Error('aborted', { cause: reason })));
    };
    const onOuterAbort = () => give(outer.reason);
    const cancelTimer = clock.after(ms, () => give(new Error(`no answer within ${ms} ms`)));
    const settle = (finish: () => void) => {
      cancelTimer();
      outer.removeEventListener('abort', onOuterAbort);
      finish();
    };
    if (outer.aborted) return onOuterAbort();
    outer.addEventListener('abort', onOuterAbort);
    work(inner.signal).then(
      (value) => settle(() => resolve(value)),
      (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error('failed', { cause: error }))),
    );
  });
}
