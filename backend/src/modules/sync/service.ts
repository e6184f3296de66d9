import type { Logger } from '@medusajs/framework/types';
import type { Knex } from '@medusajs/framework/mikro-orm/knex';
import { ContainerRegistrationKeys } from '@medusajs/framework/utils';
import type { Lane } from 'sync/protocol';
import { attachDevice, type AttachInput, type AttachResult } from './attach';
import { regionOf } from './carts';
import { beat, beginEpoch, type Pulse } from './epoch';
import { readFigures, type SyncFigures } from './figures';
import { freezeCart, thawCart, type Freezing, type Ordering } from './freeze-cart';
import { applyIntents, type IntentRequest, type LedgerResult } from './ledger';
import { claimForms, listForms, postponeForm, settleForm, type OpenForm, type Refusal } from './forms';
import { customerOwner, deviceOwner, findAttachment, type Owner } from './owner';
import {
  applyShortages,
  claimDirtyCarts,
  handBackCart,
  readDesired,
  settleCart,
  type DesiredCart,
  type DirtyCart,
  type Settling,
  type Shortage,
} from './reconcile-store';
import { readReplyState, type ReplyReader, type ReplyState } from './reply-state';
import {
  endSharesOf,
  readShared,
  readSharing,
  startSharing,
  stopSharing,
  type SharedWishlist,
  type Sharer,
  type SharingResult,
} from './shares';
import { succeedCart } from './succeed-cart';
import {
  expireCart,
  forgetMedusaCart,
  listIdleCarts,
  listLeftovers,
  prune,
  type IdleCart,
  type Pruned,
} from './upkeep';
import { listUnvalued, noteWorth, type WorthByRegion } from './worth';

type Dependencies = {
  [ContainerRegistrationKeys.PG_CONNECTION]: Knex;
  [ContainerRegistrationKeys.LOGGER]: Logger;
};

/** Copies of one device sending the same at the same moment; more often than this in a row it is something else. */
const MAX_RUNS = 5;

/** Each method is one transaction over the tables of this module and nothing else. */
export class SyncModuleService {
  readonly #db: Knex;
  readonly #dataDir: string;
  readonly #logger: Logger;

  readonly __hooks = {
    onApplicationStart: async () => {
      await this.beat();
    },
  };

  constructor(dependencies: Dependencies, { dataDir }: { dataDir: string }) {
    this.#db = dependencies[ContainerRegistrationKeys.PG_CONNECTION];
    this.#logger = dependencies[ContainerRegistrationKeys.LOGGER];
    this.#dataDir = dataDir;
  }

  /** A refused request leaves nothing behind, not even the client it would have been the first of. */
  async applyIntents(request: IntentRequest): Promise<Exclude<LedgerResult, { kind: 'contended' }>> {
    for (let run = 0; run < MAX_RUNS; run++) {
      const result = await this.#applyOnce(request);
      if (result.kind !== 'contended') return result;
    }
    throw new Error('a request was overtaken by copies of itself again and again');
  }

  async #applyOnce(request: IntentRequest): Promise<LedgerResult> {
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

  /** A refused device stays as it was. */
  async attachDevice(input: AttachInput): Promise<AttachResult> {
    return this.#db.transaction((trx) => attachDevice(trx, input));
  }

  /** Who the carts of this request belong to now. */
  async ownerOf({ secretHash, customerId }: { secretHash: string; customerId: string | null }): Promise<Owner> {
    if (customerId !== null) return customerOwner(customerId);
    const attachedTo = await findAttachment(this.#db, secretHash);
    return attachedTo === undefined ? deviceOwner(secretHash) : customerOwner(attachedTo);
  }

  /** Open carts, or the one of a lane and region. */
  async listOpenCarts(
    owner: Owner,
    at?: { lane: Lane; region: string },
  ): Promise<Array<{ id: string; lane: Lane; variantIds: string[]; medusaCartId: string | null }>> {
    const where = at ? 'and c.lane = ? and c.region = ?' : '';
    const found = await this.#db.raw<{
      rows: Array<{ id: string; lane: Lane; variantIds: string[]; medusaCartId: string | null }>;
    }>(
      `select c.id, c.lane, c.medusa_cart_id as "medusaCartId",
         array(select variant_id from sync_line where cart_id = c.id) as "variantIds"
       from sync_cart c where c.owner = ? and c.state in ('open', 'checkout') ${where}`,
      [owner, ...(at ? [at.lane, regionOf(at.lane, at.region)] : [])],
    );
    return found.rows;
  }

  readDesired(cartId: string): Promise<DesiredCart | undefined> {
    return this.#db.transaction((trx) => readDesired(trx, cartId));
  }

  applyShortages(cartId: string, shortages: readonly Shortage[]): Promise<DesiredCart | undefined> {
    return this.#db.transaction((trx) => applyShortages(trx, cartId, shortages));
  }

  settleCart(cartId: string, seen: Settling): Promise<boolean> {
    return this.#db.transaction((trx) => settleCart(trx, cartId, seen));
  }

  succeedCart(cartId: string, ordered: ReadonlyMap<string, number>): Promise<string | undefined> {
    return this.#db.transaction((trx) => succeedCart(trx, cartId, ordered));
  }

  freezeCart(cartId: string, ordering: Ordering): Promise<Freezing> {
    return this.#db.transaction((trx) => freezeCart(trx, cartId, ordering));
  }

  thawCart(cartId: string): Promise<void> {
    return thawCart(this.#db, cartId);
  }

  claimDirtyCarts(limit: number): Promise<DirtyCart[]> {
    return this.#db.transaction((trx) => claimDirtyCarts(trx, limit));
  }

  handBackCart(cartId: string): Promise<void> {
    return handBackCart(this.#db, cartId);
  }

  listForms(clientId: string): Promise<OpenForm[]> {
    return listForms(this.#db, clientId);
  }

  claimForms(limit: number): Promise<OpenForm[]> {
    return claimForms(this.#db, limit);
  }

  postponeForm(form: OpenForm, seconds: number): Promise<void> {
    return postponeForm(this.#db, form, seconds);
  }

  settleForm(form: OpenForm, refusal: Refusal | null): Promise<void> {
    return this.#db.transaction((trx) => settleForm(trx, form, refusal));
  }

  /** Notes how far the database has come, and begins a new epoch when it went back. */
  async beat(): Promise<Pulse> {
    const { pulse, isRestored } = await beat(this.#db, this.#dataDir);
    if (isRestored)
      this.#logger.warn('The database was restored: a new sync epoch began, devices send again what they have');
    return pulse;
  }

  beginEpoch(): Promise<Pulse> {
    return beginEpoch(this.#db, this.#dataDir);
  }

  listIdleCarts(limit: number): Promise<IdleCart[]> {
    return listIdleCarts(this.#db, limit);
  }

  expireCart(cartId: string, titles: ReadonlyMap<string, string>): Promise<boolean> {
    return this.#db.transaction((trx) => expireCart(trx, cartId, titles));
  }

  listLeftovers(limit: number): Promise<string[]> {
    return listLeftovers(this.#db, limit);
  }

  forgetMedusaCart(cartId: string): Promise<void> {
    return forgetMedusaCart(this.#db, cartId);
  }

  prune(): Promise<Pruned> {
    return prune(this.#db);
  }

  readFigures(): Promise<SyncFigures> {
    return readFigures(this.#db);
  }

  readSharing(sharer: Sharer): Promise<SharingResult> {
    return this.#db.transaction((trx) => readSharing(trx, sharer));
  }

  startSharing(sharer: Sharer): Promise<SharingResult> {
    return this.#db.transaction((trx) => startSharing(trx, sharer));
  }

  stopSharing(sharer: Sharer): Promise<SharingResult> {
    return this.#db.transaction((trx) => stopSharing(trx, sharer));
  }

  endSharesOf(customerIds: readonly string[]): Promise<void> {
    return endSharesOf(this.#db, customerIds);
  }

  readShared(token: string): Promise<SharedWishlist> {
    return readShared(this.#db, token);
  }

  listUnvalued(cartId: string): Promise<string[]> {
    return listUnvalued(this.#db, cartId);
  }

  noteWorth(cartId: string, worthByVariant: ReadonlyMap<string, WorthByRegion>): Promise<void> {
    return noteWorth(this.#db, cartId, worthByVariant);
  }

  readReplyState(reader: ReplyReader): Promise<ReplyState | undefined> {
    return readReplyState(this.#db, reader);
  }
}
