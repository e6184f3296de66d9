import type { Logger, SearchTypes } from '@medusajs/framework/types';
import type { Debts } from './debts';
import type { MeilisearchEngine } from './engine';
import { EngineError } from './errors';
import type { StoredDefinition } from './plan';
import { allDocuments, documentsWith, type Postgres } from './postgres';

export type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

export type MirrorOptions = {
  /** Between two looks at whether something is owed. */
  pulseMs?: number;
  /** Between two attempts to reach a Meilisearch that is down; doubles up to the longest. */
  retryMs?: number;
  longestRetryMs?: number;
};

/** Searches in a row that go wrong before nobody is made to wait for the next. */
const FAILURES = 3;
/** As many single documents are copied; more, and the whole index is. */
const MANY = 1_000;
const BATCH = 100;
/** An index that is refused is tried at every so many pulses, at the least. */
const MOST_PULSES = 128;

/**
 * Keeps Meilisearch as Postgres is. It answers only while it is known to be:
 *
 *   starting ──recover──▶ up ──three failures in a row──▶ down ──recover──▶ up
 *
 * and, while it is up, an index answers only `in step`: everything noted has been copied. Recovering compares every
 * index with Postgres before the first search goes there, for the server may have come back empty.
 */
export class Mirror {
  readonly engine: MeilisearchEngine;
  readonly #postgres: Postgres;
  readonly #debts: Debts;
  readonly #logger: Log;
  readonly #options: Required<MirrorOptions>;
  readonly #inStep = new Set<string>();
  readonly #queues = new Map<string, Promise<unknown>>();
  /** Index → pulses it sits out: what is refused once mostly is again, and copying a large index is work. */
  readonly #refusals = new Map<string, { left: number; next: number }>();
  /** Index → a difference that copying it whole has not removed. */
  readonly #accepted = new Map<string, string>();
  #state: 'starting' | 'up' | 'down' = 'starting';
  #failures = 0;
  #timer: NodeJS.Timeout | undefined;
  #pulse: Promise<void> = Promise.resolve();
  #retryMs: number;
  #isClosed = false;

  constructor(
    deps: {
      engine: MeilisearchEngine;
      postgres: Postgres;
      debts: Debts;
      logger: Log;
    },
    options: MirrorOptions = {},
  ) {
    this.engine = deps.engine;
    this.#postgres = deps.postgres;
    this.#debts = deps.debts;
    this.#logger = deps.logger;
    this.#options = { pulseMs: 5_000, retryMs: 1_000, longestRetryMs: 60_000, ...options };
    this.#retryMs = this.#options.retryMs;
  }

  get state(): 'starting' | 'up' | 'down' {
    return this.#state;
  }

  /** Whether a search of this index may be asked of Meilisearch now. */
  answers(index: string): boolean {
    return this.#state === 'up' && this.#inStep.has(index);
  }

  get indexesInStep(): string[] {
    return [...this.#inStep].sort();
  }

  start(): void {
    this.#schedule(0);
  }

  close(): void {
    this.#isClosed = true;
    clearTimeout(this.#timer);
  }

  searched(): void {
    this.#failures = 0;
  }

  /** After a search or a copy that went wrong. */
  failed(index: string, error: EngineError): void {
    if (error.isOutage) {
      this.#failures += 1;
      if (this.#failures >= FAILURES || error.code === 'locked') this.#goDown(error);
      return;
    }
    this.#inStep.delete(index);
    this.#logger.error(`Search: ${error.message}. Postgres answers for "${index}".`);
    if (error.code === 'missing') return this.#schedule(0);
    const { next } = this.#refusals.get(index) ?? { next: 0 };
    this.#refusals.set(index, { left: next, next: Math.min(next * 2 || 1, MOST_PULSES) });
  }

  /** Copies what is owed, if Meilisearch is up; what is not copied now is owed still. Never throws. */
  async follow(index: string): Promise<void> {
    if (this.#state !== 'up' || (this.#refusals.get(index)?.left ?? 0) > 0) return;
    const isInStep = this.#inStep.has(index);
    await (isInStep ? this.#catchUp(index) : this.#compare(index)).catch((error: unknown) => {
      this.#inStep.delete(index);
      this.failed(index, toEngineErrorOrThrow(error));
    });
  }

  /** An index is gone from Postgres. What cannot be removed now is when Meilisearch is back. */
  async removed(index: string): Promise<void> {
    this.#inStep.delete(index);
    if (this.#state !== 'up') return;
    await this.#clearAway(index).catch((error: unknown) => this.failed(index, toEngineErrorOrThrow(error)));
  }

  /** One look: recovers what is down, copies what is owed. Only the timer calls it, and tests. */
  pulse(): Promise<void> {
    return (this.#pulse = this.#pulse.then(() => this.#look()));
  }

  async #look(): Promise<void> {
    try {
      if (this.#state !== 'up') await this.#recover();
      await this.#followAll();
      this.#retryMs = this.#options.retryMs;
      this.#schedule(this.#options.pulseMs);
    } catch (error) {
      this.#goDown(error);
      this.#schedule(this.#retryMs);
      this.#retryMs = Math.min(this.#retryMs * 2, this.#options.longestRetryMs);
    }
  }

  async #recover(): Promise<void> {
    await this.engine.assertUsable();
    for (const index of (await this.#debts.definitions()).keys()) {
      try {
        await this.#compare(index);
      } catch (error) {
        const failure = toEngineErrorOrThrow(error);
        if (failure.isOutage) throw failure;
        this.failed(index, failure);
      }
    }
    this.#state = 'up';
    this.#failures = 0;
    this.#logger.info('Search: Meilisearch answers.');
  }

  /** After this Meilisearch holds what Postgres does, under the settings of now. */
  async #compare(index: string): Promise<void> {
    const definition = (await this.#debts.definitions()).get(index);
    if (definition === undefined) return;
    if (definition === null) return this.#clearAway(index);
    if (!(await this.#postgres.listIndexes()).some(({ name }) => name === index)) {
      await this.#debts.giveUp(index);
      return this.#clearAway(index);
    }
    // Documents put into an index that is not there would make one, without settings.
    if ((await this.engine.documentCounts()).has(index)) await this.engine.applySettings(definition);
    else await this.#debts.noteWhole(index);
    await this.#catchUp(index);
    if ((await this.#difference(index)) === null) return;
    await this.#debts.noteWhole(index);
    await this.#catchUp(index);
    // Another copy would not change what a whole one has not.
    const left = await this.#difference(index);
    if (left === null) this.#accepted.delete(index);
    else this.#accepted.set(index, left);
  }

  /** How many documents they hold, where it is not the same number. */
  async #difference(index: string): Promise<string | null> {
    const held = (await this.engine.documentCounts()).get(index);
    const wanted = (await this.#postgres.listIndexes()).find(({ name }) => name === index)?.document_count;
    return held === wanted ? null : `${held} of ${wanted}`;
  }

  /** Another process may have changed something and ended, or the server may have been emptied. */
  async #followAll(): Promise<void> {
    for (const index of (await this.#debts.definitions()).keys()) {
      const refusal = this.#refusals.get(index);
      if (refusal && refusal.left > 0) {
        refusal.left -= 1;
        continue;
      }
      if (this.#inStep.has(index)) {
        if ((await this.#debts.count(index)) > 0) await this.follow(index);
        else if (![null, this.#accepted.get(index)].includes(await this.#difference(index))) this.#inStep.delete(index);
      }
      if (!this.#inStep.has(index)) await this.follow(index);
    }
  }

  async #clearAway(index: string): Promise<void> {
    await this.engine.deleteIndex(index);
    await this.engine.deleteIndex(`${index}__next`);
    await this.#debts.forget(index);
    this.#inStep.delete(index);
  }

  /** One after the other within a process, alone among processes. */
  #catchUp(index: string): Promise<void> {
    const before = this.#queues.get(index) ?? Promise.resolve();
    const turn = before.catch(() => undefined).then(() => this.#copy(index));
    this.#queues.set(index, turn);
    return turn;
  }

  async #copy(index: string): Promise<void> {
    const definition = (await this.#debts.definitions()).get(index);
    if (!definition) return;
    const isAlone = await this.#debts.hold(index, async (run, renew) => {
      for (;;) {
        const taken = await this.#debts.take(index, run, MANY);
        if (taken.length === 0) return;
        const ids = [...new Set(taken.flatMap(({ documentId }) => documentId ?? []))];
        if (taken.length === MANY || taken.some(({ documentId }) => documentId === null)) {
          await this.#debts.take(index, run, null);
          await this.engine.replace(definition, renewing(allDocuments(this.#postgres, definition), renew));
        } else {
          await this.#copyDocuments(definition, ids, renew);
        }
        await this.#debts.strike(index, run);
      }
    });
    if (!isAlone) return;
    this.#inStep.add(index);
    this.#refusals.delete(index);
  }

  async #copyDocuments(
    definition: StoredDefinition,
    ids: readonly string[],
    renew: () => Promise<void>,
  ): Promise<void> {
    for (let at = 0; at < ids.length; at += BATCH) {
      const batch = ids.slice(at, at + BATCH);
      const documents = await documentsWith(this.#postgres, definition, batch);
      const present = new Set(documents.map((document) => String(document[definition.primary_key])));
      if (documents.length > 0) await this.engine.put(definition, documents);
      await this.engine.remove(
        definition,
        batch.filter((id) => !present.has(id)),
      );
      if (at + BATCH < ids.length) await renew();
    }
  }

  #goDown(error: unknown): void {
    this.#inStep.clear();
    this.#refusals.clear();
    if (this.#state === 'down') return;
    this.#state = 'down';
    this.#failures = 0;
    const reason = error instanceof Error ? error.message : String(error);
    this.#logger.warn(`Search: ${reason}. Postgres answers until Meilisearch does; it is tried again by itself.`);
    this.#schedule(this.#retryMs);
  }

  #schedule(ms: number): void {
    if (this.#isClosed) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.pulse(), ms);
    this.#timer.unref();
  }
}

async function* renewing(
  pages: AsyncIterable<SearchTypes.SearchDocument[]>,
  renew: () => Promise<void>,
): AsyncGenerator<SearchTypes.SearchDocument[]> {
  for await (const page of pages) {
    yield page;
    await renew();
  }
}

/** What is no answer of Meilisearch's is ours, or the database's. */
function toEngineErrorOrThrow(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  throw error;
}
