/** Another thread, from either side: what is said arrives in order, as a copy. */
export type Thread = {
  say(message: unknown): void;
  hear(listener: (message: unknown) => void): void;
};

/** Seen by whoever started it. */
export type StartedThread = Thread & {
  /** Calls back when it could not start, or has failed. */
  onFailure(listener: () => void): void;
  end(): void;
};
