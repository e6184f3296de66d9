/** Work that happens strictly one piece after the other, such as the transactions of one database. */
export class Chain {
  readonly tasks: Array<() => void | Promise<void>> = [];
  /** Nothing of it happens meanwhile; it is not lost. */
  isHeld = false;

  constructor(readonly name: string) {}

  get isReady(): boolean {
    return this.tasks.length > 0 && !this.isHeld;
  }

  add(task: () => void | Promise<void>): void {
    this.tasks.push(task);
  }

  clear(): void {
    this.tasks.length = 0;
  }
}

/**
 * Everything asynchronous in a simulated world, one task at a time, in an order that only the seed decides. After each task
 * all promises it settled are followed to their end before the next one begins.
 */
export class Scheduler {
  readonly #fraction: () => number;
  readonly #onTask: (name: string) => void;
  #chains: Chain[] = [];

  constructor(fraction: () => number, onTask: (name: string) => void = () => {}) {
    this.#fraction = fraction;
    this.#onTask = onTask;
  }

  chain(name: string): Chain {
    const chain = new Chain(name);
    this.#chains.push(chain);
    return chain;
  }

  drop(chain: Chain): void {
    this.#chains = this.#chains.filter((other) => other !== chain);
  }

  /** Runs at most `limit` tasks, and none once it `isEnough`; true when nothing is left to do. */
  async run(limit = 20_000, isEnough: () => boolean = () => false): Promise<boolean> {
    await promisesSettled();
    for (let done = 0; done < limit && !isEnough(); done++) {
      const chain = this.#draw();
      const task = chain?.tasks.shift();
      if (!chain || !task) return true;
      this.#onTask(chain.name);
      const work = task();
      if (work) await work;
      await promisesSettled();
    }
    return false;
  }

  /** One of the chains that have something to do. Drawn in two passes: this is the innermost loop of the simulator. */
  #draw(): Chain | undefined {
    let ready = 0;
    for (const chain of this.#chains) if (chain.isReady) ready += 1;
    let left = Math.floor(this.#fraction() * ready);
    for (const chain of this.#chains) if (chain.isReady && left-- === 0) return chain;
    return undefined;
  }
}

/** Node runs what was put off to the next tick only when no promise has anything left to do. */
const promisesSettled = (): Promise<void> => new Promise((resolve) => process.nextTick(resolve));
