import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Child } from './child.ts';
import { parseJson } from './json.ts';
import { isSameProcess, processIdentitySchema } from './process-identity.ts';
import { signalTree } from './signal-tree.ts';

/** Enough to stop a process without having started it. */
export const orphanSchema = processIdentitySchema.extend({
  name: z.string(),
  stopSignal: z.enum(['SIGTERM', 'SIGINT']),
  stopTimeoutMs: z.number(),
});

export type Orphan = z.infer<typeof orphanSchema>;

export type ChildRegistry = {
  reaperPid: number;
  add(child: Child): void;
  /** Lets a process outlive us: somebody else looks after it now. */
  forget(pid: number): void;
  close(): Promise<void>;
};

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
    reaperPid: reaper.pid ?? 0,
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
    forget(pid) {
      children.delete(pid);
      publish();
    },
    async close() {
      await closeReaper(reaper);
      if (children.size === 0) rmSync(file, { force: true });
    },
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
  return parseJson(z.array(orphanSchema), text) ?? [];
}

async function stopOrphan(orphan: Orphan): Promise<void> {
  signalTree(orphan.pid, orphan.stopSignal);
  for (let waitedMs = 0; isSameProcess(orphan); waitedMs += POLL_MS) {
    if (waitedMs >= orphan.stopTimeoutMs) signalTree(orphan.pid, 'SIGKILL');
    await delay(POLL_MS);
  }
}
