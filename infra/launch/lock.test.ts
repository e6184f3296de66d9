import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { acquireLock, findOccupant } from './lock.ts';
import { identify } from './process-identity.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-lock-'));
  file = join(folder, 'launch.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a second copy is told the process and the address', () => {
  const lock = acquireLock(file);
  lock.announce({ address: 'http://localhost:8000' });
  expect(() => acquireLock(file)).toThrow(`process ${process.pid}. The shop is at http://localhost:8000.`);
});

test('after release the place is free and nothing is left', () => {
  acquireLock(file).release();
  expect(findOccupant(file)).toBeNull();
  expect(readdirSync(folder)).toEqual([]);
});

test('the lock of a killed process is taken over', async () => {
  const other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)']);
  await once(other, 'spawn');
  writeFileSync(file, JSON.stringify({ ...identify(other.pid ?? 0), address: null, databaseUrl: null }));
  expect(() => acquireLock(file)).toThrow(`process ${other.pid}`);

  other.kill('SIGKILL');
  await once(other, 'exit');
  acquireLock(file);
  expect(findOccupant(file)?.pid).toBe(process.pid);
});

test('a number that another process carries now is not the holder', () => {
  writeFileSync(file, JSON.stringify({ pid: process.ppid, began: 'long ago', address: null, databaseUrl: null }));
  acquireLock(file);
  expect(findOccupant(file)?.pid).toBe(process.pid);
});

test('a torn lock belongs to nobody', () => {
  writeFileSync(file, '{"pid":');
  acquireLock(file);
  expect(findOccupant(file)?.pid).toBe(process.pid);
});
