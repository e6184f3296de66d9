import type { Reach } from '../offline/reach';

export type { Reach };
/** `partial`: this device keeps only what the shopper cares about. */
export type ReplicaState = 'empty' | 'installing' | 'partial' | 'ready';

/** Whether the shop can be reached, from what the last requests got; and how far this device's copy of the shop is. */
export class ConnectionState {
  #reach = $state<Reach>('online');
  #replica = $state<ReplicaState>('empty');
  #replicaProgress = $state(0);
  #apply = $state.raw<(() => void) | null>(null);
  #isStale = false;

  readonly reach: Reach = $derived.by(() => this.#reach);
  readonly replica: ReplicaState = $derived.by(() => this.#replica);
  /** 0 to 1. */
  readonly replicaProgress: number = $derived.by(() => this.#replicaProgress);
  readonly updateReady: boolean = $derived.by(() => this.#apply !== null);

  /** Lets the new build take over; the page reloads once. */
  applyUpdate(): void {
    this.#apply?.();
  }

  /** Another tab has let a newer build take over: the next page is loaded anew, so that no old page needs files that are gone. */
  get isStale(): boolean {
    return this.#isStale;
  }

  hear(reach: Reach): void {
    this.#reach = reach;
  }

  showReplica(state: ReplicaState, progress: number): void {
    this.#replica = state;
    this.#replicaProgress = progress;
  }

  offerUpdate(apply: () => void): void {
    this.#apply = apply;
  }

  markStale(): void {
    this.#isStale = true;
  }
}
