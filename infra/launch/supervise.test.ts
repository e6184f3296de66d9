import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startChild, type Child } from './child.ts';
import { isSameProcess } from './process-identity.ts';
import { supervise, type Supervised } from './supervise.ts';

let folder: string;
let running: Supervised | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-supervise-'));
});

afterEach(async () => {
  await running?.stop();
  running = null;
  rmSync(folder, { recursive: true, force: true });
});

const run = (script: string): Promise<Child> =>
  startChild({
    name: 'Worker',
    command: process.execPath,
    args: ['-e', script],
    cwd: folder,
    env: process.env,
    logFile: join(folder, 'worker.log'),
  });

test('a killed process runs again; one that was stopped does not', async () => {
  const waits: number[] = [];
  const restarted = Promise.withResolvers<Child>();
  running = await supervise({
    start: () => run('setInterval(() => {}, 1e6)'),
    onCrash: ({ delayMs }) => waits.push(delayMs),
    onRestart: restarted.resolve,
    now: () => 0,
    wait: () => Promise.resolve(),
  });
  const first = running.current();
  await first.kill();
  const second = await restarted.promise;
  expect(second.identity.pid).not.toBe(first.identity.pid);

  await running.stop();
  expect(isSameProcess(second.identity)).toBe(false);
  expect(waits).toEqual([500]);
});

test('one that keeps crashing is given up after growing waits, with the end of its log', async () => {
  const waits: number[] = [];
  running = await supervise({
    start: () => run('console.error("no such table"); process.exit(3)'),
    onCrash: ({ delayMs }) => waits.push(delayMs),
    now: () => 0,
    wait: () => Promise.resolve(),
  });
  await expect(running.failed).rejects.toThrow(/exit code 3[\s\S]*no such table/);
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
});

test('crashes far apart never add up', async () => {
  let now = 0;
  let crashes = 0;
  const enough = Promise.withResolvers<void>();
  running = await supervise({
    start: () => run(crashes < 8 ? 'process.exit(1)' : 'setInterval(() => {}, 1e6)'),
    onCrash: () => {
      crashes += 1;
      now += 60_000;
    },
    onRestart: () => (crashes === 8 ? enough.resolve() : undefined),
    now: () => now,
    wait: () => Promise.resolve(),
  });
  await Promise.race([enough.promise, running.failed]);
  expect(crashes).toBe(8);
});
