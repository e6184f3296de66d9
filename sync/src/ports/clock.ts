/** Time that only goes forward; never the time of day. */
export type Clock = {
  /** Milliseconds since some fixed moment. */
  now(): number;
  /** Calls back once after that many milliseconds; the returned function takes it back. */
  after(ms: number, callback: () => void): () => void;
};
