import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { LaunchError } from './errors.ts';
import { parseJson } from './json.ts';
import { identify, isSameProcess, processIdentitySchema } from './process-identity.ts';

const occupantSchema = processIdentitySchema.extend({
  address: z.string().nullable(),
  databaseUrl: z.string().nullable(),
});

/** What a running copy tells the next one. */
export type Occupant = z.infer<typeof occupantSchema>;

export type Lock = { announce(facts: { address?: string; databaseUrl?: string }): void; release(): void };

/** One launcher per state folder. The lock of a dead process is taken over. */
export function acquireLock(file: string): Lock {
  mkdirSync(dirname(file), { recursive: true });
  const self = identify(process.pid);
  if (self === null) throw new Error('A process could not identify itself.');
  let occupant: Occupant = { ...self, address: null, databaseUrl: null };

  for (;;) {
    if (claim(file, occupant)) break;
    const other = readOccupant(file);
    if (other !== null && isSameProcess(other)) throw alreadyRunning(other);
    removeStale(file, other);
  }

  return {
    announce(facts) {
      occupant = { ...occupant, ...facts };
      writeAtomically(file, occupant);
    },
    release() {
      if (readOccupant(file)?.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/** The live copy that holds the lock, or null. */
export function findOccupant(file: string): Occupant | null {
  const occupant = readOccupant(file);
  return occupant !== null && isSameProcess(occupant) ? occupant : null;
}

function alreadyRunning({ pid, address }: Occupant): LaunchError {
  const where = address === null ? 'It is still starting.' : `The shop is at ${address}.`;
  return new LaunchError(
    'already_running',
    `Satchel already runs here as process ${pid}. ${where}
Stop it with Ctrl-C in its terminal, or: kill ${pid}`,
  );
}

/** A link either appears whole or not at all, so nobody reads a half-written lock. */
function claim(file: string, occupant: Occupant): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(occupant), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves the stale file aside; if another launcher was quicker, what was moved is its fresh lock and goes back. */
function removeStale(file: string, stale: Occupant | null): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
    throw error;
  }
  const moved = readOccupant(aside);
  if (moved !== null && (moved.pid !== stale?.pid || moved.began !== stale.began)) renameSync(aside, file);
  else rmSync(aside, { force: true });
}

function writeAtomically(file: string, occupant: Occupant): void {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(occupant), { mode: 0o600 });
  renameSync(draft, file);
}

function readOccupant(file: string): Occupant | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
  return parseJson(occupantSchema, text); // A torn file belongs to nobody.
}
