import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chromium, type Browser } from 'playwright-core';

const START_TIMEOUT_MS = 60_000;

export type RunningChromium = {
  browser: Browser;
  /** SIGKILL to it and everything it started; resolves when it is gone. */
  kill(): Promise<void>;
};

/** A real browser on a profile that stays, in a process group of its own so that all of it can be killed at once. */
export async function startChromium(profile: string): Promise<RunningChromium> {
  const portFile = join(profile, 'DevToolsActivePort');
  rmSync(portFile, { force: true });
  // A killed browser leaves its lock behind, which names a process that is no more.
  rmSync(join(profile, 'SingletonLock'), { force: true });
  const child = spawn(
    process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-background-timer-throttling',
      '--disable-renderer-backgrounding',
      '--no-first-run',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { detached: true, stdio: 'ignore' },
  );
  const exited = once(child, 'exit');
  try {
    const port = await debuggingPort(child, portFile);
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { timeout: START_TIMEOUT_MS });
    return {
      browser,
      async kill() {
        killGroup(child);
        await exited;
        await browser.close().catch(() => undefined);
      },
    };
  } catch (error) {
    killGroup(child);
    throw error;
  }
}

async function debuggingPort(child: ChildProcess, portFile: string): Promise<number> {
  const until = performance.now() + START_TIMEOUT_MS;
  while (performance.now() < until && child.exitCode === null && child.signalCode === null) {
    const port = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8').split('\n')[0]) : Number.NaN;
    if (Number.isInteger(port) && port > 0) return port;
    await delay(20);
  }
  throw new Error('Chromium did not start.');
}

function killGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // Gone already.
  }
}
