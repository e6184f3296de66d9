import type { Lifecycle, WakeReason } from '../ports/lifecycle.js';

export class FakeLifecycle implements Lifecycle {
  visible = true;
  online = true;
  #listeners = new Set<(reason: WakeReason) => void>();
  #hideListeners = new Set<() => void>();

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

  onHide(listener: () => void): () => void {
    this.#hideListeners.add(listener);
    return () => this.#hideListeners.delete(listener);
  }

  hide(): void {
    this.visible = false;
    for (const listener of this.#hideListeners) listener();
  }

  wake(reason: WakeReason): void {
    for (const listener of this.#listeners) listener(reason);
  }
}
