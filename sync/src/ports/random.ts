export type Random = {
  /** A fresh UUID, version 4. */
  uuid(): string;
  /** From 0 up to, not including, 1. */
  fraction(): number;
};
