/** One file of the build. `revision` is null when the address itself names the content. */
export type BuildFile = { url: string; revision: string | null };

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: BuildFile[] };

/** Everything this build needs to start without the network. The build puts the list in place of the name below. */
export const buildFiles: readonly BuildFile[] = self.__WB_MANIFEST;
