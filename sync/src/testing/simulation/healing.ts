import { RETRY_AFTER_CAP_MS } from '../../outbox/retry.js';
import type { World } from './world.js';

/** What a healthy network needs at most: two of the longest waits between attempts, and one request must be given up before. */
const HEAL_MS = 2 * 60_000 + 35_000;
/** So long that a page which looks every minute has not looked twice. */
const STEP_MS = 31_000;
/** More requests than these of one lane of one tab would be a storm: some to get well, and a look every minute. */
const requestsToHeal = (minutes: number): number => 8 + 1.5 * minutes;

/** The network works again, nobody dies any more, and time goes by. Everything must arrive. */
export async function heal(world: World, tabsOpen: number): Promise<void> {
  const { network, clock, scheduler, server, checks } = world;
  world.trace('heal', null);
  server.reconciles = true;
  // Some shoppers reload the page, some just leave it open.
  const isReloaded = world.random.fraction() < 0.5;
  await mend(world, tabsOpen, isReloaded);

  const patienceMs = HEAL_MS + (isReloaded ? 0 : RETRY_AFTER_CAP_MS);
  const requests = network.requests;
  const begunAtMs = clock.elapsedMs;
  for (let passedMs = 0; passedMs <= patienceMs; passedMs += STEP_MS) {
    network.heal();
    await scheduler.run();
    server.reconcileDirty();
    await world.advance(STEP_MS);
    await scheduler.run();
    if (checks.isQuiet()) break;
  }
  if (!checks.isQuiet()) throw new Error(`L1 the outbox did not empty: ${world.describe()}`);
  const sent = network.requests - requests;
  const minutes = (clock.elapsedMs - begunAtMs) / 60_000;
  if (sent > 2 * world.tabs().length * requestsToHeal(minutes)) throw new Error(`L4 ${sent} requests to get well`);

  // The final read: everybody looks once more.
  for (let i = 0; i < 3; i++) {
    await world.advance(STEP_MS);
    for (const tab of world.tabs()) tab.lifecycle.wake('visible');
    await scheduler.run();
    server.reconcileDirty();
  }
  if (!checks.haveConverged()) throw new Error(`L2 the devices differ from the server: ${world.describe()}`);
}

async function mend(world: World, tabsOpen: number, isReloaded: boolean): Promise<void> {
  for (const device of world.devices) {
    for (const database of device.databases.values()) database.fullFor = 0;
    for (const tab of device.allTabs()) {
      tab.crashAt('C1', Infinity);
      tab.isFrozen = false;
      tab.lifecycle.online = true;
      if (isReloaded || tab.isUprooted || device.hidden.has(tab)) tab.kill();
    }
    for (let tab = 0; tab < tabsOpen; tab++) await world.open(device, tab);
    for (const [person, database] of device.databases) {
      if (database !== device.current && person === null && database.peek('cart').rows.length > 0)
        world.openHidden(device, person, database);
    }
  }
}
