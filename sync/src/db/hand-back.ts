import type { Random } from '../ports/random.js';
import { RECENT_UUIDS } from '../outbox/append.js';
import { startOver } from '../outbox/rebirth.js';
import { newDevice, type Base, type LaneState, type Step } from '../outbox/lane-state.js';

/**
 * What goes on in memory when the disk fails. It is a copy of the device on disk, so it says so (`storeId`), and it may share
 * its client id only when something queued may exist in both: the server's ledger then takes it once. Else it gets one of its
 * own, so that copies in several tabs do not get into each other's way.
 *
 * `clientId`: the one a write that may yet reach the disk would have given to a lane that was empty.
 */
export function copyInMemory(
  state: LaneState,
  isQueueShared: boolean,
  clientId: string | null,
  random: Random,
): LaneState {
  if (!state.device) return clientId === null ? state : { ...state, device: { ...newDevice(random), clientId } };
  const own = isQueueShared || state.rows.length > 0 ? state : startOver(state, random);
  return { ...own, device: { ...state.device, ...own.device, storeId: random.uuid() } };
}

/** Whether the copy can be written back without its intents existing under two client ids at once. */
export function canHandBack(copy: LaneState, disk: LaneState): boolean {
  return disk.device === null || isSameLineage(copy, disk) || copy.rows.every((row) => row.sent === 0);
}

/** Brings what happened in memory to the disk, which other tabs may have changed meanwhile. */
export function handBack(copy: LaneState, random: Random): Step<boolean> {
  return (disk) => {
    if (!copy.device) return { state: disk, result: true };
    if (!canHandBack(copy, disk)) return { state: disk, result: false };
    const storeId = disk.device?.storeId ?? random.uuid();
    if (!disk.device || isSameLineage(copy, disk))
      return { state: { ...copy, device: { ...copy.device, storeId } }, result: true };
    return { state: withNews(withQueue(disk, copy), copy), result: true };
  };
}

/** The copy has seen everything that is on disk, under the same name: it is just further. */
function isSameLineage(copy: LaneState, disk: LaneState): boolean {
  const [mine, theirs] = [copy.device, disk.device];
  if (!mine || !theirs || mine.clientId !== theirs.clientId) return false;
  return theirs.lastUuid === null || theirs.lastUuid === mine.lastUuid || mine.recent.includes(theirs.lastUuid);
}

/** Never sent, so it can still go under the name of the device on disk. */
function withQueue(disk: LaneState, copy: LaneState): LaneState {
  return copy.rows.reduce((state, row) => {
    const { device } = state;
    if (!device || device.recent.includes(row.uuid)) return state;
    const moved = { ...row, mid: device.nextMid, parent: device.lastUuid };
    const recent = [...device.recent, row.uuid].slice(-RECENT_UUIDS);
    return {
      ...state,
      device: { ...device, nextMid: device.nextMid + 1, lastUuid: row.uuid, recent },
      rows: [...state.rows, moved],
    };
  }, disk);
}

/** What the server told meanwhile, so that nothing disappears from the screen until it is asked again. */
function withNews(state: LaneState, copy: LaneState): LaneState {
  const known = new Set(state.notices.map((notice) => notice.id));
  const order = state.notices.at(-1)?.order ?? 0;
  const added = copy.notices
    .filter((notice) => !known.has(notice.id))
    .map((notice, index) => ({ ...notice, order: order + index + 1 }));
  return { ...state, base: newerBase(state, copy.base), notices: [...state.notices, ...added] };
}

function newerBase({ base, rows, device }: LaneState, told: Base | null): Base | null {
  const isSameServer = base === null || base.epoch === told?.epoch;
  if (!told || !isSameServer || (base !== null && base.rev >= told.rev)) return base;
  const lastMid = base?.lastMid ?? (rows[0]?.mid ?? device?.nextMid ?? 1) - 1;
  return { ...told, lastMid };
}
