/** Name of this build, see `kit.version` of the storefront. */
declare const __BUILD__: string;

/** Address of the drain script, with its hash. */
declare const __DRAIN_SCRIPT__: string;

/** Background Sync is in no standard library of TypeScript: only Chromium has it. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
  readonly lastChance: boolean;
}

interface ServiceWorkerGlobalScopeEventMap {
  sync: SyncEvent;
}
