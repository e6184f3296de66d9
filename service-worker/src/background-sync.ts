import { ask } from './ask';
import { OUTBOX_TAG, type DrainAnswer, type PageQuestion } from './messages';
import { worker } from './scope';

/** A page that lives answers within a moment; a frozen one does not, and then the worker sends by itself. */
const PAGE_ANSWER_MS = 3_000;

/** Where the engine for the worker is: apart from the worker's own script, which has to start fast. */
export function storeDrainScript(): void {
  // A worker may import later only what it has imported while installing; the browser keeps it with the worker.
  worker.importScripts(__DRAIN_SCRIPT__);
}

export const isOutboxTag = (tag: string): boolean => tag.startsWith(OUTBOX_TAG);

/** Sends what waits, with a page if there is one, and throws while something is left: the browser then tries again later. */
export async function drainInBackground(tag: string): Promise<void> {
  if (await drainInPage()) return;
  if (!worker.satchelDrain) worker.importScripts(__DRAIN_SCRIPT__);
  const outcome = await worker.satchelDrain?.(tag.slice(OUTBOX_TAG.length));
  if (outcome !== 'empty') throw new Error('The outbox is not empty yet');
}

async function drainInPage(): Promise<boolean> {
  const pages = await worker.clients.matchAll({ type: 'window' });
  const page = pages.find(({ visibilityState }) => visibilityState === 'visible') ?? pages[0];
  if (!page) return false;
  const question: PageQuestion = { type: 'drain' };
  // The page retries by itself as long as it is open, so its word that it began is enough.
  return ask<DrainAnswer>(page, question, PAGE_ANSWER_MS).then(
    () => true,
    () => false,
  );
}
