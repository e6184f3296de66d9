import {
  browserClock,
  browserLock,
  browserRandom,
  createEngine,
  fetchTransport,
  noLifecycle,
  databaseExists,
  openDatabase,
} from 'sync';

declare const self: ServiceWorkerGlobalScope & { satchelDrain?: typeof drainOutbox };

/** Sends the outbox from the worker, without any page; `place` is what followed OUTBOX_TAG. `left` means that the browser should wake us again. */
export async function drainOutbox(place: string): Promise<'empty' | 'left'> {
  const stop = new AbortController();
  const [region = '', principal] = place.split(':');
  // Its person may have signed out since the browser was asked to wake us.
  if (!(await databaseExists(principal))) return 'empty';
  const db = openDatabase(principal);
  const engine = createEngine({
    db,
    transport: fetchTransport('/api/sync', sendTwiceIfNew),
    clock: browserClock,
    lock: browserLock,
    random: browserRandom,
    lifecycle: noLifecycle,
    signal: stop.signal,
    region,
    principal: principal ?? null,
  });
  try {
    const outcome = await engine.drain();
    // What only the shopper can solve is not worth another wake-up.
    return outcome.kind === 'done' || outcome.kind === 'paused' ? 'empty' : 'left';
  } finally {
    stop.abort();
    db.close();
  }
}

/** 425: the device got its cookie with this answer, and nothing else happened. */
async function sendTwiceIfNew(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  return response.status === 425 ? fetch(...request) : response;
}

self.satchelDrain = drainOutbox;
