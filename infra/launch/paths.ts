import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url));

/** Everything the embedded mode writes, and nothing that git knows. */
export const stateDir = join(repositoryRoot, '.satchel');

export type StatePaths = ReturnType<typeof statePathsIn>;

export function statePathsIn(folder: string) {
  return {
    folder,
    /** The shop's own files: uploads, image cache, publishable key. */
    data: join(folder, 'data'),
    /** Drawn for the demo shop; they outlive a reset, for their names say their content. */
    pictures: join(folder, 'pictures'),
    logs: join(folder, 'logs'),
    postgres: join(folder, 'postgres'),
    secrets: join(folder, 'secrets.json'),
    builds: join(folder, 'builds.json'),
    lock: join(folder, 'launch.lock'),
    children: join(folder, 'children.json'),
    compileCache: join(folder, 'compile-cache'),
  };
}
