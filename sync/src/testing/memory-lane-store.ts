import { EMPTY_LANE } from '../outbox/empty-lane.js';
import { runStep, type LaneState, type Step } from '../outbox/lane-state.js';
import type { LaneStore } from '../outbox/store.js';
import type { Lane } from '../protocol/intent.js';

type Watcher = { lane: Lane; onState: (state: LaneState) => void };

/** A lane store in memory that passes for a disk, and fails when told to. */
export class MemoryLaneStore implements LaneStore {
  /** Thrown by the next writes, as a broken database does. */
  failure: Error | null = null;
  readonly name: string;
  readonly #lanes = new Map<Lane, LaneState>();
  readonly #watchers = new Set<Watcher>();

  constructor(name = 'memory') {
    this.name = name;
  }

  stateOf(lane: Lane): LaneState {
    return this.#lanes.get(lane) ?? EMPTY_LANE;
  }

  async change<T>(lane: Lane, step: Step<T>): Promise<{ state: LaneState; result: T }> {
    if (this.failure) throw this.failure;
    const before = this.stateOf(lane);
    const changed = runStep(before, step);
    if (changed.state !== before) this.put(lane, changed.state);
    return changed;
  }

  /** Replaces what is there, whatever it is. */
  put(lane: Lane, state: LaneState): void {
    this.#lanes.set(lane, state);
    for (const watcher of this.#watchers) if (watcher.lane === lane) watcher.onState(state);
  }

  async read(lane: Lane): Promise<LaneState> {
    return this.stateOf(lane);
  }

  watch(lane: Lane, onState: (state: LaneState) => void): () => void {
    const watcher = { lane, onState };
    this.#watchers.add(watcher);
    void Promise.resolve().then(() => this.#watchers.has(watcher) && onState(this.stateOf(lane)));
    return () => this.#watchers.delete(watcher);
  }

  get state(): LaneState {
    return this.stateOf('cart');
  }

  close(): void {
    this.#watchers.clear();
  }
}
