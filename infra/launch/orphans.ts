import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Child } from './child.ts';
import { isSameProcess, type ProcessIdentity } from './process-identity.ts';
import { signalTree } from './signal-tree.ts';

/** Enough to stop a process without having started it. */
export type Orphan = ProcessIdentity & { name: string; stopSignal: 'SIGTERM' | 'SIGINT'; stopTimeoutMs: number };

export type ChildRegistry = { add(child: Child): void; close(): Promise<void> };

const POLL_MS = 100;

/**
 * Nothing outlives the launcher, not even when it is killed with -9. Two nets:
 * the reaper, a process that stops the children once its pipe to us breaks, and a file that the next start reads in
 * case the reaper was killed as well.
 */
export function openChildRegistry(file: string): ChildRegistry {
  const reaper = spawn(process.execPath, [fileURLToPath(new URL('./reaper.ts', import.meta.url))], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  reaper.stdin.on('error', () => undefined); // A killed reaper: the file is still there.
  const children = new Map<number, Orphan>();

  function publish(): void {
    const list = JSON.stringify([...children.values()]);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.draft`, list);
    renameSync(`${file}.draft`, file);
    reaper.stdin.write(`${list}\n`);
  }

  return {
    add(child) {
      const { spec, identity } = child;
      children.set(identity.pid, {
        ...identity,
        name: spec.name,
        stopSignal: spec.stopSignal ?? 'SIGTERM',
        stopTimeoutMs: spec.stopTimeoutMs ?? 10_000,
      });
      publish();
      void child.exited.then(() => {
        children.delete(identity.pid);
        publish();
      });
    },
    close: () => closeReaper(reaper),
  };
}

async function closeReaper(reaper: ChildProcess): Promise<void> {
  if (reaper.exitCode !== null || reaper.signalCode !== null) return;
  const exited = once(reaper, 'exit');
  reaper.stdin?.end();
  await exited;
}

/** Stops what a killed launcher left running: newest first, and only what verifiably is the process it started. */
export async function stopOrphans(orphans: Orphan[]): Promise<Orphan[]> {
  const alive = orphans.filter(isSameProcess).reverse();
  for (const orphan of alive) await stopOrphan(orphan);
  return alive;
}

export function readOrphans(file: string): Orphan[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
  return parseOrphans(text);
}

/** A torn or foreign line names nobody. */
export function parseOrphans(text: string): Orphan[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter(isOrphan) : [];
  } catch {
    return [];
  }
}

async function stopOrphan(orphan: Orphan): Promise<void> {
  signalTree(orphan.pid, orphan.stopSignal);
  for (let waitedMs = 0; isSameProcess(orphan); waitedMs += POLL_MS) {
    if (waitedMs >= orphan.stopTimeoutMs) signalTree(orphan.pid, 'SIGKILL');
    await delay(POLL_MS);
  }
}

function isOrphan(value: unknown): value is Orphan {
  return (
    typeof value === 'object' &&
    value !== null &&
    'pid' in value &&
    typeof value.pid === 'number' &&
    'began' in value &&
    typeof value.began === 'string' &&
    'stopSignal' in value &&
    (value.stopSignal === 'SIGTERM' || value.stopSignal === 'SIGINT') &&
    'stopTimeoutMs' in value &&
    typeof value.stopTimeoutMs === 'number'
  );
}
