import type { Device } from './device.ts';
import type { Random } from './random.ts';
import type { TortureShop } from './shop.ts';

/** How often each is chosen among its like: what starts again quickly dies most often. */
const ON_DEVICES = { browser: 5, tab: 2, worker: 2 } as const;
const ON_SERVERS = { storefront: 5, database: 3, backend: 2 } as const;

type DeviceKill = keyof typeof ON_DEVICES;
type ServerKill = keyof typeof ON_SERVERS;
export type Kill = DeviceKill | ServerKill;

/** Kills one thing after the other and starts it again, while everybody else goes on. */
export class Chaos {
  readonly kills: Record<Kill, number> = { browser: 0, tab: 0, worker: 0, storefront: 0, backend: 0, database: 0 };
  readonly #shop: TortureShop;
  readonly #random: Random;

  constructor(shop: TortureShop, random: Random) {
    this.#shop = shop;
    this.#random = random;
  }

  /** Processes that were killed; tabs and workers are only ended. */
  get processes(): number {
    const { browser, storefront, backend, database } = this.kills;
    return browser + storefront + backend + database;
  }

  async strikeDevice(device: Device): Promise<void> {
    const kind = this.#choose(ON_DEVICES);
    switch (kind) {
      case 'browser':
        await device.kill();
        await device.start();
        break;
      case 'tab':
        await device.replaceTab();
        break;
      case 'worker':
        await device.stopWorker();
        break;
    }
    this.kills[kind] += 1;
  }

  async strikeServer(): Promise<void> {
    const kind = this.#choose(ON_SERVERS);
    switch (kind) {
      case 'storefront':
        await this.#shop.killStorefront();
        break;
      case 'backend':
        await this.#shop.killBackend();
        break;
      case 'database':
        await this.#shop.crashDatabase();
        break;
    }
    this.kills[kind] += 1;
  }

  /** Each kind once to begin with, so that none is left to chance. */
  #choose<K extends Kill>(weights: Readonly<Record<K, number>>): K {
    const kinds = Object.keys(weights) as K[];
    const untried = kinds.find((kind) => this.kills[kind] === 0);
    if (untried !== undefined) return untried;
    let left = this.#random.below(kinds.reduce((sum, kind) => sum + weights[kind], 0));
    const chosen = kinds.find((kind) => (left -= weights[kind]) < 0);
    if (chosen === undefined) throw new Error('There is nothing to choose from.');
    return chosen;
  }
}
