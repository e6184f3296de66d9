import { EMPTY_LANE } from '../../outbox/empty-lane.js';
import type { LaneState } from '../../outbox/lane-state.js';
import { LANES, type Lane } from '../../protocol/intent.js';
import { MAX_DEVICES, type StorageCommand } from './commands.js';
import type { Device, Person } from './device.js';
import type { World } from './world.js';

/** What becomes of what a browser keeps. */
export class Storage {
  constructor(private readonly world: World) {}

  async apply(command: StorageCommand): Promise<void> {
    const { world } = this;
    const device = world.device(command.device);
    world.count(command.kind);
    switch (command.kind) {
      case 'full':
        device.current.fullFor = command.writes;
        return;
      case 'power-cut':
        for (const tab of device.allTabs()) tab.kill();
        device.incarnation += 1;
        for (const database of device.databases.values()) await database.cutPower();
        return;
      case 'evict':
        if (!command.isOpen) for (const tab of device.allTabs()) tab.kill();
        return this.replace(device, new Map());
      case 'backup':
        // Profiles are copied while the browser is closed.
        for (const tab of device.allTabs()) tab.kill();
        device.backup = device.profile;
        return world.open(device, 0);
      case 'bring-back':
        return this.#bringBack(device);
      case 'clone':
        return this.#clone(device);
      case 'lose-cookie':
        return this.#loseCookie(device);
    }
  }

  /** What was stored is gone or of another time. Rows that are not there any more and had no effect are lost by right. */
  async replace(device: Device, stored: ReadonlyMap<Person, ReadonlyMap<Lane, LaneState>>): Promise<void> {
    const { checks, server } = this.world;
    for (const [person, database] of device.databases) {
      const next = stored.get(person) ?? new Map<Lane, LaneState>();
      for (const lane of LANES) {
        const kept = new Set((next.get(lane) ?? EMPTY_LANE).rows.map((row) => row.uuid));
        const lost = database.peek(lane).rows.filter((row) => !kept.has(row.uuid));
        checks.promises.excuseRows(lost, server.tables);
        checks.promises.excuseReviews(database.peek(lane));
      }
      await database.replace(next);
    }
    // An enqueue that had not resolved yet went down with the database.
    checks.promises.excuse((asked) => asked.device === device && asked.state === 'asked');
    device.uproot();
    checks.letLeave((asked) => asked.isExcused);
  }

  async #bringBack(device: Device): Promise<void> {
    const { backup } = device;
    if (!backup) return;
    this.world.checks.isSpread = this.world.checks.isCopied = true;
    for (const tab of device.allTabs()) tab.kill();
    device.secret = backup.secret;
    device.session = backup.session;
    await this.replace(device, new Map(backup.stored));
    return this.world.open(device, 0);
  }

  async #clone(device: Device): Promise<void> {
    const { world } = this;
    if (world.devices.length >= MAX_DEVICES) return;
    world.checks.isSpread = world.checks.isCopied = true;
    for (const tab of device.allTabs()) tab.kill();
    device.current.transactions.clear();
    const copy = world.newDevice(world.devices.length, device.secret);
    world.devices.push(copy);
    copy.session = device.session;
    for (const [person, database] of device.databases) await copy.database(person).replace(database.stored);
    await world.open(device, 0);
    return world.open(copy, 0);
  }

  #loseCookie(device: Device): void {
    const { checks, strays } = this.world;
    checks.isSpread = checks.isForgotten = true;
    device.hasLostCookie = true;
    strays.lost(device);
    device.secret = this.world.newSecret();
    device.session = null;
    for (const tab of device.allTabs()) if (tab.person !== null) tab.kill();
    strays.uproot();
  }
}
