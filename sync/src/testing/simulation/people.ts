import { customerOwner, deviceOwner, type Tables } from '../ledger-server.js';
import { keyOf, type CartRow } from '../server/tables.js';
import { COUNTED_VARIANTS, countedVariant, type PeopleCommand } from './commands.js';
import type { Device } from './device.js';
import type { Storage } from './storage.js';
import type { World } from './world.js';

/** Signing in and out. */
export class People {
  constructor(
    private readonly world: World,
    private readonly storage: Storage,
  ) {}

  apply(command: PeopleCommand): Promise<void> {
    const device = this.world.device(command.device);
    return command.kind === 'sign-in' ? this.#signIn(device, `c${command.customer}`) : this.#signOut(device);
  }

  /** The page starts anew in the customer's database; what the anonymous one still holds is sent behind it. */
  async #signIn(device: Device, customer: string): Promise<void> {
    const { world } = this;
    if (device.session !== null) return;
    world.count('sign-in');
    const anonymous = device.current;
    for (const tab of device.allTabs()) tab.kill();
    const before = world.server.tables;
    world.server.attach(device.secret, customer);
    const after = world.server.tables;
    world.server.attach(device.secret, customer);
    const again = world.server.tables;
    if (JSON.stringify([...again.carts.values()].map(textOf)) !== JSON.stringify([...after.carts.values()].map(textOf)))
      world.checks.fail('I15 attaching twice is not attaching once');
    this.#excuseMaximum(before, after, [deviceOwner(device.secret), customerOwner(customer)]);
    device.session = customer;
    // A copy of this device goes by the same secret, so its things are the customer's too.
    for (const tab of world.tabs())
      if (tab.device.secret === device.secret && tab.person === null) tab.isUprooted = true;
    await world.open(device, 0);
    if (anonymous.peek('cart').rows.length > 0) world.openHidden(device, null, anonymous);
  }

  /** Of two carts each line kept the larger quantity, and the shopper was told. */
  #excuseMaximum(before: Tables, after: Tables, merged: string[]): void {
    const { checks } = this.world;
    const bitsIn = ({ carts, orders }: Tables, variantId: string) =>
      [...carts.values()].reduce((bits, cart) => bits | (cart.desired.lines.get(variantId)?.quantity ?? 0), 0) |
      orders.reduce((bits, order) => bits | (order.lines.get(variantId) ?? 0), 0);
    for (let index = 0; index < COUNTED_VARIANTS; index++) {
      const variantId = countedVariant(index);
      const most = ({ carts }: Tables) =>
        Math.max(0, ...[...carts.values()].map((cart) => cart.desired.lines.get(variantId)?.quantity ?? 0));
      if (most(after) > most(before)) checks.fail('I15 two carts were added up');
      const bitsInMerged = ({ carts }: Tables) =>
        merged.reduce(
          (bits, owner) => bits | (carts.get(keyOf(owner, 'cart'))?.desired.lines.get(variantId)?.quantity ?? 0),
          0,
        );
      // A cart that was left behind, with a cookie nobody has, may still hold what leaves these two.
      checks.mayLeave(variantId, bitsInMerged(before) & ~bitsInMerged(after));
      const lost = bitsIn(before, variantId) & ~bitsIn(after, variantId);
      checks.promises.excuse(({ counted }) => counted?.variantId === variantId && (counted.bit & lost) !== 0);
    }
  }

  /** The shopper agreed to lose what was not sent; everything of this person leaves the device. */
  async #signOut(device: Device): Promise<void> {
    const { world } = this;
    if (device.session === null) return;
    world.count('sign-out');
    for (const tab of device.allTabs()) tab.kill();
    await this.storage.replace(device, new Map());
    device.session = null;
    // Each person who signs out leaves a new device behind.
    device.secret = world.newSecret();
    await world.open(device, 0);
  }
}

const textOf = ({ desired, owner, lane }: CartRow) => [
  owner,
  lane,
  [...desired.lines].map(([variantId, { quantity }]) => [variantId, quantity]),
  desired.promos,
];
