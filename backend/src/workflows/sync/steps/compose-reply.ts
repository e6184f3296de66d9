import type { MedusaContainer } from '@medusajs/framework/types';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { MAGIC, type CartSnapshot, type SyncErrorCode, type SyncReply, type SyncRequest } from 'sync/protocol';
import { SYNC_MODULE } from '../../../modules/sync';
import { medusaCartIdOf } from '../../../modules/sync/carts';
import type { Access } from '../../../modules/sync/owner';
import type { ReplyState } from '../../../modules/sync/reply-state';
import type { SyncModuleService } from '../../../modules/sync/service';
import { readPricedCart, readVariantNames } from '../priced-cart';
import { findRegion } from '../regions';
import { buildSnapshot, type PricedCart } from '../snapshot';
import { settleOrder } from '../succeed-ordered';
import { buildWishlist } from '../wishlist';
import type { Applied } from './apply-intents';

export type SyncOutcome =
  | { kind: 'reply'; reply: SyncReply }
  | {
      kind: 'refused';
      code: SyncErrorCode;
      lastMid?: number;
      effective?: string[];
      retryAfterSeconds?: number;
      tooMany?: 'devices' | 'forms';
    };

export const composeReplyStep = createStep(
  'compose-reply',
  async ({ request, applied }: { request: SyncRequest; applied: Applied }, { container }) => {
    if (applied.kind !== 'applied') {
      const { kind: code, ...extra } = applied;
      return new StepResponse<SyncOutcome>({ kind: 'refused', code, ...extra });
    }
    const { state, snapshot } = await readSnapshot(container, request, applied.access);
    const reply: SyncReply = {
      magic: MAGIC,
      requestId: request.requestId,
      clientId: request.clientId,
      epoch: state.epoch,
      lastMid: state.lastMid,
      headUuid: state.headUuid,
      rev: state.rev,
      generation: state.generation,
      snapshot,
      notices: state.notices,
      ...(applied.stopped && { stopped: applied.stopped }),
    };
    return new StepResponse<SyncOutcome>({ kind: 'reply', reply });
  },
);

async function readSnapshot(
  container: MedusaContainer,
  request: SyncRequest,
  access: Access,
): Promise<{ state: ReplyState; snapshot: CartSnapshot }> {
  if (request.lane === 'forms') {
    const state = await readState(container, request, access);
    const open = await container.resolve<SyncModuleService>(SYNC_MODULE).listForms(request.clientId);
    // There is nothing to show of what was written: it is the shop's now.
    const snapshot = { region: request.region, lines: [], promotions: [], totals: null, settled: open.length === 0 };
    return { state, snapshot };
  }
  if (request.lane === 'wishlist') {
    const state = await readState(container, request, access);
    const region = await findRegion(container, request.region);
    if (!region) throw new Error(`region ${request.region} was there a moment ago`);
    return { state, snapshot: await buildWishlist(container, state, { ...region, slug: request.region }) };
  }
  const { state, cart } = await readLiveCart(container, request, access);
  const known = new Set(cart?.items.map(({ variantId }) => variantId));
  const unknown = state.lines.map(({ variantId }) => variantId).filter((variantId) => !known.has(variantId));
  const names = await readVariantNames(container, unknown);
  return { state, snapshot: buildSnapshot({ ...state, region: request.region }, cart, names) };
}

/** An order may have been placed since the last visit: then its cart gets a successor first, and that one is shown. */
async function readLiveCart(
  container: MedusaContainer,
  request: SyncRequest,
  access: Access,
): Promise<{ state: ReplyState; cart: PricedCart | null }> {
  const first = await readBoth(container, request, access);
  if (!first.cart?.isCompleted || first.state.cartId === null) return first;
  // While the order is being placed the cart looks as it did.
  if ((await settleOrder(container, first.state.cartId)) === 'busy') return first;
  return readBoth(container, request, access);
}

async function readBoth(container: MedusaContainer, request: SyncRequest, access: Access) {
  const state = await readState(container, request, access);
  return { state, cart: state.cartId ? await readPricedCart(container, medusaCartIdOf(state.cartId)) : null };
}

async function readState(
  container: MedusaContainer,
  { clientId, lane, region }: SyncRequest,
  access: Access,
): Promise<ReplyState> {
  const sync = container.resolve<SyncModuleService>(SYNC_MODULE);
  const state = await sync.readReplyState({ clientId, lane, region, access });
  if (!state) throw new Error('the database has no epoch; run the migrations');
  return state;
}
