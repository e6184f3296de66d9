import type { LaneState } from '../../outbox/lane-state.js';
import type { Intent } from '../../protocol/intent.js';
import { viewCart, type CartView } from '../../view.js';
import { FakeClock } from '../fake-clock.js';
import { FakeLock, noLock } from '../fake-lock.js';
import { LedgerServer } from '../ledger-server.js';
import { Checks } from './checks.js';
import { COUNTED_VARIANTS, DEVICES, type Command } from './commands.js';
import { Device, Tab } from './device.js';
import { Network } from './network.js';

/** Turns of the event loop without database work after which nothing more happens by itself. */
const QUIET_TURNS = 6;
const PATIENCE_TURNS = 3_000;
const MAX_POWER = 16;

/** Two devices, one server and a network between them, driven command by command. */
export class World {
  readonly clock = new FakeClock(1_000_000);
  readonly server: LedgerServer;
  readonly network: Network;
  readonly devices: Device[];
  readonly checks: Checks;
  /** How often each thing happened. */
  readonly counts = new Map<string, number>();
  readonly #nextPower = Array.from({ length: COUNTED_VARIANTS }, () => 0);
  #seed: number;
  #cookies = 0;

  constructor(seed: number, server = new LedgerServer()) {
    this.#seed = seed;
    this.server = server;
    this.network = new Network(this.server);
    const shared = this.#newSecret();
    // One browser lacks Web Locks, so that its tabs get in each other's way.
    const lockOf = (index: number) => (index === 0 ? new FakeLock() : noLock);
    this.devices = Array.from({ length: DEVICES }, (_, index) => new Device(`device ${index}`, shared, lockOf(index)));
    this.checks = new Checks(this);
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  /** Every view a tab was ever shown passes here. */
  saw(tab: Tab, view: CartView): void {
    this.checks.saw(tab, view);
  }

  async run(history: readonly Command[]): Promise<void> {
    try {
      for (const device of this.devices) await this.#open(device, 0);
      for (const command of history) {
        await this.#apply(command);
        await this.settle();
        await this.checks.afterEachCommand();
      }
      await this.#heal();
      await this.checks.atTheEnd();
    } finally {
      for (const device of this.devices) {
        for (const tab of device.tabs) tab?.kill();
        device.inspector.close();
      }
    }
  }

  async settle(): Promise<void> {
    let quiet = 0;
    for (let turn = 0; quiet < QUIET_TURNS; turn++) {
      if (turn > PATIENCE_TURNS) throw new Error('the world does not come to rest');
      await new Promise((resolve) => setImmediate(resolve));
      quiet = this.tabs().some((tab) => tab.busy > 0) ? 0 : quiet + 1;
    }
  }

  /** Waits for what other tabs are told by the database, which takes a few turns more. */
  async eventually(claim: () => boolean | Promise<boolean>, otherwise: () => string): Promise<void> {
    for (let turn = 0; turn < PATIENCE_TURNS; turn++) {
      if (await claim()) return;
      await (turn % 20 === 19
        ? new Promise((resolve) => setTimeout(resolve, 1))
        : new Promise((resolve) => setImmediate(resolve)));
    }
    throw new Error(otherwise());
  }

  tabs(): Tab[] {
    return this.devices.flatMap((device) => device.tabs.flatMap((tab) => tab ?? []));
  }

  async #apply(command: Command): Promise<void> {
    switch (command.kind) {
      case 'add':
        return this.#add(command.device, command.tab, command.variant);
      case 'burst':
        for (const variant of command.variants) this.#add(command.device, command.tab, variant);
        return;
      case 'set': {
        const args = { variantId: freeVariant(command.variant), quantity: command.quantity };
        return this.#enqueue(command.device, command.tab, { kind: 'cart.set', args }, null);
      }
      case 'remove': {
        const args = { variantId: freeVariant(command.variant) };
        return this.#enqueue(command.device, command.tab, { kind: 'cart.remove', args }, null);
      }
      case 'fate':
        return this.network.plan(command.fate);
      case 'release':
        return this.network.release();
      case 'advance':
        return this.clock.advance(command.ms);
      case 'jump':
        return this.clock.jump(command.ms);
      case 'open':
        return this.#open(this.#device(command.device), command.tab);
      case 'kill':
        return this.#device(command.device).tabs[command.tab]?.kill();
      case 'crash':
        return this.#tab(command.device, command.tab)?.crashAt(command.point, command.after);
      case 'wake': {
        const tab = this.#tab(command.device, command.tab);
        if (!tab) return;
        tab.lifecycle.online = command.isOnline;
        return tab.lifecycle.wake(command.isOnline ? 'online' : 'visible');
      }
      case 'lose-cookie':
        this.count('lost cookie');
        this.#device(command.device).secret = this.#newSecret();
        return this.checks.cookieLost();
    }
  }

  #add(device: number, tab: number, variant: number): void {
    const power = this.#nextPower[variant] ?? 0;
    if (power >= MAX_POWER || !this.#tab(device, tab)) return;
    this.#nextPower[variant] = power + 1;
    const args = { variantId: countedVariant(variant), quantity: 2 ** power };
    this.#enqueue(device, tab, { kind: 'cart.add', args }, { variantId: args.variantId, bit: args.quantity });
  }

  #enqueue(
    deviceIndex: number,
    tabIndex: number,
    intent: Intent,
    counted: { variantId: string; bit: number } | null,
  ): void {
    const device = this.#device(deviceIndex);
    const tab = this.#tab(deviceIndex, tabIndex);
    if (!tab) return;
    this.count(`enqueue ${intent.kind}`);
    if (counted) this.checks.asked(counted);
    const before = tab.views.length;
    tab.engine.enqueue(intent).then(
      () => counted && this.checks.promised(device, counted),
      (error: unknown) => tab.isAlive && this.checks.fail(`enqueue failed: ${String(error)}`),
    );
    if (tab.views.length === before && tab.views.length > 0)
      this.checks.fail('the view did not show the change at once');
  }

  async #open(device: Device, index: number): Promise<void> {
    if (device.tabs[index]) return;
    const tab = new Tab(this, device, ++this.#seed);
    device.tabs[index] = tab;
    await this.eventually(
      () => tab.views.length > 0 || !tab.isAlive,
      () => 'a tab never showed its cart',
    );
  }

  /** The network works again, nobody dies any more, and time goes by. Everything must arrive. */
  async #heal(): Promise<void> {
    for (const device of this.devices) {
      // A page that crashed later than its armed moment would not be healthy.
      for (const tab of device.tabs) tab?.kill();
      await this.#open(device, 0);
      await this.#open(device, 1);
    }
    for (let i = 0; i < 80; i++) {
      this.network.heal();
      await this.settle();
      if (await this.checks.isQuiet()) return;
      this.clock.advance(31_000);
    }
    throw new Error(`the outbox did not empty: ${await this.describe()}`);
  }

  async describe(): Promise<string> {
    const states = await Promise.all(this.devices.map((device) => device.inspector.read('cart')));
    return JSON.stringify(
      states.map((state, index) => ({
        rows: state.rows.map(({ mid, kind, args, sent }) => ({ mid, kind, args, sent })),
        base: state.base && { rev: state.base.rev, lastMid: state.base.lastMid },
        clientId: state.device?.clientId,
        status: this.devices[index]?.tabs.map((tab) => tab?.status ?? null),
      })),
    );
  }

  /** That tab, or another of the device when it is not open. */
  #tab(device: number, tab: number): Tab | null {
    const { tabs } = this.#device(device);
    return tabs[tab] ?? tabs.find((other) => other !== null) ?? null;
  }

  #device(index: number): Device {
    const device = this.devices[index];
    if (!device) throw new Error(`no device ${index}`);
    return device;
  }

  #newSecret(): string {
    return `cookie-${++this.#cookies}`.padEnd(32, '.');
  }
}

export const countedVariant = (index: number): string => `counted_${index}`;
const freeVariant = (index: number): string => `free_${index}`;

/** What a tab must be showing for what is stored. */
export const quantitiesOf = (view: CartView): Record<string, number> =>
  Object.fromEntries(view.lines.map((line) => [line.variantId, line.quantity]).sort());
export const storedView = (state: LaneState): CartView => viewCart(state.base, state.rows, 'eu');
