import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { toPlainForm, type Form, type FormRefusal, type NoticeData, type TakenForm } from 'sync/protocol';
import { RETRY_GRACE } from './carts';
import { addNotices } from './notices';
import type { Owner } from './owner';

/** A form that was taken, until it is carried out. */
export type OpenForm = {
  owner: Owner;
  uuid: string;
  clientId: string;
  mid: number;
  cartId: string;
  /** Null when nobody was signed in. */
  customerId: string | null;
  form: Form;
};

export type Refusal = { code: FormRefusal; product: NoticeData['form_refused']['product'] };

type Keeping = Omit<OpenForm, 'uuid' | 'mid' | 'form'> & { forms: readonly TakenForm[] };

const COLUMNS = `owner, uuid, client_id as "clientId", mid, cart_id as "cartId", customer_id as "customerId",
  json_build_object('kind', kind, 'args', args) as form`;

/** In the transaction in which they take effect: what was acknowledged is here, or was carried out. */
export async function keepForms(trx: Knex.Transaction, { forms, ...from }: Keeping): Promise<void> {
  for (const { uuid, mid, form } of forms) {
    const { kind, args } = toPlainForm(form);
    await trx.raw(
      `insert into sync_form (owner, uuid, client_id, mid, cart_id, customer_id, kind, args, retry_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, now() + ?::interval)`,
      [from.owner, uuid, from.clientId, mid, from.cartId, from.customerId, kind, JSON.stringify(args), RETRY_GRACE],
    );
  }
}

/** In the order in which they were written. */
export async function listForms(db: Knex, clientId: string): Promise<OpenForm[]> {
  const found = await db.raw<{ rows: OpenForm[] }>(
    `select ${COLUMNS} from sync_form where client_id = ? order by mid`,
    [clientId],
  );
  return found.rows;
}

/** Those that were left. Each waits longer after every attempt, up to an hour, in case the fault is its own. */
export async function claimForms(db: Knex, limit: number): Promise<OpenForm[]> {
  const found = await db.raw<{ rows: OpenForm[] }>(
    `update sync_form set attempts = attempts + 1,
       retry_at = now() + least(interval '1 hour', interval '15 seconds' * power(2, least(attempts, 10)))
     where (owner, uuid) in (
       select owner, uuid from sync_form where retry_at <= now() order by retry_at limit ? for update skip locked)
     returning ${COLUMNS}`,
    [limit],
  );
  return found.rows;
}

/** The shop was asked for too much at once: not before then. */
export async function postponeForm(
  db: Knex,
  { owner, uuid }: Pick<OpenForm, 'owner' | 'uuid'>,
  seconds: number,
): Promise<void> {
  await db.raw('update sync_form set retry_at = now() + make_interval(secs => ?) where owner = ? and uuid = ?', [
    seconds,
    owner,
    uuid,
  ]);
}

/** It is carried out, or its writer is told why not. Two processes may come here with the same one; the first says how it went. */
export async function settleForm(trx: Knex.Transaction, open: OpenForm, refusal: Refusal | null): Promise<void> {
  const { owner, uuid, clientId, mid, cartId, form } = open;
  const gone = await trx.raw('delete from sync_form where owner = ? and uuid = ?', [owner, uuid]);
  if (gone.rowCount !== 1 || refusal === null) return;
  const data = { clientId, mid, ...refusal, intent: { kind: form.kind, args: form.args } };
  await addNotices(trx, cartId, [{ id: `${clientId}:${mid}`, clientId, kind: 'form_refused', data }]);
}
