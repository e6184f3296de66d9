import type { StartedThread, Thread } from '../ports/thread.js';

/** Two ends that pass copies on, a microtask later, until one of them is ended. */
export function startThread(serve: (page: Thread, signal: AbortSignal) => void) {
  const toPage: Array<(message: unknown) => void> = [];
  const toWorker: Array<(message: unknown) => void> = [];
  const failures: Array<() => void> = [];
  let isEnded = false;
  const killed = new AbortController();
  const send = (listeners: typeof toPage) => (message: unknown) => {
    const copy: unknown = structuredClone(message);
    queueMicrotask(() => {
      if (!isEnded && !killed.signal.aborted) listeners.forEach((listener) => listener(copy));
    });
  };
  const worker: StartedThread = {
    say: send(toWorker),
    hear: (listener) => toPage.push(listener),
    onFailure: (listener) => failures.push(listener),
    end: () => (isEnded = true),
  };
  queueMicrotask(() => serve({ say: send(toPage), hear: (listener) => toWorker.push(listener) }, killed.signal));
  return {
    worker,
    fail: () => failures.forEach((listener) => listener()),
    /** As a browser ends a worker it has no room for: without a word. */
    kill: () => killed.abort(new Error('killed')),
    isEnded: () => isEnded,
  };
}
