import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import type { Lane } from 'sync/protocol';
import { applyIntents, type IntentRequest, type LedgerResult } from './ledger';
import {
  applyShortages,
  claimDirtyCarts,
  readDesired,
  settleCart,
  succeedCart,
  type DesiredCart,
  type Shortage,
} from './reconcile-store';
import { readReplyState, type ReplyState } from './reply-state';

type Dependencies = { [ContainerRegistrationKeys.PG_CONNECTION]: Knex };

/** Each method is one transaction over the tables of this module and nothing else. */
export class SyncModuleService {
  readonly #db: Knex;

  constructor(dependencies: Dependencies) {
    this.#db = dependencies[ContainerRegistrationKeys.PG_CONNECTION];
  }

  /** A refused request leaves nothing behind, not even the client it would have been the first of. */
  async applyIntents(request: IntentRequest): Promise<LedgerResult> {
    const trx = await this.#db.transaction();
    try {
      const result = await applyIntents(trx, request);
      await (result.kind === 'applied' ? trx.commit() : trx.rollback());
      return result;
    } catch (error) {
      await trx.rollback();
      throw error;
    }
  }

  readDesired(cartId: string): Promise<DesiredCart | undefined> {
    return this.#db.transaction((trx) => readDesired(trx, cartId));
  }

  applyShortages(cartId: string, shortages: readonly Shortage[]): Promise<DesiredCart | undefined> {
    return this.#db.transaction((trx) => applyShortages(trx, cartId, shortages));
  }

  settleCart(cartId: string, seen: { rev: number; medusaCartId: string | null; changed: boolean }): Promise<boolean> {
    return this.#db.transaction((trx) => settleCart(trx, cartId, seen));
  }

  succeedCart(cartId: string, ordered: ReadonlyMap<string, number>): Promise<string | undefined> {
    return this.#db.transaction((trx) => succeedCart(trx, cartId, ordered));
  }

  claimDirtyCarts(limit: number): Promise<string[]> {
    return this.#db.transaction((trx) => claimDirtyCarts(trx, limit));
  }

  readReplyState(reader: { clientId: string; lane: Lane; region: string }): Promise<ReplyState | undefined> {
    return readReplyState(this.#db, reader);
  }
}
