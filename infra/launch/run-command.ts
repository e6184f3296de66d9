import { LaunchError } from './errors.ts';

/** Runs a command's `main` to an exit code. Expected failures show their message, bugs show their stack. */
export async function runCommand(main: (signal: AbortSignal) => Promise<number>): Promise<void> {
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // The bootstrap holds the other end: when it is killed, there is nobody left to stop us.
  process.on('disconnect', stop);
  try {
    process.exitCode = await main(stopping.signal);
  } catch (error) {
    if (stopping.signal.aborted) {
      process.exitCode = 130;
    } else {
      process.stderr.write(`\n${describe(error)}\n`);
      process.exitCode = 1;
    }
  } finally {
    if (process.connected) process.disconnect();
  }
}

/** Resolves when the person wants to stop; rejects when the stack fails by itself. */
export function untilStopped(signal: AbortSignal, failed: Promise<never>): Promise<void> {
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  return Promise.race([stopped, failed]);
}

function describe(error: unknown): string {
  if (error instanceof LaunchError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
