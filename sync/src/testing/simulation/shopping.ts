import { SyncError } from '../../errors.js';
import type { OutboxRow } from '../../outbox/lane-state.js';
import type { Intent } from '../../protocol/intent.js';
import { INTENT_VERSION } from '../../protocol/version.js';
import { principalOf } from '../ledger-server.js';
import { NEWER_KIND } from './checks.js';
import { COUNTED_VARIANTS, countedVariant, freeVariant, type ShoppingCommand } from './commands.js';
import type { Device } from './device.js';
import type { Asked, Counted } from './promises.js';
import type { World } from './world.js';

const MAX_POWER = 16;

type Where = { device: number; tab: number };
/** What shoppers do, and what their browsers do for them. */
export class Shopping {
  readonly #nextPower = Array.from({ length: COUNTED_VARIANTS }, () => 0);

  constructor(private readonly world: World) {}

  apply(command: ShoppingCommand): void {
    switch (command.kind) {
      case 'add':
        return this.#add(command, command.variant);
      case 'burst':
        for (const variant of command.variants) this.#add(command, variant);
        return;
      case 'set': {
        const args = { variantId: freeVariant(command.variant), quantity: command.quantity };
        return this.#enqueue(command, { kind: 'cart.set', args }, null);
      }
      case 'remove':
        return this.#enqueue(command, { kind: 'cart.remove', args: { variantId: freeVariant(command.variant) } }, null);
      case 'promo': {
        const kind = command.isAdded ? 'cart.promo.add' : 'cart.promo.remove';
        return this.#enqueue(command, { kind, args: { code: command.code } }, null);
      }
      case 'wish': {
        const kind = command.isAdded ? 'wishlist.add' : 'wishlist.remove';
        return this.#enqueue(command, { kind, args: { variantId: freeVariant(command.variant) } }, null);
      }
      case 'dismiss':
        return this.#dismiss(command);
      case 'newer-build':
        return this.#newerBuild(this.world.device(command.device));
      case 'worker':
        return this.#work(this.world.device(command.device));
    }
  }

  #add(where: Where, variant: number): void {
    const power = this.#nextPower[variant] ?? 0;
    if (power >= MAX_POWER || !this.world.tab(where)) return;
    this.#nextPower[variant] = power + 1;
    const args = { variantId: countedVariant(variant), quantity: 2 ** power };
    this.#enqueue(where, { kind: 'cart.add', args }, { variantId: args.variantId, bit: args.quantity });
  }

  #enqueue(where: Where, intent: Intent, counted: Counted | null): void {
    const { world } = this;
    const tab = world.tab(where);
    if (!tab || tab.isFrozen) return;
    const { device, person } = tab;
    const before = tab.views;
    const drawn = tab.uuids.length;
    const asked: Asked = {
      uuid: undefined,
      tab,
      device,
      person,
      intent,
      counted,
      state: 'asked',
      isExcused: false,
      incarnation: device.incarnation,
    };
    world.checks.asked(asked);
    tab.engine.enqueue(intent).then(
      () => {
        asked.state = 'promised';
        world.count(`enqueue ${intent.kind}`);
      },
      (error: unknown) => {
        asked.state = 'refused';
        if (isFull(error)) world.count('refused: full');
        else if (tab.isAlive) world.checks.fail(`enqueue failed: ${String(error)}`);
      },
    );
    asked.uuid = tab.uuids[drawn];
    if (counted && tab.views === before && tab.views > 0) world.checks.fail('the view did not show the change at once');
  }

  #dismiss(where: Where): void {
    const { world } = this;
    const tab = world.tab(where);
    const notice = tab?.notices[0];
    if (!tab || !notice) return;
    world.count('dismiss');
    // What a review holds is the shopper's to decide, and here the decision is to let it be.
    world.checks.promises.excuseReviews(tab.database.peek('cart'));
    tab.engine.dismissNotice(notice.id).then(
      () => world.checks.dismissed(tab, notice.id),
      (error: unknown) => tab.isAlive && !isFull(error) && world.checks.fail(`dismissing failed: ${String(error)}`),
    );
  }

  #newerBuild(device: Device): void {
    const { world } = this;
    const connection = {
      isAlive: true,
      wasRefused: false,
      answers: world.scheduler.chain('newer build'),
      events: world.scheduler.chain('newer build'),
      diesAt: () => false,
    };
    const uuid = world.random.uuid();
    void device.current
      .open(connection)
      .change('cart', (state) => {
        const { device: identity } = state;
        if (!identity) return { state, result: null };
        const row: OutboxRow = {
          lane: 'cart',
          mid: identity.nextMid,
          uuid,
          parent: identity.lastUuid,
          v: INTENT_VERSION,
          kind: NEWER_KIND,
          args: {},
          ...(device.session !== null && { principal: principalOf(device.session) }),
          sent: 0,
        };
        const next = { ...identity, nextMid: identity.nextMid + 1, lastUuid: uuid };
        world.count('newer build');
        return { state: { ...state, device: next, rows: [...state.rows, row] }, result: null };
      })
      .catch((error: unknown) => isFull(error) || world.checks.fail(`a newer build failed: ${String(error)}`));
  }

  /** The worker wakes, drains once and is put to sleep. */
  #work(device: Device): void {
    this.world.count('worker');
    const tab = this.world.openHidden(device, device.session, device.current);
    void tab.engine.drain().then(() => tab.kill());
  }
}

const isFull = (error: unknown): boolean => error instanceof SyncError && error.code === 'storage_full';
