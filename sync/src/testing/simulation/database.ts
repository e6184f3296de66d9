import { SyncError } from '../../errors.js';
import { EMPTY_LANE } from '../../outbox/empty-lane.js';
import { runStep, type LaneState, type Step } from '../../outbox/lane-state.js';
import type { LaneStore } from '../../outbox/store.js';
import { LANES, type Lane } from '../../protocol/intent.js';
import type { Chain } from './scheduler.js';

/** Where the states really are: in memory, or in the real store. */
export type Disk = {
  change<T>(lane: Lane, step: Step<T>): Changed<T> | Promise<Changed<T>>;
  /** Replaces everything, as a browser does that evicts a database or a profile that is brought back. */
  replace(states: Stored): void | Promise<void>;
  close(): void;
};
type Changed<T> = { state: LaneState; result: T };
export type Stored = ReadonlyMap<Lane, LaneState>;

/** What a transaction was for, as far as its effect tells. */
export type Purpose = 'enqueue' | 'take' | 'acknowledge' | 'other';

/** A tab as its database sees it. */
export type Connection = {
  readonly isAlive: boolean;
  /** Resolved and rejected transactions reach the tab through the one, live queries through the other. */
  readonly answers: Chain;
  readonly events: Chain;
  /** Whether the process dies here: before the commit, so that nothing is written, or right after it. */
  /** The disk had no room for it. */
  wasRefused: boolean;
  diesAt(moment: 'before' | 'after', purpose: Purpose): boolean;
};

type Watcher = { lane: Lane; isTold: boolean; tell(): void };
/** `undo`: a power cut took it back. */
export type Committed = { lane: Lane; before: LaneState; after: LaneState; purpose: Purpose | 'undo' };

/**
 * One database of one browser, as faithful to a crash as the real one: one transaction at a time in the order they were asked
 * for, all or nothing, on disk when its promise resolves. The scheduler decides when each runs and when anybody hears of it.
 */
export class Database {
  /** A write that would need room fails that many times. */
  fullFor = 0;
  #stored = new Map<Lane, LaneState>();
  #watchers = new Map<Watcher, Connection>();
  /** Committed, but the tab has not heard: a power cut may take it back. */
  #unheard: (() => void | Promise<void>) | null = null;

  constructor(
    readonly name: string,
    readonly transactions: Chain,
    private readonly disk: Disk,
    private readonly chance: () => number,
    private readonly onCommit: (committed: Committed) => void,
  ) {}

  peek(lane: Lane): LaneState {
    return this.#stored.get(lane) ?? EMPTY_LANE;
  }

  get stored(): Stored {
    return new Map(this.#stored);
  }

  async replace(stored: Stored): Promise<void> {
    this.transactions.clear();
    this.#unheard = null;
    this.#stored = new Map(stored);
    await this.disk.replace(stored);
    this.#tellWatchers(LANES);
  }

  /** The device lost power: what was committed a moment ago may be missing, what was resolved is not. */
  async cutPower(): Promise<void> {
    this.transactions.clear();
    if (this.chance() < 0.5) await this.#unheard?.();
    this.#unheard = null;
  }

  open(tab: Connection): LaneStore {
    return {
      name: this.name,
      change: (lane, step) => this.#ask(tab, (resolve, reject) => this.#transact(tab, { lane, step, resolve, reject })),
      read: (lane) => this.#ask(tab, async (resolve) => resolve(this.peek(lane))),
      watch: (lane, onState) => {
        const watcher: Watcher = {
          lane,
          isTold: false,
          tell: () => {
            watcher.isTold = false;
            if (this.#watchers.has(watcher)) onState(this.peek(lane));
          },
        };
        this.#watchers.set(watcher, tab);
        this.#tellWatcher(watcher, tab);
        return () => this.#watchers.delete(watcher);
      },
      close: () => {},
    };
  }

  forget(tab: Connection): void {
    for (const [watcher, connection] of this.#watchers) if (connection === tab) this.#watchers.delete(watcher);
  }

  #ask<T>(
    tab: Connection,
    work: (resolve: (value: T) => void, reject: (error: unknown) => void) => Promise<void>,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      this.transactions.add(() => {
        // A process that died may or may not have got this far.
        if (!tab.isAlive && this.chance() < 0.5) return undefined;
        return work(
          (value) => tab.answers.add(() => resolve(value)),
          (error) => tab.answers.add(() => reject(error)),
        );
      });
    });
  }

  async #transact<T>(
    tab: Connection,
    {
      lane,
      step,
      resolve,
      reject,
    }: { lane: Lane; step: Step<T>; resolve: (changed: Changed<T>) => void; reject: (error: unknown) => void },
  ): Promise<void> {
    const before = this.peek(lane);
    let purpose: Purpose = 'other';
    const guarded: Step<T> = (state) => {
      const next = step(state);
      purpose = purposeOf(state, next.state);
      if (next.state !== state && this.fullFor > 0) {
        this.fullFor -= 1;
        tab.wasRefused = true;
        throw new SyncError('storage_full', 'there is no room left on this device');
      }
      if (next.state !== state && tab.isAlive && tab.diesAt('before', purpose)) throw new Aborted();
      return next;
    };
    let changed: Changed<T>;
    try {
      const work = this.disk.change(lane, guarded);
      changed = work instanceof Promise ? await work : work;
    } catch (error) {
      return isAborted(error) ? undefined : reject(error);
    }
    const { state } = changed;
    if (state.device?.seq === before.device?.seq && state.device?.storeId === before.device?.storeId) {
      return resolve(changed);
    }
    this.#stored.set(lane, state);
    this.onCommit({ lane, before, after: state, purpose });
    this.#tellWatchers([lane]);
    const undo = () => {
      this.#stored.set(lane, before);
      this.onCommit({ lane, before: state, after: before, purpose: 'undo' });
      return this.disk.replace(this.#stored);
    };
    this.#unheard = undo;
    if (tab.isAlive && tab.diesAt('after', purpose)) return;
    tab.answers.add(() => {
      if (this.#unheard === undo) this.#unheard = null;
    });
    resolve(changed);
  }

  #tellWatchers(lanes: readonly Lane[]): void {
    for (const [watcher, tab] of this.#watchers) if (lanes.includes(watcher.lane)) this.#tellWatcher(watcher, tab);
  }

  #tellWatcher(watcher: Watcher, tab: Connection): void {
    if (watcher.isTold) return;
    watcher.isTold = true;
    tab.events.add(() => watcher.tell());
  }
}

export class MemoryDisk implements Disk {
  #states = new Map<Lane, LaneState>();

  change<T>(lane: Lane, step: Step<T>): Changed<T> {
    const changed = runStep(this.#states.get(lane) ?? EMPTY_LANE, step);
    this.#states.set(lane, changed.state);
    return changed;
  }

  replace(states: Stored): void {
    this.#states = new Map(states);
  }

  close(): void {}
}

class Aborted extends Error {}

/** The real store wraps what a step throws. */
const isAborted = (error: unknown): boolean =>
  error instanceof Aborted || (error instanceof Error && error.cause !== undefined && isAborted(error.cause));

function purposeOf(before: LaneState, after: LaneState): Purpose {
  if (before.device?.clientId !== after.device?.clientId && before.device !== null) return 'acknowledge';
  if ((after.device?.nextMid ?? 1) > (before.device?.nextMid ?? 1)) return 'enqueue';
  if (before.rows.at(-1)?.uuid !== after.rows.at(-1)?.uuid && after.rows.length === before.rows.length)
    return 'enqueue';
  const sent = ({ rows }: LaneState) => rows.filter((row) => row.sent === 1).length;
  if (sent(after) > sent(before)) return 'take';
  if (after.base !== before.base || after.rows.length < before.rows.length) return 'acknowledge';
  return 'other';
}
