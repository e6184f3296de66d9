import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What builds write, and what no build reads. */
const IGNORED = new Set([
  'node_modules',
  'dist',
  'build',
  '.svelte-kit',
  '.medusa',
  '.satchel',
  'tests',
  'test-results',
  'playwright-report',
]);
const IGNORED_FILE = /(\.test\.ts|\.e2e\.ts|\.md|\.log|\.tsbuildinfo)$/;

/** One hash over names and contents of all inputs; missing files count as missing, not as an error. */
export function fingerprint(inputs: string[], facts: string[] = []): string {
  const hash = createHash('sha256');
  for (const fact of facts) hash.update(`${fact}\0`);
  for (const input of inputs) addPath(hash, input, input);
  return hash.digest('hex').slice(0, 32);
}

function addPath(hash: Hash, root: string, path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory()) {
    for (const name of readdirSync(path).sort()) {
      if (!IGNORED.has(name) && !IGNORED_FILE.test(name)) addPath(hash, root, join(path, name));
    }
  } else {
    hash.update(`${relative(root, path)}\0`);
    if (stats) hash.update(createHash('sha256').update(readFileSync(path)).digest());
  }
}
