import type { CardPage, CardQuery } from 'sync/catalog';
import { readAnswer } from '../offline/answer';
import { openDevice } from '../offline/device';
import { watchReach } from '../offline/reach';
import { reached } from '../offline/reached';
import { listPath } from '../offline/source';
import type { LookupSources } from './lookup';

/** Products that an open search shows; all of them have a page. */
export const SHOWN = 6;

/** A device that makes its index of a large catalog for the first time; the shop answers sooner. */
const DEVICE_PATIENCE_MS = 3_000;
/** Somebody who types does not wait as long as somebody who waits for a page. */
const SHOP_PATIENCE_MS = 6_000;
/** Between two letters of somebody who types slowly. */
const TYPING_MS = 180;

/** Where an open search looks: in the catalog on this device and in that of the shop. */
export function lookupSources(catalogKey: string): LookupSources {
  return {
    async device(text) {
      const { catalog } = await openDevice(catalogKey);
      const page = await Promise.race([catalog.list(queryOf(text)), after(DEVICE_PATIENCE_MS)]);
      if (!page || (!page.isComplete && (await catalog.state()) !== 'partial')) return null;
      const { cards, total, taken = [], isComplete } = page;
      return { cards, total, taken, isWhole: isComplete };
    },
    async shop(text, signal) {
      const send = watchReach(fetch, reached.tell, () => navigator.onLine);
      const address = `/api/catalog/${catalogKey}/${listPath(queryOf(text))}`;
      const answer = await readAnswer<CardPage>(() =>
        send(address, { signal: AbortSignal.any([signal, AbortSignal.timeout(SHOP_PATIENCE_MS)]) }),
      );
      if (answer.kind !== 'ok') return null;
      const { cards, total, taken = [] } = answer.body;
      return { cards, total, taken };
    },
  };
}

/** Has the index ready for the first letter. */
export async function warmUp(catalogKey: string): Promise<void> {
  const device = await openDevice(catalogKey);
  await device.catalog.list({ ...queryOf(''), limit: 1 });
}

export const typingPause = (signal: AbortSignal): Promise<void> => after(TYPING_MS, signal).then(() => undefined);

const queryOf = (text: string): CardQuery => ({ text, sort: 'relevance', offset: 0, limit: SHOWN });

/** Resolves at the end, or when it is not waited for any more. */
const after = (ms: number, signal?: AbortSignal): Promise<null> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms, null);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(null);
    });
  });
