import type { drainOutbox } from './drain/index';

type WorkerScope = ServiceWorkerGlobalScope & {
  /** Put there by the drain script once it has been evaluated. */
  satchelDrain?: typeof drainOutbox;
};

declare const self: WorkerScope;

/** The worker's global, typed once. */
export const worker: WorkerScope = self;
