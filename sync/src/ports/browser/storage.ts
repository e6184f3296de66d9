import type { Storage } from '../storage.js';

/** Answers instead of failing where a browser, or its private mode, has no storage manager. */
export const browserStorage: Storage = {
  async estimate() {
    const { usage, quota } =
      (await manager()
        ?.estimate?.()
        .catch(() => null)) ?? {};
    return usage === undefined || quota === undefined ? null : { usage, quota };
  },
  async persist() {
    const storage = manager();
    if (!storage?.persist) return false;
    return (await storage.persisted().catch(() => false)) || storage.persist().catch(() => false);
  },
};

const manager = (): (Partial<StorageManager> & Pick<StorageManager, 'persisted'>) | undefined =>
  typeof navigator === 'undefined' ? undefined : navigator.storage;
