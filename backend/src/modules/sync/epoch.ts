import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import path from 'node:path';

/** How far a database has come. The beat only grows, also from one epoch to the next. */
export type Pulse = { epoch: string; beat: number; timeline: number };

const FILE = 'sync-pulse.json';

/**
 * Beats once and tells whether the database went back to an earlier state since the last beat that was seen from here: it is
 * behind what the file remembers, or PostgreSQL itself was recovered to a point in time and writes another timeline. Then a new
 * epoch begins, before anybody is served: devices drop what the server had told them and send what they still have.
 */
export async function beat(db: Knex, dataDir: string): Promise<{ pulse: Pulse; isRestored: boolean }> {
  const known = await readPulse(dataDir);
  const result = await db.transaction(async (trx) => {
    const before = await lockPulse(trx);
    const isBehind = known !== null && before.beat < known.beat;
    const isOtherTimeline = before.storedTimeline !== null && before.storedTimeline !== before.timeline;
    const isRestored = isBehind || isOtherTimeline;
    const pulse: Pulse = {
      epoch: isRestored ? randomUUID() : before.epoch,
      beat: Math.max(before.beat, known?.beat ?? 0) + 1,
      timeline: before.timeline,
    };
    await writeRow(trx, pulse);
    return { pulse, isRestored };
  });
  await writePulse(dataDir, result.pulse);
  return result;
}

/** For whoever restored database and files together, where nothing is left to tell by. */
export async function beginEpoch(db: Knex, dataDir: string): Promise<Pulse> {
  const known = await readPulse(dataDir);
  const pulse = await db.transaction(async (trx) => {
    const before = await lockPulse(trx);
    const next = { epoch: randomUUID(), beat: Math.max(before.beat, known?.beat ?? 0) + 1, timeline: before.timeline };
    await writeRow(trx, next);
    return next;
  });
  await writePulse(dataDir, pulse);
  return pulse;
}

async function lockPulse(trx: Knex.Transaction): Promise<Pulse & { storedTimeline: number | null }> {
  const found = await trx.raw<{ rows: Array<Pulse & { storedTimeline: number | null }> }>(
    `select id as epoch, beat::float8 as beat, timeline::float8 as "storedTimeline",
       ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::bigint::float8 as timeline
     from sync_epoch for update`,
  );
  const row = found.rows[0];
  if (!row) throw new Error('the database has no epoch; run the migrations');
  return row;
}

async function writeRow(trx: Knex.Transaction, { epoch, beat: count, timeline }: Pulse): Promise<void> {
  await trx.raw(
    `update sync_epoch set created_at = case when id = ? then created_at else now() end, id = ?, beat = ?, timeline = ?`,
    [epoch, epoch, count, timeline],
  );
}

async function readPulse(dataDir: string): Promise<Pulse | null> {
  try {
    const {
      epoch,
      beat: count,
      timeline,
    } = JSON.parse(await readFile(path.join(dataDir, FILE), 'utf8')) as Partial<Pulse>;
    return typeof epoch === 'string' && Number.isSafeInteger(count) && Number.isSafeInteger(timeline)
      ? { epoch, beat: Number(count), timeline: Number(timeline) }
      : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Whole or not at all, and on the disk. Several processes write it; each one's is true. */
async function writePulse(dataDir: string, pulse: Pulse): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const draft = path.join(dataDir, `${FILE}.${process.pid}`);
  const file = await open(draft, 'w');
  try {
    await file.writeFile(JSON.stringify(pulse));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path.join(dataDir, FILE));
}
