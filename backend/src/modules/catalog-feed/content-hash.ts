import { createHash } from 'node:crypto';

/** 132 bits of SHA-256, safe in an address. */
export function contentHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
