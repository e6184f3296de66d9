import type { LineHint } from 'sync';
import type { Form } from 'sync/protocol';
import type { SyncState } from '../state/sync.svelte';
import { fateOf, type Fate } from './fate';

/** A form of a page: given to the device, then followed until the shop has it. */
export class Sending {
  #form = $state.raw<Form | null>(null);
  #stop: (() => void) | undefined;
  readonly #sync: SyncState;

  constructor(sync: SyncState) {
    this.#sync = sync;
  }

  /** Null until the device has it. */
  readonly fate: Fate | null = $derived.by(() => this.#form && fateOf(this.#form, this.#sync));

  /** Rejects when the device cannot keep it; `isNotLoaded` says whether nothing at all has happened then. */
  async send(form: Form, hint?: LineHint): Promise<void> {
    // Before it is queued, so that it is never said to have arrived because nobody has looked yet.
    this.#stop ??= this.#sync.lookAtOutbox();
    await this.#sync.send(form, hint);
    this.#form = form;
  }

  close(): void {
    this.#stop?.();
  }
}

/** What it takes to keep it could not be fetched: nothing of it is on the device, so sending it another way cannot double it. */
export const isNotLoaded = (error: unknown): boolean =>
  error instanceof TypeError || (error instanceof Error && 'code' in error && error.code === 'not_loaded');
