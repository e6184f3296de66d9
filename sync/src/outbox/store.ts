import type { Lane } from '../protocol/intent.js';
import type { LaneState, Step } from './lane-state.js';

/** Where a device keeps its lanes. Fails only with a SyncError of code `storage_full` or `storage_failed`. */
export type LaneStore = {
  readonly name: string;
  /** Reads the lane, runs the step and writes what it changed, in one strictly durable transaction. Resolves when it is on disk. */
  change<T>(lane: Lane, step: Step<T>): Promise<{ state: LaneState; result: T }>;
  read(lane: Lane): Promise<LaneState>;
  /** Calls back with the lane now and after every change by any tab or the worker. */
  watch(lane: Lane, onState: (state: LaneState) => void, onTrouble: (error: unknown) => void): () => void;
  /** False while the lane is kept in memory only, because the device has no working database. Absent: always true. */
  isDurable?(lane: Lane): boolean;
  close(): void;
};
