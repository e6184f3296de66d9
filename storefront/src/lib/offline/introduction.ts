import { readMark } from './place';

/** Whether this browser holds a device secret, as far as the page can see. */
export const isIntroduced = (cookies: string): boolean => readMark(cookies) !== undefined;

/**
 * `fetch` that asks for the device secret before the first change leaves. A secret that was lost since then is given anew with
 * 425, which only means "once more"; nothing was done. What leaves at the same moment, such as cart and wishlist, asks once: two
 * answers would bring two secrets, and what went out with the first would be another device's.
 */
export function introduceFirst(send: typeof fetch, readCookies: () => string): typeof fetch {
  let introduction: Promise<unknown> | undefined;

  async function introduce(signal: AbortSignal | null): Promise<void> {
    introduction ??= send('/api/device', { method: 'POST', signal }).finally(() => (introduction = undefined));
    await introduction;
  }

  return async (...request) => {
    if (!isIntroduced(readCookies())) await introduce(request[1]?.signal ?? null);
    const response = await send(...request);
    return response.status === 425 ? send(...request) : response;
  };
}
