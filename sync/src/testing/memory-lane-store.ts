import { EMPTY_LANE, runStep, type LaneState, type Step } from '../outbox/lane-state.js';
import type { LaneStore } from '../outbox/store.js';
import type { Lane } from '../protocol/intent.js';

/** A lane store that forgets everything; it passes the same contract as the real one. */
export class MemoryLaneStore implements LaneStore {
  readonly name: string;
  state: LaneState = EMPTY_LANE;
  /** Thrown by the next writes, as a broken database does. */
  failure: Error | null = null;
  #watchers = new Set<(state: LaneState) => void>();

  constructor(name = 'memory') {
    this.name = name;
  }

  async change<T>(_lane: Lane, step: Step<T>): Promise<{ state: LaneState; result: T }> {
    if (this.failure) throw this.failure;
    const changed = runStep(this.state, step);
    this.state = changed.state;
    for (const watcher of this.#watchers) watcher(this.state);
    return changed;
  }

  async read(): Promise<LaneState> {
    return this.state;
  }

  watch(_lane: Lane, onState: (state: LaneState) => void): () => void {
    this.#watchers.add(onState);
    void Promise.resolve().then(() => this.#watchers.has(onState) && onState(this.state));
    return () => this.#watchers.delete(onState);
  }

  close(): void {
    this.#watchers.clear();
  }
}
