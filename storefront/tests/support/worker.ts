import type { BrowserContext, Page, Worker } from '@playwright/test';

/** The shop's service worker as the browser itself treats it. */
export type ShopWorker = {
  /** Background Sync: the network is back, as far as the browser can tell. */
  wake(): Promise<void>;
  /** Ends it in the middle of whatever it does. */
  stop(): Promise<void>;
};

/** `through` may be any page of the browser that stays open. */
export async function reachWorker(through: Page, shopUrl: string): Promise<ShopWorker> {
  const session = await through.context().newCDPSession(through);
  const registered = new Promise<string>((found) =>
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL === `${shopUrl}/` && !isDeleted);
      if (own) found(own.registrationId);
    }),
  );
  await session.send('ServiceWorker.enable');
  const registrationId = await registered;
  return {
    async wake() {
      const event = { origin: shopUrl, registrationId, tag: 'satchel-outbox:eu', lastChance: false };
      await session.send('ServiceWorker.dispatchSyncEvent', event);
    },
    async stop() {
      await session.send('ServiceWorker.stopAllWorkers');
    },
  };
}

export function runningWorker(context: BrowserContext): Worker {
  const worker = context.serviceWorkers().at(-1);
  if (!worker) throw new Error('The shop has no worker running.');
  return worker;
}
