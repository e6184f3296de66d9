/** Runs one piece of work at a time under a name, over all tabs and the worker. It saves traffic; nothing depends on it. */
export type Lock = {
  /** Rejects with the signal's reason when it is aborted before the turn has come. */
  run<T>(name: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
};
