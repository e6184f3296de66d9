/** Name of this build, see `kit.version` of the storefront. */
declare const __BUILD__: string;

/** Set in a build whose pictures Cloudinary makes; see `build-config/cloudinary.js` of the storefront. */
declare const __CLOUDINARY__: { origin: string; upload: string; folder: string } | null;

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
