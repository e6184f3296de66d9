import { createHash } from 'node:crypto';
import type { ReviewContent } from './types';

type Form = { productId: string; content: Omit<ReviewContent, 'name'> & { name: string | null } };

/** Tells a form that comes again from another one under the same uuid. */
export function fingerprintOf({ productId, content }: Form): string {
  const { rating, title, text, name, language } = content;
  const form = JSON.stringify([productId, rating, title, text, name, language]);
  return createHash('sha256').update(form).digest('base64url');
}
