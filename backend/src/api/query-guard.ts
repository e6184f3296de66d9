import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from '@medusajs/framework/http';

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

/** Free text that a person typed: it is searched for, never walked as a path. */
const FREE_TEXT = new Set(['q']);

/** Largest page of a list; Medusa itself has no limit. */
export const MAX_LIMIT = 100;

/**
 * Medusa walks dotted query parameters (`fields`, `order`, filters) into objects, and up to 2.22.5 also along these names,
 * which reach the prototype of everything in the process. Can go with that version.
 */
export function rejectPrototypePaths(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  const search = req.originalUrl.split('?').slice(1).join('?');
  for (const [key, value] of new URLSearchParams(search)) {
    if (isForbiddenPath(key) || (!FREE_TEXT.has(key) && isForbiddenPath(value))) {
      res.status(400).json({
        type: 'invalid_data',
        code: 'forbidden_path',
        message: `The query parameter "${key}" names a forbidden path.`,
      });
      return;
    }
  }
  next();
}

const isForbiddenPath = (text: string): boolean => text.split(/[^\w$]+/).some((segment) => FORBIDDEN.has(segment));

/** PostgreSQL's text cannot hold this character, so no address that has it names anything. */
export function rejectNul(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  if (!req.originalUrl.includes('%00')) return next();
  res.status(400).json({ type: 'invalid_data', code: 'nul', message: 'The address holds the character NUL.' });
}

export function clampLimit(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  if (Number(req.query.limit) > MAX_LIMIT) req.query.limit = String(MAX_LIMIT);
  next();
}

/** For this answer and, as a setting of the whole server, for all that follow, also those that end before they come here. */
export function hidePoweredBy(req: MedusaRequest, res: MedusaResponse, next: MedusaNextFunction): void {
  req.app.disable('x-powered-by');
  res.removeHeader('X-Powered-By');
  next();
}
