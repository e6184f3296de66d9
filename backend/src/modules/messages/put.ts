import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { createHash, randomUUID } from 'node:crypto';
import type { NewMessage, Put } from './types';

/** Takes a message once, however often and from wherever it comes. */
export async function putMessage(db: Knex, message: NewMessage, state: 'waiting' | 'kept'): Promise<Put> {
  const { event, key, recipient, channel, subject, text, replyTo, language } = message;
  const fingerprint = fingerprintOf(message);
  const id = `msg_${randomUUID().replaceAll('-', '')}`;
  const inserted = await db.raw<{ rowCount: number }>(
    `insert into message
       (id, event, key, recipient, channel, fingerprint, subject, text, reply_name, reply_address, language, state)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     on conflict (event, key, recipient, channel) do nothing`,
    [
      ...[id, event, key.toLowerCase(), recipient, channel, fingerprint],
      ...[subject, text, replyTo.name, replyTo.address, language, state],
    ],
  );
  if (inserted.rowCount === 1) return { kind: 'put', isNew: true };
  const isSame = (await recallFingerprint(db, message)) === fingerprint;
  return isSame ? { kind: 'put', isNew: false } : { kind: 'other' };
}

/** Of what came under this key before; undefined when nothing did. */
export async function recallFingerprint(
  db: Knex,
  { event, key, recipient, channel }: Pick<NewMessage, 'event' | 'key' | 'recipient' | 'channel'>,
): Promise<string | undefined> {
  const { rows } = await db.raw<{ rows: { fingerprint: string }[] }>(
    'select fingerprint from message where event = ? and key = ? and recipient = ? and channel = ?',
    [event, key.toLowerCase(), recipient, channel],
  );
  return rows[0]?.fingerprint;
}

export function fingerprintOf({ subject, text, replyTo, language }: NewMessage): string {
  const said = JSON.stringify([subject, text, replyTo.name, replyTo.address, language]);
  return createHash('sha256').update(said).digest('base64url');
}
