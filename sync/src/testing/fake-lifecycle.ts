import type { Lifecycle, WakeReason } from '../ports/lifecycle.js';

export class FakeLifecycle implements Lifecycle {
  visible = true;
  online = true;
  #listeners = new Set<(reason: WakeReason) => void>();

  isVisible(): boolean {
    return this.visible;
  }

  isOnline(): boolean {
    return this.online;
  }

  onWake(listener: (reason: WakeReason) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  wake(reason: WakeReason): void {
    for (const listener of this.#listeners) listener(reason);
  }
}
