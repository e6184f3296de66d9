import type { Clock } from './clock.js';

/** Work has not ended in its time. */
export class OverdueError extends Error {
  override name = 'OverdueError';
}

/**
 * Runs work that must end: its signal is aborted after `ms` or with the outer one, and the wait is over then even if the work
 * does not listen.
 */
export function withDeadline<T>(
  clock: Clock,
  ms: number,
  outer: AbortSignal | null,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { controller, unlink } = linked(outer);
  const cancelTimer = clock.after(ms, () => controller.abort(new OverdueError(`no answer within ${ms} ms`)));
  return unlessAborted(controller.signal, work).finally(() => {
    cancelTimer();
    unlink();
  });
}

/** A controller that is aborted with the outer signal too, until it is unlinked. */
export function linked(outer: AbortSignal | null) {
  const controller = new AbortController();
  const abort = () => controller.abort(outer?.reason);
  if (outer?.aborted) abort();
  else outer?.addEventListener('abort', abort);
  return { controller, unlink: () => outer?.removeEventListener('abort', abort) };
}

/** Ends the wait when the signal is aborted, even if the work never does. */
export function unlessAborted<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    void work(signal)
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
