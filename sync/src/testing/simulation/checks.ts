import { isDeepStrictEqual } from 'node:util';
import type { LaneState, OutboxRow } from '../../outbox/lane-state.js';
import type { CartView } from '../../view.js';
import { COUNTED_VARIANTS } from './commands.js';
import type { Device, Tab } from './device.js';
import { countedVariant, quantitiesOf, storedView, type World } from './world.js';

type Counted = { variantId: string; bit: number };

/**
 * What must hold whatever happens. The k-th add of a counted variant has quantity 2^k, so the bits of a quantity name exactly
 * which adds it holds: a lost one is a missing bit, a doubled one carries into a bit nobody asked for.
 */
export class Checks {
  readonly #world: World;
  readonly #asked = new Map<string, number>();
  readonly #promised = new Map<string, number>();
  readonly #promisedBy = new Map<string, number>();
  readonly #shown = new Map<Tab, Map<string, number>>();
  readonly #sentRows = new Map<string, string>();
  readonly #bases = new Map<string, { rev: number; lastMid: number }>();
  #seenEffects = 0;
  readonly #uuids = new Set<string>();
  readonly #lastMids = new Map<string, number>();
  #isCartSplit = false;
  #failure: Error | null = null;

  constructor(world: World) {
    this.#world = world;
  }

  /** A check that fails inside a callback is reported at the next step. */
  fail(message: string): void {
    this.#failure ??= new Error(message);
  }

  asked({ variantId, bit }: Counted): void {
    this.#asked.set(variantId, (this.#asked.get(variantId) ?? 0) | bit);
  }

  promised(device: Device, { variantId, bit }: Counted): void {
    this.#promised.set(variantId, (this.#promised.get(variantId) ?? 0) | bit);
    const key = `${device.name} ${variantId}`;
    this.#promisedBy.set(key, (this.#promisedBy.get(key) ?? 0) | bit);
  }

  cookieLost(): void {
    this.#isCartSplit = true;
  }

  /** No flicker: what a tab showed of a counted variant it never stops showing. */
  saw(tab: Tab, view: CartView): void {
    const shown = this.#shown.get(tab) ?? new Map<string, number>();
    this.#shown.set(tab, shown);
    const now = new Map(view.lines.map((line) => [line.variantId, line.quantity]));
    for (let i = 0; i < COUNTED_VARIANTS; i++) {
      const variantId = countedVariant(i);
      const bits = now.get(variantId) ?? 0;
      const before = shown.get(variantId) ?? 0;
      if ((bits & before) !== before)
        this.fail(`flicker: ${variantId} went from ${before.toString(2)} to ${bits.toString(2)}`);
      const asked = this.#asked.get(variantId) ?? 0;
      if ((bits & ~asked) !== 0)
        this.fail(`doubled on screen: ${variantId} ${bits.toString(2)} of ${asked.toString(2)}`);
      shown.set(variantId, bits);
    }
  }

  async afterEachCommand(): Promise<void> {
    if (this.#failure) throw this.#failure;
    this.#checkEffects();
    const states = await this.#states();
    states.forEach(([, state]) => this.#checkLane(state));
    if (!this.#isCartSplit) this.#checkNothingLostOrDoubled(states.map(([, state]) => state));
    for (const [device, state] of states) await this.#checkViews(device, state);
    if (this.#failure) throw this.#failure;
  }

  async isQuiet(): Promise<boolean> {
    const states = await this.#states();
    return (
      this.#world.tabs().every(({ status }) => status?.state === 'saved' && status.reason === null) &&
      states.every(([, state]) => state.rows.length === 0) &&
      states.every(([device, state]) =>
        isDeepStrictEqual(quantitiesOf(storedView(state)), this.#serverQuantities(device)),
      )
    );
  }

  async atTheEnd(): Promise<void> {
    await this.afterEachCommand();
    for (const device of this.#world.devices) {
      for (let i = 0; i < COUNTED_VARIANTS; i++) {
        const variantId = countedVariant(i);
        const promised = this.#promisedBy.get(`${device.name} ${variantId}`) ?? 0;
        this.#checkBits(
          `${device.name} ${variantId}`,
          this.#serverQuantities(device)[variantId] ?? 0,
          promised,
          variantId,
        );
      }
    }
  }

  /** The server's effects: each lane in order without holes, each intent once per cart. */
  #checkEffects(): void {
    const { effects } = this.#world.server;
    for (const { clientId, secret, mid, uuid } of effects.slice(this.#seenEffects)) {
      const before = this.#lastMids.get(clientId) ?? 0;
      if (mid !== before + 1) throw new Error(`effect ${mid} of ${clientId} followed ${before}`);
      if (this.#uuids.has(`${secret} ${uuid}`)) throw new Error(`${uuid} took effect twice`);
      this.#lastMids.set(clientId, mid);
      this.#uuids.add(`${secret} ${uuid}`);
    }
    this.#seenEffects = effects.length;
  }

  #checkLane({ device, rows, base }: LaneState): void {
    if (!device) return;
    const { clientId, nextMid, lastUuid } = device;
    rows.forEach((row, index) => {
      const previous = rows[index - 1];
      if (previous && row.mid !== previous.mid + 1) throw new Error(`hole before mid ${row.mid}`);
      if (previous && row.parent !== previous.uuid) throw new Error(`mid ${row.mid} has the wrong parent`);
      if (previous && row.sent > previous.sent) throw new Error(`mid ${row.mid} was sent before ${previous.mid}`);
      this.#checkImmutable(clientId, row);
    });
    const last = rows.at(-1);
    if (last && nextMid !== last.mid + 1) throw new Error(`next mid ${nextMid} after ${last.mid}`);
    if (last && lastUuid !== last.uuid) throw new Error('the lane forgot its last intent');
    if (!base) return;
    const before = this.#bases.get(clientId);
    if (before && (base.rev < before.rev || base.lastMid < before.lastMid)) throw new Error('the base went back');
    this.#bases.set(clientId, { rev: base.rev, lastMid: base.lastMid });
  }

  #checkImmutable(clientId: string, { mid, uuid, kind, args, observed, sent }: OutboxRow): void {
    if (sent === 0) return;
    const key = `${clientId} ${mid}`;
    const content = JSON.stringify({ uuid, kind, args, observed });
    const before = this.#sentRows.get(key);
    if (before !== undefined && before !== content) throw new Error(`sent mid ${mid} changed: ${before} → ${content}`);
    this.#sentRows.set(key, content);
  }

  /** At every moment each promised add is in the server's cart or still queued, and nothing is in both. */
  #checkNothingLostOrDoubled(states: LaneState[]): void {
    const cart = this.#world.server.lines(this.#world.devices[0]?.secret ?? '');
    for (let i = 0; i < COUNTED_VARIANTS; i++) {
      const variantId = countedVariant(i);
      let total = cart.get(variantId)?.quantity ?? 0;
      for (const { device, rows } of states) {
        const { lastMid } = this.#world.server.lane(device?.clientId ?? '');
        for (const row of rows) {
          if (row.mid > lastMid && row.args['variantId'] === variantId) total += Number(row.args['quantity']);
        }
      }
      this.#checkBits(`server and outboxes, ${variantId}`, total, this.#promised.get(variantId) ?? 0, variantId);
    }
  }

  #checkBits(where: string, bits: number, promised: number, variantId: string): void {
    const asked = this.#asked.get(variantId) ?? 0;
    if ((bits & promised) !== promised)
      throw new Error(`${where}: lost, ${bits.toString(2)} lacks of ${promised.toString(2)}`);
    if ((bits & ~asked) !== 0) throw new Error(`${where}: doubled, ${bits.toString(2)} of ${asked.toString(2)}`);
  }

  async #checkViews(device: Device, stored: LaneState): Promise<void> {
    const expected = quantitiesOf(storedView(stored));
    for (const tab of device.tabs) {
      if (!tab) continue;
      const shown = () => quantitiesOf(tab.views.at(-1) ?? storedView(stored));
      await this.#world.eventually(
        () => !tab.isAlive || isDeepStrictEqual(shown(), expected),
        () => `a tab shows ${JSON.stringify(shown())}, stored is ${JSON.stringify(expected)}`,
      );
      await this.#world.eventually(
        () => !tab.isAlive || tab.status?.state !== 'saved' || stored.rows.length === 0,
        () => 'a tab says saved while something is queued',
      );
    }
  }

  #serverQuantities(device: Device): Record<string, number> {
    return Object.fromEntries(
      [...this.#world.server.lines(device.secret)].map(([id, line]) => [id, line.quantity] as const).sort(),
    );
  }

  #states(): Promise<Array<[Device, LaneState]>> {
    return Promise.all(
      this.#world.devices.map(async (device): Promise<[Device, LaneState]> => [
        device,
        await device.inspector.read('cart'),
      ]),
    );
  }
}
