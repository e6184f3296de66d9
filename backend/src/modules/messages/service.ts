import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import { MESSAGE_COLUMNS } from './columns';
import { claimDue, settle } from './deliver';
import { createMailer, type Mailer, type MailerOptions } from './mailer';
import { fingerprintOf, putMessage, recallFingerprint } from './put';
import type { MessagePage, MessageState, NewMessage, Put } from './types';

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex };
export type MessagesOptions = { mail: MailerOptions | null };

/** What has arrived is the mailbox's then; here it only stops the same from being sent again. */
const SENT_KEPT = '90 days';

export class MessagesService {
  readonly #db: Knex;
  readonly #mailer: Mailer | null;

  readonly __hooks = {
    onApplicationShutdown: async () => {
      this.#mailer?.close();
    },
  };

  constructor({ [ContainerRegistrationKeys.PG_CONNECTION]: db }: Dependencies, { mail }: MessagesOptions) {
    this.#db = db;
    this.#mailer = mail && createMailer(mail);
  }

  /** Without a way to send it, it is kept here to be read. */
  put(message: NewMessage): Promise<Put> {
    return putMessage(this.#db, message, this.#mailer ? 'waiting' : 'kept');
  }

  /** What `put` would say, where it would change nothing; undefined otherwise. */
  async recall(message: NewMessage): Promise<Put | undefined> {
    const before = await recallFingerprint(this.#db, message);
    if (before === undefined) return undefined;
    return before === fingerprintOf(message) ? { kind: 'put', isNew: false } : { kind: 'other' };
  }

  /** Tries those that are due. Each is taken right before it is sent, so that none waits in here longer than it was taken for. */
  async deliver(limit: number): Promise<{ sent: number; failed: number }> {
    const result = { sent: 0, failed: 0 };
    while (this.#mailer && result.sent + result.failed < limit) {
      const message = await claimDue(this.#db);
      if (!message) break;
      const delivery = await this.#mailer.send(message);
      await settle(this.#db, message, delivery);
      result[delivery.kind === 'sent' ? 'sent' : 'failed'] += 1;
    }
    return result;
  }

  async list(state: MessageState | null, { offset, limit }: { offset: number; limit: number }): Promise<MessagePage> {
    const where = `state <> 'deleted' and (?::text is null or state = ?)`;
    const [page, total] = await Promise.all([
      this.#db.raw<{ rows: MessagePage['messages'] }>(
        `select ${MESSAGE_COLUMNS} from message where ${where} order by created_at desc, id offset ? limit ?`,
        [state, state, offset, limit],
      ),
      this.#db.raw<{ rows: [{ count: number }] }>(`select count(*)::integer as count from message where ${where}`, [
        state,
        state,
      ]),
    ]);
    return { messages: page.rows, count: total.rows[0].count };
  }

  /** The merchant wants it sent all the same. One that waits may be on its way at this moment, so it keeps its turn. */
  async sendAgain(id: string): Promise<'waiting' | 'unknown' | 'no-channel'> {
    if (!this.#mailer) return 'no-channel';
    const { rowCount } = await this.#db.raw<{ rowCount: number }>(
      `update message set state = 'waiting', attempts = 0, next_at = now()
        where id = ? and state in ('dead', 'kept')`,
      [id],
    );
    return rowCount > 0 ? 'waiting' : 'unknown';
  }

  /** Nothing of it stays but that it was here, so that the same form does not bring it back. */
  async remove(id: string): Promise<boolean> {
    const { rowCount } = await this.#db.raw<{ rowCount: number }>(
      `update message set state = 'deleted', subject = '', text = '', reply_name = '', reply_address = '',
         last_error = null, settled_at = now()
        where id = ? and state <> 'deleted'`,
      [id],
    );
    return rowCount > 0;
  }

  async prune(): Promise<number> {
    const { rowCount } = await this.#db.raw<{ rowCount: number }>(
      `delete from message where state in ('sent', 'deleted') and settled_at < now() - interval '${SENT_KEPT}'`,
    );
    return rowCount;
  }
}
