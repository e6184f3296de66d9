import type { Child, Exit } from '../child.ts';
import { waitUntilHealthy } from '../health.ts';

const READY_TIMEOUT_MS = 120_000;

/** A server under test: it can be asked to stop, killed in the middle, and started again on the same port. */
export type TestServer = {
  url: string;
  port: number;
  waitReady(): Promise<void>;
  /** SIGTERM, then waits. */
  stop(): Promise<Exit>;
  /** SIGKILL, at once, as a power cut would. */
  kill(): Promise<Exit>;
  /** Resolves when the process ended by itself or by us. */
  exited(): Promise<Exit>;
  /** Starts it again with what it had; `env` adds or replaces. Resolves when it answers. */
  restart(env?: NodeJS.ProcessEnv): Promise<void>;
  /** The end of its log. */
  tail(): string;
};

export async function startTestServer(options: {
  port: number;
  readyPath: string;
  start: (env: NodeJS.ProcessEnv) => Promise<Child>;
}): Promise<TestServer> {
  const { port, readyPath, start } = options;
  const url = `http://127.0.0.1:${port}`;
  let child = await start({});
  const waitReady = () => waitUntilHealthy(child, url + readyPath, { timeoutMs: READY_TIMEOUT_MS });
  return {
    url,
    port,
    waitReady,
    stop: () => child.stop(),
    kill: () => child.kill(),
    exited: () => child.exited,
    async restart(env = {}) {
      await child.stop();
      child = await start(env);
      await waitReady();
    },
    tail: () => child.tail(),
  };
}
