import type { Lock } from '../ports/lock.js';

/** The locks of one browser, shared by all its tabs. */
export class FakeLock implements Lock {
  #tails = new Map<string, Promise<unknown>>();

  async run<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(name) ?? Promise.resolve();
    let release = () => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    this.#tails.set(
      name,
      before.then(() => held),
    );
    try {
      await turn(before, signal);
      return await work();
    } finally {
      release();
    }
  }
}

function turn(before: Promise<unknown>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort);
    void before.then(() => resolve());
  });
}

/** A browser without Web Locks. */
export const noLock: Lock = { run: (_name, _signal, work) => work() };
