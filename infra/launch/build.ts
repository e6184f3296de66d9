import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { fingerprint } from './fingerprint.ts';
import { repositoryRoot, type StatePaths } from './paths.ts';
import type { Progress } from './progress.ts';
import { parseJson } from './json.ts';
import { packageScript } from './package-commands.ts';
import { runTask, type TaskContext } from './task.ts';

export type PackageName = 'sync' | 'backend' | 'storefront';

type Recipe = { title: string; folders: string[]; output: string };

/** What the merchant says about words; the sync engine is built with it. */
const WORDS = 'search-words.txt';

/** What each build reads and the file that proves it ended. In build order: each may read the ones before it. */
const RECIPES: Record<PackageName, Recipe> = {
  sync: { title: 'Building the sync engine', folders: ['sync', WORDS], output: 'sync/dist/index.js' },
  backend: {
    title: 'Building the backend',
    folders: ['sync/src/protocol', 'sync/src/mutators', 'sync/src/search', WORDS, 'backend'],
    output: 'backend/.medusa/server/medusa-config.js',
  },
  storefront: {
    title: 'Building the storefront',
    folders: ['sync', WORDS, 'service-worker', 'storefront'],
    output: 'storefront/build/index.js',
  },
};
const stampsSchema = z.record(z.string(), z.string());
/** What is decided when the storefront is built, not when it starts. */
const BUILT_IN = ['CLOUDINARY_CLOUD_NAME', 'CLOUDINARY_FOLDER'];
const SHARED_INPUTS = ['pnpm-lock.yaml', 'tsconfig.base.json'];
const ADMIN_OUTPUT = 'backend/.medusa/server/public/admin/index.html';

export type BuildOptions = Omit<TaskContext, 'detail' | 'errorCode'> & {
  paths: StatePaths;
  progress: Progress;
  withAdmin: boolean;
  environment: NodeJS.ProcessEnv;
};

/** The content of everything a package is built from. */
export function sourceHash(name: PackageName, environment: NodeJS.ProcessEnv = {}): string {
  const inputs = [...SHARED_INPUTS, ...RECIPES[name].folders].map((path) => join(repositoryRoot, path));
  const settings = BUILT_IN.filter(() => name === 'storefront').map((key) => `${key}=${environment[key] ?? ''}`);
  return fingerprint(inputs, [process.version, ...settings]);
}

/** Builds what changed since the last build, and says nothing about the rest. */
export async function buildChanged(names: PackageName[], options: BuildOptions): Promise<void> {
  for (const name of names) {
    const wanted = sourceHash(name, options.environment);
    if (isCurrent(name, wanted, options)) continue;
    await buildPackage(name, options);
    writeStamp(options.paths.builds, { ...readStamps(options.paths.builds), [name]: wanted });
  }
}

function isCurrent(name: PackageName, wanted: string, { paths, withAdmin }: BuildOptions): boolean {
  const outputs = [RECIPES[name].output, ...(name === 'backend' && withAdmin ? [ADMIN_OUTPUT] : [])];
  return readStamps(paths.builds)[name] === wanted && outputs.every((path) => existsSync(join(repositoryRoot, path)));
}

async function buildPackage(name: PackageName, options: BuildOptions): Promise<void> {
  const { paths, progress, withAdmin, environment, registry, signal } = options;
  const { title, output } = RECIPES[name];
  const withAdminToo = name === 'backend' && withAdmin;
  await progress.step(withAdminToo ? `${title} and the admin` : title, async (detail) => {
    const script = packageScript(name, 'build', {
      ...environment,
      DISABLE_MEDUSA_ADMIN: withAdmin ? 'false' : 'true',
      MEDUSA_DISABLE_TELEMETRY: 'true',
    });
    const logFile = join(paths.logs, `build-${name}.log`);
    await runTask({ ...script, name: title, logFile }, { registry, signal, detail, errorCode: 'build_failed' });
  });
  if (!existsSync(join(repositoryRoot, output))) throw new Error(`${title} ended well but wrote no ${output}.`);
}

function readStamps(file: string): Record<string, string> {
  return existsSync(file) ? (parseJson(stampsSchema, readFileSync(file, 'utf8')) ?? {}) : {};
}

function writeStamp(file: string, stamps: Record<string, string>): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.draft`, `${JSON.stringify(stamps, null, 2)}\n`);
  renameSync(`${file}.draft`, file);
}
