import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';

const SOURCES = [
  'src/**/*',
  'static/**/*',
  'svelte.config.js',
  'vite.config.ts',
  'build-config/*',
  '../service-worker/src/**/*.ts',
  '../sync/src/**/*.ts',
  '../pnpm-lock.yaml',
];

/**
 * Names a build by what it was made from: the same sources give the same worker, so a rebuild never asks shoppers to update,
 * and it works where there is no Git history.
 */
export function versionOfSources() {
  const hash = createHash('sha256');
  const files = globSync(SOURCES, { withFileTypes: true }).filter(
    (entry) => entry.isFile() && !entry.name.includes('.test.'),
  );
  for (const path of files.map((entry) => `${entry.parentPath}/${entry.name}`).sort()) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}
