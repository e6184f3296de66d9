import { getRaw } from '../backend/get';
import { ByteCache } from '../backend/byte-cache';
import { createSingleFlight } from '../backend/single-flight';
import { StorefrontError } from '../errors';

const MAX_BYTES = 32 * 1024 * 1024;
const TIMEOUT_MS = 15_000;
/** A page asks for several sizes of a picture within a moment. */
const MEMORY_BYTES = 48 * 1024 * 1024;

export type Originals = { get(key: string): Promise<Buffer> };

/** Pictures as the merchant uploaded them. */
export function createOriginals(backendUrl: string): Originals {
  const memory = new ByteCache<Buffer>(MEMORY_BYTES);
  const once = createSingleFlight<Buffer>();

  const load = async (key: string): Promise<Buffer> => {
    const { status, body } = await getRaw(`${backendUrl}/static/${encodeURIComponent(key)}`, {
      maxBytes: MAX_BYTES,
      timeoutMs: TIMEOUT_MS,
    });
    if (status === 404 || status === 400) throw new StorefrontError('not_found', `There is no picture ${key}`);
    if (status !== 200)
      throw new StorefrontError('backend_unavailable', `The backend answered ${status} for the picture ${key}`);
    memory.set(key, body, body.byteLength);
    return body;
  };

  return { get: async (key) => memory.get(key) ?? once(key, () => load(key)) };
}
