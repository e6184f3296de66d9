/** A value with listeners: a new listener hears the last value at once, the others only what differs from it. */
export class Topic<T> {
  #listeners = new Set<(value: T) => void>();
  #last: { value: T; key: string | null } | null = null;

  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  subscribe(listener: (value: T) => void): () => void {
    const own = (value: T) => listener(value);
    this.#listeners.add(own);
    if (this.#last) hear(own, this.#last.value);
    return () => this.#listeners.delete(own);
  }

  /** With `keyOf`, a value that has the same key as the last one is not told again. */
  tell(value: T, keyOf?: (value: T) => string): void {
    const key = keyOf?.(value) ?? null;
    if (key !== null && key === this.#last?.key) return;
    this.#last = { value, key };
    for (const listener of this.#listeners) hear(listener, value);
  }

  close(): void {
    this.#listeners.clear();
  }
}

/** A listener that throws is its owner's bug; it is reported as unhandled and stops nobody else. */
function hear<T>(listener: (value: T) => void, value: T): void {
  try {
    listener(value);
  } catch (error) {
    void Promise.reject(error);
  }
}
