import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readCloudinary } from './cloudinary.js';

const SOURCES = [
  'src/**/*',
  'static/**/*',
  'build-config/*',
  'svelte.config.js',
  'vite.config.ts',
  '../service-worker/src/**/*.ts',
  '../sync/src/**/*.ts',
  '../pnpm-lock.yaml',
];

/**
 * Names a build by what it was made from: the same sources give the same worker, so a rebuild never asks shoppers to update,
 * and it works where there is no Git history.
 * @param {string} home folder of the storefront
 */
export function versionOfSources(home = process.cwd()) {
  const hash = createHash('sha256').update(JSON.stringify(readCloudinary(process.env)));
  const paths = globSync(SOURCES, { cwd: home, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const path of paths) hash.update(relative(home, path)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex').slice(0, 12);
}
