import { setTimeout as delay } from 'node:timers/promises';
import { describeExit, type Child, type Exit } from './child.ts';
import { LaunchError } from './errors.ts';

const FIRST_DELAY_MS = 500;
const LONGEST_DELAY_MS = 15_000;
const MOST_CRASHES = 6;
const CRASH_WINDOW_MS = 120_000;

export type Supervised = {
  current(): Child;
  /** Rejects when the process keeps crashing; never resolves otherwise. */
  failed: Promise<never>;
  stop(): Promise<void>;
};

export type SuperviseOptions = {
  start: () => Promise<Child>;
  /** Told of every crash, before the wait. */
  onCrash: (crash: { name: string; exit: Exit; delayMs: number }) => void;
  onRestart?: (child: Child) => Promise<void> | void;
  now: () => number;
  wait?: (delayMs: number, signal: AbortSignal) => Promise<void>;
};

/**
 * Keeps one process running: a crash is followed by a restart after 0.5, 1, 2 … 15 s; the sixth crash within two
 * minutes ends it.
 */
export async function supervise(options: SuperviseOptions): Promise<Supervised> {
  const { start, onCrash, onRestart, now, wait = abortableDelay } = options;
  const stopping = new AbortController();
  let child = await start();
  let crashes: number[] = [];

  async function watch(): Promise<never> {
    for (;;) {
      const exit = await child.exited;
      if (stopping.signal.aborted) return new Promise<never>(() => undefined);
      crashes = [...crashes.filter((at) => now() - at < CRASH_WINDOW_MS), now()];
      if (crashes.length >= MOST_CRASHES) throw givenUp(child, exit);
      const delayMs = Math.min(FIRST_DELAY_MS * 2 ** (crashes.length - 1), LONGEST_DELAY_MS);
      onCrash({ name: child.spec.name, exit, delayMs });
      await wait(delayMs, stopping.signal);
      if (stopping.signal.aborted) return new Promise<never>(() => undefined);
      child = await start();
      await onRestart?.(child);
    }
  }

  const failed = watch();
  failed.catch(() => undefined); // Whoever waits on it hears of it; nobody waiting is not a crash of the launcher.
  return {
    current: () => child,
    failed,
    async stop() {
      stopping.abort();
      await child.stop();
    },
  };
}

function givenUp(child: Child, exit: Exit): LaunchError {
  return new LaunchError(
    'child_failed',
    `${child.spec.name} keeps crashing (${describeExit(exit)}). The end of ${child.spec.logFile}:\n\n${child.tail()}`,
  );
}

async function abortableDelay(delayMs: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(delayMs, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
