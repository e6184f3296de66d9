import type { Component } from 'svelte';

/** A component whose script comes when it is first wanted; null until then. One that did not come is asked for again. */
export class Late<Props extends Record<string, unknown>, Bindings extends keyof Props | '' = string> {
  #component = $state.raw<Component<Props, object, Bindings> | null>(null);
  readonly #fetch: () => Promise<{ default: Component<Props, object, Bindings> }>;

  constructor(fetch: () => Promise<{ default: Component<Props, object, Bindings> }>) {
    this.#fetch = fetch;
  }

  get component(): Component<Props, object, Bindings> | null {
    return this.#component;
  }

  async load(): Promise<void> {
    this.#component ??= (await this.#fetch()).default;
  }

  /** For what is only likely to be wanted. */
  prepare = (): void => void this.load().catch(() => undefined);
}
