import type { LaneState } from './lane-state.js';

/** Who waits for the server's word about an intent, because the device could not keep it. */
type Waiter = { uuid: string; resolve: () => void; reject: (error: Error) => void };

/** Intents that no disk holds: only the server's acknowledgement makes them safe. */
export class Unkept {
  #waiters: Waiter[] = [];

  /** Resolves when the intent is no longer queued, or is on disk after all. */
  acknowledged(uuid: string, current: LaneState | null): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters.push({ uuid, resolve, reject });
      if (current) this.saw(current, false);
    });
  }

  /** A later intent was merged with this one and goes by its own name. */
  merged(before: LaneState, after: LaneState, into: string): void {
    const last = before.rows.at(-1)?.uuid;
    if (last === undefined || after.rows.some((row) => row.uuid === last)) return;
    for (const waiter of this.#waiters) if (waiter.uuid === last) waiter.uuid = into;
  }

  saw({ rows }: LaneState, isDurable: boolean): void {
    const queued = new Set(isDurable ? [] : rows.map((row) => row.uuid));
    const done = this.#waiters.filter((waiter) => !queued.has(waiter.uuid));
    this.#waiters = this.#waiters.filter((waiter) => queued.has(waiter.uuid));
    for (const { resolve } of done) resolve();
  }

  close(reason: Error): void {
    for (const { reject } of this.#waiters.splice(0)) reject(reason);
  }
}
