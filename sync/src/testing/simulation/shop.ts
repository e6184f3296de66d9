import { deviceOwner, type Tables } from '../ledger-server.js';
import { freeVariant, type ShopCommand } from './commands.js';
import { firstEffects, isEffective } from './promises.js';
import type { World } from './world.js';

/** What merchants, jobs and administrators do at the server. */
export class Shop {
  #backup: Tables | null = null;
  #epochs = 1;

  constructor(private readonly world: World) {}

  apply(command: ShopCommand): void {
    const { world } = this;
    const { server } = world;
    world.count(command.kind);
    switch (command.kind) {
      case 'stock':
        return server.setStock(freeVariant(command.variant), command.quantity);
      case 'gone':
        return server.setGone(freeVariant(command.variant), command.isGone);
      case 'price':
        server.unitPrice = command.amount;
        return;
      case 'reconciler':
        server.reconciles = command.isRunning;
        return;
      case 'edit-cart':
        return server.editProjection(world.ownerOf(command.device), freeVariant(command.variant), command.quantity);
      case 'order':
      case 'expire':
        return this.#succeed(command.kind, world.ownerOf(command.device));
      case 'prune':
        server.prune();
        world.checks.isForgotten = true;
        world.checks.forgetLanes();
        return world.strays.uproot();
      case 'server-backup':
        this.#backup = server.backup();
        return;
      case 'server-restore':
        if (this.#backup) this.#restore(this.#backup);
    }
  }

  #succeed(how: 'order' | 'expire', owner: string): void {
    const { server, checks } = this.world;
    const cart = server.cart(owner);
    if (!cart) return;
    for (const [variantId, { quantity }] of cart.desired.lines) checks.mayLeave(variantId, quantity);
    const isInBits = [...cart.projection].every(([id, n]) => (n & ~(cart.desired.lines.get(id)?.quantity ?? 0)) === 0);
    server[how === 'order' ? 'complete' : 'expire'](owner);
    // What goes on from an order is a difference, which is bits only if the order held a part of them.
    if (how === 'order' && isInBits) return;
    checks.promises.excuse(
      ({ counted }) => !!counted && ((cart.desired.lines.get(counted.variantId)?.quantity ?? 0) & counted.bit) !== 0,
    );
  }

  /** What took effect after the backup is gone with the database, unless a device still has it. */
  #restore(backup: Tables): void {
    const { world } = this;
    const { server, checks, devices, strays } = world;
    const before = server.tables;
    server.restore(backup, `epoch-${++this.#epochs}`);
    checks.isSpread = checks.isForgotten = true;
    checks.forgetLanes();
    strays.uproot();
    // Who signed in after the backup is not known to have: their things are where they were before.
    const undone = [...before.attached].filter(([owner]) => !backup.attached.has(owner));
    if (undone.length > 0) {
      const owners = new Set(undone.flatMap(([from, { owner }]) => [from, owner]));
      devices.forEach((device, index) => {
        if (owners.has(deviceOwner(device.secret)) || owners.has(world.ownerOf(index))) device.uproot();
      });
      checks.letLeave(() => true);
    }
    const undoneEffects = firstEffects(before.effects).filter(({ uuid }) => !isEffective(backup, uuid));
    const lost = new Set(undoneEffects.map(({ uuid }) => uuid));
    checks.promises.excuse((asked) => checks.promises.uuidsOf(asked).some((uuid) => lost.has(uuid)));
    // A device that had brought its lines along did so under other uuids than those of what was asked.
    for (const { kind, args } of undoneEffects)
      if (kind === 'cart.add') checks.mayLeave(String(args['variantId']), Number(args['quantity']));
    checks.letLeave((asked) => asked.isExcused);
  }
}
