import { browser } from '$app/environment';
import type { ReviewPage } from '../reviews';
import { readAnswer } from './answer';
import { watchReach } from './reach';
import { reached } from './reached';

const DEADLINE_MS = 8_000;

/** Reviews are read from the shop alone; the device knows only their average. Null: the shop cannot be reached. */
export async function readReviews(
  event: { fetch: typeof fetch },
  productId: string,
  offset: number,
): Promise<ReviewPage | null> {
  const send = browser ? watchReach(event.fetch, reached.tell, () => navigator.onLine) : event.fetch;
  const answer = await readAnswer<ReviewPage>(() =>
    send(`/api/reviews/${encodeURIComponent(productId)}?offset=${offset}`, {
      signal: AbortSignal.timeout(DEADLINE_MS),
    }),
  );
  if (answer.kind === 'gone') return { reviews: [], count: 0 };
  return answer.kind === 'ok' ? answer.body : null;
}
