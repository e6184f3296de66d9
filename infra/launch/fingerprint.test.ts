import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-fingerprint-'));
  write('src/a.ts', 'a');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}

test.each([
  ['a changed file', () => write('src/a.ts', 'b')],
  ['a new file', () => write('src/b.ts', '')],
  ['a moved file', () => (rmSync(join(folder, 'src/a.ts')), write('src/c.ts', 'a'))],
])('%s is another state', (_what, change) => {
  const before = fingerprint([folder]);
  change();
  expect(fingerprint([folder])).not.toBe(before);
});

test.each(['dist/a.js', 'node_modules/x/index.js', 'src/a.test.ts', 'README.md', '.svelte-kit/x'])(
  '%s is nothing a build reads',
  (path) => {
    const before = fingerprint([folder]);
    write(path, 'x');
    expect(fingerprint([folder])).toBe(before);
  },
);

test('the same content elsewhere is the same state, another fact is not', () => {
  const before = fingerprint([folder], ['v24']);
  expect(fingerprint([folder], ['v24'])).toBe(before);
  expect(fingerprint([folder], ['v25'])).not.toBe(before);
});
