import type { Lane } from '../../protocol/intent.js';
import type { Committed } from './database.js';
import type { Device } from './device.js';
import type { World } from './world.js';

/**
 * Lanes of cookies that browsers have lost. While the server knows such a lane it refuses the new cookie, and one that it forgot
 * is asked for first; either way the device brings its lines along. Only a server that was restored meanwhile and does not have
 * the lane answers with an empty cart that counts: the lines stay with a cookie nobody has.
 */
export class Strays {
  /** Client id → the cookie it went by. */
  readonly #secrets = new Map<string, string>();

  constructor(private readonly world: World) {}

  /** To be told before the new cookie is there. A customer is known by the session. */
  lost(device: Device): void {
    for (const lane of ['cart', 'wishlist'] as const) {
      const clientId = clientIdOf(device, lane);
      if (clientId !== undefined && !this.#secrets.has(clientId)) this.#secrets.set(clientId, device.secret);
    }
  }

  /** A lane that only changes its name is astray under the new one too; one that brings its lines along is not. */
  committed({ before, after }: Committed): void {
    const secret = before.device && this.#secrets.get(before.device.clientId);
    if (secret && after.device && after.base?.ofFormer) this.#secrets.set(after.device.clientId, secret);
  }

  /** After each event that may leave a lane unknown to a restored server. */
  uproot(): void {
    for (const device of this.world.devices) {
      if (!this.isForsaken(device)) continue;
      this.world.count('forsaken');
      device.uproot();
    }
  }

  /** It does not know yet, and will hear of an empty cart. */
  isForsaken(device: Device): boolean {
    const { tables } = this.world.server;
    const clientId = clientIdOf(device, 'cart');
    const secret = clientId !== undefined && this.#secrets.get(clientId);
    if (!clientId || !secret || secret === device.secret) return false;
    const base = device.databases.get(null)?.peek('cart').base ?? null;
    return base !== null && base.epoch !== tables.epoch && !tables.clients.has(clientId);
  }
}

const clientIdOf = (device: Device, lane: Lane): string | undefined =>
  device.databases.get(null)?.peek(lane).device?.clientId;
