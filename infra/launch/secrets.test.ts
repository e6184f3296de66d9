import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSecrets } from './secrets.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-secrets-'));
  file = join(folder, 'secrets.json');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('made once, different each, long enough, for the owner alone', () => {
  const first = loadSecrets(file);
  expect(new Set(Object.values(first)).size).toBe(5);
  expect(Math.min(...Object.values(first).map((secret) => secret.length))).toBeGreaterThanOrEqual(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(loadSecrets(file)).toEqual(first);
});

test('a secret of a later version is added, the known ones stay', () => {
  writeFileSync(file, JSON.stringify({ postgresPassword: 'kept' }));
  const secrets = loadSecrets(file);
  expect(secrets.postgresPassword).toBe('kept');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(secrets);
});

test('a broken file stops the start instead of locking the shop out of its own database', () => {
  writeFileSync(file, '{"postgresPassword":');
  expect(() => loadSecrets(file)).toThrow();
});
