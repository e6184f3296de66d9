import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parseOrphans, readOrphans, stopOrphans } from './orphans.ts';
import { identify, isSameProcess, processIdentitySchema, type ProcessIdentity } from './process-identity.ts';

const LAUNCHER = fileURLToPath(new URL('./fixtures/launcher-with-child.ts', import.meta.url));

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-orphans-'));
});

afterEach(async () => {
  await stopOrphans(readOrphans(join(folder, 'children.json')));
  rmSync(folder, { recursive: true, force: true });
});

async function launch(withReaper: 'yes' | 'no'): Promise<{ launcher: ChildProcess; child: ProcessIdentity }> {
  const launcher = spawn(process.execPath, [LAUNCHER, folder, withReaper], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: launcher.stdout }), 'line')) as [string];
  return { launcher, child: processIdentitySchema.parse(JSON.parse(line)) };
}

test('kill -9 of the launcher takes the children along', async () => {
  const { launcher, child } = await launch('yes');
  expect(isSameProcess(child)).toBe(true);
  launcher.kill('SIGKILL');
  await vi.waitFor(() => expect(isSameProcess(child)).toBe(false), { timeout: 10_000 });
});

test('when the reaper was killed too, the next start finds and stops them', async () => {
  const { launcher, child } = await launch('no');
  launcher.kill('SIGKILL');
  await once(launcher, 'exit');
  expect(isSameProcess(child)).toBe(true);

  const stopped = await stopOrphans(readOrphans(join(folder, 'children.json')));
  expect(stopped.map(({ name }) => name)).toEqual(['Worker']);
  expect(isSameProcess(child)).toBe(false);
});

test('a process that only carries an old number is left alone', async () => {
  const innocent = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
  await once(innocent, 'spawn');
  const pid = innocent.pid ?? 0;
  const stopped = await stopOrphans([{ pid, began: 'long ago', name: 'x', stopSignal: 'SIGTERM', stopTimeoutMs: 1 }]);
  expect(stopped).toEqual([]);
  expect(identify(pid)).not.toBeNull();
  innocent.kill('SIGKILL');
});

test.each(['', '{', '{}', '[{"pid":1}]', 'null'])('a torn note %j names nobody', (text) => {
  expect(parseOrphans(text)).toEqual([]);
});
