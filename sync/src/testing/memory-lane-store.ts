import { MemoryLaneStore as PlainMemoryLaneStore } from '../db/memory-lane-store.js';
import type { LaneState, Step } from '../outbox/lane-state.js';
import type { Lane } from '../protocol/intent.js';

/** A store in memory that passes for a disk, and fails when told to. */
export class MemoryLaneStore extends PlainMemoryLaneStore {
  /** Thrown by the next writes, as a broken database does. */
  failure: Error | null = null;

  get state(): LaneState {
    return this.stateOf('cart');
  }

  override change<T>(lane: Lane, step: Step<T>): Promise<{ state: LaneState; result: T }> {
    return this.failure ? Promise.reject(this.failure) : super.change(lane, step);
  }

  override isDurable(): boolean {
    return true;
  }
}
