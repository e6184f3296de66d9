import { OUTBOX_TAG } from 'service-worker/messages';
import type { SyncStatus } from 'sync';
import type { Place } from './place';

type SyncManager = { register(tag: string): Promise<void> };

/**
 * Asks the browser to wake the worker once there is a network, so that what waits goes out even when no page is open any more.
 * Chromium only; elsewhere the next visit sends it.
 */
export function createWaker(region: string, { principal, mark }: Place): (status: SyncStatus) => void {
  let isAsked = false;
  return ({ pending, reason }) => {
    if (pending === 0) isAsked = false;
    if (pending === 0 || reason === null || isAsked) return;
    isAsked = true;
    void askForSync(`${OUTBOX_TAG}${region}:${principal ?? ''}:${mark}`);
  };
}

async function askForSync(tag: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const manager = registration && 'sync' in registration ? (registration.sync as SyncManager) : undefined;
  // Refused when the shopper has switched background activity off: their choice.
  await manager?.register(tag).catch(() => undefined);
}
