import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { MESSAGE_COLUMNS } from './columns';
import type { Delivery, Message } from './types';

/** Longer than one attempt may take; a process that dies in the middle of one leaves the message for so long. */
const LEASE = '5 minutes';
/** With the waits between them about three days, as mail servers do it. */
export const MOST_ATTEMPTS = 18;
/** A minute, two, four, … up to six hours. */
const WAIT = `least(interval '6 hours', interval '1 minute' * power(2, least(attempts, 10) - 1))`;

/** The message that has been due for longest, taken for one attempt; undefined when none is. */
export async function claimDue(db: Knex): Promise<Message | undefined> {
  const { rows } = await db.raw<{ rows: Message[] }>(
    `update message set attempts = attempts + 1, next_at = now() + interval '${LEASE}'
      where id = (
        select id from message where state = 'waiting' and next_at <= now()
        order by next_at limit 1 for update skip locked)
      returning ${MESSAGE_COLUMNS}`,
  );
  return rows[0];
}

/** Notes how an attempt went, unless a later one has begun or the merchant has decided otherwise meanwhile. */
export async function settle(
  db: Knex,
  { id, attempts }: Pick<Message, 'id' | 'attempts'>,
  delivery: Delivery,
): Promise<void> {
  const isOwn = `id = ? and attempts = ? and state = 'waiting'`;
  if (delivery.kind === 'sent') {
    const sent = `update message set state = 'sent', last_error = null, settled_at = now() where ${isOwn}`;
    await db.raw(sent, [id, attempts]);
    return;
  }
  const isOver = delivery.kind === 'refused' || attempts >= MOST_ATTEMPTS;
  await db.raw(`update message set last_error = ?, state = ?, next_at = now() + ${WAIT} where ${isOwn}`, [
    delivery.reason,
    isOver ? 'dead' : 'waiting',
    id,
    attempts,
  ]);
}
