import type { Browser, BrowserContext } from 'playwright-core';

/** As the shop's service worker listens to it. */
const SYNC_TAG = 'satchel-outbox:eu';

export type WorkerHandle = { wake(): Promise<void>; stop(): Promise<void> };

/** A first visit: the shop installs its worker and starts to put the catalog on the device. */
export async function visitShop(context: BrowserContext, url: string): Promise<void> {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await page.close();
}

/** Speaks to the browser about the worker, the way its own background sync would. */
export async function reachWorker(browser: Browser, url: string): Promise<WorkerHandle> {
  const context = browser.contexts()[0];
  const page = await context?.newPage();
  if (!context || !page) throw new Error('Chromium has no profile.');
  const session = await context.newCDPSession(page);
  const registered = new Promise<string>((found) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const own = registrations.find(({ scopeURL, isDeleted }) => scopeURL === `${url}/` && !isDeleted);
      if (own) found(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  return {
    async wake() {
      const registrationId = await registered;
      await session.send('ServiceWorker.dispatchSyncEvent', {
        origin: url,
        registrationId,
        tag: SYNC_TAG,
        lastChance: false,
      });
    },
    async stop() {
      await session.send('ServiceWorker.stopAllWorkers');
    },
  };
}
