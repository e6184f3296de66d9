/** What a stream of news says. After `lost` it says nothing more. */
export type LiveEvents = {
  /** From now on nothing is missed; what changed before may have been. */
  opened(): void;
  /** Something of this device or its customer has changed. It does not say what: ask. */
  poked(): void;
  lost(): void;
};

/** Opens one stream of news about this device. The returned function closes it, silently. It does not come back by itself. */
export type Live = { open(events: LiveEvents): () => void };
