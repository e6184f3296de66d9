import type { MedusaContainer } from '@medusajs/framework/types';
import { createStep, StepResponse } from '@medusajs/framework/workflows-sdk';
import { MAGIC, type SyncErrorCode, type SyncReply, type SyncRequest } from 'sync/protocol';
import { SYNC_MODULE } from '../../../modules/sync';
import { medusaCartIdOf } from '../../../modules/sync/carts';
import type { ReplyState } from '../../../modules/sync/reply-state';
import type { SyncModuleService } from '../../../modules/sync/service';
import { readPricedCart, readVariantNames } from '../priced-cart';
import { reconcileUnderLock } from '../reconcile-under-lock';
import { buildSnapshot, type PricedCart } from '../snapshot';
import type { Applied } from './apply-intents';

export type SyncOutcome =
  { kind: 'reply'; reply: SyncReply } | { kind: 'refused'; code: SyncErrorCode; lastMid?: number };

export const composeReplyStep = createStep(
  'compose-reply',
  async ({ request, applied }: { request: SyncRequest; applied: Applied }, { container }) => {
    if (applied.kind !== 'applied') {
      const { kind: code } = applied;
      return new StepResponse<SyncOutcome>({
        kind: 'refused',
        code,
        ...('lastMid' in applied && { lastMid: applied.lastMid }),
      });
    }
    const { state, cart } = await readLiveCart(container, request);
    const known = new Set(cart?.items.map(({ variantId }) => variantId));
    const unknown = state.lines.map(({ variantId }) => variantId).filter((variantId) => !known.has(variantId));
    const names = await readVariantNames(container, unknown);
    const reply: SyncReply = {
      magic: MAGIC,
      requestId: request.requestId,
      clientId: request.clientId,
      epoch: state.epoch,
      lastMid: state.lastMid,
      headUuid: state.headUuid,
      rev: state.rev,
      snapshot: buildSnapshot(state, cart, names),
      notices: state.notices,
      ...(applied.stopped && { stopped: applied.stopped }),
    };
    return new StepResponse<SyncOutcome>({ kind: 'reply', reply });
  },
);

/** An order may have been placed since the last visit: then its cart gets a successor first, and that one is shown. */
async function readLiveCart(
  container: MedusaContainer,
  request: SyncRequest,
): Promise<{ state: ReplyState; cart: PricedCart | null }> {
  const first = await readBoth(container, request);
  if (!first.cart?.isCompleted) return first;
  await reconcileUnderLock(container, first.state.cartId);
  return readBoth(container, request);
}

async function readBoth(container: MedusaContainer, request: SyncRequest) {
  const state = await container.resolve<SyncModuleService>(SYNC_MODULE).readReplyState(request);
  if (!state) throw new Error('a lane that was just served has no open cart');
  return { state, cart: await readPricedCart(container, medusaCartIdOf(state.cartId)) };
}
