import type { Device } from './device.ts';

/** One open `GET /store/sync/live`, as the storefront server would hold it. */
export type LiveStream = {
  /** Everything that came so far, comments included. */
  text(): string;
  pokes(): number;
  /** Resolves when the server has ended it. */
  ended: Promise<void>;
  close(): void;
};

export async function openLive(
  device: Device,
  { url, token }: { url?: string; token?: string } = {},
): Promise<LiveStream> {
  const controller = new AbortController();
  const response = await askLive(device, { url, token, signal: controller.signal });
  if (response.status !== 200 || !response.body) throw new Error(`live answered ${response.status}`);
  const decoder = new TextDecoder();
  let text = '';
  const read = async (body: ReadableStream<Uint8Array>) => {
    for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  };
  const ended = read(response.body).catch(() => undefined);
  return {
    text: () => text,
    pokes: () => text.split('data: poke\n\n').length - 1,
    ended,
    close: () => controller.abort(),
  };
}

type Ask = { url?: string | undefined; token?: string | undefined; address?: string; signal?: AbortSignal };

export function askLive(
  { secret, options }: Device,
  { url = options.url, token, address, signal }: Ask = {},
): Promise<Response> {
  return fetch(`${url}/store/sync/live`, {
    headers: {
      'x-publishable-api-key': options.publishableKey,
      'x-satchel-device': secret,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(address && { 'x-forwarded-for': address }),
    },
    ...(signal && { signal }),
  });
}
