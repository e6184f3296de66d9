import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

let isListFresh = false;

/**
 * Installs a Debian package where that needs no password: as root, as in a container. Whether it came is the caller's to look.
 * A service that comes with it is not started: `RUNLEVEL=1` is how Debian says "nothing by itself" without a policy file.
 */
export function aptInstall(name: string): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const apt = (...args: string[]) =>
    spawnSync('apt-get', args, {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
    });
  if (!isListFresh) isListFresh = apt('update').status === 0;
  apt('install', '-y', '--no-install-recommends', name);
}
