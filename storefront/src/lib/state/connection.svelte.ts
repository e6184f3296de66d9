export type Reach = 'online' | 'offline' | 'server-down';
export type ReplicaState = 'empty' | 'installing' | 'ready';

/** Whether the shop can be reached, from what the last requests got; and how far this device's copy of the shop is. */
export class ConnectionState {
  reach = $state<Reach>('online');
  replica = $state<ReplicaState>('empty');
  /** 0 to 1 while installing. */
  replicaProgress = $state(0);
  updateReady = $state(false);
  /** Set by whoever found the update. */
  apply: () => void = () => undefined;

  /** Lets the waiting worker take over; the page reloads once. */
  applyUpdate(): void {
    this.apply();
  }
}
