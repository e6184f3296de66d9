import { setTimeout as delay } from 'node:timers/promises';
import { LaunchError } from '../errors.ts';
import { acquireLock } from '../lock.ts';

const RETRY_MS = 200;

/** Runs while no other process, and nothing else in this one, holds the same file. */
export async function inTurn<T>(file: string, run: () => Promise<T>): Promise<T> {
  const before = queues.get(file) ?? Promise.resolve();
  const mine = before.then(() => withFile(file, run));
  const settled = mine.then(
    () => undefined,
    () => undefined,
  );
  queues.set(file, settled);
  return mine;
}

const queues = new Map<string, Promise<void>>();

async function withFile<T>(file: string, run: () => Promise<T>): Promise<T> {
  const lock = await acquire(file);
  try {
    return await run();
  } finally {
    lock.release();
  }
}

async function acquire(file: string): Promise<ReturnType<typeof acquireLock>> {
  for (;;) {
    try {
      return acquireLock(file);
    } catch (error) {
      if (!(error instanceof LaunchError && error.code === 'already_running')) throw error;
      await delay(RETRY_MS);
    }
  }
}
