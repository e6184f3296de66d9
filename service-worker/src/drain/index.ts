import {
  browserClock,
  browserLock,
  browserRandom,
  createEngine,
  fetchTransport,
  introducedFetch,
  noLifecycle,
  databaseExists,
  openExisting,
} from 'sync';
import { FIRST_MARK, MARK_HEADER } from 'sync/protocol';

declare const self: ServiceWorkerGlobalScope & { satchelDrain?: typeof drainOutbox };

/** Sends the outbox from the worker, without any page; `place` is what followed OUTBOX_TAG. `left` means that the browser should wake us again. */
export async function drainOutbox(place: string): Promise<'empty' | 'left'> {
  const stop = new AbortController();
  const [region = '', principalOrNone = '', mark = FIRST_MARK] = place.split(':');
  const principal = principalOrNone === '' ? null : principalOrNone;
  const name = principal ?? mark;
  // Its person may have signed out since the browser was asked to wake us.
  if (!(await databaseExists(name))) return 'empty';
  const db = openExisting(name);
  const engine = createEngine({
    db,
    transport: fetchTransport('/api/sync', sendingAs(mark)),
    clock: browserClock,
    lock: browserLock,
    random: browserRandom,
    lifecycle: noLifecycle,
    signal: stop.signal,
    region,
    principal,
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

/** Whose database this is, for the server to compare with the cookie; the worker cannot read it. */
function sendingAs(mark: string): typeof fetch {
  const send = introducedFetch({ lock: browserLock });
  return (input, init) => {
    const headers = new Headers(init?.headers);
    headers.set(MARK_HEADER, mark);
    return send(input, { ...init, headers });
  };
}

self.satchelDrain = drainOutbox;
