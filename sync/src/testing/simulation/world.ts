import type { LaneState } from '../../outbox/lane-state.js';
import type { Lane } from '../../protocol/intent.js';
import { FakeClock } from '../fake-clock.js';
import { customerOwner, deviceOwner, LedgerServer } from '../ledger-server.js';
import { seededRandom } from '../seeded-random.js';
import { accessOf, type CartRow } from '../server/tables.js';
import { Checks } from './checks.js';
import { DEVICES, TABS, type Command, type Moment, type Setting, type TabCommand } from './commands.js';
import { Database, MemoryDisk, type Disk } from './database.js';
import { Device, type Person } from './device.js';
import { heal } from './healing.js';
import { Network } from './network.js';
import { People } from './people.js';
import { Scheduler } from './scheduler.js';
import { Shop } from './shop.js';
import { Shopping } from './shopping.js';
import { Storage } from './storage.js';
import { Strays } from './strays.js';
import { Tab } from './tab.js';

export type WorldOptions = {
  seed: number;
  /** What the devices' clocks read at first. */
  startMs?: number;
  newDisk?: (fail: (message: string) => void) => Disk;
  /** How many tabs each device has open in the end. */
  tabs?: number;
  /** Hears everything that happens, in order. */
  onTrace?: (line: string) => void;
};

/** Devices, one server and a network between them, driven command by command. */
export class World {
  readonly clock: FakeClock;
  readonly server = new LedgerServer();
  readonly scheduler: Scheduler;
  readonly network: Network;
  readonly devices: Device[] = [];
  readonly checks: Checks;
  readonly strays = new Strays(this);
  /** How often each thing happened. */
  readonly counts = new Map<string, number>();
  readonly trace: (event: string, what: unknown) => void;
  readonly isTraced: boolean;
  readonly random: ReturnType<typeof seededRandom>;
  readonly #newDisk: (fail: (message: string) => void) => Disk;
  readonly #disks: Disk[] = [];
  readonly #tabs: number;
  readonly #shopping = new Shopping(this);
  readonly #shop = new Shop(this);
  readonly #storage = new Storage(this);
  readonly #people = new People(this, this.#storage);
  #seed: number;
  #cookies = 0;
  #hurry: number | null = null;
  #awaited: Moment | null = null;

  constructor({ seed, startMs = 1_000_000, newDisk = () => new MemoryDisk(), tabs = TABS, onTrace }: WorldOptions) {
    this.#seed = seed;
    this.random = seededRandom(seed ^ 0x5eed);
    this.#newDisk = newDisk;
    this.#tabs = tabs;
    this.clock = new FakeClock(startMs);
    this.isTraced = onTrace !== undefined;
    this.trace = onTrace ? (event, what) => onTrace(`${event} ${JSON.stringify(what)}`) : () => {};
    this.scheduler = new Scheduler(this.random.fraction, (name) => this.trace('task', name));
    this.network = new Network(
      this.server,
      this.scheduler,
      (fault) => this.count(`network ${fault}`),
      this.trace,
      (moment) => this.reached(moment),
    );
    this.checks = new Checks(this);
    for (let index = 0; index < DEVICES; index++) this.devices.push(this.newDevice(index));
  }

  /** Something has come that far. */
  reached(moment: Moment): void {
    if (this.#awaited === moment) this.#awaited = null;
  }

  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }

  async run({ areTogether, commands }: Setting): Promise<void> {
    try {
      for (const device of this.devices) {
        if (areTogether) device.session = 'c0';
        await this.open(device, 0);
      }
      await this.scheduler.run();
      for (const command of commands) {
        if (command.kind === 'hurry') {
          this.#hurry = command.tasks;
          continue;
        }
        if (command.kind === 'until') {
          this.#awaited = command.moment;
          continue;
        }
        this.trace('command', command);
        this.count(`command ${command.kind}`);
        await this.#apply(command);
        const isAtRest = await this.#rest();
        this.checks.afterEachCommand(isAtRest);
      }
      this.#hurry = this.#awaited = null;
      await heal(this, this.#tabs);
      this.checks.atTheEnd();
    } finally {
      for (const device of this.devices) for (const tab of device.allTabs()) tab.kill();
      for (const disk of this.#disks) disk.close();
    }
  }

  tabs(): Tab[] {
    return this.devices.flatMap((device) => device.allTabs());
  }

  states(lane: Lane): LaneState[] {
    return this.devices.flatMap((device) => [...device.databases.values()].map((database) => database.peek(lane)));
  }

  /** The cart a client's lane belongs to now. */
  cartOf(clientId: string, lane: Lane = 'cart'): CartRow | null {
    const { tables } = this.server;
    const client = tables.clients.get(clientId);
    return client ? this.server.cart(accessOf(tables, client).owner, lane) : null;
  }

  /** Whether anything on this device may send what is in the database: it is nobody's or of who is signed in. */
  isReachable(device: Device, database: Database): boolean {
    return database === device.current || database === device.databases.get(null);
  }

  /** Its things went to a customer, and it is only told that they arrived. */
  isLate(clientId: string): boolean {
    const { tables } = this.server;
    const client = tables.clients.get(clientId);
    return client !== undefined && accessOf(tables, client).isAttached;
  }

  /** Until nothing happens by itself, until the moment somebody waits for, or only for a moment when somebody is in a hurry. */
  async #rest(): Promise<boolean> {
    const limit = this.#hurry;
    this.#hurry = null;
    const isAwaiting = this.#awaited !== null;
    const isAtRest = await this.scheduler.run(limit ?? undefined, () => isAwaiting && this.#awaited === null);
    this.#awaited = null;
    if (!isAtRest && limit === null && !isAwaiting) throw new Error('the world does not come to rest');
    return isAtRest;
  }

  async #apply(command: Command): Promise<void> {
    switch (command.kind) {
      case 'fate':
        return this.network.plan(command.fate);
      case 'release':
        return this.network.release();
      case 'advance':
        return this.advance(command.ms);
      case 'jump':
        this.device(command.device).skewMs += command.ms;
        // A clock that jumps may shorten a wait.
        for (const tab of this.device(command.device).allTabs()) tab.patienceUntilMs.clear();
        return this.count('clock jump');
      case 'open':
      case 'kill':
      case 'crash':
      case 'freeze':
      case 'thaw':
      case 'wake':
      case 'drain':
        return this.#applyToTab(command);
      case 'add':
      case 'burst':
      case 'set':
      case 'remove':
      case 'promo':
      case 'wish':
      case 'dismiss':
      case 'newer-build':
      case 'worker':
        return this.#shopping.apply(command);
      case 'power-cut':
      case 'evict':
      case 'full':
      case 'backup':
      case 'bring-back':
      case 'clone':
      case 'lose-cookie':
        return this.#storage.apply(command);
      case 'sign-in':
      case 'sign-out':
        return this.#people.apply(command);
      case 'hurry':
      case 'until':
        return;
      default:
        return this.#shop.apply(command);
    }
  }

  async #applyToTab(command: TabCommand): Promise<void> {
    const device = this.device(command.device);
    if (command.kind === 'open') return this.open(device, command.tab);
    if (command.kind === 'kill') {
      this.count('killed');
      return device.tabs[command.tab]?.kill();
    }
    const tab = this.tab(command);
    if (!tab) return;
    switch (command.kind) {
      case 'crash':
        return tab.crashAt(command.point, command.after);
      case 'freeze':
      case 'thaw':
        tab.isFrozen = command.kind === 'freeze';
        return this.count(command.kind);
      case 'wake':
        tab.lifecycle.online = command.isOnline;
        // A browser that says it is offline begins its waits anew.
        tab.patienceUntilMs.clear();
        return tab.lifecycle.wake(command.isOnline ? 'online' : 'visible');
      case 'drain':
        return void tab.engine.drain();
    }
  }

  async open(device: Device, index: number): Promise<void> {
    if (device.tabs[index]) return;
    const { session: person } = device;
    const tab = new Tab(this, device, person, device.database(person), { seed: ++this.#seed });
    // A copy of a device that was attached meanwhile, or lines nobody can find any more: what it shows goes out of sight.
    const isAttached = this.server.tables.attached.has(deviceOwner(device.secret));
    tab.isUprooted = person === null && (isAttached || this.strays.isForsaken(device));
    device.tabs[index] = tab;
  }

  openHidden(device: Device, person: Person, database: Database): Tab {
    const tab = new Tab(this, device, person, database, { seed: ++this.#seed, isHidden: true });
    // What an anonymous shopper left goes out of sight when it arrives.
    tab.isUprooted = person !== device.session;
    device.hidden.add(tab);
    return tab;
  }

  /** Time goes by in steps, so that what a timer starts is done before the next one rings. */
  async advance(ms: number): Promise<void> {
    const steps = 24;
    for (let leftMs = ms; leftMs > 0;) {
      const stepMs = Math.min(leftMs, Math.max(this.clock.nextInMs ?? leftMs, ms / steps));
      this.clock.advance(stepMs);
      leftMs -= stepMs;
      if (leftMs > 0) await this.scheduler.run();
    }
  }

  describe(): string {
    return JSON.stringify(
      this.devices.map((device) => ({
        device: device.name,
        databases: [...device.databases].map(([person, database]) => {
          const { rows, base, device: identity } = database.peek('cart');
          return {
            person,
            clientId: identity?.clientId,
            rows: rows.map(({ mid, kind, args, sent }) => ({ mid, kind, args, sent })),
            base: base && { rev: base.rev, lastMid: base.lastMid, epoch: base.epoch },
          };
        }),
        tabs: device.allTabs().map((tab) => tab.status),
      })),
    );
  }

  /** That tab, or another of the device when it is not open. */
  tab({ device, tab }: { device: number; tab: number }): Tab | null {
    const { tabs } = this.device(device);
    return tabs[tab] ?? tabs.find((other) => other !== null) ?? null;
  }

  device(index: number): Device {
    const device = this.devices[index];
    if (!device) throw new Error(`no device ${index}`);
    return device;
  }

  ownerOf(index: number): string {
    const { session, secret } = this.device(index);
    return session === null ? deviceOwner(secret) : customerOwner(session);
  }

  newDevice(index: number, secret = this.newSecret()): Device {
    const newDatabase = (device: Device, person: Person): Database => {
      const disk = this.#newDisk((message) => this.checks.fail(message));
      this.#disks.push(disk);
      const name = `${device.name} of ${person ?? 'nobody'}`;
      const database: Database = new Database(
        name,
        this.scheduler.chain(name),
        disk,
        () => this.random.fraction(),
        (committed) => {
          if (committed.purpose === 'enqueue') this.reached('stored');
          if (committed.purpose === 'take') this.reached('taken');
          this.strays.committed(committed);
          this.checks.committed(device, database, committed);
        },
      );
      return database;
    };
    return new Device(`device ${index}`, secret, { hasLocks: index === 0, newDatabase });
  }

  newSecret(): string {
    return `cookie-${++this.#cookies}`.padEnd(32, '.');
  }
}
