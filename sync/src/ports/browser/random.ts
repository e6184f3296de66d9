import type { Random } from '../random.js';

export const browserRandom: Random = { uuid, fraction: () => Math.random() };

/** `crypto.randomUUID` exists only in a secure context; a shop tried out over plain http in the office has none. */
function uuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) => {
    const [byte = 0] = crypto.getRandomValues(new Uint8Array(1));
    return (place === 'x' ? byte & 0xf : (byte & 0x3) | 0x8).toString(16);
  });
}
