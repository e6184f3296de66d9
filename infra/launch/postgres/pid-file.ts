import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stopOrphans } from '../orphans.ts';
import { identify } from '../process-identity.ts';

/**
 * A killed server leaves `postmaster.pid` behind. The next one ignores it when no such process exists, but refuses to
 * start when the number now belongs to another program, which is the rule in containers, where numbers repeat.
 * A server that still runs on this very folder has lost its launcher, for the caller holds the lock: it is stopped.
 */
export async function settlePidFile(data: string): Promise<void> {
  const file = join(data, 'postmaster.pid');
  const pid = readPid(file);
  const identity = pid === null ? null : identify(pid);
  if (identity === null) return;
  if (commandOf(identity.pid).includes(data)) {
    await stopOrphans([{ ...identity, name: 'PostgreSQL', stopSignal: 'SIGINT', stopTimeoutMs: 30_000 }]);
  } else {
    rmSync(file, { force: true });
  }
}

function readPid(file: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isNaN(pid) ? null : pid;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

function commandOf(pid: number): string {
  if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
}
