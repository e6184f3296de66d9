import { delimiter, join } from 'node:path';
import { repositoryRoot } from './paths.ts';

export type Command = { command: string; args: string[]; cwd: string; env: NodeJS.ProcessEnv };

/** A script of a workspace package, run by Node itself: no package manager needs to be on the machine's path. */
export function packageScript(
  packageName: string,
  script: string,
  env: NodeJS.ProcessEnv,
  args: string[] = [],
): Command {
  return {
    command: process.execPath,
    args: ['--run', script, ...(args.length > 0 ? ['--', ...args] : [])],
    cwd: join(repositoryRoot, packageName),
    env: withPinnedNode(env),
  };
}

/** Medusa's command line, in the built server. Its other entry loads a compiler first, which has nothing to do there. */
export function medusa(args: string[], env: NodeJS.ProcessEnv): Command {
  return {
    command: process.execPath,
    args: [join(repositoryRoot, 'backend/node_modules/@medusajs/cli/dist/index.js'), ...args],
    cwd: join(repositoryRoot, 'backend/.medusa/server'),
    env: withPinnedNode(env),
  };
}

/** The built storefront. */
export function storefrontServer(env: NodeJS.ProcessEnv): Command {
  return {
    command: process.execPath,
    args: ['build/index.js'],
    cwd: join(repositoryRoot, 'storefront'),
    env: withPinnedNode(env),
  };
}

/** Scripts that call `node` get the pinned one, whatever the machine has. */
function withPinnedNode(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const bin = join(repositoryRoot, 'node_modules/.bin');
  const path = env['PATH'] ?? '';
  return { ...env, PATH: path.startsWith(bin) ? path : `${bin}${delimiter}${path}` };
}
