import { EMPTY_LANE, type LaneState, type OutboxRow } from '../../outbox/lane-state.js';
import { RETRY_AFTER_CAP_MS } from '../../outbox/retry.js';
import type { Intent, Lane } from '../../protocol/intent.js';
import { INTENT_VERSION } from '../../protocol/version.js';
import { SyncError } from '../../errors.js';
import { FakeClock } from '../fake-clock.js';
import { customerOwner, deviceOwner, LedgerServer, principalOf, type Tables } from '../ledger-server.js';
import { accessOf, type CartRow } from '../server/tables.js';
import { seededRandom } from '../seeded-random.js';
import { Checks, NEWER_KIND } from './checks.js';
import {
  COUNTED_VARIANTS,
  countedVariant,
  DEVICES,
  freeVariant,
  TABS,
  type Command,
  type Moment,
  type Setting,
} from './commands.js';
import { Database, MemoryDisk, type Disk } from './database.js';
import { Device, type Person } from './device.js';
import { Network } from './network.js';
import { firstEffects, isEffective, type Counted } from './promises.js';
import { Scheduler } from './scheduler.js';
import { Tab } from './tab.js';

const MAX_POWER = 16;
const MAX_DEVICES = 3;
/** What a healthy network needs at most: two of the longest waits between attempts, and one request must be given up before. */
const HEAL_MS = 2 * 60_000 + 35_000;
/** More requests than these of one lane of one tab would be a storm: some to get well, and a look every minute. */
const requestsToHeal = (minutes: number): number => 8 + 1.5 * minutes;

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
  /** How often each thing happened. */
  readonly counts = new Map<string, number>();
  readonly trace: (event: string, what: unknown) => void;
  readonly #random: ReturnType<typeof seededRandom>;
  readonly #newDisk: (fail: (message: string) => void) => Disk;
  readonly #disks: Disk[] = [];
  readonly #tabs: number;
  readonly #nextPower = Array.from({ length: COUNTED_VARIANTS }, () => 0);
  #serverBackup: Tables | null = null;
  #seed: number;
  #cookies = 0;
  #epochs = 1;
  #hurry: number | null = null;
  #awaited: Moment | null = null;

  constructor({ seed, startMs = 1_000_000, newDisk = () => new MemoryDisk(), tabs = TABS, onTrace }: WorldOptions) {
    this.#seed = seed;
    this.#random = seededRandom(seed ^ 0x5eed);
    this.#newDisk = newDisk;
    this.#tabs = tabs;
    this.clock = new FakeClock(startMs);
    this.trace = onTrace ? (event, what) => onTrace(`${event} ${JSON.stringify(what)}`) : () => {};
    this.scheduler = new Scheduler(this.#random.fraction, (name) => this.trace('task', name));
    this.network = new Network(
      this.server,
      this.scheduler,
      (fault) => this.count(`network ${fault}`),
      this.trace,
      (moment) => this.reached(moment),
    );
    this.checks = new Checks(this);
    for (let index = 0; index < DEVICES; index++) this.devices.push(this.#newDevice(index));
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
        await this.#open(device, 0);
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
      await this.#heal();
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
      case 'fate':
        return this.network.plan(command.fate);
      case 'release':
        return this.network.release();
      case 'advance':
        return this.#advance(command.ms);
      case 'jump':
        this.#device(command.device).skewMs += command.ms;
        // A clock that jumps may shorten a wait.
        for (const tab of this.#device(command.device).allTabs()) tab.patienceUntilMs.clear();
        return this.count('clock jump');
      case 'open':
        return this.#open(this.#device(command.device), command.tab);
      case 'kill':
        this.count('killed');
        return this.#device(command.device).tabs[command.tab]?.kill();
      case 'crash':
        return this.#tab(command)?.crashAt(command.point, command.after);
      case 'freeze':
      case 'thaw': {
        const tab = this.#tab(command);
        if (!tab) return;
        tab.isFrozen = command.kind === 'freeze';
        return this.count(command.kind);
      }
      case 'wake': {
        const tab = this.#tab(command);
        if (!tab) return;
        tab.lifecycle.online = command.isOnline;
        // A browser that says it is offline begins its waits anew.
        tab.patienceUntilMs.clear();
        return tab.lifecycle.wake(command.isOnline ? 'online' : 'visible');
      }
      case 'drain':
        return void this.#tab(command)?.engine.drain();
      case 'worker':
        return this.#work(this.#device(command.device));
      case 'dismiss':
        return this.#dismiss(this.#tab(command));
      case 'newer-build':
        return this.#newerBuild(this.#device(command.device));
      case 'power-cut':
      case 'evict':
      case 'full':
      case 'backup':
      case 'bring-back':
      case 'clone':
      case 'lose-cookie':
        return this.#storage(command, this.#device(command.device));
      case 'sign-in':
        return this.#signIn(this.#device(command.device), `c${command.customer}`);
      case 'sign-out':
        return this.#signOut(this.#device(command.device));
      default:
        return this.#shop(command);
    }
  }

  async #storage(
    command: { kind: string; device: number; isOpen?: boolean; writes?: number },
    device: Device,
  ): Promise<void> {
    this.count(command.kind);
    switch (command.kind) {
      case 'full':
        device.current.fullFor = command.writes ?? 1;
        return;
      case 'power-cut':
        for (const tab of device.allTabs()) tab.kill();
        device.incarnation += 1;
        for (const database of device.databases.values()) await database.cutPower();
        return;
      case 'backup':
        // Profiles are copied while the browser is closed.
        for (const tab of device.allTabs()) tab.kill();
        device.backup = device.profile;
        return this.#open(device, 0);
      case 'clone': {
        if (this.devices.length >= MAX_DEVICES) return;
        this.checks.isSpread = this.checks.isCopied = true;
        for (const tab of device.allTabs()) tab.kill();
        device.current.transactions.clear();
        const copy = this.#newDevice(this.devices.length, device.secret);
        this.devices.push(copy);
        copy.session = device.session;
        for (const [person, database] of device.databases) await copy.database(person).replace(database.stored);
        await this.#open(device, 0);
        return this.#open(copy, 0);
      }
      case 'lose-cookie':
        this.checks.isSpread = this.checks.isForgotten = true;
        device.hasLostCookie = true;
        if (this.#epochs > 1) this.#estrange(device);
        device.secret = this.#newSecret();
        device.session = null;
        for (const tab of device.allTabs()) if (tab.person !== null) tab.kill();
        return;
      case 'evict':
        if (!command.isOpen) for (const tab of device.allTabs()) tab.kill();
        return this.#replaceStored(device, new Map());
      case 'bring-back': {
        const { backup } = device;
        if (!backup) return;
        this.checks.isSpread = this.checks.isCopied = true;
        for (const tab of device.allTabs()) tab.kill();
        device.secret = backup.secret;
        device.session = backup.session;
        await this.#replaceStored(device, new Map(backup.stored));
        return this.#open(device, 0);
      }
    }
  }

  /** What was stored is gone or of another time. Rows that are not there any more and had no effect are lost by right. */
  async #replaceStored(device: Device, stored: ReadonlyMap<Person, ReadonlyMap<Lane, LaneState>>): Promise<void> {
    for (const [person, database] of device.databases) {
      const next = stored.get(person) ?? new Map<Lane, LaneState>();
      for (const lane of ['cart', 'wishlist'] as const) {
        const kept = new Set((next.get(lane) ?? EMPTY_LANE).rows.map((row) => row.uuid));
        const lost = database.peek(lane).rows.filter((row) => !kept.has(row.uuid));
        this.checks.promises.excuseRows(lost, this.server.tables);
        this.#excuseReviews(database.peek(lane));
      }
      await database.replace(next);
    }
    // An enqueue that had not resolved yet went down with the database.
    this.checks.promises.excuse((asked) => asked.device === device && asked.state === 'asked');
    device.incarnation += 1;
    for (const tab of device.allTabs()) tab.isUprooted = true;
    this.#letLeave((asked) => asked.isExcused);
  }

  #excuseReviews({ notices }: LaneState): void {
    const reviewed = new Set(notices.map(({ id }) => id));
    this.checks.promises.excuse((asked) =>
      this.checks.promises.uuidsOf(asked).some((uuid) => reviewed.has(`review:${uuid}`)),
    );
  }

  async #shop(command: Command): Promise<void> {
    const { server } = this;
    this.count(command.kind);
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
        return server.editProjection(this.#ownerOf(command.device), freeVariant(command.variant), command.quantity);
      case 'order':
      case 'expire': {
        const owner = this.#ownerOf(command.device);
        const cart = server.cart(owner);
        if (!cart) return;
        for (const [variantId, { quantity }] of cart.desired.lines) this.checks.mayLeave(variantId, quantity);
        const isInBits = [...cart.projection].every(
          ([id, n]) => (n & ~(cart.desired.lines.get(id)?.quantity ?? 0)) === 0,
        );
        server[command.kind === 'order' ? 'complete' : 'expire'](owner);
        // What goes on from an order is a difference, which is bits only if the order held a part of them.
        if (command.kind === 'order' && isInBits) return;
        return this.checks.promises.excuse(
          ({ counted }) =>
            !!counted && ((cart.desired.lines.get(counted.variantId)?.quantity ?? 0) & counted.bit) !== 0,
        );
      }
      case 'prune':
        server.prune();
        this.checks.isForgotten = true;
        return this.checks.forgetLanes();
      case 'server-backup':
        this.#serverBackup = server.backup();
        return;
      case 'server-restore':
        return this.#restoreServer();
      default:
        throw new Error(`nobody knows how to ${command.kind}`);
    }
  }

  /** After a restore the server's cart is the truth, and to a device without its cookie that is an empty one. */
  #estrange(device: Device): void {
    device.incarnation += 1;
    for (const tab of device.allTabs()) tab.isUprooted = true;
  }

  /** What took effect after the backup is gone with the database, unless a device still has it. */
  #restoreServer(): void {
    const backup = this.#serverBackup;
    if (!backup) return;
    const before = this.server.tables;
    this.server.restore(backup, `epoch-${++this.#epochs}`);
    this.checks.isSpread = this.checks.isForgotten = true;
    this.checks.forgetLanes();
    for (const device of this.devices) if (device.hasLostCookie) this.#estrange(device);
    // Who signed in after the backup is not known to have: their things are where they were before.
    if (backup.attached.size !== before.attached.size) {
      for (const device of this.devices) this.#estrange(device);
      this.#letLeave(() => true);
    }
    const lost = new Set(
      firstEffects(before.effects)
        .map(({ uuid }) => uuid)
        .filter((uuid) => !isEffective(backup, uuid)),
    );
    this.checks.promises.excuse((asked) => this.checks.promises.uuidsOf(asked).some((uuid) => lost.has(uuid)));
    this.#letLeave((asked) => asked.isExcused);
  }

  #letLeave(isMeant: Parameters<Checks['promises']['bitsOf']>[1]): void {
    for (let index = 0; index < COUNTED_VARIANTS; index++) {
      const variantId = countedVariant(index);
      this.checks.mayLeave(variantId, this.checks.promises.bitsOf(variantId, isMeant));
    }
  }

  /** The page starts anew in the customer's database; what the anonymous one still holds is sent behind it. */
  async #signIn(device: Device, customer: string): Promise<void> {
    if (device.session !== null) return;
    this.count('sign-in');
    const anonymous = device.current;
    for (const tab of device.allTabs()) tab.kill();
    const before = this.server.tables;
    this.server.attach(device.secret, customer);
    const after = this.server.tables;
    this.server.attach(device.secret, customer);
    const again = this.server.tables;
    if (JSON.stringify([...again.carts.values()].map(textOf)) !== JSON.stringify([...after.carts.values()].map(textOf)))
      this.checks.fail('I15 attaching twice is not attaching once');
    this.#excuseMaximum(before, after);
    device.session = customer;
    // A copy of this device goes by the same secret, so its things are the customer's too.
    for (const tab of this.tabs())
      if (tab.device.secret === device.secret && tab.person === null) tab.isUprooted = true;
    await this.#open(device, 0);
    if (anonymous.peek('cart').rows.length > 0) this.#openHidden(device, null, anonymous);
  }

  /** Of two carts each line kept the larger quantity, and the shopper was told. */
  #excuseMaximum(before: Tables, after: Tables): void {
    const bitsIn = ({ carts, orders }: Tables, variantId: string) =>
      [...carts.values()].reduce((bits, cart) => bits | (cart.desired.lines.get(variantId)?.quantity ?? 0), 0) |
      orders.reduce((bits, order) => bits | (order.lines.get(variantId) ?? 0), 0);
    for (let index = 0; index < COUNTED_VARIANTS; index++) {
      const variantId = countedVariant(index);
      const most = ({ carts }: Tables) =>
        Math.max(0, ...[...carts.values()].map((cart) => cart.desired.lines.get(variantId)?.quantity ?? 0));
      if (most(after) > most(before)) this.checks.fail('I15 two carts were added up');
      const lost = bitsIn(before, variantId) & ~bitsIn(after, variantId);
      this.checks.mayLeave(variantId, lost);
      this.checks.promises.excuse(({ counted }) => counted?.variantId === variantId && (counted.bit & lost) !== 0);
    }
  }

  /** The shopper agreed to lose what was not sent; everything of this person leaves the device. */
  async #signOut(device: Device): Promise<void> {
    if (device.session === null) return;
    this.count('sign-out');
    for (const tab of device.allTabs()) tab.kill();
    await this.#replaceStored(device, new Map());
    device.session = null;
    // Each person who signs out leaves a new device behind.
    device.secret = this.#newSecret();
    await this.#open(device, 0);
  }

  async #newerBuild(device: Device): Promise<void> {
    const database = device.current;
    const connection = {
      isAlive: true,
      wasRefused: false,
      answers: this.scheduler.chain('newer build'),
      events: this.scheduler.chain('newer build'),
      diesAt: () => false,
    };
    const uuid = this.#random.uuid();
    void database
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
        this.count('newer build');
        return { state: { ...state, device: next, rows: [...state.rows, row] }, result: null };
      })
      .catch((error: unknown) => isFull(error) || this.checks.fail(`a newer build failed: ${String(error)}`));
  }

  /** The worker wakes, drains once and is put to sleep. */
  #work(device: Device): void {
    this.count('worker');
    const tab = this.#openHidden(device, device.session, device.current);
    void tab.engine.drain().then(() => tab.kill());
  }

  #dismiss(tab: Tab | null): void {
    const notice = tab?.notices[0];
    if (!tab || !notice) return;
    this.count('dismiss');
    // What a review holds is the shopper's to decide, and here the decision is to let it be.
    this.#excuseReviews(tab.database.peek('cart'));
    tab.engine.dismissNotice(notice.id).then(
      () => this.checks.dismissed(tab, notice.id),
      (error: unknown) => tab.isAlive && !isFull(error) && this.checks.fail(`dismissing failed: ${String(error)}`),
    );
  }

  #add(where: { device: number; tab: number }, variant: number): void {
    const power = this.#nextPower[variant] ?? 0;
    if (power >= MAX_POWER || !this.#tab(where)) return;
    this.#nextPower[variant] = power + 1;
    const args = { variantId: countedVariant(variant), quantity: 2 ** power };
    this.#enqueue(where, { kind: 'cart.add', args }, { variantId: args.variantId, bit: args.quantity });
  }

  #enqueue(where: { device: number; tab: number }, intent: Intent, counted: Counted | null): void {
    const tab = this.#tab(where);
    if (!tab || tab.isFrozen) return;
    const { device, person } = tab;
    const before = tab.views;
    const drawn = tab.uuids.length;
    const asked = {
      uuid: undefined,
      tab,
      device,
      person,
      intent,
      counted,
      state: 'asked' as const,
      isExcused: false,
      incarnation: device.incarnation,
    };
    const entry: Parameters<Checks['asked']>[0] = asked;
    this.checks.asked(entry);
    tab.engine.enqueue(intent).then(
      () => {
        entry.state = 'promised';
        this.count(`enqueue ${intent.kind}`);
      },
      (error: unknown) => {
        entry.state = 'refused';
        if (isFull(error)) this.count('refused: full');
        else if (tab.isAlive && !isNotThereYet(error)) this.checks.fail(`enqueue failed: ${String(error)}`);
      },
    );
    entry.uuid = tab.uuids[drawn];
    if (counted && tab.views === before && tab.views > 0) this.checks.fail('the view did not show the change at once');
  }

  async #open(device: Device, index: number): Promise<void> {
    if (device.tabs[index]) return;
    const { session: person } = device;
    const tab = new Tab(this, device, person, device.database(person), { seed: ++this.#seed });
    // A copy of a device that was attached meanwhile: what it shows goes out of sight.
    tab.isUprooted = person === null && this.server.tables.attached.has(deviceOwner(device.secret));
    device.tabs[index] = tab;
  }

  #openHidden(device: Device, person: Person, database: Database): Tab {
    const tab = new Tab(this, device, person, database, { seed: ++this.#seed, isHidden: true });
    // What an anonymous shopper left goes out of sight when it arrives.
    tab.isUprooted = person !== device.session;
    device.hidden.add(tab);
    return tab;
  }

  /** Time goes by in steps, so that what a timer starts is done before the next one rings. */
  async #advance(ms: number): Promise<void> {
    const steps = 24;
    for (let leftMs = ms; leftMs > 0;) {
      const stepMs = Math.min(leftMs, Math.max(this.clock.nextInMs ?? leftMs, ms / steps));
      this.clock.advance(stepMs);
      leftMs -= stepMs;
      if (leftMs > 0) await this.scheduler.run();
    }
  }

  /** The network works again, nobody dies any more, and time goes by. Everything must arrive. */
  async #heal(): Promise<void> {
    this.trace('heal', null);
    this.server.reconciles = true;
    // Some shoppers reload the page, some just leave it open.
    const isReloaded = this.#random.fraction() < 0.5;
    for (const device of this.devices) {
      for (const database of device.databases.values()) database.fullFor = 0;
      for (const tab of device.allTabs()) {
        tab.crashAt('C1', Infinity);
        tab.isFrozen = false;
        tab.lifecycle.online = true;
        if (isReloaded || tab.isUprooted || tab.device.hidden.has(tab)) tab.kill();
      }
      for (let tab = 0; tab < this.#tabs; tab++) await this.#open(device, tab);
      for (const [person, database] of device.databases) {
        if (database !== device.current && person === null && database.peek('cart').rows.length > 0)
          this.#openHidden(device, person, database);
      }
    }
    const patienceMs = HEAL_MS + (isReloaded ? 0 : RETRY_AFTER_CAP_MS);
    const requests = this.network.requests;
    const begunAtMs = this.clock.elapsedMs;
    for (let passedMs = 0; passedMs <= patienceMs; passedMs += 31_000) {
      this.network.heal();
      await this.scheduler.run();
      this.server.reconcileDirty();
      await this.#advance(31_000);
      await this.scheduler.run();
      if (this.checks.isQuiet()) break;
    }
    if (!this.checks.isQuiet()) throw new Error(`L1 the outbox did not empty: ${this.describe()}`);
    const sent = this.network.requests - requests;
    const minutes = (this.clock.elapsedMs - begunAtMs) / 60_000;
    if (sent > 2 * this.tabs().length * requestsToHeal(minutes)) throw new Error(`L4 ${sent} requests to get well`);
    // The final read: everybody looks once more.
    for (let i = 0; i < 3; i++) {
      await this.#advance(31_000);
      for (const tab of this.tabs()) tab.lifecycle.wake('visible');
      await this.scheduler.run();
      this.server.reconcileDirty();
    }
    if (!this.checks.haveConverged()) throw new Error(`L2 the devices differ from the server: ${this.describe()}`);
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
  #tab({ device, tab }: { device: number; tab: number }): Tab | null {
    const { tabs } = this.#device(device);
    return tabs[tab] ?? tabs.find((other) => other !== null) ?? null;
  }

  #device(index: number): Device {
    const device = this.devices[index];
    if (!device) throw new Error(`no device ${index}`);
    return device;
  }

  #ownerOf(index: number): string {
    const { session, secret } = this.#device(index);
    return session === null ? deviceOwner(secret) : customerOwner(session);
  }

  #newDevice(index: number, secret = this.#newSecret()): Device {
    const newDatabase = (device: Device, person: Person): Database => {
      const disk = this.#newDisk((message) => this.checks.fail(message));
      this.#disks.push(disk);
      const name = `${device.name} of ${person ?? 'nobody'}`;
      const database: Database = new Database(
        name,
        this.scheduler.chain(name),
        disk,
        () => this.#random.fraction(),
        (committed) => {
          if (committed.purpose === 'enqueue') this.reached('stored');
          if (committed.purpose === 'take') this.reached('taken');
          this.checks.committed(device, database, committed);
        },
      );
      return database;
    };
    return new Device(`device ${index}`, secret, { hasLocks: index === 0, newDatabase });
  }

  #newSecret(): string {
    return `cookie-${++this.#cookies}`.padEnd(32, '.');
  }
}

const textOf = ({ desired, owner, lane }: CartRow) => [
  owner,
  lane,
  [...desired.lines].map(([variantId, { quantity }]) => [variantId, quantity]),
  desired.promos,
];

const isFull = (error: unknown): boolean => error instanceof SyncError && error.code === 'storage_full';
/** The engine of this build has one lane. */
const isNotThereYet = (error: unknown): boolean => error instanceof SyncError && error.code === 'wrong_lane';
