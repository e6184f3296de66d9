import type { Lock } from '../lock.js';

const LOCK = 'satchel-introduction';

type Options = {
  lock: Lock;
  /** Where the shop gives a browser its device secret; asked again, the secret stays the same. */
  address?: string;
  /** Whether this browser has one, as far as can be seen. Who cannot see it hears 425 and asks then. */
  isIntroduced?: () => boolean;
  send?: typeof fetch;
};

/**
 * `fetch` that has the device introduced before its first change leaves. 425 says that the secret was lost since; nothing was
 * done, and the same goes out once more. One introduction at a time, over lanes, tabs and the worker: two at once would bring two
 * secrets, and what went out with the first would be another device's.
 */
export function introducedFetch({
  lock,
  address = '/api/device',
  isIntroduced = () => true,
  send = (...args) => fetch(...args),
}: Options): typeof fetch {
  const introduce = (signal: AbortSignal, isDone: () => boolean) =>
    lock.run(LOCK, signal, async () => {
      if (!isDone()) await send(address, { method: 'POST', credentials: 'same-origin', cache: 'no-store', signal });
    });

  return async (...request) => {
    const signal = request[1]?.signal ?? new AbortController().signal;
    if (!isIntroduced()) await introduce(signal, isIntroduced);
    const response = await send(...request);
    if (response.status !== 425) return response;
    await introduce(signal, () => false);
    return send(...request);
  };
}
