import { setTimeout as delay } from 'node:timers/promises';
import { describeExit, type Child } from './child.ts';
import { LaunchError } from './errors.ts';

const POLL_MS = 150;
const ANSWER_TIMEOUT_MS = 5_000;

/** Resolves at the first 2xx answer; rejects when the process ends first or the time is over. */
export async function waitUntilHealthy(
  child: Child,
  url: string,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal | undefined },
): Promise<void> {
  const deadline = AbortSignal.timeout(timeoutMs);
  let last = 'no answer yet';
  while (!deadline.aborted) {
    signal?.throwIfAborted();
    if (child.hasExited()) throw failure(child, `ended with ${describeExit(await child.exited)}`);
    const answer = await probe(url);
    if (answer.healthy) return;
    last = answer.seen;
    await delay(POLL_MS);
  }
  throw failure(child, `is not healthy after ${timeoutMs / 1000} s (${url}: ${last})`);
}

async function probe(url: string): Promise<{ healthy: boolean; seen: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS), redirect: 'manual' });
    const body = await response.text();
    return { healthy: response.ok, seen: `status ${response.status} ${body.slice(0, 200)}` };
  } catch (error) {
    return {
      healthy: false,
      seen:
        error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error),
    };
  }
}

function failure(child: Child, what: string): LaunchError {
  return new LaunchError(
    'unhealthy',
    `${child.spec.name} ${what}. The end of ${child.spec.logFile}:\n\n${child.tail()}`,
  );
}
