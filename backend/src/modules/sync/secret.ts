import { createHash, timingSafeEqual } from 'node:crypto';

/** The secret has 256 random bits, so one round of SHA-256 is enough: there is nothing to guess. */
export const hashSecret = (secret: string): string => createHash('sha256').update(secret, 'utf8').digest('hex');

export function isSameHash(a: string, b: string): boolean {
  const left = Buffer.from(a, 'hex');
  const right = Buffer.from(b, 'hex');
  return left.length === 32 && left.length === right.length && timingSafeEqual(left, right);
}
