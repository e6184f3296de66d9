import type { StartedThread, Thread } from '../thread.js';

/** A dedicated worker, for the page that started it. */
export const startedThread = (worker: Worker): StartedThread => ({
  say: (message) => worker.postMessage(message),
  hear: (listener) => worker.addEventListener('message', ({ data }) => listener(data)),
  onFailure(listener) {
    worker.addEventListener('error', () => listener());
    worker.addEventListener('messageerror', () => listener());
  },
  end: () => worker.terminate(),
});

/** The page that started this worker. */
export const startingThread: Thread = {
  say: (message) => postMessage(message),
  hear: (listener) => addEventListener('message', ({ data }) => listener(data)),
};
