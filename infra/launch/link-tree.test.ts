import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { linkTree } from './link-tree.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'satchel-link-'));
  mkdirSync(join(folder, 'from/deep'), { recursive: true });
  writeFileSync(join(folder, 'from/deep/a'), 'a');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the same file at a second place; removing one leaves the other', () => {
  linkTree(join(folder, 'from'), join(folder, 'to'));
  expect(statSync(join(folder, 'to/deep/a')).ino).toBe(statSync(join(folder, 'from/deep/a')).ino);
  rmSync(join(folder, 'to'), { recursive: true });
  expect(existsSync(join(folder, 'from/deep/a'))).toBe(true);
});

test('what is there already stays, and a missing source is nothing to do', () => {
  mkdirSync(join(folder, 'to/deep'), { recursive: true });
  writeFileSync(join(folder, 'to/deep/a'), 'mine');
  linkTree(join(folder, 'from'), join(folder, 'to'));
  linkTree(join(folder, 'missing'), join(folder, 'to'));
  expect(readFileSync(join(folder, 'to/deep/a'), 'utf8')).toBe('mine');
});
