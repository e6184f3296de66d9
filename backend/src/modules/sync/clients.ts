import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import type { Lane } from 'sync/protocol';
import { isSameHash } from './secret';

export type ClientIdentity = { clientId: string; secretHash: string; customerId: string | null };

export type ClientRefusal = 'wrong_secret' | 'wrong_principal';

export type LaneRow = { cart_id: string | null; last_mid: number; head_uuid: string | null };

type ClientRow = { secret_hash: string; customer_id: string | null };

/**
 * Locks the client of a request. Its principal is the one it came with first, for ever. A device is known by its secret, a
 * customer by the session alone: the secret of a device changes with each person who signs out.
 */
export async function lockClient(
  trx: Knex.Transaction,
  { clientId, secretHash, customerId }: ClientIdentity,
): Promise<'known' | 'unknown' | ClientRefusal> {
  const found = await trx.raw<{ rows: ClientRow[] }>(
    'select secret_hash, customer_id from sync_client where id = ? for update',
    [clientId],
  );
  const client = found.rows[0];
  if (!client) return 'unknown';
  if (client.customer_id !== customerId) return 'wrong_principal';
  if (customerId === null && !isSameHash(client.secret_hash, secretHash)) return 'wrong_secret';
  await trx.raw(`update sync_client set last_seen = now() where id = ? and last_seen < now() - interval '1 minute'`, [
    clientId,
  ]);
  return 'known';
}

/** Two first requests of one client may both come here; the second waits for the first and finds what it made. */
export async function addClient(
  trx: Knex.Transaction,
  identity: ClientIdentity,
): Promise<'added' | 'known' | 'unknown' | ClientRefusal> {
  const { clientId, secretHash, customerId } = identity;
  const inserted = await trx.raw(
    'insert into sync_client (id, secret_hash, customer_id) values (?, ?, ?) on conflict (id) do nothing',
    [clientId, secretHash, customerId],
  );
  return inserted.rowCount === 1 ? 'added' : lockClient(trx, identity);
}

export async function lockLane(trx: Knex.Transaction, clientId: string, lane: Lane): Promise<LaneRow> {
  await trx.raw('insert into sync_lane (client_id, lane) values (?, ?) on conflict (client_id, lane) do nothing', [
    clientId,
    lane,
  ]);
  const found = await trx.raw<{ rows: LaneRow[] }>(
    'select cart_id, last_mid, head_uuid from sync_lane where client_id = ? and lane = ? for update',
    [clientId, lane],
  );
  const row = found.rows[0];
  if (!row) throw new Error(`lane ${lane} of client ${clientId} vanished inside its own transaction`);
  return row;
}
